-- Rights beyond the default matrix: what a network or a branch gives or takes, modules switched off, doctors who see
-- their own patients only, support inside an elevation, and acts that ask for a fresh proof of who is there.

-- Deviations from the committed matrix. A branch's row (clinic_id) wins over the organization's (null), which wins over
-- the default. org_admin cannot be reduced: app.enter does not look here for that role.
create table role_changes (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid,
  role            text not null check (role in ('clinic_admin', 'clinic_manager', 'doctor', 'receptionist', 'billing',
                    'nurse', 'pharmacist')),
  permission      text not null check (permission ~ '^[a-z_]+\.(read|create|update|delete|approve|export)$'),
  allowed         boolean not null,
  limit_minor     bigint check (limit_minor >= 0), -- the highest amount of one act; null: no limit
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint role_changes__changed_already unique nulls not distinct (organization_id, clinic_id, role, permission)
);
create index role_changes_asked on role_changes (organization_id, role, permission);
-- Everybody reads what holds in the own branch, the organization's included; head office alone changes it.
alter table role_changes enable row level security;
alter table role_changes force row level security;
create policy own_rules on role_changes for select using (organization_id = (select app.organization_id())
  and (clinic_id is null or clinic_id = any ((select app.clinic_ids())::uuid[])));
create policy head_office_changes on role_changes using (organization_id = (select app.organization_id())
  and (select app.whole_organization())) with check (organization_id = (select app.organization_id())
  and (select app.whole_organization()));
grant select, insert, update, delete on role_changes to polyclinic_app;
grant select on role_changes to polyclinic_backup, polyclinic_lookup;

alter table clinics
  add column modules_off text[] not null default '{}', -- first words of permissions: as if they did not exist
  add column doctors_see_own_patients boolean not null default false;

alter table sessions
  add column proved_at timestamptz not null default now(), -- when a password or a code was last given
  add column operator_id uuid references users (id), -- support: who sits there; user_id is as whom
  add column elevation_id uuid;

-- Who may do what in one clinic, or (clinic null) by the organization's own rules.
create function app.role_allows(organization uuid, clinic uuid, held text, permission text, roles text[]) returns boolean
language sql stable parallel safe
  return case when held = 'org_admin' then held = any (roles)
    else coalesce((select r.allowed from public.role_changes r
      where r.organization_id = role_allows.organization and r.role = held and r.permission = role_allows.permission
        and (r.clinic_id is null or r.clinic_id = role_allows.clinic)
      order by r.clinic_id nulls last limit 1), held = any (roles)) end;
grant execute on function app.role_allows(uuid, uuid, text, text, text[]) to polyclinic_lookup;

-- Changes with every right of anybody in the organization, so that what was derived from the rights before is known to
-- be old by one row. Random, not counted: a restored backup must not bring a number back that meant something else.
create table rights_versions (
  organization_id uuid primary key references organizations (id),
  version         uuid not null default gen_random_uuid()
);
grant select on rights_versions to polyclinic_lookup, polyclinic_backup;
insert into rights_versions (organization_id) select id from organizations;

create function app.rights_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  insert into rights_versions (organization_id) values (coalesce(new.organization_id, old.organization_id))
  on conflict (organization_id) do update set version = gen_random_uuid();
  return null;
end $$;
-- At the end of the transaction: the row all changes share is locked last, and only for the commit.
create constraint trigger rights_changed after insert or update or delete on assignments
  deferrable initially deferred for each row execute function app.rights_changed();
create constraint trigger rights_changed after insert or update or delete on role_changes
  deferrable initially deferred for each row execute function app.rights_changed();
create constraint trigger rights_changed after insert or update of modules_off, doctors_see_own_patients on clinics
  deferrable initially deferred for each row execute function app.rights_changed();

drop function app.enter(uuid, text[], uuid);

