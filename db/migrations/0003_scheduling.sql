-- Where a doctor's time goes. `bookings` is one timeline per doctor and per chair across the whole organization.

create table doctors (
  organization_id     uuid not null default app.organization_id() references organizations (id),
  id                  uuid not null default uuidv7(), -- is the doctor's resource_id in bookings
  user_id             uuid,
  full_name           text not null check (length(trim(full_name)) between 1 and 200),
  specialties         text[] not null default '{}',
  qualification       text not null default '',
  registration_number text,
  languages           text[] not null default '{}',
  phone               text,
  email               text,
  visiting            boolean not null default false,
  color               text not null default '#0f766e' check (color ~ '^#[0-9a-f]{6}$'),
  offices             jsonb not null default '[]',
  status              text not null default 'active' check (status in ('active', 'inactive')),
  version             int not null default 1,
  created_at          timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references people (organization_id, user_id),
  constraint doctors__user_taken unique (organization_id, user_id)
);
select app.protect_organization('doctors');

-- Which doctors stand on a branch's calendar.
create table clinic_doctors (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  doctor_id       uuid not null,
  room            text not null default '',
  position        int not null default 0,
  active          boolean not null default true,
  primary key (organization_id, clinic_id, doctor_id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  foreign key (organization_id, doctor_id) references doctors (organization_id, id)
);
select app.protect('clinic_doctors');
grant delete on clinic_doctors to polyclinic_app;

-- A doctor's weekly clinic session. Minutes are of the clinic's local day; weekday is ISO, 1 is Monday.
create table doctor_sessions (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  doctor_id       uuid not null,
  weekday         int not null check (weekday between 1 and 7),
  starts_minute   int not null check (starts_minute between 0 and 1439),
  ends_minute     int not null check (ends_minute between 1 and 1440),
  valid_from      date,
  valid_to        date,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, doctor_id) references clinic_doctors (organization_id, clinic_id, doctor_id),
  constraint doctor_sessions__ends_before_it_starts check (ends_minute > starts_minute),
  constraint doctor_sessions__valid_to_before_valid_from check (valid_to >= valid_from),
  constraint doctor_sessions__sessions_overlap exclude using gist (organization_id with =, clinic_id with =,
    doctor_id with =, weekday with =, int4range(starts_minute, ends_minute) with &&,
    daterange(valid_from, valid_to, '[]') with &&)
);
create index doctor_sessions_doctor on doctor_sessions (organization_id, clinic_id, doctor_id, weekday);
select app.protect('doctor_sessions');
grant delete on doctor_sessions to polyclinic_app;

-- A doctor's sessions at the branches that are not in scope: where and when, so that a new one can be warned about.
create function app.sessions_elsewhere(doctor uuid) returns table
  (clinic_name text, weekday int, starts_minute int, ends_minute int, valid_from date, valid_to date)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select c.name, s.weekday, s.starts_minute, s.ends_minute, s.valid_from, s.valid_to
  from clinics c join doctor_sessions s on s.organization_id = c.organization_id and s.clinic_id = c.id
  where c.organization_id = app.organization_id() and s.doctor_id = doctor and c.id <> all (app.clinic_ids())
$$;
grant select on doctor_sessions to polyclinic_lookup;
alter function app.sessions_elsewhere(uuid) owner to polyclinic_lookup;
grant execute on function app.sessions_elsewhere(uuid) to polyclinic_app;

-- Places a timeline can be at. A clinic's place has the clinic's id; hospitals have their own; leave and
-- blocks are the place 'away', so that they clash with everything, whatever its capacity.
create table places (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  kind            text not null check (kind in ('clinic', 'hospital', 'away')),
  name            text not null,
  primary key (organization_id, id)
);
select app.protect_organization('places');

create function app.add_clinic_place() returns trigger language plpgsql as $$
begin
  insert into places (organization_id, id, kind, name) values (new.organization_id, new.id, 'clinic', new.name)
  on conflict (organization_id, id) do update set name = excluded.name;
  return new;
