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
