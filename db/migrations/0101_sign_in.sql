-- Signing in: second steps, links for forgotten passwords, devices and places that a person has used before, and a
-- count of tries that no process can overlook. All of it belongs to a person, not to an organization: no grants; the
-- app reaches it through the functions below.

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

create table password_links (
  token_hash bytea primary key,
  user_id    uuid not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index password_links_user on password_links (user_id, created_at);

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

-- Forgotten passwords. No row: nobody of that name whom a mail could reach, or three links within the hour already.
create function app.begin_password_link(login text, organization uuid, token bytea, lasts interval) returns table
  (email text, full_name text, language text, organization_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  named users;
begin
  select * into named from users u where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
    and u.email is not null order by u.email = lower(login) desc nulls last limit 1;
  if named.id is null then return; end if;
  perform pg_advisory_xact_lock(7303, hashtext(named.id::text));
  if (select count(*) from password_links l where l.user_id = named.id and l.created_at > now() - interval '1 hour') >= 3 then
    return;
  end if;
  delete from password_links l where l.expires_at < now() - interval '1 day';
  insert into password_links (token_hash, user_id, expires_at) values (token, named.id, now() + lasts);
  return query select named.email, named.full_name, named.language, (select m.organization_id
    from app.memberships(named.id) m order by m.organization_id is distinct from organization, m.created_at limit 1);
end $$;

-- Whose link it is, while it opens; for the rules of the new password.
create function app.find_password_link(token bytea) returns table (user_id uuid, email text, username text, full_name text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id, u.email, u.username, u.full_name from password_links l join users u on u.id = l.user_id
  where l.token_hash = token and l.used_at is null and l.expires_at > now() and u.status = 'active'
$$;

-- Once: the link, and every other one of this person, is used up with it. No row: it does not open any more.
create function app.use_password_link(token bytea, new_hash text, device bytea, seat text, trace text) returns table
  (user_id uuid, email text, full_name text, language text, organization_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  person uuid;
  organization uuid;
begin
  update password_links l set used_at = now()
  where l.token_hash = token and l.used_at is null and l.expires_at > now() returning l.user_id into person;
  if person is null then return; end if;
  update password_links l set used_at = now() where l.user_id = person and l.used_at is null;
  update users u set password_hash = new_hash, must_change_password = false where u.id = person and u.status = 'active';
  if not found then return; end if;
  -- She has shown that the mailbox is hers: an attack on her name does not keep her out on this device.
  perform app.remember_device(person, device, seat);
  select m.organization_id into organization from app.memberships(person) m order by m.created_at limit 1;
  perform app.record_account(organization, person, 'account.password_reset', null, trace);
  return query select u.id, u.email, u.full_name, u.language, organization from users u where u.id = person;
end $$;

-- A person's own account, by her session. PC401 it is over; PC403 somebody else sits there (support as this person);
-- PC428 a fresh proof is needed.
create function app.my_account(session uuid, fresh boolean) returns table
  (user_id uuid, organization_id uuid, email text, username text, full_name text, phone text, language text,
   password_hash text, totp_sealed bytea, totp_last_step bigint, totp_since timestamptz, recovery_codes_left int)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  mine sessions;
begin
  select * into mine from sessions s where s.id = session and s.ended_at is null and s.expires_at > now();
  if not found then raise exception 'session_ended' using errcode = 'PC401'; end if;
  if mine.operator_id is not null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  if fresh and mine.proved_at < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;
  return query select u.id, mine.organization_id, u.email, u.username, u.full_name, u.phone, u.language, u.password_hash,
    u.totp_sealed, u.totp_last_step, u.totp_since,
    (select count(*)::int from recovery_codes c where c.user_id = u.id and c.used_at is null)
  from users u where u.id = mine.user_id and u.status = 'active';
end $$;

create function app.prove_session(session uuid) returns timestamptz
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  update sessions s set proved_at = now() from app.my_account(session, false) m where s.id = session returning s.proved_at
$$;

create function app.my_sessions(session uuid) returns table
  (id uuid, user_agent text, place text, created_at timestamptz, last_seen_at timestamptz, is_this boolean)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select s.id, coalesce(s.user_agent, ''), s.place, s.created_at, s.last_seen_at, s.id = session
  from app.my_account(session, false) m join sessions s on s.user_id = m.user_id
  where s.ended_at is null and s.expires_at > now() and s.operator_id is null
  order by s.id = session desc, s.last_seen_at desc limit 100
$$;

-- which null: all others. Answers how many ended.
create function app.end_my_sessions(session uuid, which uuid, trace text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
  ended int;
begin
  select * into me from app.my_account(session, false);
  update sessions s set ended_at = now(), end_reason = 'ended_by_owner'
  where s.user_id = me.user_id and s.ended_at is null and s.expires_at > now() and s.operator_id is null
    and case when which is null then s.id <> session else s.id = which end;
  get diagnostics ended = row_count;
  if ended > 0 then
    perform app.record_account(me.organization_id, me.user_id, 'account.devices_ended', jsonb_build_object('count', ended), trace);
  end if;
  return ended;
end $$;

create function app.edit_my_account(session uuid, new_phone text, new_language text, trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
begin
  select * into me from app.my_account(session, false);
  update users u set phone = new_phone, language = new_language where u.id = me.user_id;
  perform app.record_account(me.organization_id, me.user_id, 'account.edited', null, trace);
end $$;

-- All other devices are signed out by the trigger on users; the one in hand stays.
create function app.change_my_password(session uuid, new_hash text, trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
begin
  select * into me from app.my_account(session, false);
  perform set_config('app.keep_session', session::text, true);
  update users u set password_hash = new_hash, must_change_password = false where u.id = me.user_id;
  perform set_config('app.keep_session', '', true);
  update sessions s set proved_at = now() where s.id = session;
  perform app.record_account(me.organization_id, me.user_id, 'account.password_changed', null, trace);
end $$;
create or replace function app.end_sessions_of_user() returns trigger language plpgsql
set search_path = pg_catalog, public, app, pg_temp as $$
begin
  update sessions set ended_at = now(), end_reason = case when new.status = 'active' then 'password_changed' else 'disabled' end
  where user_id = new.id and ended_at is null
    and (new.status <> 'active' or id is distinct from nullif(current_setting('app.keep_session', true), '')::uuid);
  return null;
end $$;

-- sealed null: switched off.
create function app.set_my_totp(session uuid, sealed bytea, step bigint, codes bytea[], trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
begin
  select * into me from app.my_account(session, true);
  update users u set totp_sealed = sealed, totp_since = case when sealed is not null then now() end,
    totp_last_step = coalesce(step, 0) where u.id = me.user_id;
  delete from recovery_codes c where c.user_id = me.user_id;
  insert into recovery_codes (user_id, code_hash) select me.user_id, code from unnest(codes) code;
  perform app.record_account(me.organization_id, me.user_id,
    case when sealed is null then 'account.totp_removed' else 'account.totp_added' end, null, trace);
end $$;

create function app.set_my_recovery_codes(session uuid, codes bytea[], trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
begin
  select * into me from app.my_account(session, true);
  delete from recovery_codes c where c.user_id = me.user_id;
  insert into recovery_codes (user_id, code_hash) select me.user_id, code from unnest(codes) code;
  perform app.record_account(me.organization_id, me.user_id, 'account.recovery_codes_renewed', null, trace);
end $$;

-- The organization's rule: whoever runs all of it has a second step. Those who have none are signed out, and set it up
-- when they sign in again. Answers how many were.
create function app.require_totp(required boolean) returns int
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  ended int := 0;
begin
  if not app.whole_organization() then raise exception 'forbidden' using errcode = 'PC403'; end if;
  update organizations set totp_required = required where id = app.organization_id();
  if required then
    update sessions s set ended_at = now(), end_reason = 'totp_required' from users u
    where s.organization_id = app.organization_id() and s.ended_at is null and s.operator_id is null
      and u.id = s.user_id and u.totp_sealed is null
      and s.user_id in (select a.user_id from assignments a where a.role = 'org_admin');
    get diagnostics ended = row_count;
  end if;
  return ended;
end $$;

-- Who runs all of the organization in scope, and whether with a second step.
create function app.admins_with_totp() returns table (user_id uuid, full_name text, has_totp boolean)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select distinct p.user_id, p.full_name, u.totp_sealed is not null
  from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
  join users u on u.id = p.user_id
  where a.organization_id = app.organization_id() and a.role = 'org_admin' and app.whole_organization()
  order by p.full_name
$$;
alter function app.admins_with_totp() owner to polyclinic_lookup;

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
  app.begin_password_link(text, uuid, bytea, interval), app.find_password_link(bytea),
  app.use_password_link(bytea, text, bytea, text, text), app.my_account(uuid, boolean), app.prove_session(uuid),
  app.my_sessions(uuid), app.end_my_sessions(uuid, uuid, text), app.edit_my_account(uuid, text, text, text),
  app.change_my_password(uuid, text, text), app.set_my_totp(uuid, bytea, bigint, bytea[], text),
  app.set_my_recovery_codes(uuid, bytea[], text), app.require_totp(boolean), app.admins_with_totp(),
  app.session_marks(uuid[]) to polyclinic_app;
