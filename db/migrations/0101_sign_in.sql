-- Signing in: second steps, devices and places that a person has used before, and a count of tries that no process can
-- overlook. All of it belongs to a person, not to an organization: no grants; the app reaches it through the functions
-- below.

alter table users
  add column language       text check (language in ('en', 'ur')),
  add column totp_sealed    bytea, -- sealed by the app, for this person alone
  add column totp_since     timestamptz,
  add column totp_last_step bigint not null default 0, -- each code opens once
  add constraint users__totp_whole check ((totp_sealed is null) = (totp_since is null));

alter table organizations add column totp_required boolean not null default false;

create table recovery_codes (
  user_id   uuid not null references users (id),
  code_hash bytea not null,
  used_at   timestamptz,
  primary key (user_id, code_hash)
);

create table known_devices (
  user_id       uuid not null references users (id),
  device_hash   bytea not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  primary key (user_id, device_hash)
);
create table known_seats (
  user_id      uuid not null references users (id),
  seat_hash    bytea not null,
  last_seen_at timestamptz not null default now(),
  primary key (user_id, seat_hash)
);
grant select on recovery_codes, known_devices, known_seats to polyclinic_backup;

alter table sessions
  add column device_hash bytea,
  add column place       text not null default ''; -- the network address, its last part left out

-- A try is counted before it is looked at, and taken back when it was right: sent all at once, or to two processes,
-- none of them slips by.
alter table sign_in_failures
  add column id          uuid not null default uuidv7(),
  add column device_hash bytea;
create unique index sign_in_failures_id on sign_in_failures (id);
create index sign_in_failures_seat on sign_in_failures (seat_hash, failed_at);
create index sign_in_failures_age on sign_in_failures (failed_at);

-- Counts one try of `what` (a login, the codes of a person) from `seat`. limits, within a quarter of an hour: from this
-- person's known device, of this thing from this seat, from this seat altogether, of this thing from everywhere. A known
-- device or seat of the person has its own budget: whoever guesses elsewhere cannot lock her out.
create function app.begin_try(what text, seat text, person uuid, device bytea, limits int[])
returns table (try uuid, trusted boolean)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  w bytea := sha256(convert_to(what, 'UTF8'));
  s bytea := sha256(convert_to(seat, 'UTF8'));
  since timestamptz := clock_timestamp() - interval '15 minutes';
  known_device boolean;
  known_seat boolean;
  by_device int;
  here int;
  anywhere int;
  by_seat int;
begin
  perform pg_advisory_xact_lock(7301, hashtext(encode(s, 'hex')));
  perform pg_advisory_xact_lock(7302, hashtext(encode(w, 'hex')));
  known_device := exists (select from known_devices d where d.user_id = person and d.device_hash = device);
  known_seat := exists (select from known_seats k where k.user_id = person and k.seat_hash = s);
  select count(*) filter (where f.device_hash = device), count(*) filter (where f.seat_hash = s), count(*)
  into by_device, here, anywhere from sign_in_failures f where f.login_hash = w and f.failed_at > since;
  select count(*) into by_seat from sign_in_failures f where f.seat_hash = s and f.failed_at > since;
  trusted := known_device or known_seat;
  if (case when known_device then by_device < limits[1]
    when known_seat then here < limits[2]
    else here < limits[2] and by_seat < limits[3] and anywhere < limits[4] end)
  then
    insert into sign_in_failures (login_hash, seat_hash, device_hash, failed_at)
    values (w, s, case when known_device then device end, clock_timestamp()) returning id into try;
  end if;
  if random() < 0.01 then delete from sign_in_failures where failed_at < now() - interval '1 day'; end if;
  return next;
end $$;

create function app.end_try(try uuid) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  delete from sign_in_failures where id = try
$$;

drop function app.find_sign_in(text, text), app.note_sign_in_failure(text, text);

-- try null: too many. The row is there for a name that nobody has, too.
create function app.begin_sign_in(login text, seat text, device bytea, limits int[]) returns table
  (try uuid, trusted boolean, user_id uuid, password_hash text, status text, must_change_password boolean,
   totp_sealed bytea, totp_last_step bigint)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  named users;
