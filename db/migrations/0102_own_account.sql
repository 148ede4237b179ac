-- A person's own account: forgotten passwords, what she sees and changes of it by her session, and the organization's
-- rule about second steps. No grants on its tables either; the app reaches them through the functions below.

create table password_links (
  token_hash bytea primary key,
  user_id    uuid not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index password_links_user on password_links (user_id, created_at);

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

grant execute on function app.begin_password_link(text, uuid, bytea, interval), app.find_password_link(bytea),
  app.use_password_link(bytea, text, bytea, text, text), app.my_account(uuid, boolean), app.prove_session(uuid),
  app.my_sessions(uuid), app.end_my_sessions(uuid, uuid, text), app.edit_my_account(uuid, text, text, text),
  app.change_my_password(uuid, text, text), app.set_my_totp(uuid, bytea, bigint, bytea[], text),
  app.set_my_recovery_codes(uuid, bytea[], text), app.require_totp(boolean), app.admins_with_totp() to polyclinic_app;
