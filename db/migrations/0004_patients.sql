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
  postcode        text not null default '',
  region          text not null default '',
  notes           text not null default '',
  tags            text[] not null default '{}',
  external_ref    text, -- the number in the system the patient was imported from
  due_minor       bigint not null default 0, -- what is owed on issued invoices, kept by a trigger
  keys            int[] not null default '{}', -- hashed search and duplicate keys, see app.key_hashes
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

-- A key is worth something inside one clinic only: both walls seed the hash. Four bytes keep a million patients'
-- index a third smaller; two words that meet by chance cost a look at one row more.
create function app.key_hashes(organization uuid, clinic uuid, words text[]) returns int[]
language sql immutable parallel safe
  return (select coalesce(array_agg(distinct (hashtextextended(w, seed) >> 32)::int), '{}')
    from unnest(words) w, (select hashtextextended(organization::text || clinic::text, 0) as seed) walls);

-- Candidates for a comparison: patients that share keys with the words, most shared keys first. Array operators
-- are not leakproof, so under row-level security they could not use the index: this and the next run as
-- polyclinic_lookup, with the wall written out. `offset 0` keeps the planner from walking a clinic's rows instead.
create function app.find_patients(words text[], at_least int, at_most int)
returns table (id uuid, shared int)
language sql stable security definer set search_path = pg_catalog, public, app set enable_seqscan = off as $$
  with asked as (
    select app.key_hashes(app.organization_id(), c, words) as hashes, c as clinic from unnest(app.clinic_ids()) c
  ), found as (
    select p.id, a.hashes, p.keys from asked a
    cross join lateral (select * from patients p where p.keys && a.hashes offset 0) p
    where p.organization_id = app.organization_id() and p.clinic_id = a.clinic and p.archived_at is null
  ), counted as (
    select f.id, cardinality(array(select unnest(f.keys) intersect select unnest(f.hashes))) as shared from found f
  )
  select id, shared from counted where shared >= at_least order by shared desc, id limit at_most
$$;