begin
  select * into named from users u where u.email = lower(login) or u.username = lower(login)
  order by u.email = lower(login) desc nulls last limit 1;
  return query select t.try, t.trusted, named.id, named.password_hash, named.status, named.must_change_password,
    named.totp_sealed, named.totp_last_step
  from app.begin_try(lower(login), seat, named.id, device, limits) t;
end $$;

-- Whether this person must have a second step to sign in there (null: anywhere).
create function app.totp_wanted(person uuid, organization uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from assignments a join organizations o on o.id = a.organization_id and o.totp_required
    where a.user_id = person and a.role = 'org_admin' and (organization is null or o.id = organization))
$$;
alter function app.totp_wanted(uuid, uuid) owner to polyclinic_lookup;

-- Each code once, in every process: a step (RFC 6238) must come after the last one used.
create function app.use_totp_step(person uuid, step bigint) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with used as (update users set totp_last_step = step where id = person and totp_last_step < step returning 1)
  select exists (select from used)
$$;
create function app.use_recovery_code(person uuid, code bytea) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with used as (update recovery_codes set used_at = now() where user_id = person and code_hash = code and used_at is null
    returning 1)
  select exists (select from used)
$$;

-- A password given by somebody else is changed at the first sign-in; nobody else's is changed this way.
create function app.replace_first_password(person uuid, new_hash text) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with changed as (update users set password_hash = new_hash, must_change_password = false
    where id = person and must_change_password returning 1)
  select exists (select from changed)