-- Sets the scope of this transaction from a session, and refuses when it may not be: the session is checked, the
-- assignments are read and the clinic is looked up in the same round trip as the query that follows, so a right
-- taken away is gone on the next request, in every process.
-- permission: what is asked for, `module.action`; null: any session will do. roles: whom the default matrix gives it.
-- clinic: null for all clinics of this person. fresh: only if a password or a code was given within ten minutes.
-- pass: what this answered to the same session, permission and clinic before, or null. While nobody's rights in the
-- organization have changed since, only the session is looked at; otherwise everything, and there is a new pass.
-- It spares work and guards nothing: whoever can call this as the app role can write the settings as well.
-- PC401 the session is over, PC403 not with these rights, PC404 no such clinic or module for this person,
-- PC428 a fresh proof is needed.
create function app.enter(session uuid, permission text, roles text[], clinic uuid, fresh boolean default false,
  inout pass text default null)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
-- Runs before every question, so each part was timed, each call in a transaction of its own: 45 µs, with a pass 20.
declare
  organization uuid;
  version uuid;
  person uuid;
  operator uuid;
  elevation uuid;
  proved timestamptz;
  modules_off text[];
  own_patients boolean := false;
  deviates boolean;
  held text[];
  whole boolean;
  open_clinics text;
  said text;
begin
  if pass is not null and not fresh then
    -- One statement: each expression of its own would be made ready anew in every transaction, for 1 µs.
    perform set_config('app.organization_id', s.organization_id::text, true),
      set_config('app.clinic_ids', '{' || clinic || '}', true), set_config('app.clinic_id', clinic::text, true),
      set_config('app.user_id', s.user_id::text, true),
      set_config('app.whole_organization', case when right(pass, 1) = '*' then 'on' else '' end, true),
      case when current_setting('app.own_doctor_id', true) <> '' then set_config('app.own_doctor_id', '', true) end,
      case when current_setting('app.elevation_id', true) <> '' then set_config('app.elevation_id', '', true)
        || set_config('app.operator_id', '', true) end
    from sessions s join rights_versions v on v.organization_id = s.organization_id
    where s.id = session and s.ended_at is null and s.expires_at > now() and v.version = left(pass, 36)::uuid;
    if found then return; end if;
  end if;

  -- The version before what it stands for: a change in between makes the new pass too old, never too young.
  select s.organization_id, s.user_id, s.operator_id, s.elevation_id, s.proved_at, v.version
  into organization, person, operator, elevation, proved, version
  from sessions s left join rights_versions v on v.organization_id = s.organization_id
  where s.id = session and s.ended_at is null and s.expires_at > now();
  if not found then raise exception 'session_ended' using errcode = 'PC401'; end if;

  if clinic is not null then
    select c.modules_off, c.doctors_see_own_patients,
      exists (select from role_changes r where r.organization_id = organization)
    into modules_off, own_patients, deviates from clinics c where c.organization_id = organization and c.id = clinic;
    if not found or split_part(permission, '.', 1) = any (modules_off) then
      raise exception 'not_found' using errcode = 'PC404';
    end if;
    open_clinics := '{' || clinic || '}';
    if operator = person then
      -- Support that looks in as itself: reads what head office reads, and changes nothing.
      held := case when permission is null or permission like '%.read' then array['org_admin'] else '{}' end;
      whole := true;
    else
      select array_agg(a.role), bool_or(a.clinic_id is null) into held, whole from assignments a
      where a.organization_id = organization and a.user_id = person and (a.clinic_id is null or a.clinic_id = clinic);
      if held is null then raise exception 'not_found' using errcode = 'PC404'; end if;
    end if;
    if permission is not null and not (case when deviates
        then exists (select from unnest(held) h where app.role_allows(organization, clinic, h, permission, roles))
        else held && roles end) then
      raise exception 'forbidden' using errcode = 'PC403';
    end if;
    own_patients := own_patients and held <@ array['doctor'];
  elsif operator = person then
    if permission is not null and not (permission like '%.read' and 'org_admin' = any (roles)) then
      raise exception 'forbidden' using errcode = 'PC403';
    end if;
    whole := true;
    select '{' || coalesce(string_agg(c.id::text, ','), '') || '}' into open_clinics from clinics c
    where c.organization_id = organization;
  else
    select coalesce(bool_or(a.clinic_id is null), false), array_agg(a.role),
      '{' || coalesce(string_agg(distinct c.id::text, ','), '') || '}',
      coalesce(bool_and(a.role = 'doctor') and bool_or(c.doctors_see_own_patients), false)
    into whole, held, open_clinics, own_patients
    from assignments a
    left join clinics c on c.organization_id = organization and (a.clinic_id is null or c.id = a.clinic_id)
    where a.organization_id = organization and a.user_id = person
      and (permission is null or (app.role_allows(organization, c.id, a.role, permission, roles)
        and (c.id is null or c.modules_off = '{}' or split_part(permission, '.', 1) <> all (c.modules_off))));
    if held is null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  end if;
  if fresh and proved < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;

  said := set_config('app.organization_id', organization::text, true);
  said := set_config('app.clinic_ids', open_clinics, true);
  said := set_config('app.clinic_id', coalesce(clinic::text, ''), true);
  said := set_config('app.user_id', person::text, true);
  said := set_config('app.whole_organization', case when whole then 'on' else '' end, true);
  -- Rare ones: written when there is something to say, or something of an earlier scope to take back.
  if own_patients or current_setting('app.own_doctor_id', true) <> '' then
    -- A doctor without a row among the doctors has no patient of his own.
    said := set_config('app.own_doctor_id', case when own_patients then coalesce((select d.id from doctors d
      where d.organization_id = organization and d.user_id = person limit 1),
      '00000000-0000-0000-0000-000000000000'::uuid)::text else '' end, true);
  end if;
  if elevation is not null or current_setting('app.elevation_id', true) <> '' then
    said := set_config('app.elevation_id', coalesce(elevation::text, ''), true);
    said := set_config('app.operator_id', coalesce(operator::text, ''), true);
  end if;
  -- None for what is rare, or long to send: the next request derives that anew.
  pass := case when clinic is not null and not own_patients and elevation is null
    then version || case when whole then '*' else '' end end;
