-- The operator of the installation: who they are, and how support enters an organization: by an elevation that ends by
-- itself and that the organization is told about. They see control tables, and no row of a patient.

grant execute on function app.organization_id(), app.clinic_ids(), app.clinic_id(), app.user_id(),
  app.whole_organization() to polyclinic_platform;

create table platform_roles (
  user_id    uuid primary key references users (id),
  role       text not null check (role in ('super_admin', 'support')),
  is_sample  boolean not null default false, -- on demonstration data only: signs in without a second step
  created_at timestamptz not null default now()
);
grant select on platform_roles to polyclinic_lookup, polyclinic_platform, polyclinic_backup;

-- What operators did; inside an organization they leave rows in its own trail instead.
create table platform_events (
  id          uuid primary key default uuidv7(),
  recorded_at timestamptz not null default now(),
  user_id     uuid not null default app.user_id() references users (id),
  event       text not null,
  subject_id  uuid not null,
  reason      text not null default coalesce(current_setting('app.reason', true), ''),
  detail      jsonb,
  trace_id    text
);
create index platform_events_recent on platform_events (recorded_at);
grant select, insert on platform_events to polyclinic_platform;
grant select on platform_events to polyclinic_backup;

create table platform_idempotency_keys (
  user_id      uuid not null default app.user_id() references users (id),
  key          text not null check (length(key) between 8 and 100),
  endpoint     text not null,
  request_hash text not null,
  answer       jsonb not null,
  created_at   timestamptz not null default now(),
  primary key (user_id, key)
);
alter table platform_idempotency_keys enable row level security;
alter table platform_idempotency_keys force row level security;
create policy own_keys on platform_idempotency_keys using (user_id = (select app.user_id()));
grant select, insert on platform_idempotency_keys to polyclinic_platform, polyclinic_app;

-- A session of an operator belongs to no organization: it enters none, and every wall compares with null.
alter table sessions alter column organization_id drop not null;

create table elevations (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  operator_id     uuid not null references users (id),
  operator_name   text not null,
  as_user_id      uuid, -- null: looks in as itself, and changes nothing
  as_name         text,
  reason          text not null check (length(trim(reason)) between 10 and 500),
  minutes         int not null check (minutes in (15, 30, 60)),
  started_at      timestamptz not null default now(),
  ends_at         timestamptz not null,
  ended_at        timestamptz,
  ended_by        uuid references users (id),
  from_session_id uuid not null,
  primary key (organization_id, id),
  foreign key (organization_id, as_user_id) references people (organization_id, user_id)
);
create index elevations_recent on elevations (organization_id, started_at);
select app.protect_organization('elevations');
revoke insert, update on elevations from polyclinic_app;
create policy operator on elevations for select to polyclinic_platform using (true);
grant select on elevations to polyclinic_platform, polyclinic_lookup;
create unique index elevations_session on sessions (elevation_id) where elevation_id is not null;

