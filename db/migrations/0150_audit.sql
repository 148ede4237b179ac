-- The audit trail made tamper-evident, fast to search, and beside it who looked at whom.

-- tx: the transaction a row belongs to; the sealer takes rows whose transaction, and every older one, has ended.
-- detail_digest: stands for the detail, so that retention can shred a detail without breaking the chain.
alter table audit_events
  add column tx            xid8 not null default pg_current_xact_id(),
  add column detail_digest bytea,
  add column topic         text not null generated always as (split_part(event, '.', 1)) stored;

alter table audit_details
  alter column detail drop not null,
  add column salt        uuid default gen_random_uuid(), -- so that nobody finds a short detail by trying digests
  add column shredded_at timestamptz,
  add constraint audit_details__shredded_whole check (
    case when shredded_at is null then detail is not null and salt is not null else detail is null and salt is null end);

create function app.detail_digest(salt uuid, detail jsonb) returns bytea language sql immutable strict parallel safe
  return sha256(uuid_send(salt) || convert_to(detail::text, 'UTF8'));
grant execute on function app.detail_digest(uuid, jsonb) to polyclinic_app, polyclinic_lookup, polyclinic_backup;

update audit_events e set detail_digest = app.detail_digest(d.salt, d.detail)
from audit_details d where d.organization_id = e.organization_id and d.event_id = e.id;

-- The sealer's order, and the explorer's: ids are made in the order of time, so they are the cursor too.
create index audit_events_order on audit_events (organization_id, tx, id);
create index audit_events_clinic on audit_events (organization_id, clinic_id, id);
create index audit_events_person on audit_events (organization_id, user_id, id);
create index audit_events_topic on audit_events (organization_id, topic, id);
create index audit_events_elevated on audit_events (organization_id, id) where elevation_id is not null;

-- When, by whom and in which transaction is for the database to say, not for whoever inserts.
revoke insert on audit_events from polyclinic_app;
grant insert (event, subject_id, trace_id, clinic_id, detail_digest) on audit_events to polyclinic_app;
revoke insert on audit_details from polyclinic_app;
grant insert (organization_id, event_id, clinic_id, detail, salt) on audit_details to polyclinic_app;

-- `salted` is read twice, so it is made once.
create or replace function app.record(event text, subject uuid, detail jsonb, trace text, clinic uuid default app.clinic_id())
returns void language sql as $$
  with salted as (select gen_random_uuid() as salt), row as (
    insert into audit_events (event, subject_id, trace_id, clinic_id, detail_digest)
    select event, subject, trace, clinic, app.detail_digest(salt, detail) from salted
    returning organization_id, id, clinic_id
  )
  insert into audit_details (organization_id, event_id, clinic_id, detail, salt)
  select row.organization_id, row.id, row.clinic_id, detail, salt from row, salted where detail is not null
$$;

-- The chain. Each seal covers the rows after the last one up to a place in the order, and hashes the seal before.
-- entries: id and SHA-256 of each row, 48 bytes, so that a verification can name the row.
create table audit_seals (
  organization_id uuid not null default app.organization_id() references organizations (id),
  number          int not null check (number > 0),
  row_count       int not null check (row_count > 0),
  up_to_tx        xid8 not null,
  up_to_id        uuid not null,
  last_at         timestamptz not null, -- when the newest of its rows was recorded
  entries         bytea not null,
  hash            bytea not null,
  sealed_at       timestamptz not null default now(),
  primary key (organization_id, number)
);
alter table audit_seals alter column entries set storage external;
select app.protect_organization('audit_seals');
revoke insert, update on audit_seals from polyclinic_app;
grant select on audit_seals to polyclinic_lookup;
grant select on audit_details to polyclinic_lookup;

create function app.seal_hash(before bytea, number int, entries bytea) returns bytea language sql immutable parallel safe
  return sha256(coalesce(before, ''::bytea) || int4send(number) || entries);

create function app.audit_line(e audit_events) returns bytea language sql stable parallel safe
  return sha256(convert_to(jsonb_build_array((e).id, (e).clinic_id, (extract(epoch from (e).recorded_at) * 1000000)::bigint,
    (e).user_id, (e).operator_id, (e).elevation_id, (e).event, (e).subject_id, (e).trace_id,
    (e).tx::text, encode((e).detail_digest, 'hex'))::text, 'UTF8'));