$$;
create function app.set_first_totp(person uuid, sealed bytea, step bigint, codes bytea[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  update users set totp_sealed = sealed, totp_since = now(), totp_last_step = step
  where id = person and users.totp_sealed is null;
  if not found then return false; end if;
  delete from recovery_codes where user_id = person;
  insert into recovery_codes (user_id, code_hash) select person, code from unnest(codes) code;
  return true;
end $$;

-- The event of a person's own account, in the trail of the organization where she is now.
create function app.record_account(organization uuid, person uuid, event text, detail jsonb, trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if organization is null then return; end if;
  perform set_config('app.organization_id', organization::text, true), set_config('app.user_id', person::text, true),
    set_config('app.clinic_id', '', true), set_config('app.whole_organization', 'on', true);
  perform app.record(event, person, detail, trace, null);
end $$;

-- Opens a session in the organization given, or else in the person's oldest one. No row: not a member.
-- device_is_new: this person has used others before, and never this one.
drop function app.open_session(uuid, uuid, bytea, text, interval);
create function app.open_session(person uuid, organization uuid, refresh_hash bytea, agent text, lasts interval,
  device bytea, seat text, place text, trace text)
returns table (session_id uuid, organization_id uuid, device_is_new boolean)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  opened sessions;
begin
  perform set_config('app.organization_id', coalesce(organization::text, ''), true);
  insert into sessions (organization_id, user_id, expires_at, user_agent, device_hash, place)
  select m.organization_id, person, now() + lasts, left(agent, 300), device, open_session.place
  from app.memberships(person) m
  where organization is null or m.organization_id = organization
  order by m.created_at limit 1 returning * into opened;
  if opened.id is null then return; end if;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, opened.id);
  perform app.record_account(opened.organization_id, person, 'session.opened', jsonb_build_object('sessionId', opened.id), trace);
  return query select opened.id, opened.organization_id, app.remember_device(person, device, seat);
end $$;

-- Answers whether the device is new to a person who has others.
create function app.remember_device(person uuid, device bytea, seat text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  had_others boolean := exists (select from known_devices d where d.user_id = person);
  added boolean;
begin
  insert into known_seats (user_id, seat_hash) values (person, sha256(convert_to(seat, 'UTF8')))
  on conflict (user_id, seat_hash) do update set last_seen_at = now();
  if device is null then return false; end if;
  insert into known_devices (user_id, device_hash) values (person, device)
  on conflict (user_id, device_hash) do update set last_seen_at = now() returning xmax = 0 into added;
  -- What was not seen for long is somebody else's by now.
  delete from known_seats k where k.user_id = person and k.last_seen_at < now() - interval '60 days';
  delete from known_devices d where d.user_id = person and d.last_seen_at < now() - interval '400 days';
  return had_others and added;
end $$;

-- Rotates a refresh token. A token used a second time within 30 seconds is two tabs, or an answer that was lost:
-- it gets a sibling. Later than that it was stolen: the whole family ends. host: the organization that the host asked
-- belongs to; a session of another one is left as it is, and not renewed there.
drop function app.rotate_refresh(bytea, bytea);
create function app.rotate_refresh(old_hash bytea, new_hash bytea, host uuid)
returns table (outcome text, session_id uuid, organization_id uuid, user_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  token refresh_tokens;
  session sessions;
begin
  select * into token from refresh_tokens t where t.token_hash = old_hash for update;
  if not found then return query select 'unknown', null::uuid, null::uuid, null::uuid; return; end if;
  select * into session from sessions s where s.id = token.session_id;
  if session.ended_at is not null or session.expires_at <= now() then
    return query select 'ended', session.id, session.organization_id, session.user_id; return;
  end if;
  if host is not null and session.organization_id is distinct from host then
    return query select 'elsewhere', session.id, session.organization_id, session.user_id; return;
  end if;
  if token.used_at < now() - interval '30 seconds' then
    update sessions s set ended_at = now(), end_reason = 'refresh_reused' where s.id = session.id;
    perform app.record_account(session.organization_id, session.user_id, 'session.reuse_found',
      jsonb_build_object('sessionId', session.id), null);
    return query select 'reused', session.id, session.organization_id, session.user_id; return;
  end if;
  update refresh_tokens t set used_at = coalesce(t.used_at, now()) where t.token_hash = old_hash;
  update sessions s set last_seen_at = now() where s.id = session.id;
  insert into refresh_tokens (token_hash, session_id) values (new_hash, session.id);
  return query select 'rotated', session.id, session.organization_id, session.user_id;
end $$;

-- What the rights of each session rest on, as one word: when it changes, whoever keeps a stream open for it asks again
-- whether it may. One statement for all streams of a process. No row: the session is over.
create function app.session_marks(sessions uuid[]) returns table (session_id uuid, mark text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with asked as (
    select s.id, s.organization_id, s.user_id from public.sessions s
    where s.id = any (sessions) and s.ended_at is null and s.expires_at > now()
  ), rules as (
    select o.organization_id, md5(
      coalesce((select string_agg(r.id || r.allowed::text, ',' order by r.id) from role_changes r where r.organization_id = o.organization_id), '')
      || coalesce((select string_agg(c.id || array_to_string(c.modules_off, ','), ';' order by c.id) from clinics c
        where c.organization_id = o.organization_id and c.modules_off <> '{}'), '')) as mark
    from (select distinct organization_id from asked) o
  )
  select s.id, r.mark || coalesce((select string_agg(a.id::text, ',' order by a.id) from assignments a
    where a.organization_id = s.organization_id and a.user_id = s.user_id), '')
  from asked s join rules r on r.organization_id is not distinct from s.organization_id
$$;
alter function app.session_marks(uuid[]) owner to polyclinic_lookup;

grant execute on function app.begin_try(text, text, uuid, bytea, int[]), app.end_try(uuid),
  app.begin_sign_in(text, text, bytea, int[]), app.totp_wanted(uuid, uuid), app.use_totp_step(uuid, bigint),
  app.use_recovery_code(uuid, bytea), app.replace_first_password(uuid, text),
  app.set_first_totp(uuid, bytea, bigint, bytea[]),
  app.open_session(uuid, uuid, bytea, text, interval, bytea, text, text, text), app.rotate_refresh(bytea, bytea, uuid),
  app.session_marks(uuid[]) to polyclinic_app;
