-- One person, several organizations, and maybe the platform (under the id that belongs to no organization): which they
-- are, and the way from one into another without a new password.

-- The other organizations of the person in scope, an operator's platform last; none while support sits there as her.
create function app.other_organizations() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select other.id, other.name from (
    select o.id, o.name, 1 as place from app.memberships(app.user_id()) m join organizations o on o.id = m.organization_id
    where m.organization_id is distinct from app.organization_id()
    union all select '00000000-0000-0000-0000-000000000000', 'Polyclinic', 2 from platform_roles r
    where r.user_id = app.user_id() and app.organization_id() is not null
  ) other where app.operator_id() is null order by other.place, other.name, other.id
$$;
alter function app.other_organizations() owner to polyclinic_lookup;

-- Makes a session in another of her organizations out of a live one, which ends: one browser has one. Nothing is gained
-- by it: it ends when the first would have, and the last proof of who sits there is as old as it was. organization: the
-- id of none is the platform.
-- PC401 the session is over; PC403 somebody else sits there; PC404 not one of hers.
create function app.switch_organization(session uuid, organization uuid, refresh_hash bytea, trace text)
returns table (session_id uuid, user_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  mine sessions;
  has_second_step boolean;
  target uuid := nullif(organization, '00000000-0000-0000-0000-000000000000');
begin
  perform from sessions s where s.id = session for update;
  select m.totp_sealed is not null into has_second_step from app.my_account(session, false) m;
  select * into mine from sessions s where s.id = session;
  if mine.organization_id is not distinct from target
    or (target is null and not exists (select from platform_roles r where r.user_id = mine.user_id))
    or (target is not null and not exists (select from app.memberships(mine.user_id) m where m.organization_id = target)) then
    raise exception 'not_found' using errcode = 'PC404';
  end if;
  if not has_second_step and app.totp_wanted(mine.user_id, target) then
    raise exception 'second step' using errcode = '23514', constraint = 'sessions__second_step_first';
  end if;
  -- What the first one reads does not say where she went: an organization does not hear of her others.
  perform app.record_account(mine.organization_id, mine.user_id, 'session.closed', jsonb_build_object('sessionId', session), trace);
  update sessions s set ended_at = now(), end_reason = 'switched' where s.id = session;
  insert into sessions as s (organization_id, user_id, expires_at, proved_at, user_agent, device_hash, place)
  values (target, mine.user_id, mine.expires_at, mine.proved_at, mine.user_agent, mine.device_hash, mine.place)
  returning s.id into session_id;
  user_id := mine.user_id;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, switch_organization.session_id);
  perform app.record_account(target, mine.user_id, 'session.opened',
    jsonb_build_object('sessionId', switch_organization.session_id), trace);
  return next;
end $$;
grant execute on function app.totp_wanted(uuid, uuid) to polyclinic_owner;

-- As before; of the platform and several organizations the one she was in last, at first the platform.
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
    union all select * from app.memberships(person)) m
  where organization is null or m.organization_id = organization
  order by (select max(s.created_at) from sessions s where s.organization_id is not distinct from m.organization_id
    and s.user_id = person and s.operator_id is null) desc nulls last, m.created_at
  limit 1 returning * into opened;
  if opened.id is null then return; end if;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, opened.id);
  perform app.record_account(opened.organization_id, person, 'session.opened', jsonb_build_object('sessionId', opened.id), trace);
  return query select opened.id, opened.organization_id, app.remember_device(person, device, seat);
end $$;

grant execute on function app.other_organizations(), app.switch_organization(uuid, uuid, bytea, text) to polyclinic_app;
