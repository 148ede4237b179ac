-- How long the trail remembers details, personal data among them; that something was done stays for good.
-- shredded_to: the newest event whose detail was gone over: what lies before is never read again.
create table audit_retention (
  organization_id uuid primary key default app.organization_id() references organizations (id),
  years           int not null default 7 check (years between 1 and 50),
  shredded_to     uuid not null default '00000000-0000-0000-0000-000000000000'
);
select app.protect_organization('audit_retention');
revoke insert, update on audit_retention from polyclinic_app;
grant insert (years), update (years) on audit_retention to polyclinic_app;
grant select on audit_retention to polyclinic_lookup;
create policy head_office_adds on audit_retention as restrictive for insert with check ((select app.whole_organization()));
create policy head_office_changes on audit_retention as restrictive for update using ((select app.whole_organization()));

-- Forgets the details that are older than the organization keeps them, the oldest first, at most so many; how many were
-- gone over. How old is not for the caller to say.
drop function app.shred_audit_details(timestamptz);
create function app.shred_audit_details(most int) returns int
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  kept audit_retention;
  old uuid[];
begin
  insert into audit_retention (organization_id) values (app.organization_id()) on conflict do nothing;
  select * into kept from audit_retention r where r.organization_id = app.organization_id() for update;
  select array_agg(d.event_id order by d.event_id) into old from (select event_id from audit_details
    where organization_id = app.organization_id() and event_id > kept.shredded_to
      and event_id < app.id_at(now() - make_interval(years => kept.years)) order by event_id limit most) d;
  if old is null then return 0; end if;
  update audit_details d set detail = null, salt = null, shredded_at = now()
  where d.organization_id = app.organization_id() and d.event_id = any (old) and d.shredded_at is null;
  update audit_retention r set shredded_to = old[cardinality(old)] where r.organization_id = app.organization_id();
  return cardinality(old);
end $$;

create function app.organizations_to_shred() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select o.id from organizations o left join audit_retention r on r.organization_id = o.id
  where exists (select from audit_details d where d.organization_id = o.id
    and d.event_id > coalesce(r.shredded_to, '00000000-0000-0000-0000-000000000000')
    and d.event_id < app.id_at(now() - make_interval(years => coalesce(r.years, 7))))
$$;
alter function app.organizations_to_shred() owner to polyclinic_lookup;
grant execute on function app.id_at(timestamptz) to polyclinic_lookup;
grant execute on function app.shred_audit_details(int), app.organizations_to_shred() to polyclinic_app;

select pgboss.create_queue('audit.shred', '{"policy": "short", "retryLimit": 3, "retryDelay": 60, "expireInSeconds": 900}');
