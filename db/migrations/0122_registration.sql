-- How a practice comes to be: by itself, over a link that only its first admin's mailbox knows, or by the operator.

create table registrations (
  id                uuid primary key default uuidv7(),
  email             text not null check (email = lower(email)),
  full_name         text not null check (length(trim(full_name)) between 1 and 200),
  organization_name text not null check (length(trim(organization_name)) between 1 and 200),
  clinic_name       text not null check (length(trim(clinic_name)) between 1 and 200),
  city              text not null,
  country           text not null,
  time_zone         text not null,
  currency          text not null,
  token_hash        bytea not null unique,
  address_hash      bytea not null,
  organization_id   uuid references organizations (id), -- made by the operator before its admin has answered
  created_at        timestamptz not null default now(),
  expires_at        timestamptz not null,
  used_at           timestamptz
);
create index registrations_address on registrations (address_hash, created_at);
create index registrations_recent on registrations (created_at);
create index registrations_email on registrations (email, created_at);
grant select on registrations to polyclinic_lookup, polyclinic_backup;

-- Keeps what was typed, under the hash of the link. 'often': ten from this address within an hour; 'full': two hundred
-- from all addresses together, so that a thousand machines cannot fill the mail queue; 'quiet': three for this mailbox,
-- which then gets no further mail, and whoever asks is told nothing of it. One lock: the counts are right in every process.
create function app.begin_registration(typed jsonb, link_hash bytea, address text) returns text
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  seat bytea := sha256(convert_to(address, 'UTF8'));
begin
  perform pg_advisory_xact_lock(hashtextextended('registrations', 0));
  begin
    perform now() at time zone (typed ->> 'time_zone');
  exception when invalid_parameter_value then return 'bad_zone';
  end;
  delete from registrations where created_at < now() - interval '30 days' and organization_id is null;
  if (select count(*) from registrations r where r.address_hash = seat and r.created_at > now() - interval '1 hour') >= 10 then
    return 'often';
  end if;
  -- Those that the operator made stand here too, without an address.
  if (select count(*) from registrations r where r.created_at > now() - interval '1 hour' and r.address_hash <> '') >= 200 then
    return 'full';
  end if;
  insert into registrations (email, full_name, organization_name, clinic_name, city, country, time_zone, currency,
    token_hash, address_hash, expires_at)
  select lower(t.email), t.full_name, t.organization_name, t.clinic_name, t.city, t.country, t.time_zone, t.currency,
    link_hash, seat, now() + interval '1 day'
  from jsonb_to_record(typed) as t (email text, full_name text, organization_name text, clinic_name text, city text,
    country text, time_zone text, currency text);
  return case when (select count(*) from registrations r where r.email = lower(typed ->> 'email')
    and r.created_at > now() - interval '1 hour') > 3 then 'quiet' else 'sent' end;
end $$;

-- What a link is about, for whoever holds it: her own words, and whether her mailbox has a sign-in with a password.
create function app.find_registration(link_hash bytea) returns table (id uuid, email text, full_name text,
  organization_name text, clinic_name text, city text, known boolean, organization_id uuid)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select r.id, r.email, r.full_name, r.organization_name, r.clinic_name, r.city, u.password_hash is not null, r.organization_id
  from registrations r left join users u on u.email = r.email
  where r.token_hash = link_hash and r.used_at is null and r.expires_at > now()
$$;
alter function app.find_registration(bytea) owner to polyclinic_lookup;