-- The rows of the organization in scope between two places of the order, the first excluded; at most so many.
-- Rows of a transaction that still runs, or that an older one still running may come before, are left for later.
create function app.audit_range(after_tx xid8, after_id uuid, to_tx xid8, to_id uuid, most int)
returns table (row_count int, up_to_tx xid8, up_to_id uuid, last_at timestamptz, entries bytea)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with chosen as (
    select e.tx, e.id, e.recorded_at, app.audit_line(e) as digest from audit_events e
    where e.organization_id = app.organization_id() and e.tx < pg_snapshot_xmin(pg_current_snapshot())
      and (e.tx, e.id) > (coalesce(after_tx, '0'), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and (to_tx is null or (e.tx, e.id) <= (to_tx, to_id))
    order by e.tx, e.id limit most
  )
  select count(*)::int, (array_agg(c.tx order by c.tx desc, c.id desc))[1], (array_agg(c.id order by c.tx desc, c.id desc))[1],
    max(c.recorded_at), string_agg(uuid_send(c.id) || c.digest, ''::bytea order by c.tx, c.id)
  from chosen c
$$;
alter function app.audit_range(xid8, uuid, xid8, uuid, int) owner to polyclinic_lookup;
grant execute on function app.audit_range(xid8, uuid, xid8, uuid, int) to polyclinic_owner;
grant execute on function app.audit_line(audit_events), app.seal_hash(bytea, int, bytea) to polyclinic_lookup;

-- Makes the next seal of the organization in scope; no row when there is nothing to seal.
create function app.seal_audit(most int) returns table (number int, row_count int, hash bytea)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  last audit_seals;
  found record;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit_seals:' || app.organization_id(), 0));
  select * into last from audit_seals s where s.organization_id = app.organization_id() order by s.number desc limit 1;
  if last.up_to_tx >= pg_snapshot_xmax(pg_current_snapshot()) then
    raise exception 'The last seal is ahead of this server''s transactions: the rows came from another server. See docs/decisions.';
  end if;
  select * into found from app.audit_range(last.up_to_tx, last.up_to_id, null, null, most);
  if found.row_count = 0 then return; end if;
  return query insert into audit_seals as s (number, row_count, up_to_tx, up_to_id, last_at, entries, hash)
    values (coalesce(last.number, 0) + 1, found.row_count, found.up_to_tx, found.up_to_id, found.last_at, found.entries,
      app.seal_hash(last.hash, coalesce(last.number, 0) + 1, found.entries))
    returning s.number, s.row_count, s.hash;
end $$;

-- Looks one seal over: what it says, what its own hash should be, and what the rows say now.
-- details: events whose detail is missing, shredded, changed or was added, at most 20 of each.
create function app.check_seal(asked int)
returns table (number int, row_count int, hash bytea, right_hash bytea, entries bytea, found_entries bytea, details jsonb)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with seal as (
    select s.*, b.hash as hash_before, b.up_to_tx as after_tx, b.up_to_id as after_id
    from audit_seals s left join audit_seals b on b.organization_id = s.organization_id and b.number = s.number - 1
    where s.organization_id = app.organization_id() and s.number = asked
  ), detail as (
    select e.id, case
      when d.event_id is null then 'missing'
      when d.shredded_at is not null then 'shredded'
      when e.detail_digest is null then 'added'
      else 'changed' end as fault
    from seal s
    join audit_events e on e.organization_id = s.organization_id
      and (e.tx, e.id) > (coalesce(s.after_tx, '0'), coalesce(s.after_id, '00000000-0000-0000-0000-000000000000'))
      and (e.tx, e.id) <= (s.up_to_tx, s.up_to_id)
    left join audit_details d on d.organization_id = e.organization_id and d.event_id = e.id
    where app.detail_digest(d.salt, d.detail) is distinct from e.detail_digest
  )
  select s.number, s.row_count, s.hash, app.seal_hash(s.hash_before, s.number, s.entries), s.entries, r.entries,
    (select coalesce(jsonb_object_agg(fault, jsonb_build_object('count', count, 'ids', ids)), '{}') from (
      select fault, count(*)::int as count, (array_agg(id order by id))[1:20] as ids from detail group by fault) f)
  from seal s, app.audit_range(s.after_tx, s.after_id, s.up_to_tx, s.up_to_id, null) r
$$;
alter function app.check_seal(int) owner to polyclinic_lookup;

create function app.organizations_to_seal() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select o.id from organizations o
  left join lateral (select s.up_to_tx, s.up_to_id from audit_seals s where s.organization_id = o.id
    order by s.number desc limit 1) l on true
  where exists (select from audit_events e where e.organization_id = o.id
    and (e.tx, e.id) > (coalesce(l.up_to_tx, '0'), coalesce(l.up_to_id, '00000000-0000-0000-0000-000000000000')))
$$;
alter function app.organizations_to_seal() owner to polyclinic_lookup;

-- Retention: forgets what stood in the details before a day, never younger than a year. The trail says that it was done.
create function app.shred_audit_details(before timestamptz) returns int
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with shredded as (
    update audit_details d set detail = null, salt = null, shredded_at = now() from audit_events e
    where d.organization_id = app.organization_id() and d.shredded_at is null
      and e.organization_id = d.organization_id and e.id = d.event_id
      and e.recorded_at < least(before, now() - interval '1 year')
    returning 1
  )
  select count(*)::int from shredded
$$;

-- A verification somebody asked for, and what it found. The worker fills it in.
create table audit_checks (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  asked_by        uuid default app.user_id(),
  asked_at        timestamptz not null default now(),
  state           text not null default 'waiting' check (state in ('waiting', 'whole', 'broken', 'failed')),
  seals           int not null default 0,
  rows_checked    bigint not null default 0,
  shredded        bigint not null default 0,
  outside         text not null default 'none' check (outside in ('none', 'agrees', 'differs')),
  finding         jsonb,
  finished_at     timestamptz,
  primary key (organization_id, id)
);
select app.protect_organization('audit_checks');

-- Who looked at a patient: one row per person, patient, kind of look and quarter of an hour.
create table patient_looks (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  patient_id      uuid not null,
  quarter         timestamptz not null default date_bin('15 minutes', now(), '2000-01-01'),
  user_id         uuid not null default app.user_id(),
  operator_id     uuid not null default coalesce(app.operator_id(), app.user_id()), -- who sat there
  kind            text not null,
  elevation_id    uuid default app.elevation_id(),
  looked_at       timestamptz not null default now(), -- the first time in that quarter
  -- No foreign key: whoever looked at a patient whose import was undone has looked all the same.
  primary key (organization_id, clinic_id, patient_id, quarter, user_id, operator_id, kind)
);
create index patient_looks_person on patient_looks (organization_id, user_id, looked_at);
create index patient_looks_age on patient_looks (organization_id, looked_at);
select app.protect('patient_looks');
revoke insert, update on patient_looks from polyclinic_app;
grant insert (patient_id, kind) on patient_looks to polyclinic_app;

select app.protect_own_patients('patient_looks', 'patient', 'patient_id');

-- Notes a look, in the transaction of the read. True when there was a patient to look at. `via`: what the id is of.
create function app.look(kind text, via text, id uuid) returns boolean language plpgsql as $$
declare
  patient uuid;
begin
  case via
    when 'patientId' then select p.id into patient from patients p
      where p.organization_id = app.organization_id() and p.clinic_id = app.clinic_id() and p.id = look.id;
    when 'appointmentId' then select a.patient_id into patient from appointments a
      where a.organization_id = app.organization_id() and a.clinic_id = app.clinic_id() and a.id = look.id;
    when 'encounterId' then select e.patient_id into patient from encounters e
      where e.organization_id = app.organization_id() and e.clinic_id = app.clinic_id() and e.id = look.id;
    when 'invoiceId' then select i.patient_id into patient from invoices i
      where i.organization_id = app.organization_id() and i.clinic_id = app.clinic_id() and i.id = look.id;
    when 'paymentId' then select y.patient_id into patient from payments y
      where y.organization_id = app.organization_id() and y.clinic_id = app.clinic_id() and y.id = look.id;
  end case;
  if patient is null then return false; end if;
  insert into patient_looks (patient_id, kind) values (patient, kind) on conflict do nothing;
  return true;
end $$;

-- Looks are kept for six years; how many went now.
create function app.prune_looks() returns int
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with gone as (
    delete from patient_looks l where l.organization_id = app.organization_id() and l.looked_at < now() - interval '6 years'
    returning 1
  )
  select count(*)::int from gone
$$;
create function app.organizations_with_old_looks() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select o.id from organizations o where exists (select from patient_looks l
    where l.organization_id = o.id and l.looked_at < now() - interval '6 years')
$$;
grant select on patient_looks to polyclinic_lookup;
alter function app.organizations_with_old_looks() owner to polyclinic_lookup;

grant execute on function app.seal_audit(int), app.check_seal(int), app.organizations_to_seal(),
  app.shred_audit_details(timestamptz), app.look(text, text, uuid), app.prune_looks(),
  app.organizations_with_old_looks() to polyclinic_app;

select pgboss.create_queue('audit.seal', '{"policy": "short", "retryLimit": 3, "retryDelay": 5, "expireInSeconds": 300}');
select pgboss.create_queue('audit.check', '{"policy": "standard", "retryLimit": 3, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 60, "deadLetter": "dead"}');
select pgboss.create_queue('audit.prune', '{"policy": "short", "retryLimit": 3, "retryDelay": 5, "expireInSeconds": 300}');

-- The smallest id that uuidv7() makes at an instant.
create function app.id_at(at timestamptz) returns uuid language sql immutable parallel safe
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
grant execute on function app.id_at(timestamptz) to polyclinic_app;

-- How many rows of the organization in scope wait for a seal, counted up to 10,000.
create function app.unsealed_rows() returns int
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select count(*)::int from (
    select from audit_events e
    left join lateral (select s.up_to_tx, s.up_to_id from audit_seals s where s.organization_id = app.organization_id()
      order by s.number desc limit 1) l on true
    where e.organization_id = app.organization_id()
      and (e.tx, e.id) > (coalesce(l.up_to_tx, '0'), coalesce(l.up_to_id, '00000000-0000-0000-0000-000000000000'))
    limit 10000) e
$$;
alter function app.unsealed_rows() owner to polyclinic_lookup;
grant execute on function app.unsealed_rows() to polyclinic_app;
