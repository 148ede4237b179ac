-- The reviewed ways in: what the app may ask before there is a scope, and the one statement that sets it.

-- Sets the scope of this transaction from a session, and refuses when it may not be: the session is checked, the
-- assignments are read and the clinic is looked up in the same round trip as the query that follows, so a right
-- taken away is gone on the next request, in every process.
-- roles: which roles may do what is asked (null: any role at all). clinic: null for the whole organization.
-- PC401 the session is over, PC403 not with these roles, PC404 no such clinic for this person.
create function app.enter(session uuid, roles text[], clinic uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare
  organization uuid;
  person uuid;
  whole boolean;
  anywhere boolean;
  allowed boolean;
  open_clinics text;
begin
  select s.organization_id, s.user_id into organization, person
  from sessions s where s.id = session and s.ended_at is null and s.expires_at > now();
  if not found then raise exception 'session_ended' using errcode = 'PC401'; end if;

  if clinic is not null then
    select coalesce(bool_or(a.clinic_id is null), false), count(*) > 0,
      coalesce(bool_or(roles is null or a.role = any (roles)), false)
    into whole, anywhere, allowed
    from assignments a join clinics c on c.organization_id = organization and c.id = clinic
    where a.organization_id = organization and a.user_id = person and (a.clinic_id is null or a.clinic_id = clinic);
    if not anywhere then raise exception 'not_found' using errcode = 'PC404'; end if;
    if not allowed then raise exception 'forbidden' using errcode = 'PC403'; end if;
    open_clinics := '{' || clinic || '}';
  else
    select coalesce(bool_or(a.clinic_id is null), false), count(*) > 0,
      '{' || coalesce(string_agg(distinct a.clinic_id::text, ','), '') || '}'
    into whole, anywhere, open_clinics
    from assignments a
    where a.organization_id = organization and a.user_id = person and (roles is null or a.role = any (roles));
    if not anywhere then raise exception 'forbidden' using errcode = 'PC403'; end if;
    if whole then
      select '{' || coalesce(string_agg(c.id::text, ','), '') || '}' into open_clinics
      from clinics c where c.organization_id = organization;
    end if;
  end if;

  perform set_config('app.organization_id', organization::text, true),
    set_config('app.clinic_ids', open_clinics, true),
    set_config('app.clinic_id', coalesce(clinic::text, ''), true),
    set_config('app.user_id', person::text, true),
    set_config('app.whole_organization', case when whole then 'on' else '' end, true);
  return person;
end $$;
alter function app.enter(uuid, text[], uuid) owner to polyclinic_lookup;

-- The scope of a job: ids it was given when it was queued. clinics null: every clinic of the organization.
create function app.enter_job(organization uuid, clinics uuid[], person uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  perform set_config('app.organization_id', organization::text, true),
    set_config('app.clinic_ids', (select '{' || coalesce(string_agg(c.id::text, ','), '') || '}' from clinics c
      where c.organization_id = organization and (clinics is null or c.id = any (clinics))), true),
    set_config('app.clinic_id', case when cardinality(clinics) = 1 then clinics[1]::text else '' end, true),
    set_config('app.user_id', coalesce(person::text, ''), true),
    set_config('app.whole_organization', case when clinics is null then 'on' else '' end, true);
end $$;
alter function app.enter_job(uuid, uuid[], uuid) owner to polyclinic_lookup;

create function app.find_sign_in(login text) returns table
  (user_id uuid, password_hash text, status text, recent_failures bigint)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select u.id, u.password_hash, u.status, f.failures
  from (select count(*) as failures from sign_in_failures
        where login_hash = sha256(lower(login)::bytea) and failed_at > now() - interval '15 minutes') f
  left join users u on u.email = lower(login) or u.username = lower(login)
$$;
grant select on sign_in_failures to polyclinic_lookup;
alter function app.find_sign_in(text) owner to polyclinic_lookup;

create function app.note_sign_in_failure(login text) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  insert into sign_in_failures (login_hash) values (sha256(lower(login)::bytea));
  delete from sign_in_failures where failed_at < now() - interval '1 day';
$$;

-- Opens a session in the organization given, or else in the person's oldest one. No row: not a member.
create function app.open_session(person uuid, organization uuid, refresh_hash bytea, agent text, lasts interval)
returns table (session_id uuid, organization_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare
  opened sessions;
begin
  perform set_config('app.organization_id', coalesce(organization::text, ''), true);
  insert into sessions (organization_id, user_id, expires_at, user_agent)
  select m.organization_id, person, now() + lasts, left(agent, 300) from app.memberships(person) m
  where organization is null or m.organization_id = organization
  order by m.created_at limit 1 returning * into opened;
  if opened.id is null then return; end if;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, opened.id);
  return query select opened.id, opened.organization_id;
end $$;

create function app.memberships(person uuid) returns table (organization_id uuid, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select p.organization_id, p.created_at from people p where p.user_id = person
    and exists (select from assignments a where a.organization_id = p.organization_id and a.user_id = person)
$$;
alter function app.memberships(uuid) owner to polyclinic_lookup;
grant execute on function app.memberships(uuid) to polyclinic_owner;

-- Rotates a refresh token. A token used a second time within 30 seconds is two tabs, or an answer that was lost:
-- it gets a sibling. Later than that it was stolen: the whole family ends.
create function app.rotate_refresh(old_hash bytea, new_hash bytea)
returns table (outcome text, session_id uuid, organization_id uuid, user_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
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
  if token.used_at < now() - interval '30 seconds' then
    update sessions s set ended_at = now(), end_reason = 'refresh_reused' where s.id = session.id;
    return query select 'reused', session.id, session.organization_id, session.user_id; return;
  end if;
  update refresh_tokens t set used_at = coalesce(t.used_at, now()) where t.token_hash = old_hash;
  update sessions s set last_seen_at = now() where s.id = session.id;
  insert into refresh_tokens (token_hash, session_id) values (new_hash, session.id);
  return query select 'rotated', session.id, session.organization_id, session.user_id;
end $$;

create function app.end_session(refresh_hash bytea) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  update sessions s set ended_at = now(), end_reason = 'signed_out' from refresh_tokens t
  where t.token_hash = refresh_hash and s.id = t.session_id and s.ended_at is null
$$;

-- What a sign-in page may wear. Says nothing else about the organization.
create function app.branding(asked_host text) returns table
  (name text, color text, media_type text, logo bytea)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select coalesce(c.name, o.name), coalesce(c.color, o.color), l.media_type, l.bytes
  from domains d join organizations o on o.id = d.organization_id
  left join clinics c on c.organization_id = d.organization_id and c.id = d.clinic_id
  left join clinic_logos l on l.organization_id = d.organization_id and l.clinic_id = d.clinic_id and l.sha256 = c.logo_sha256
  where d.host = lower(asked_host) and d.verified_at is not null
$$;
grant select on clinic_logos to polyclinic_lookup;
alter function app.branding(text) owner to polyclinic_lookup;

create function app.organization_of_host(asked_host text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select organization_id from domains where host = lower(asked_host) and verified_at is not null
$$;
alter function app.organization_of_host(text) owner to polyclinic_lookup;

-- What changed lately, ids only: polled once per process for the screens that refresh themselves.
create function app.recent_changes(since timestamptz) returns table
  (id uuid, organization_id uuid, clinic_id uuid, event text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select id, organization_id, clinic_id, event from audit_events where recorded_at > since order by recorded_at limit 5000
$$;
alter function app.recent_changes(timestamptz) owner to polyclinic_lookup;

create function app.organizations_to_fold() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select o.id from organizations o where exists (select from clinic_day_deltas d where d.organization_id = o.id)
    or exists (select from clinic_balances b where b.organization_id = o.id and not b.folded)
$$;
alter function app.organizations_to_fold() owner to polyclinic_lookup;

grant execute on function app.enter(uuid, text[], uuid), app.enter_job(uuid, uuid[], uuid), app.find_sign_in(text),
  app.note_sign_in_failure(text), app.open_session(uuid, uuid, bytea, text, interval), app.rotate_refresh(bytea, bytea),
  app.end_session(bytea), app.branding(text), app.organization_of_host(text), app.recent_changes(timestamptz),
  app.organizations_to_fold() to polyclinic_app;
