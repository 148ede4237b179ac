-- What the operator decides about an organization: its plan, and whether it is suspended; and what is counted of its use.

-- What may be had. null: without limit.
create table plans (
  code     text primary key check (code ~ '^[a-z]{2,20}$'),
  name     text not null,
  clinics  int check (clinics > 0),
  doctors  int check (doctors > 0),
  position int not null
);
insert into plans values ('trial', 'Trial', 1, 5, 1), ('basic', 'Basic', 3, 20, 2), ('premium', 'Premium', 10, 100, 3),
  ('enterprise', 'Enterprise', null, null, 4);
grant select on plans to polyclinic_app, polyclinic_platform, polyclinic_lookup, polyclinic_backup;

-- Which plan an organization has. An organization without a row (a dedicated instance's, a sample's) has no limits.
create table subscriptions (
  organization_id uuid primary key default app.organization_id() references organizations (id),
  plan            text not null references plans (code),
  trial_ends_on   date,
  version         int not null default 1,
  changed_at      timestamptz not null default now(),
  check (plan = 'trial' or trial_ends_on is null)
);
select app.protect_organization('subscriptions');
revoke insert, update on subscriptions from polyclinic_app;
grant select on subscriptions to polyclinic_lookup;
create policy operator on subscriptions to polyclinic_platform using (true);
grant select, insert, update on subscriptions to polyclinic_platform;

-- How much an organization uses: counts and a moment, kept by a job. All that the operator sees of its inside.
create table organization_usage (
  organization_id uuid primary key references organizations (id),
  clinics         int not null,
  staff           int not null,
  last_active_at  timestamptz,
  counted_at      timestamptz not null default now()
);
select app.protect_organization('organization_usage');
revoke insert, update on organization_usage from polyclinic_app;
create policy operator on organization_usage to polyclinic_platform using (true);
grant select on organization_usage to polyclinic_platform;
grant select, insert, update on organization_usage to polyclinic_lookup;

-- Counts every organization, or the one given. Sessions are renewed every ten minutes of work: the latest is the last activity.
create function app.count_usage(organization uuid default null) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  insert into organization_usage as u (organization_id, clinics, staff, last_active_at)
  select o.id, (select count(*) from clinics c where c.organization_id = o.id and c.status = 'active'),
    (select count(distinct a.user_id) from assignments a where a.organization_id = o.id),
    (select max(s.last_seen_at) from sessions s where s.organization_id = o.id and s.elevation_id is null)
  from organizations o where organization is null or o.id = organization
  on conflict (organization_id) do update set clinics = excluded.clinics, staff = excluded.staff,
    last_active_at = greatest(u.last_active_at, excluded.last_active_at), counted_at = now()
$$;
alter function app.count_usage(uuid) owner to polyclinic_lookup;
grant execute on function app.count_usage(uuid) to polyclinic_app, polyclinic_owner;
create index sessions_organization on sessions (organization_id, last_seen_at);

alter table organizations
  add column status text not null default 'active' check (status in ('active', 'suspended')),
  add column suspended_at timestamptz,
  add column suspended_because text;

-- Suspended: nobody of the organization signs in, its data stays. Support can still look in.
create function app.refuse_suspended() returns trigger language plpgsql
security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if app.is_suspended(new.organization_id) then
    raise exception 'organization_suspended' using errcode = '23514', constraint = 'sessions__organization_suspended';
  end if;
  return new;
end $$;
create function app.is_suspended(organization uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from organizations o where o.id = organization and o.status = 'suspended')
$$;
alter function app.is_suspended(uuid) owner to polyclinic_lookup;
grant execute on function app.is_suspended(uuid) to polyclinic_owner;
create trigger sessions_refuse_suspended before insert on sessions for each row
when (new.organization_id is not null and new.elevation_id is null) execute function app.refuse_suspended();

create function app.set_suspended(organization uuid, suspended boolean, because text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
begin
  perform set_config('app.organization_id', organization::text, true);
  update organizations o set status = case when suspended then 'suspended' else 'active' end,
    suspended_at = case when suspended then now() end, suspended_because = case when suspended then because end
  where o.id = organization and (o.status = 'suspended') <> suspended;
  if not found then return false; end if;
  if suspended then
    update sessions s set ended_at = now(), end_reason = 'organization_suspended'
    where s.organization_id = organization and s.elevation_id is null and s.ended_at is null;
  end if;
  perform set_config('app.organization_id', '', true);
  return true;
end $$;

-- A suspended organization is none to sign in to, so that somebody of two gets into the other.
create or replace function app.memberships(person uuid) returns table (organization_id uuid, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select p.organization_id, p.created_at from people p join organizations o on o.id = p.organization_id
  where p.user_id = person and o.status = 'active'
    and exists (select from assignments a where a.organization_id = p.organization_id and a.user_id = person)
$$;
create function app.only_suspended(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from people p join organizations o on o.id = p.organization_id and o.status = 'suspended'
    where p.user_id = person
      and exists (select from assignments a where a.organization_id = p.organization_id and a.user_id = person))
$$;
alter function app.only_suspended(uuid) owner to polyclinic_lookup;

grant execute on function app.only_suspended(uuid) to polyclinic_app;
grant execute on function app.set_suspended(uuid, boolean, text) to polyclinic_platform;

select pgboss.create_queue('platform.usage', '{"policy": "short", "retryLimit": 3, "retryDelay": 5, "expireInSeconds": 300}');
