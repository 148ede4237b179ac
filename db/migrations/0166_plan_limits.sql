-- What a plan allows, kept under two who add at once; and what becomes of a trial that is over. A plan refuses adding;
-- it never takes away what is there, and never keeps a patient from being registered at the desk.

-- seats: people who may sign in, open invitations included. patients: refused to imports only.
alter table plans
  add column seats    int check (seats > 0),
  add column patients int check (patients > 0);
update plans set seats = 10, patients = 2000 where code = 'trial';
update plans set seats = 50, patients = 50000 where code = 'basic';
update plans set seats = 300, patients = 500000 where code = 'premium';

create function app.plan_limit(p plans, what text) returns int language sql immutable parallel safe
  return case what when 'clinics' then (p).clinics when 'doctors' then (p).doctors when 'seats' then (p).seats
    when 'patients' then (p).patients end;

create function app.plan_use(organization uuid, what text) returns int
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select case what
    when 'clinics' then (select count(*) from clinics c where c.organization_id = organization and c.status = 'active')
    -- Who was invited as a doctor has a place already; a doctor whom the branch made at once stands among the doctors.
    when 'doctors' then (select count(*) from doctors d where d.organization_id = organization and d.status = 'active')
      + (select count(distinct i.id) from invitations i
        join invitation_grants g on g.organization_id = i.organization_id and g.invitation_id = i.id and g.role = 'doctor'
        where i.organization_id = organization and i.kind = 'invited'
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
    when 'seats' then (select count(distinct a.user_id) from assignments a where a.organization_id = organization)
      + (select count(*) from invitations i where i.organization_id = organization
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
    when 'patients' then (select count(*) from patients p where p.organization_id = organization and p.archived_at is null)
    end::int
$$;
alter function app.plan_use(uuid, text) owner to polyclinic_lookup;
grant execute on function app.plan_use(uuid, text) to polyclinic_lookup;
grant execute on function app.plan_limit(plans, text) to polyclinic_lookup;

-- Refuses so many more than the plan has room for, and says which plan has it. The lock is taken before the count, so
-- that of two who add the last one at once, one is refused. No row of subscriptions, no limit: nothing is locked.
create function app.refuse_beyond_plan(organization uuid, what text, adding int) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  plan plans;
  allowed int;
  used int;
  lifts plans;
begin
  select p.* into plan from subscriptions s join plans p on p.code = s.plan where s.organization_id = organization;
  allowed := app.plan_limit(plan, what);
  if allowed is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('plan ' || what || organization, 0));
  used := app.plan_use(organization, what);
  if used + adding <= allowed then return; end if;
  select p.* into lifts from plans p where p.position > plan.position
    and coalesce(app.plan_limit(p, what) >= used + adding, true) order by p.position limit 1;
  raise exception using errcode = '23514', constraint = 'plans__plan_' || what,
    message = format('The %s plan includes %s %s. %s', plan.name, allowed,
      case what when 'clinics' then 'branches' when 'seats' then 'people' else what end,
      case when lifts.code is null then '' else format('The %s plan has room for more; ask the operator of this system for it. ', lifts.name) end
        || 'Nothing that is there is touched.'),
    detail = jsonb_build_object('plan', plan.code, 'limit', allowed, 'used', used, 'lifts', lifts.code);
end $$;
alter function app.refuse_beyond_plan(uuid, text, int) owner to polyclinic_lookup;
grant execute on function app.refuse_beyond_plan(uuid, text, int) to polyclinic_lookup;

create function app.clinics_within_plan() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  perform app.refuse_beyond_plan(new.organization_id, 'clinics', 1);
  return new;
end $$;
alter function app.clinics_within_plan() owner to polyclinic_lookup;
create trigger clinics_added before insert on clinics for each row when (new.status = 'active')
execute function app.clinics_within_plan();
create trigger clinics_reopened before update of status on clinics for each row
when (new.status = 'active' and old.status <> 'active') execute function app.clinics_within_plan();

create function app.doctors_within_plan() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  -- Whose invitation is being accepted was counted with it.
  if not exists (select from users u
      join invitations i on i.organization_id = new.organization_id and i.email = u.email and i.kind = 'invited'
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      join invitation_grants g on g.organization_id = i.organization_id and g.invitation_id = i.id and g.role = 'doctor'
      where u.id = new.user_id) then
    perform app.refuse_beyond_plan(new.organization_id, 'doctors', 1);
  end if;
  return new;
end $$;
alter function app.doctors_within_plan() owner to polyclinic_lookup;
create trigger doctors_added before insert on doctors for each row when (new.status = 'active')
execute function app.doctors_within_plan();
create trigger doctors_back before update of status on doctors for each row
when (new.status = 'active' and old.status <> 'active') execute function app.doctors_within_plan();

create function app.invited_doctors_within_plan() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if exists (select from invitations i where i.organization_id = new.organization_id and i.id = new.invitation_id
        and i.kind = 'invited')
      and not exists (select from invitation_grants g where g.organization_id = new.organization_id
        and g.invitation_id = new.invitation_id and g.role = 'doctor') then
    perform app.refuse_beyond_plan(new.organization_id, 'doctors', 1);
  end if;
  return new;
end $$;
alter function app.invited_doctors_within_plan() owner to polyclinic_lookup;
create trigger invited_doctors before insert on invitation_grants for each row when (new.role = 'doctor')
execute function app.invited_doctors_within_plan();

create function app.seats_within_plan() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if tg_table_name = 'assignments' then
    -- One more role for somebody who has a seat, or whose invitation had one, is no other seat.
    if exists (select from assignments a where a.organization_id = new.organization_id and a.user_id = new.user_id)
        or exists (select from users u join invitations i on i.organization_id = new.organization_id and i.email = u.email
            and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() where u.id = new.user_id) then
      return new;
    end if;
  end if;
  perform app.refuse_beyond_plan(new.organization_id, 'seats', 1);
  return new;
end $$;
alter function app.seats_within_plan() owner to polyclinic_lookup;
create trigger seats_taken before insert on assignments for each row execute function app.seats_within_plan();
create trigger seats_offered before insert on invitations for each row execute function app.seats_within_plan();
create trigger seats_offered_again before update of expires_at on invitations for each row
when (old.expires_at <= now() and new.expires_at > now() and new.accepted_at is null and new.revoked_at is null)
execute function app.seats_within_plan();

create function app.import_within_plan() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  perform app.refuse_beyond_plan(new.organization_id, 'patients', new.rows_total - new.rows_done);
  return new;
end $$;
alter function app.import_within_plan() owner to polyclinic_lookup;
create trigger import_within_plan before update of status on imports for each row
when (new.kind = 'patients' and new.status = 'queued' and old.status <> 'queued') execute function app.import_within_plan();

-- For the organization in scope: its plan, and how much of each thing it has and may have.
create function app.plan_uses() returns table (what text, used int, allowed int)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select w, app.plan_use(app.organization_id(), w), app.plan_limit(p, w)
  from unnest(array['doctors', 'clinics', 'seats', 'patients']) with ordinality as t (w, n)
  left join subscriptions s on s.organization_id = app.organization_id() left join plans p on p.code = s.plan
  where app.organization_id() is not null order by n
$$;
alter function app.plan_uses() owner to polyclinic_lookup;
grant execute on function app.plan_uses() to polyclinic_app;

-- A trial that is over: a week of grace, then everything can be read and exported, and nothing changed, until the
-- operator gives a plan or another end. Nothing has to run for it: the moment stands here.
alter table organizations add column read_only_from timestamptz;
grant update (read_only_from) on organizations to polyclinic_lookup;
create function app.set_read_only_from() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  -- The trial's last day and the seven after it are whole days of the organization's own zone.
  update organizations o set read_only_from = (new.trial_ends_on + 8)::timestamp at time zone o.time_zone
  where o.id = new.organization_id;
  return null;
end $$;
alter function app.set_read_only_from() owner to polyclinic_lookup;
create trigger subscriptions_read_only after insert or update of trial_ends_on on subscriptions for each row
execute function app.set_read_only_from();
update organizations o set read_only_from = (s.trial_ends_on + 8)::timestamp at time zone o.time_zone
from subscriptions s where s.organization_id = o.id;

-- Asked by every change of a person, in the batch that opens its scope; reads never ask.
create function app.refuse_read_only() returns void language plpgsql stable as $$
begin
  if exists (select from organizations o where o.id = app.organization_id() and o.read_only_from <= now()) then
    raise exception 'this organization is read-only' using errcode = '23514', constraint = 'organizations__read_only';
  end if;
end $$;
grant execute on function app.refuse_read_only() to polyclinic_app;
