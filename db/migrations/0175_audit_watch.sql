-- The trail verifies itself: what was sealed since the last time every day, the whole chain every week.
alter table audit_checks
  add column kind           text not null default 'asked' check (kind in ('asked', 'daily', 'weekly')),
  add column after_seal     int not null default 0 check (after_seal >= 0), -- what was verified before
  add column verified_until timestamptz; -- when the newest row that was found whole was recorded

-- What was found stays what was found: only a check that waits is filled in.
revoke insert, update on audit_checks from polyclinic_app;
grant insert (state, kind, after_seal) on audit_checks to polyclinic_app;
grant update (state, seals, rows_checked, shredded, outside, finding, verified_until, finished_at) on audit_checks to polyclinic_app;
create policy only_what_waits on audit_checks as restrictive for update using (state = 'waiting') with check (true);

create function app.organizations_with_seals() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select distinct organization_id from audit_seals where number = 1
$$;
alter function app.organizations_with_seals() owner to polyclinic_lookup;
grant execute on function app.organizations_with_seals() to polyclinic_app;

select pgboss.create_queue('audit.watch', '{"policy": "short", "retryLimit": 3, "retryDelay": 60, "expireInSeconds": 300}');

-- Transaction numbers belong to one server. A database restored from a dump on another one goes on with numbers of its
-- own, which may lie below those of its trail: then new rows would fall among sealed ones. So the trail counts with an
-- offset, a constant that the planner folds away, and app.adopt_trails raises it (docs/runbooks/audit-trail-restored.md).
create function app.server_offset() returns bigint language sql immutable parallel safe return 0::bigint;
create function app.server_tx() returns xid8 language sql
  return (pg_current_xact_id()::text::bigint + app.server_offset())::text::xid8;
-- Below it every transaction has ended.
create function app.server_horizon() returns xid8 language sql stable parallel safe
  return (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + app.server_offset())::text::xid8;
-- From here on numbers are still to come.
create function app.server_next() returns xid8 language sql stable parallel safe
  return (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + app.server_offset())::text::xid8;
grant execute on function app.server_offset(), app.server_tx(), app.server_horizon(), app.server_next()
  to polyclinic_app, polyclinic_lookup, polyclinic_platform, polyclinic_backup;
alter table audit_events alter column tx set default app.server_tx();
alter table platform_events alter column tx set default app.server_tx();

-- What is sealed already is complete, whichever server says so.
do $$
declare
  one text;
  was text;
  now text;
begin
  foreach one in array array['audit_range', 'platform_range', 'seal_audit', 'seal_platform'] loop
    select pg_get_functiondef(oid) into was from pg_proc where pronamespace = 'app'::regnamespace and proname = one;
    now := replace(replace(replace(was,
      'e.tx < pg_snapshot_xmin(pg_current_snapshot())', '(to_tx is not null or e.tx < app.server_horizon())'),
      'last.up_to_tx >= pg_snapshot_xmax(pg_current_snapshot())', 'last.up_to_tx >= app.server_next()'),
      'See docs/decisions.', 'See docs/runbooks/audit-trail-restored.md.');
    if now = was then raise exception '% was not found as it was', one; end if;
    execute now;
  end loop;
end $$;

-- Raises the offset above every number in the trails, and with it the rows that this server wrote before it was raised.
-- Nobody is given it: whoever owns the database runs it, by `npm run audit -- accept`. How much was added; 0: nothing to do.
create function app.adopt_trails() returns bigint language plpgsql as $$
declare
  highest bigint;
  lowest bigint;
  added bigint;
begin
  lock table audit_events, platform_events in share row exclusive mode;
  select max(tx::text::bigint) into highest from (select max(up_to_tx) as tx from audit_seals
    union all select max(up_to_tx) from platform_seals) sealed;
  lowest := app.server_next()::text::bigint;
  if highest is null or highest < lowest then return 0; end if;
  create temp table of_this_server on commit drop as
    select e.id, e.tx from audit_events e join lateral (select s.up_to_tx, s.sealed_at from audit_seals s
      where s.organization_id = e.organization_id order by s.number desc limit 1) l on e.tx <= l.up_to_tx and e.recorded_at > l.sealed_at
    union all
    select e.id, e.tx from platform_events e join lateral (select s.up_to_tx, s.sealed_at from platform_seals s
      order by s.number desc limit 1) l on e.tx <= l.up_to_tx and e.recorded_at > l.sealed_at;
  select max(tx::text::bigint) into highest from (select max(tx) as tx from audit_events
    union all select max(tx) from platform_events union all select highest::text::xid8) every;
  added := highest + 1 - least(lowest, (select min(tx::text::bigint) from of_this_server));
  update audit_events e set tx = (o.tx::text::bigint + added)::text::xid8 from of_this_server o where o.id = e.id;
  update platform_events e set tx = (o.tx::text::bigint + added)::text::xid8 from of_this_server o where o.id = e.id;
  execute format('create or replace function app.server_offset() returns bigint language sql immutable parallel safe return %s::bigint',
    app.server_offset() + added);
  return added;
end $$;
