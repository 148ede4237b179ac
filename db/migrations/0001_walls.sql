-- The two walls. Organization is the hard one, clinic the inner one; both are kept by the database.
-- Settings live for one transaction only; without them every policy compares with null: no rows, no writes.
create schema app;
grant usage on schema app to polyclinic_app, polyclinic_lookup, polyclinic_platform, polyclinic_backup;
-- It owns the look-up functions, and owning needs the right to create.
grant create on schema app to polyclinic_lookup;
grant usage on schema public to polyclinic_app, polyclinic_lookup, polyclinic_platform, polyclinic_backup;
alter default privileges revoke execute on functions from public;

create function app.organization_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organization_id', true), '')::uuid;

create function app.clinic_ids() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.clinic_ids', true), '')::uuid[];

-- The one clinic in scope; null for head office and for jobs over several clinics.
create function app.clinic_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.clinic_id', true), '')::uuid;

create function app.user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

create function app.whole_organization() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.whole_organization', true), '') = 'on';

grant execute on function app.organization_id(), app.clinic_ids(), app.clinic_id(), app.user_id(),
  app.whole_organization() to polyclinic_app, polyclinic_lookup, polyclinic_backup;

-- The sub-selects are evaluated once per statement; a bare call per row was five times slower on a scan.
create function app.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy clinic_wall on %s using (organization_id = (select app.organization_id())
    and clinic_id = any ((select app.clinic_ids())::uuid[]))', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $$;

-- For tables that every clinic of an organization shares.
create function app.protect_organization(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy organization_wall on %s using (organization_id = (select app.organization_id()))', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $$;

-- For tables whose rows belong to a clinic, or (clinic_id null) to head office alone.
create function app.protect_head_office(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy clinic_or_head_office on %s using (organization_id = (select app.organization_id())
    and case when clinic_id is null then (select app.whole_organization())
        else clinic_id = any ((select app.clinic_ids())::uuid[]) end)', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $$;
