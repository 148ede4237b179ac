-- Who may touch whose rights, and how somebody who lost phone and recovery codes gets in again.

-- Whether everything that somebody (a person, or who is invited) holds, and is to be given, is up to the person in
-- scope: for each of it she has a role there that carries the permission and ranks at least as high. What is held in
-- the whole organization is up to head office alone. at_clinic: looks at this branch and the whole organization; null:
-- at every branch. ranks: all roles, the one that may most first.
create function app.is_up_to_me(holder uuid, given jsonb, at_clinic uuid, permission text, roles text[], ranks text[])
returns boolean language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with held as (
    select a.clinic_id, a.role from assignments a where a.organization_id = app.organization_id() and a.user_id = holder
    union all
    select g.clinic_id, g.role from invitation_grants g
    where g.organization_id = app.organization_id() and g.invitation_id = holder
  ), asked as (
    select h.clinic_id, h.role from held h where at_clinic is null or h.clinic_id is null or h.clinic_id = at_clinic
    union all
    select g."clinicId", g.role from jsonb_to_recordset(given) as g("clinicId" uuid, role text)
  ), mine as (
    select a.clinic_id, a.role from assignments a
    where a.organization_id = app.organization_id() and a.user_id = app.user_id()
  )
  select not exists (select from asked where not exists (
    select from mine where (mine.clinic_id is null or mine.clinic_id = asked.clinic_id)
      and array_position(ranks, mine.role) <= array_position(ranks, asked.role)
      and app.role_allows(app.organization_id(), asked.clinic_id, mine.role, is_up_to_me.permission, is_up_to_me.roles)))
$$;
alter function app.is_up_to_me(uuid, jsonb, uuid, text, text[], text[]) owner to polyclinic_lookup;

-- Takes somebody's second step away, with every session and every link for a new password: whoever asked for it in her
-- name has none of them. Answers whom a mail reaches.
create function app.take_second_step(person uuid) returns table (user_id uuid, full_name text, email text, language text)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  update users u set totp_sealed = null, totp_since = null, totp_last_step = 0
  where u.id = person and u.totp_sealed is not null;
  if not found then
    raise exception 'no second step' using errcode = '23514', constraint = 'users__no_second_step';
  end if;
  delete from recovery_codes c where c.user_id = person;
  update password_links l set used_at = now() where l.user_id = person and l.used_at is null;
  update sessions s set ended_at = now(), end_reason = 'second_step_removed' where s.user_id = person and s.ended_at is null;
  return query select u.id, u.full_name, u.email, u.language from users u where u.id = person;
end $$;

-- By whoever administers her in the organization in scope. A sign-in reaches everywhere its person goes: where that is
-- further than this organization (others, the operator's console), its second step is not this organization's to remove.
create function app.remove_second_step(person uuid) returns table (user_id uuid, full_name text, email text, language text)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if not app.has_work(person) then raise exception 'not_found' using errcode = 'PC404'; end if;
  if not app.only_ours(person) or app.platform_role_of(person) is not null then
    raise exception 'reaches further' using errcode = '23514', constraint = 'users__reaches_further';
  end if;
  return query select * from app.take_second_step(person);
end $$;

-- By a super admin, whose sign-in soever but her own: operators', of several organizations, an only owner's. Every
-- organization of hers finds it in its own trail. No row: nobody signs in with that.
create function app.remove_second_step_of(login text, because text, trace text)
returns table (user_id uuid, full_name text, email text, language text)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  operator uuid := app.user_id();
  person uuid;
  organization uuid;
begin
  if app.platform_role_of(operator) is distinct from 'super_admin' then
    raise exception 'forbidden' using errcode = 'PC403';
  end if;
  select u.id into person from users u where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
  order by u.email = lower(login) desc nulls last limit 1;
  if person is null then return; end if;
  if person = operator then
    raise exception 'oneself' using errcode = '23514', constraint = 'users__not_yourself';
  end if;
  return query select * from app.take_second_step(person);
  for organization in select m.organization_id from app.memberships(person) m
  loop
    -- The operator is nobody of the organization: the row says that it was the platform.
    perform set_config('app.organization_id', organization::text, true), set_config('app.whole_organization', 'on', true),
      set_config('app.user_id', '', true);
    perform app.record('person.secondStepRemoved', person, jsonb_build_object('by', 'platform', 'reason', because), trace, null);
  end loop;
  perform set_config('app.organization_id', '', true), set_config('app.whole_organization', '', true),
    set_config('app.user_id', operator::text, true);
end $$;
grant execute on function app.platform_role_of(uuid), app.has_work(uuid) to polyclinic_owner;

-- As before; and whether signing in asks for a code.
drop function app.account_states(uuid[]);
create function app.account_states(people uuid[]) returns table (user_id uuid, email text, username text,
  must_change_password boolean, active boolean, last_sign_in_at timestamptz, has_second_step boolean)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id, u.email, u.username, u.must_change_password, u.status = 'active',
    (select max(s.created_at) from sessions s where s.organization_id = p.organization_id and s.user_id = p.user_id
      and s.operator_id is null), u.totp_sealed is not null
  from public.people p join users u on u.id = p.user_id
  where p.organization_id = app.organization_id() and (account_states.people is null or p.user_id = any (account_states.people))
$$;
alter function app.account_states(uuid[]) owner to polyclinic_lookup;

grant execute on function app.is_up_to_me(uuid, jsonb, uuid, text, text[], text[]), app.remove_second_step(uuid),
  app.account_states(uuid[]) to polyclinic_app;
grant execute on function app.remove_second_step_of(text, text, text) to polyclinic_platform;
