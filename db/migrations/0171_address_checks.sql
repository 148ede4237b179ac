-- Addresses and senders are looked up again by the worker: those that wait soon and then ever more rarely, those in use
-- every day. One whose record is gone is taken back after three checks in a row.

alter table domains
  add column failed_checks int not null default 0, -- in a row, of one in use
  add column next_check_at timestamptz not null default now() + interval '1 minute';
create index domains_next_check on domains (next_check_at) where own;
alter table mail_senders
  add column failed_checks int not null default 0,
  add column next_check_at timestamptz not null default now() + interval '1 minute';

-- As in 0141.
drop function app.domains_here();
create function app.domains_here() returns table (id uuid, host text, clinic_id uuid, own boolean,
  verified_at timestamptz, checked_at timestamptz, found text, failed_checks int, waiting_minutes int, due boolean)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select d.id, d.host, d.clinic_id, d.own, d.verified_at, d.checked_at, d.found, d.failed_checks,
    extract(epoch from now() - d.created_at)::int / 60, d.own and d.next_check_at <= now()
  from domains d
  where d.organization_id = app.organization_id()
    and case when d.clinic_id is null then app.whole_organization() else d.clinic_id = any (app.clinic_ids()) end
  order by d.created_at
$$;

-- What a check found. `what` null: the name servers were silent, which proves nothing.
drop function app.settle_domain(uuid, boolean, text);
create function app.settle_domain(domain uuid, verified boolean, what text, failed int, next_minutes int) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  update domains d set checked_at = case when what is null then d.checked_at else now() end,
    found = coalesce(left(what, 300), d.found), failed_checks = failed,
    next_check_at = now() + next_minutes * interval '1 minute',
    verified_at = case when verified then coalesce(d.verified_at, now()) end
  where d.id = domain and d.own and d.id in (select h.id from app.domains_here() h)
  returning verified
$$;

create function app.organizations_with_addresses_due() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select organization_id from domains where own and next_check_at <= now()
  union select organization_id from mail_senders where next_check_at <= now()
$$;
alter function app.organizations_with_addresses_due() owner to polyclinic_lookup;

grant execute on function app.domains_here() to polyclinic_owner;
grant execute on function app.domains_here(), app.settle_domain(uuid, boolean, text, int, int),
  app.organizations_with_addresses_due() to polyclinic_app;

select pgboss.create_queue('branding.check', '{"policy": "short", "retryLimit": 3, "retryDelay": 60, "expireInSeconds": 300}');
