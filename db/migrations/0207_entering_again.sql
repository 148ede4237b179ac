-- The door in two: who comes for the first time has everything derived (app.enter), who came before shows the pass that
-- it answered and is let through when nothing has changed (app.enter_again). One function did both, and ran before every
-- question: six arguments, a list of roles among them, and fifteen variables cost a known caller 8 of her 20 µs.

-- session: whose assignments are read and whose clinic is looked up, in the same round trip as the query that follows.
-- permission: what is asked for, `module.action`; null: any session will do. roles: whom the default matrix gives it.
-- clinic: null for all clinics of this person. fresh: only if a password or a code was given within ten minutes.
-- pass: for app.enter_again, or null. PC401 the session is over, PC403 not with these rights, PC404 no such clinic or
-- module for this person, PC428 a fresh proof is needed.
drop function app.enter(uuid, text, text[], uuid, boolean, text);
create function app.enter(session uuid, permission text, roles text[], clinic uuid, fresh boolean default false,
  out pass text)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
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
alter function app.enter(uuid, text, text[], uuid, boolean) owner to polyclinic_lookup;
grant execute on function app.enter(uuid, text, text[], uuid, boolean) to polyclinic_app;

-- For whom app.enter answered `pass` to the same session, permission and clinic: `rights` is the version it begins with,
-- `whole` 'on' where it ends with `*`, `clinics` the one clinic as a list. Spares work and guards nothing: whoever can call
-- this as the app role can write the settings as well.
-- PC409 somebody's rights have changed since, the session is over, or a connection has something left of another scope
-- that this does not write: nothing is in scope, and app.enter says which, or takes it back.
create function app.enter_again(session uuid, clinic text, clinics text, rights uuid, whole text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  -- One statement of as few parts as can be: each was counted, and is made ready anew in every transaction.
  perform set_config('app.organization_id', s.organization_id::text, true), set_config('app.clinic_ids', clinics, true),
    set_config('app.clinic_id', clinic, true), set_config('app.user_id', s.user_id::text, true),
    set_config('app.whole_organization', whole, true)
  from sessions s join rights_versions v on v.organization_id = s.organization_id
  where s.id = session and s.ended_at is null and s.expires_at > now() and v.version = rights
    and (current_setting('app.own_doctor_id', true) <> '') is not true
    and (current_setting('app.elevation_id', true) <> '') is not true;
  if not found then raise exception 'the pass is old' using errcode = 'PC409'; end if;
end $$;
alter function app.enter_again(uuid, text, text, uuid, text) owner to polyclinic_lookup;
grant execute on function app.enter_again(uuid, text, text, uuid, text) to polyclinic_app;
