-- What operators did, as tamper-evident as an organization's own trail: the same seals over rows of no organization.

alter table platform_events
  add column tx    xid8 not null default pg_current_xact_id(),
  add column topic text not null generated always as (split_part(event, '.', 1)) stored,
  -- The organization an act was about.
  add column concerns uuid generated always as (case when split_part(event, '.', 1) = 'organization' then subject_id
    else (detail ->> 'organizationId')::uuid end) stored;
drop index platform_events_recent;
create index platform_events_order on platform_events (tx, id);
create index platform_events_person on platform_events (user_id, id);
create index platform_events_concerns on platform_events (concerns, id);
-- Rows come by app.record_platform and app.record_account alone: who and when is for the database to say.
revoke insert on platform_events from polyclinic_platform;
grant select on platform_events to polyclinic_lookup;

create table platform_seals (
  number    int primary key check (number > 0),
  row_count int not null check (row_count > 0),
  up_to_tx  xid8 not null,
  up_to_id  uuid not null,
  last_at   timestamptz not null,
  entries   bytea not null,
  hash      bytea not null,
  sealed_at timestamptz not null default now()
);
alter table platform_seals alter column entries set storage external;
-- The app's worker makes and verifies them, by functions; it sees what seals say and no act.
grant select on platform_seals to polyclinic_app, polyclinic_platform, polyclinic_lookup, polyclinic_backup;

-- A verification an operator asked for; the worker's sealer takes it up within a minute.
create table platform_checks (
  id           uuid primary key default uuidv7(),
  asked_by     uuid not null default app.user_id() references users (id),
  asked_at     timestamptz not null default now(),
  state        text not null default 'waiting' check (state in ('waiting', 'whole', 'broken', 'failed')),
  seals        int not null default 0,
  rows_checked bigint not null default 0,
  outside      text not null default 'none' check (outside in ('none', 'agrees', 'differs')),
  finding      jsonb,
  finished_at  timestamptz
);
grant select on platform_checks to polyclinic_platform, polyclinic_backup;
grant insert (id) on platform_checks to polyclinic_platform;

-- The whole row: an operator's act says nothing of a patient, so nothing of it is ever shredded.
create function app.platform_line(e platform_events) returns bytea language sql stable parallel safe
  return sha256(convert_to(jsonb_build_array((e).id, (extract(epoch from (e).recorded_at) * 1000000)::bigint, (e).user_id,
    (e).event, (e).subject_id, (e).reason, (e).detail, (e).trace_id, (e).tx::text)::text, 'UTF8'));
grant execute on function app.platform_line(platform_events) to polyclinic_lookup;

create function app.platform_range(after_tx xid8, after_id uuid, to_tx xid8, to_id uuid, most int)
returns table (row_count int, up_to_tx xid8, up_to_id uuid, last_at timestamptz, entries bytea)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with chosen as (
    select e.tx, e.id, e.recorded_at, app.platform_line(e) as digest from platform_events e
    where e.tx < pg_snapshot_xmin(pg_current_snapshot())
      and (e.tx, e.id) > (coalesce(after_tx, '0'), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and (to_tx is null or (e.tx, e.id) <= (to_tx, to_id))
    order by e.tx, e.id limit most
  )
  select count(*)::int, (array_agg(c.tx order by c.tx desc, c.id desc))[1], (array_agg(c.id order by c.tx desc, c.id desc))[1],
    max(c.recorded_at), string_agg(uuid_send(c.id) || c.digest, ''::bytea order by c.tx, c.id)
  from chosen c
$$;
alter function app.platform_range(xid8, uuid, xid8, uuid, int) owner to polyclinic_lookup;
grant execute on function app.platform_range(xid8, uuid, xid8, uuid, int) to polyclinic_owner;

create function app.seal_platform(most int) returns table (number int, row_count int, hash bytea)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  last platform_seals;
  found record;
begin
  perform pg_advisory_xact_lock(hashtextextended('platform_seals', 0));
  select * into last from platform_seals s order by s.number desc limit 1;
  if last.up_to_tx >= pg_snapshot_xmax(pg_current_snapshot()) then
    raise exception 'The last seal is ahead of this server''s transactions: the rows came from another server. See docs/decisions.';
  end if;
  select * into found from app.platform_range(last.up_to_tx, last.up_to_id, null, null, most);
  if found.row_count = 0 then return; end if;
  return query insert into platform_seals as s (number, row_count, up_to_tx, up_to_id, last_at, entries, hash)
    values (coalesce(last.number, 0) + 1, found.row_count, found.up_to_tx, found.up_to_id, found.last_at, found.entries,
      app.seal_hash(last.hash, coalesce(last.number, 0) + 1, found.entries))
    returning s.number, s.row_count, s.hash;
end $$;

-- As app.check_seal; there are no details that stand apart.
create function app.check_platform_seal(asked int)
returns table (number int, row_count int, hash bytea, right_hash bytea, entries bytea, found_entries bytea, details jsonb)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select s.number, s.row_count, s.hash, app.seal_hash(b.hash, s.number, s.entries), s.entries, r.entries, '{}'::jsonb
  from platform_seals s left join platform_seals b on b.number = s.number - 1,
    app.platform_range(b.up_to_tx, b.up_to_id, s.up_to_tx, s.up_to_id, null) r
  where s.number = asked
$$;
alter function app.check_platform_seal(int) owner to polyclinic_lookup;

create function app.platform_checks_waiting() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select id from platform_checks where state = 'waiting' order by id
$$;
create function app.finish_platform_check(check_id uuid, outcome jsonb) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  update platform_checks c set state = case when o.finding is null then 'whole' else 'broken' end, seals = o.seals,
    rows_checked = o."rowsChecked", outside = o.outside, finding = o.finding, finished_at = now()
  from jsonb_to_record(outcome) as o (seals int, "rowsChecked" bigint, outside text, finding jsonb)
  where c.id = check_id and c.state = 'waiting'
$$;

grant execute on function app.seal_platform(int), app.check_platform_seal(int), app.platform_checks_waiting(),
  app.finish_platform_check(uuid, jsonb) to polyclinic_app;
grant execute on function app.id_at(timestamptz) to polyclinic_platform;

-- What operators are called, those of before included: an operator may not read who else has a sign-in.
create function app.operators() returns table (user_id uuid, full_name text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id, u.full_name from users u where u.id in (select r.user_id from platform_roles r union select e.user_id from platform_events e)
$$;
alter function app.operators() owner to polyclinic_lookup;
grant execute on function app.operators() to polyclinic_platform;