end $$;
alter function app.enter(uuid, text, text[], uuid, boolean, text) owner to polyclinic_lookup;
grant select on doctors to polyclinic_lookup;

-- The doctor whose own patients alone are in scope; null: everybody's.
create function app.own_doctor_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.own_doctor_id', true), '')::uuid;
create function app.elevation_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.elevation_id', true), '')::uuid;
create function app.operator_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.operator_id', true), '')::uuid;

-- The highest amount this person may approve in the clinic in scope, in minor units; null: no limit. The kindest of the
-- roles held counts. roles: whom the default matrix gives the permission (no limit by default).
create function app.amount_limit_minor(permission text, roles text[]) returns bigint
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with held as (
    select distinct a.role from assignments a
    where a.organization_id = app.organization_id() and a.user_id = app.user_id()
      and (a.clinic_id is null or a.clinic_id = app.clinic_id())
      and app.role_allows(app.organization_id(), app.clinic_id(), a.role, amount_limit_minor.permission, roles)
  ), limits as (
    select (select r.limit_minor from role_changes r
      where r.organization_id = app.organization_id() and r.role = h.role and h.role <> 'org_admin'
        and r.permission = amount_limit_minor.permission and (r.clinic_id is null or r.clinic_id = app.clinic_id())
      order by r.clinic_id nulls last limit 1) as limit_minor from held h
  )
  select case when bool_or(limit_minor is null) then null else max(limit_minor) end from limits
$$;
alter function app.amount_limit_minor(text, text[]) owner to polyclinic_lookup;

-- Ends the sessions of a person in the organization in scope; how many there were.
create function app.end_sessions(person uuid, why text) returns int
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with ended as (
    update sessions set ended_at = now(), end_reason = why
    where user_id = person and organization_id = app.organization_id() and ended_at is null returning 1
  )
  select count(*)::int from ended
$$;
grant execute on function app.enter(uuid, text, text[], uuid, boolean, text), app.own_doctor_id(), app.elevation_id(),
  app.operator_id(), app.amount_limit_minor(text, text[]), app.end_sessions(uuid, text) to polyclinic_app;
grant execute on function app.own_doctor_id(), app.elevation_id(), app.operator_id() to polyclinic_lookup, polyclinic_backup;

-- Every act inside an elevation says so.
alter table audit_events
  add column operator_id uuid default app.operator_id(),
  add column elevation_id uuid default app.elevation_id();