end $$;
create trigger clinic_has_a_place after insert or update of name on clinics
  for each row execute function app.add_clinic_place();

create table bookings (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  resource_id     uuid not null,
  place_id        uuid not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  kind            text not null check (kind in ('appointment', 'round', 'leave', 'block', 'hold')),
  exclusive       boolean not null default true,
  primary key (organization_id, id),
  foreign key (organization_id, place_id) references places (organization_id, id),
  constraint bookings__ends_before_it_starts check (ends_at > starts_at),
  -- A day's reading looks one day back for what runs into it; only leave and blocks may be longer.
  check (kind in ('leave', 'block') or ends_at - starts_at <= interval '1 day'),
  constraint bookings__slot_taken exclude using gist
    (organization_id with =, resource_id with =, tstzrange(starts_at, ends_at) with &&) where (exclusive),
  constraint bookings__elsewhere_then exclude using gist
    (organization_id with =, resource_id with =, tstzrange(starts_at, ends_at) with &&, place_id with <>)
);
create index bookings_day on bookings (organization_id, resource_id, starts_at);
create index bookings_away on bookings (organization_id, resource_id, ends_at) where kind in ('leave', 'block');
select app.protect_organization('bookings');
-- One way in: the functions below. Nothing else writes here, and nobody writes without the lock.
revoke insert, update on bookings from polyclinic_app;

-- Locks every timeline concerned, in sorted order, before the day is read: buffers, travel and capacity would
-- otherwise be check-then-insert races, and doctor + chair taken in opposite order deadlock.
create function app.lock_time(resource_ids uuid[]) returns void language plpgsql as $$
declare
  r uuid;
begin
  for r in select distinct unnest(resource_ids) order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended(app.organization_id()::text || r::text, 0));
  end loop;
  perform set_config('app.locked', coalesce(current_setting('app.locked', true), '') || array_to_string(resource_ids, ','), true);
end $$;

create function app.require_lock(resource uuid) returns void language plpgsql as $$
begin
  if position(resource::text in coalesce(current_setting('app.locked', true), '')) = 0 then
    raise exception 'the timeline % is not locked', resource using errcode = 'PC500';
  end if;
end $$;

-- Takes the time, or moves the booking when one with this id exists.
create function app.take_time(booking uuid, resource uuid, place uuid, from_at timestamptz, until_at timestamptz,
  what text default 'appointment', alone boolean default true) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare
  was uuid;
begin
  perform app.require_lock(resource);
  select resource_id into was from bookings where organization_id = app.organization_id() and id = booking;
  if found then
    perform app.require_lock(was);
    update bookings set resource_id = resource, place_id = place, starts_at = from_at, ends_at = until_at,
      kind = what, exclusive = alone where organization_id = app.organization_id() and id = booking;
  else
    insert into bookings (organization_id, id, resource_id, place_id, starts_at, ends_at, kind, exclusive)
    values (app.organization_id(), booking, resource, place, from_at, until_at, what, alone);
  end if;
  return booking;
end $$;

create function app.release_time(booking uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare
  was uuid;
begin
  select resource_id into was from bookings where organization_id = app.organization_id() and id = booking;
  if not found then return; end if;
  perform app.require_lock(was);
  delete from bookings where organization_id = app.organization_id() and id = booking;
end $$;
grant execute on function app.lock_time(uuid[]), app.require_lock(uuid), app.release_time(uuid),
  app.take_time(uuid, uuid, uuid, timestamptz, timestamptz, text, boolean) to polyclinic_app;

create table services (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  name            text not null check (length(trim(name)) between 1 and 200),
  category        text not null default '',
  minutes         int not null default 30 check (minutes between 5 and 600),
  price_minor     bigint not null default 0 check (price_minor >= 0),
  tax_basis_points int not null default 0 check (tax_basis_points between 0 and 10000),
  bookable        boolean not null default true,
  active          boolean not null default true,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint services__name_taken unique (organization_id, clinic_id, name)
);
select app.protect('services');