-- What one search box finds in the clinic in scope, in rounds that stop as soon as there is enough: all words exact;
-- one word mistyped; all words mistyped; any word. A round of narrow keys costs a tenth of a wide one.
-- numbers: patient numbers as they may stand. pieces: all must be there (a phone number's). exact and near, for up to
-- three words: keys of which a patient must have one per word; null: no such word. The caller ranks what comes back.
create function app.search_patients(numbers text[], pieces text[], exact_a text[], exact_b text[], exact_c text[],
  near_a text[], near_b text[], near_c text[], with_archived boolean, at_most int)
returns table (id uuid, number text, full_name text, sex text, born_on date, phone text, second_phone text,
  guardian text, city text, due_minor bigint, archived boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, app set enable_seqscan = off as $$
#variable_conflict use_column
declare
  organization uuid := app.organization_id();
  clinic uuid := app.clinic_id();
  a int[];
  b int[];
  c int[];
  near_keys_a int[];
  near_keys_b int[];
  near_keys_c int[];
  telling int[]; -- of the near keys those that are not of a word with one letter left out
  enough constant int := 3;
  so_far int := 0;
  counted int;
begin
  if cardinality(numbers) > 0 then
    return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
        p.due_minor, p.archived_at is not null
      from patients p where p.organization_id = organization and p.clinic_id = clinic and p.number = any (numbers)
        and (with_archived or p.archived_at is null) limit at_most;
  end if;
  if cardinality(pieces) > 0 then
    a := app.key_hashes(organization, clinic, pieces);
    return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
        p.due_minor, p.archived_at is not null
      from (select * from patients q where q.keys @> a offset 0) p
      where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
      limit at_most;
  end if;
  if exact_a is null then return; end if;

  a := app.key_hashes(organization, clinic, exact_a);
  if exact_b is null then
    -- One word is wide: those who share the most keys with it come back, out of the first thousand.
    for round in 1..2 loop
      return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
          p.due_minor, p.archived_at is not null
        from (select * from patients q where q.keys && a limit 1000) p
        where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
        order by (select count(*) from unnest(a || telling || telling) k where k = any (p.keys)) desc limit at_most;
      get diagnostics counted = row_count;
      exit when counted >= enough;
      a := app.key_hashes(organization, clinic, near_a);
      telling := app.key_hashes(organization, clinic, array(select w from unnest(near_a) w where w not like 'sd:%'));
    end loop;
    return;
  end if;

  b := app.key_hashes(organization, clinic, exact_b);
  c := case when exact_c is not null then app.key_hashes(organization, clinic, exact_c) end;
  return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
      p.due_minor, p.archived_at is not null
    from (select * from patients q where q.keys && a and q.keys && b and (c is null or q.keys && c) limit 500) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by (select count(*) from unnest(a || b || coalesce(c, '{}')) k where k = any (p.keys)) desc limit at_most;
  get diagnostics so_far = row_count;
  if so_far >= enough then return; end if;

  near_keys_a := app.key_hashes(organization, clinic, near_a);
  near_keys_b := app.key_hashes(organization, clinic, near_b);
  near_keys_c := case when exact_c is not null then app.key_hashes(organization, clinic, near_c) end;
  telling := app.key_hashes(organization, clinic,
    array(select w from unnest(near_a || near_b || coalesce(near_c, '{}')) w where w not like 'sd:%')) || a || b;
  return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
      p.due_minor, p.archived_at is not null
    from (
      (select * from patients q where q.keys && near_keys_a and q.keys && b and (c is null or q.keys && c) limit 500)
      union all
      (select * from patients q where q.keys && a and q.keys && near_keys_b and (c is null or q.keys && c) limit 500)
      union all
      (select * from patients q where c is not null and q.keys && a and q.keys && b and q.keys && near_keys_c limit 500)) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by (select count(*) from unnest(near_keys_a || near_keys_b || near_keys_c || telling || telling) k where k = any (p.keys)) desc
    limit at_most;
  get diagnostics counted = row_count;
  so_far := so_far + counted;
  if so_far >= enough then return; end if;

  return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
      p.due_minor, p.archived_at is not null
    from (select * from patients q where q.keys && near_keys_a and q.keys && near_keys_b
        and (near_keys_c is null or q.keys && near_keys_c) limit 1000) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by (select count(*) from unnest(near_keys_a || near_keys_b || near_keys_c || telling || telling) k where k = any (p.keys)) desc
    limit at_most;
  get diagnostics counted = row_count;
  if so_far + counted > 0 then return; end if;

  -- Nobody has all of the words: those who have one of them are better than an empty list.
  a := a || b || coalesce(c, '{}');
  return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
      p.due_minor, p.archived_at is not null
    from (select * from patients q where q.keys && a limit 500) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by (select count(*) from unnest(a) k where k = any (p.keys)) desc limit at_most;
end $$;
alter function app.find_patients(text[], int, int) owner to polyclinic_lookup;
alter function app.search_patients(text[], text[], text[], text[], text[], text[], text[], text[], boolean, int)
  owner to polyclinic_lookup;
grant select on patients to polyclinic_lookup;
grant execute on function app.find_patients(text[], int, int), app.key_hashes(uuid, uuid, text[]),
  app.search_patients(text[], text[], text[], text[], text[], text[], text[], text[], boolean, int)
  to polyclinic_app, polyclinic_lookup;

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
  import_id       uuid,
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
  decided_by      uuid,
  decided_at      timestamptz,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, other_id) references patients (organization_id, clinic_id, id),
  constraint duplicate_proposals__proposed_already unique (organization_id, clinic_id, patient_id, other_id)
);
create index duplicate_proposals_other on duplicate_proposals (organization_id, clinic_id, other_id);
create index duplicate_proposals_open on duplicate_proposals (organization_id, clinic_id, score desc, id) where status = 'open';
select app.protect('duplicate_proposals');
grant delete on duplicate_proposals to polyclinic_app;

create table imports (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid, -- null: head office, over several clinics
  kind            text not null check (kind in ('patients', 'appointments')),
  file_name       text not null,
  file_bytes      bytea, -- dropped once the import is done
  header          jsonb not null default '[]',
  mapping         jsonb not null default '[]', -- a field or null for each column
  options         jsonb not null default '{}', -- what a person chose: orders of dates, zone of new clinics
  decided         jsonb not null default '{}', -- what whole columns told, so that a row is read the same way later
  preview         jsonb not null default '{}',
  made_clinics    uuid[] not null default '{}',
  undo            jsonb, -- what an undo took away, and what stays and why
  attempts        int not null default 0,
  status          text not null default 'preview' check (status in ('preview', 'queued', 'running', 'done', 'failed', 'undoing', 'undone')),
  rows_total      int not null default 0,
  rows_done       int not null default 0,
  rows_imported   int not null default 0,
  rows_refused    int not null default 0,
  rows_set_aside  int not null default 0,
  failure         text,
  created_by      uuid default app.user_id(),
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
  proposals       jsonb not null default '[]', -- who a row that was set aside may be, best first
  decision        text check (decision in ('import', 'keep')), -- what a person decided about it
  patient_id      uuid,
  appointment_id  uuid,
  primary key (organization_id, import_id, line),
  foreign key (organization_id, import_id) references imports (organization_id, id)
);
select app.protect_head_office('import_rows');
grant delete on import_rows to polyclinic_app;