-- The operator's way in: like app.enter, but into no organization. needs: platform.support (super admins as well),
-- platform.super_admin, or null for anything of one's own account.
create function app.enter_platform(session uuid, needs text, fresh boolean, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  person uuid;
  proved timestamptz;
  held text;
begin
  select s.user_id, s.proved_at, r.role into person, proved, held
  from sessions s left join platform_roles r on r.user_id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > now() and s.organization_id is null;
  if person is null then raise exception 'session_ended' using errcode = 'PC401'; end if;
  if held is null or not coalesce(needs is null or needs = 'platform.' || held
      or (needs = 'platform.support' and held = 'super_admin'), false) then
    raise exception 'forbidden' using errcode = 'PC403';
  end if;
  if fresh and proved < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;
  perform set_config('app.organization_id', '', true), set_config('app.clinic_ids', '', true),
    set_config('app.clinic_id', '', true), set_config('app.whole_organization', '', true),
    set_config('app.user_id', person::text, true), set_config('app.session_id', session::text, true),
    set_config('app.reason', coalesce(reason, ''), true);
  return person;
end $$;
alter function app.enter_platform(uuid, text, boolean, text) owner to polyclinic_lookup;

create function app.record_platform(event text, subject uuid, detail jsonb, trace text) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  insert into platform_events (event, subject_id, detail, trace_id) values (event, subject, detail, trace)
$$;
grant execute on function app.enter_platform(uuid, text, boolean, text), app.record_platform(text, uuid, jsonb, text)
  to polyclinic_app, polyclinic_platform;

create function app.platform_role_of(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select role from platform_roles where user_id = person
$$;
alter function app.platform_role_of(uuid) owner to polyclinic_lookup;

-- As before; and where no organization is asked for, an operator's session, which is in none.
create or replace function app.open_session(person uuid, organization uuid, refresh_hash bytea, agent text, lasts interval,
  device bytea, seat text, place text, trace text)
returns table (session_id uuid, organization_id uuid, device_is_new boolean)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  opened sessions;
  operator boolean := organization is null and exists (select from platform_roles r where r.user_id = person);
begin
  perform set_config('app.organization_id', coalesce(organization::text, ''), true);
  insert into sessions (organization_id, user_id, expires_at, user_agent, device_hash, place)
  select m.organization_id, person, now() + lasts, left(agent, 300), device, open_session.place
  from (select null::uuid as organization_id, '-infinity'::timestamptz as created_at where operator
    union all select * from app.memberships(person) where not operator) m
  where organization is null or m.organization_id = organization
  order by m.created_at limit 1 returning * into opened;
  if opened.id is null then return; end if;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, opened.id);
  perform app.record_account(opened.organization_id, person, 'session.opened', jsonb_build_object('sessionId', opened.id), trace);
  return query select opened.id, opened.organization_id, app.remember_device(person, device, seat);
end $$;

-- What happens to an operator's own account stands among what operators did.
create or replace function app.record_account(organization uuid, person uuid, event text, detail jsonb, trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if organization is null then
    insert into platform_events (user_id, event, subject_id, reason, detail, trace_id)
    select person, record_account.event, person, '', record_account.detail, trace
    from platform_roles r where r.user_id = person;
    return;
  end if;
  perform set_config('app.organization_id', organization::text, true), set_config('app.user_id', person::text, true),
    set_config('app.clinic_id', '', true), set_config('app.whole_organization', 'on', true);
  perform app.record(event, person, detail, trace, null);
end $$;

-- An operator always needs a second step, but for the sample ones.
create or replace function app.totp_wanted(person uuid, organization uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from assignments a join organizations o on o.id = a.organization_id and o.totp_required
    where a.user_id = person and a.role = 'org_admin' and (organization is null or o.id = organization))
    or exists (select from platform_roles r where r.user_id = person and not r.is_sample)
$$;

-- Opens an organization to the operator of a platform session, once at a time. The session it makes has no refresh
-- token and ends with the elevation: nothing has to be remembered for it to end. The organization is the one in scope,
-- so that the notice to its admins stands in the same transaction.
-- login: whom to be, by e-mail or username; null: nobody, and then nothing can be changed.
-- PC404 no such person or organization, PC403 not an operator.
create function app.start_elevation(platform_session uuid, because text, for_minutes int, login text)
returns table (elevation_id uuid, session_id uuid, user_id uuid, operator_name text, as_name text, ends_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  operator uuid;
  named users;
begin
  operator := app.enter_platform_check(platform_session);
  perform pg_advisory_xact_lock(hashtext('elevation'), hashtext(operator::text));
  if exists (select from sessions s where s.operator_id = operator and s.ended_at is null and s.expires_at > now()) then
    raise exception 'elevated_already' using errcode = '23514', constraint = 'elevations__elevated_already';
  end if;
  if not exists (select from organizations o where o.id = app.organization_id()) then
    raise exception 'not_found' using errcode = 'PC404';
  end if;
  select u.full_name into operator_name from users u where u.id = operator;
  if login is not null then
    select u.* into named from users u join app.members(app.organization_id()) m on m.user_id = u.id
    where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
      and not exists (select from platform_roles r where r.user_id = u.id);
    if named.id is null then raise exception 'not_found' using errcode = 'PC404'; end if;
  end if;
  user_id := coalesce(named.id, operator);
  as_name := named.full_name;
  ends_at := now() + make_interval(mins => for_minutes);
  insert into elevations as e (operator_id, operator_name, as_user_id, as_name, reason, minutes, ends_at, from_session_id)
  values (operator, start_elevation.operator_name, named.id, start_elevation.as_name, because, for_minutes,
    start_elevation.ends_at, platform_session)
  returning e.id into elevation_id;
  insert into sessions as s (organization_id, user_id, operator_id, elevation_id, expires_at, proved_at)
  values (app.organization_id(), start_elevation.user_id, operator, start_elevation.elevation_id, start_elevation.ends_at, '-infinity')
  returning s.id into session_id;
  perform set_config('app.elevation_id', start_elevation.elevation_id::text, true), set_config('app.operator_id', operator::text, true);
  return next;
end $$;

create function app.members(organization uuid) returns table (user_id uuid)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select distinct a.user_id from assignments a where a.organization_id = organization
$$;
alter function app.members(uuid) owner to polyclinic_lookup;
grant execute on function app.members(uuid) to polyclinic_owner;

create function app.enter_platform_check(platform_session uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  operator uuid;
begin
  select s.user_id into operator from sessions s join platform_roles r on r.user_id = s.user_id
  where s.id = platform_session and s.organization_id is null and s.ended_at is null and s.expires_at > now();
  if operator is null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  return operator;
end $$;
grant execute on function app.enter_platform_check(uuid) to polyclinic_owner;

-- Ends one of the organization in scope: by its admins, by leaving, by the operator. False: it was over already.
create function app.end_elevation(elevation uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  update elevations e set ended_at = now(), ended_by = coalesce(app.operator_id(), app.user_id())
  where e.organization_id = app.organization_id() and e.id = elevation and e.ended_at is null and e.ends_at > now();
  if not found then return false; end if;
  update sessions s set ended_at = now(), end_reason = 'elevation_ended'
  where s.organization_id = app.organization_id() and s.elevation_id = elevation and s.ended_at is null;
  return true;
end $$;

-- Where the operator of this platform session is inside now; no row: nowhere.
create function app.inside_of(platform_session uuid) returns table (session_id uuid, organization_id uuid, user_id uuid)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select s.id, s.organization_id, s.user_id
  from sessions p join sessions s on s.operator_id = p.user_id and s.ended_at is null and s.expires_at > now()
  join elevations e on e.organization_id = s.organization_id and e.id = s.elevation_id and e.from_session_id = p.id
  where p.id = platform_session
$$;
alter function app.inside_of(uuid) owner to polyclinic_lookup;
create index sessions_operator on sessions (operator_id) where operator_id is not null and ended_at is null;

-- An operator who signs out, is signed out, or stops being one is out of every organization at once.
create function app.end_elevated_sessions() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  inside record;
  scope text := current_setting('app.organization_id', true);
begin
  for inside in update sessions s set ended_at = now(), end_reason = 'operator_signed_out'
    where s.operator_id = new.user_id and s.ended_at is null returning s.organization_id, s.elevation_id
  loop
    perform set_config('app.organization_id', inside.organization_id::text, true);
    update elevations e set ended_at = now(), ended_by = new.user_id
    where e.organization_id = inside.organization_id and e.id = inside.elevation_id
      and e.ended_at is null and e.ends_at > now();
  end loop;
  perform set_config('app.organization_id', coalesce(scope, ''), true);
  return null;
end $$;
create trigger sessions_end_elevated after update on sessions for each row
when (new.organization_id is null and old.ended_at is null and new.ended_at is not null)
execute function app.end_elevated_sessions();

create function app.end_platform_sessions() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  update sessions s set ended_at = now(), end_reason = 'role_removed'
  where s.user_id = old.user_id and s.organization_id is null and s.ended_at is null;
  return null;
end $$;
create trigger platform_roles_end_sessions after delete or update on platform_roles for each row
execute function app.end_platform_sessions();

grant execute on function app.platform_role_of(uuid),
  app.start_elevation(uuid, text, int, text), app.end_elevation(uuid), app.inside_of(uuid)
  to polyclinic_app;
