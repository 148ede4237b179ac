-- The audit trail: append-only for everyone the app can be. Personal data stands in the side table, which
-- retention can shred without touching the trail.
create table audit_events (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid default app.clinic_id(),
  recorded_at     timestamptz not null default now(),
  user_id         uuid default app.user_id(), -- null: a job
  event           text not null,
  subject_id      uuid not null,
  trace_id        text,
  primary key (organization_id, id)
);
create index audit_events_subject on audit_events (organization_id, subject_id);
create index audit_events_recent on audit_events (recorded_at); -- what screens that refresh themselves ask, across organizations
select app.protect_head_office('audit_events');
revoke update on audit_events from polyclinic_app;
grant select on audit_events to polyclinic_lookup;

create table audit_details (
  organization_id uuid not null default app.organization_id(),
  event_id        uuid not null,
  clinic_id       uuid default app.clinic_id(),
  detail          jsonb not null,
  primary key (organization_id, event_id),
  foreign key (organization_id, event_id) references audit_events (organization_id, id)
);
select app.protect_head_office('audit_details');
revoke update on audit_details from polyclinic_app;

create function app.record(event text, subject uuid, detail jsonb, trace text, clinic uuid default app.clinic_id())
returns void language sql as $$
  with row as (
    insert into audit_events (event, subject_id, trace_id, clinic_id) values (event, subject, trace, clinic)
    returning organization_id, id, clinic_id
  )
  insert into audit_details (organization_id, event_id, clinic_id, detail)
  select organization_id, id, clinic_id, detail from row where detail is not null
$$;
grant execute on function app.record(text, uuid, jsonb, text, uuid) to polyclinic_app;

-- An answer kept beside its key, in the transaction of the change: asked again, it is given again.
create table idempotency_keys (
  organization_id uuid not null default app.organization_id() references organizations (id),
  user_id         uuid not null default app.user_id(),
  key             text not null check (length(key) between 8 and 100),
  endpoint        text not null,
  request_hash    text not null,
  answer          jsonb not null,
  created_at      timestamptz not null default now(),
  primary key (organization_id, user_id, key)
);
create index idempotency_keys_age on idempotency_keys (organization_id, created_at);
select app.protect_organization('idempotency_keys');
revoke update on idempotency_keys from polyclinic_app;
grant delete on idempotency_keys to polyclinic_app;

-- What people see of a failed job. pg-boss's own tables have no walls: nobody but the worker reads those.
create table job_failures (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid,
  job             text not null,
  job_id          uuid not null,
  message         text not null,
  failed_at       timestamptz not null default now(),
  resolved_at     timestamptz,
  primary key (organization_id, id)
);
select app.protect_head_office('job_failures');