-- Organization, first branch with one service, and its admin. Not to be called from outside.
create function app.make_organization(typed jsonb, admin uuid, plan text, trial_ends_on date,
  out organization uuid, out clinic uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  t record;
  scope text[] := array[current_setting('app.organization_id', true), current_setting('app.clinic_ids', true),
    current_setting('app.clinic_id', true), current_setting('app.whole_organization', true), current_setting('app.user_id', true)];
begin
  select * into t from jsonb_to_record(typed) as t (organization_name text, clinic_name text, clinic_code text,
    slug text, city text, country text, time_zone text, currency text);
  organization := uuidv7();
  clinic := uuidv7();
  perform set_config('app.organization_id', organization::text, true), set_config('app.clinic_ids', '{' || clinic || '}', true),
    set_config('app.clinic_id', clinic::text, true), set_config('app.whole_organization', 'on', true),
    set_config('app.user_id', admin::text, true);
  insert into organizations (id, name, slug, currency, time_zone, country)
  values (organization, t.organization_name, t.slug, t.currency, t.time_zone, t.country);
  insert into subscriptions (organization_id, plan, trial_ends_on) values (organization, plan, trial_ends_on);
  insert into clinics (id, name, code, city, time_zone, currency, country)
  values (clinic, t.clinic_name, t.clinic_code, t.city, t.time_zone, t.currency, t.country);
  insert into people (user_id, full_name, email) select u.id, u.full_name, u.email from users u where u.id = admin;
  insert into assignments (user_id, clinic_id, role) values (admin, null, 'org_admin'), (admin, clinic, 'clinic_admin');
  insert into services (name, minutes) values ('Consultation', 30);
  insert into first_steps (clinic_id) values (clinic);
  perform app.record('organization.made', organization, jsonb_build_object('plan', plan, 'clinicId', clinic), null, null);
  perform app.count_usage(organization);
  perform set_config('app.organization_id', coalesce(scope[1], ''), true), set_config('app.clinic_ids', coalesce(scope[2], ''), true),
    set_config('app.clinic_id', coalesce(scope[3], ''), true), set_config('app.whole_organization', coalesce(scope[4], ''), true),
    set_config('app.user_id', coalesce(scope[5], ''), true);
end $$;
revoke execute on function app.make_organization(jsonb, uuid, text, date) from public;

-- The link was opened and its holder proven: a new mailbox by the link itself (password: the hash of the one she
-- chose), a known one by the password that the caller has checked (password null). Ids only; no row: the link is spent.
create function app.complete_registration(link_hash bytea, password text, names jsonb)
returns table (user_id uuid, organization_id uuid, clinic_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  r registrations;
  person users;
begin
  select * into r from registrations x where x.token_hash = link_hash and x.used_at is null and x.expires_at > now() for update;
  if not found then return; end if;
  insert into users (email, full_name) values (r.email, r.full_name) on conflict (email) do nothing;
  select * into person from users u where u.email = r.email for update;
  if person.status <> 'active' or (person.password_hash is null and password is null)
    or (person.password_hash is not null and password is not null) then return; end if;
  if person.password_hash is null then
    update users u set password_hash = password, must_change_password = false where u.id = person.id;
  end if;
  user_id := person.id;
  organization_id := r.organization_id;
  if organization_id is null then
    select m.organization, m.clinic into organization_id, clinic_id from app.make_organization(
      to_jsonb(r) || names, person.id, 'trial', (now() at time zone r.time_zone)::date + 30) m;
  end if;
  update registrations x set used_at = now(), organization_id = complete_registration.organization_id where x.id = r.id;
  -- Other links to the same mailbox were for the same wish.
  update registrations x set used_at = now() where x.email = r.email and x.used_at is null and x.organization_id is null
    and lower(x.organization_name) = lower(r.organization_name);
  return next;
end $$;

-- The same by the operator, at once. link_hash: the link with which an admin without a password chooses one.
create function app.make_organization_for(typed jsonb, link_hash bytea, plan text, trial_ends_on date)
returns table (organization_id uuid, clinic_id uuid, user_id uuid, invited boolean)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  insert into users (email, full_name) values (lower(typed ->> 'email'), typed ->> 'full_name') on conflict (email) do nothing;
  select u.id, u.password_hash is null into user_id, invited from users u where u.email = lower(typed ->> 'email');
  select m.organization, m.clinic into organization_id, clinic_id
  from app.make_organization(typed, user_id, plan, trial_ends_on) m;
  if invited then
    insert into registrations (email, full_name, organization_name, clinic_name, city, country, time_zone, currency,
      token_hash, address_hash, expires_at, organization_id)
    select lower(t.email), t.full_name, t.organization_name, t.clinic_name, t.city, t.country, t.time_zone, t.currency,
      link_hash, '', now() + interval '7 days', make_organization_for.organization_id
    from jsonb_to_record(typed) as t (email text, full_name text, organization_name text, clinic_name text, city text,
      country text, time_zone text, currency text);
  end if;
  return next;
end $$;

-- A new branch's first days: what is missing is shown until it is there, or the page is put away.
create table first_steps (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  dismissed_at    timestamptz,
  primary key (organization_id, clinic_id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('first_steps');

-- Sample rows of a new practice, marked so that these and no others are taken away again.
create table sample_patients (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  patient_id      uuid not null,
  primary key (organization_id, clinic_id, patient_id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id)
);
select app.protect('sample_patients');
revoke update on sample_patients from polyclinic_app;

create table sample_appointments (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  appointment_id  uuid not null,
  primary key (organization_id, clinic_id, appointment_id),
  foreign key (organization_id, clinic_id, appointment_id) references appointments (organization_id, clinic_id, id)
);
select app.protect('sample_appointments');
revoke update on sample_appointments from polyclinic_app;

-- Takes the sample rows of the clinic in scope away: appointments that nothing was written about, then patients whom
-- nothing else refers to. What got work of its own stays and loses its mark: it is theirs now.
create function app.remove_sample() returns table (appointments int, patients int, kept int)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  gone uuid[];
  taken uuid[];
begin
  execute format('select array_agg(t.id), array_agg(t.booking_id) from appointments t
      join sample_appointments s on s.organization_id = t.organization_id and s.clinic_id = t.clinic_id and s.appointment_id = t.id
      where t.organization_id = app.organization_id() and t.clinic_id = app.clinic_id() and not (%s)',
    app.referred_to('appointments', '{appointment_changes,sample_appointments}')) into gone, taken;
  delete from sample_appointments s where s.organization_id = app.organization_id() and s.clinic_id = app.clinic_id();
  delete from appointment_changes c where c.organization_id = app.organization_id() and c.clinic_id = app.clinic_id()
    and c.appointment_id = any (gone);
  delete from appointments a where a.organization_id = app.organization_id() and a.clinic_id = app.clinic_id() and a.id = any (gone);
  get diagnostics appointments = row_count;
  delete from bookings b where b.organization_id = app.organization_id() and b.id = any (taken);

  execute format('select array_agg(t.id) from patients t
      join sample_patients s on s.organization_id = t.organization_id and s.clinic_id = t.clinic_id and s.patient_id = t.id
      where t.organization_id = app.organization_id() and t.clinic_id = app.clinic_id() and not (%s)',
    app.referred_to('patients', '{patient_alerts,duplicate_proposals,sample_patients}')) into gone;
  delete from sample_patients s where s.organization_id = app.organization_id() and s.clinic_id = app.clinic_id();
  get diagnostics kept = row_count;
  delete from patient_alerts r where r.organization_id = app.organization_id() and r.clinic_id = app.clinic_id()
    and r.patient_id = any (gone);
  delete from duplicate_proposals r where r.organization_id = app.organization_id() and r.clinic_id = app.clinic_id()
    and (r.patient_id = any (gone) or r.other_id = any (gone));
  delete from patients p where p.organization_id = app.organization_id() and p.clinic_id = app.clinic_id() and p.id = any (gone);
  get diagnostics patients = row_count;
  kept := kept - patients;
  return next;
end $$;

grant execute on function app.begin_registration(jsonb, bytea, text), app.find_registration(bytea),
  app.complete_registration(bytea, text, jsonb), app.remove_sample() to polyclinic_app;
grant execute on function app.make_organization_for(jsonb, bytea, text, date) to polyclinic_platform;
