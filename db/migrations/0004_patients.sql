create table patients (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  number          text not null, -- human patient number of the clinic, gaps allowed
  full_name       text not null check (length(trim(full_name)) between 1 and 200),
  given_name      text not null default '',
  family_name     text not null default '',
  born_on         date check (born_on > date '1880-01-01'),
  sex             text not null default 'unknown' check (sex in ('female', 'male', 'other', 'unknown')),
  phone           text, -- E.164, or as it was given when it does not parse
  second_phone    text,
  email           text,
  national_id     text,
  guardian        text,
  address         text not null default '',
  city            text not null default '',
  notes           text not null default '',
  tags            text[] not null default '{}',
  external_ref    text, -- the number in the system the patient was imported from
  due_minor       bigint not null default 0, -- what is owed on issued invoices, kept by a trigger
  keys            bigint[] not null default '{}', -- hashed search and duplicate keys, see app.key_hashes
  import_id       uuid,
  archived_at     timestamptz,
  archive_reason  text,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint patients__number_taken unique (organization_id, clinic_id, number)
);
create index patients_phone on patients (organization_id, clinic_id, phone);
create index patients_recent on patients (organization_id, clinic_id, created_at desc);
create index patients_external on patients (organization_id, clinic_id, external_ref) where external_ref is not null;
create index patients_import on patients (organization_id, import_id) where import_id is not null;
-- The only index whose first column is not organization_id: both walls are hashed into every key.
create index patients_keys on patients using gin (keys) with (fastupdate = off);
select app.protect('patients');

-- A key is worth something inside one clinic only: both walls are part of what is hashed.
create function app.key_hashes(organization uuid, clinic uuid, words text[]) returns bigint[]
language sql immutable parallel safe
  return (select coalesce(array_agg(distinct hashtextextended(organization::text || clinic::text || w, 0)), '{}') from unnest(words) w);

-- Candidates for a search: patients that share keys with what was typed, most shared keys first. Array operators
-- are not leakproof, so under row-level security they could not use the index: this runs as polyclinic_lookup,
-- with the wall written out.
create function app.find_patients(words text[], at_least int, at_most int)
returns table (id uuid, shared int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with asked as (
    select app.key_hashes(app.organization_id(), c, words) as hashes, c as clinic from unnest(app.clinic_ids()) c
  )
  select p.id, cardinality(array(select unnest(p.keys) intersect select unnest(a.hashes))) as shared
  from asked a join patients p on p.keys && a.hashes
    and p.organization_id = app.organization_id() and p.clinic_id = a.clinic
  where p.archived_at is null
    and cardinality(array(select unnest(p.keys) intersect select unnest(a.hashes))) >= at_least
  order by shared desc, p.id limit at_most
$$;
alter function app.find_patients(text[], int, int) owner to polyclinic_lookup;
grant select on patients to polyclinic_lookup;
grant execute on function app.find_patients(text[], int, int), app.key_hashes(uuid, uuid, text[]) to polyclinic_app, polyclinic_lookup;

-- Allergies and alerts: in red words on every banner.
create table patient_alerts (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  patient_id      uuid not null,
  kind            text not null check (kind in ('allergy', 'alert')),
  label           text not null check (length(trim(label)) between 1 and 200),
  drug_class      text,
  severity        text not null default 'moderate' check (severity in ('mild', 'moderate', 'severe')),
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id)
);
create index patient_alerts_patient on patient_alerts (organization_id, clinic_id, patient_id);
select app.protect('patient_alerts');
grant delete on patient_alerts to polyclinic_app;

-- A row per clinic: the last patient number given out.
create table patient_counters (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  last_number     int not null default 0,
  primary key (organization_id, clinic_id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('patient_counters');

-- Proposed duplicates wait for a person to decide; nothing is merged silently.
create table duplicate_proposals (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  patient_id      uuid not null,
  other_id        uuid not null,
  score           int not null check (score between 0 and 100),
  reasons         jsonb not null default '[]',
  status          text not null default 'open' check (status in ('open', 'different', 'same')),
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, other_id) references patients (organization_id, clinic_id, id),
  constraint duplicate_proposals__proposed_already unique (organization_id, clinic_id, patient_id, other_id)
);
select app.protect('duplicate_proposals');
grant delete on duplicate_proposals to polyclinic_app;

create table imports (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid, -- null: head office, over several clinics
  kind            text not null check (kind in ('patients', 'appointments')),
  file_name       text not null,
  file_bytes      bytea, -- dropped once the import is done
  mapping         jsonb not null default '{}',
  options         jsonb not null default '{}',
  status          text not null default 'preview' check (status in ('preview', 'queued', 'running', 'done', 'failed', 'undoing', 'undone')),
  rows_total      int not null default 0,
  rows_done       int not null default 0,
  rows_imported   int not null default 0,
  rows_refused    int not null default 0,
  rows_set_aside  int not null default 0,
  failure         text,
  created_by      uuid,
  created_at      timestamptz not null default now(),
  finished_at     timestamptz,
  version         int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  -- Nothing is dropped silently: rows in = imported + refused + set aside.
  constraint imports__rows_lost check (status <> 'done' or rows_total = rows_imported + rows_refused + rows_set_aside)
);
create index imports_recent on imports (organization_id, created_at desc);
select app.protect_head_office('imports');

create table import_rows (
  organization_id uuid not null default app.organization_id(),
  import_id       uuid not null,
  line            int not null,
  clinic_id       uuid,
  cells           jsonb not null,
  outcome         text not null check (outcome in ('imported', 'refused', 'set_aside')),
  reasons         jsonb not null default '[]',
  patient_id      uuid,
  appointment_id  uuid,
  primary key (organization_id, import_id, line),
  foreign key (organization_id, import_id) references imports (organization_id, id)
);
select app.protect_head_office('import_rows');
grant delete on import_rows to polyclinic_app;
