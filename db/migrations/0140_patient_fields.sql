-- Custom patient fields: what an organization, or one branch, asks beside the fields that every patient has.

create table patient_fields (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid, -- null: every branch
  label           text not null check (length(trim(label)) between 1 and 60),
  kind            text not null check (kind in ('text', 'number', 'date', 'choice')),
  required        boolean not null default false,
  position        int not null default 0,
  retired_at      timestamptz, -- asked no more; what was answered stays
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  -- What a value refers to: the kind is part of the key, so a field with values cannot become another kind.
  unique (organization_id, id, kind)
);
create unique index patient_fields__name_taken on patient_fields (organization_id, clinic_id, lower(label))
  nulls not distinct where retired_at is null;

-- What can be chosen. A value refers to the choice, so renaming it renames it everywhere, and one in use stays.
create table patient_field_choices (
  organization_id uuid not null default app.organization_id(),
  field_id        uuid not null,
  id              uuid not null default uuidv7(),
  clinic_id       uuid, -- the field's
  label           text not null check (length(trim(label)) between 1 and 100),
  position        int not null default 0,
  retired_at      timestamptz,
  primary key (organization_id, field_id, id),
  foreign key (organization_id, field_id) references patient_fields (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);

-- Everybody of a branch reads its own and the organization's; only head office writes the organization's.
do $$
declare
  target text;
begin
  foreach target in array array['patient_fields', 'patient_field_choices'] loop
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format('create policy own_and_shared on %I for select using (organization_id = (select app.organization_id())
      and (clinic_id is null or clinic_id = any ((select app.clinic_ids())::uuid[])))', target);
    execute format('create policy clinic_or_head_office on %I using (organization_id = (select app.organization_id())
      and case when clinic_id is null then (select app.whole_organization())
        else clinic_id = any ((select app.clinic_ids())::uuid[]) end)', target);
    execute format('grant select, insert, update on %I to polyclinic_app', target);
    execute format('grant select on %I to polyclinic_backup', target);
  end loop;
end $$;
grant delete on patient_field_choices to polyclinic_app;

-- A row per answer and a column per kind, not one jsonb per patient: the database keeps a date a date, a choice one of
-- the field's own, and each kind has an index that works under row-level security (what looks into jsonb is not
-- leakproof, so a filter would read the whole branch). Numbers are doubles, as everywhere in JSON: comparing those is
-- leakproof, comparing numeric is not.
create table patient_field_values (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  patient_id      uuid not null,
  field_id        uuid not null,
  kind            text not null,
  text_value      text check (length(text_value) between 1 and 500),
  number_value    double precision check (number_value between -1e15 and 1e15),
  date_value      date,
  choice_id       uuid,
  text_key        text collate "pg_c_utf8" generated always as (lower(left(text_value, 100) collate "pg_c_utf8")) stored,
  primary key (organization_id, clinic_id, patient_id, field_id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, field_id, kind) references patient_fields (organization_id, id, kind),
  foreign key (organization_id, field_id, choice_id) references patient_field_choices (organization_id, field_id, id),
  check (num_nonnulls(text_value, number_value, date_value, choice_id) = 1
    and case kind when 'text' then text_value is not null when 'number' then number_value is not null
      when 'date' then date_value is not null else choice_id is not null end)
);
create index patient_field_values_text on patient_field_values (organization_id, clinic_id, field_id, text_key, patient_id)
  where text_value is not null;
create index patient_field_values_number on patient_field_values (organization_id, clinic_id, field_id, number_value, patient_id)
  where number_value is not null;
create index patient_field_values_date on patient_field_values (organization_id, clinic_id, field_id, date_value, patient_id)
  where date_value is not null;
create index patient_field_values_choice on patient_field_values (organization_id, field_id, choice_id, clinic_id, patient_id)
  where choice_id is not null;
select app.protect('patient_field_values');
grant delete on patient_field_values to polyclinic_app;

-- What somebody took out of the house: a row per export, which the file is fetched by, once confirmed, for a while.
create table patient_exports (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  user_id         uuid not null default app.user_id(),
  format          text not null check (format in ('csv', 'xlsx')),
  filter          jsonb not null default '{}',
  rows            int not null,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('patient_exports');
revoke update on patient_exports from polyclinic_app;

-- As in 0030, and the answers to custom fields that came with the import go with its patients.
create or replace function app.undo_import(import uuid, at_most int) returns table (appointments int, patients int, clinics int)
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  made uuid[];
  taken uuid[];
begin
  select made_clinics into made from imports i
  where i.organization_id = app.organization_id() and i.id = import and i.status = 'undoing' for update;
  if not found then raise exception 'this import is not being undone' using errcode = 'PC404'; end if;
  appointments := 0; patients := 0; clinics := 0;

  execute format('with chosen as (select t.organization_id, t.clinic_id, t.id, t.booking_id from appointments t
      where t.organization_id = app.organization_id() and t.import_id = $1 and t.version = 1 and not (%s) limit $2),
    gone as (delete from appointments a using chosen c where a.organization_id = c.organization_id
      and a.clinic_id = c.clinic_id and a.id = c.id returning c.booking_id)
    select array_agg(booking_id) from gone', app.referred_to('appointments', '{}')) into taken using import, at_most;
  appointments := coalesce(cardinality(taken), 0);
  delete from bookings b where b.organization_id = app.organization_id() and b.id = any (taken);
  if appointments > 0 then return next; return; end if;

  execute format('select array_agg(id) from (select t.id from patients t
      where t.organization_id = app.organization_id() and t.import_id = $1 and t.version = 1 and t.archived_at is null
        and not (%s) and not exists (select from patient_alerts r where r.organization_id = t.organization_id
          and r.clinic_id = t.clinic_id and r.patient_id = t.id and r.import_id is distinct from $1) limit $2) chosen',
    app.referred_to('patients', '{patient_alerts,duplicate_proposals,patient_field_values}')) into taken using import, at_most;
  delete from patient_alerts r where r.organization_id = app.organization_id()
    and r.clinic_id = any (app.clinic_ids()) and r.patient_id = any (taken);
  delete from patient_field_values r where r.organization_id = app.organization_id()
    and r.clinic_id = any (app.clinic_ids()) and r.patient_id = any (taken);
  delete from duplicate_proposals r where r.organization_id = app.organization_id()
    and r.clinic_id = any (app.clinic_ids()) and (r.patient_id = any (taken) or r.other_id = any (taken));
  delete from patients p where p.organization_id = app.organization_id()
    and p.clinic_id = any (app.clinic_ids()) and p.id = any (taken);
  get diagnostics patients = row_count;
  if patients > 0 then return next; return; end if;

  execute format('select array_agg(id) from clinics t where t.organization_id = app.organization_id() and t.id = any ($1)
      and t.version = 1 and not (%s) and not exists (select from bookings b
        where b.organization_id = t.organization_id and b.place_id = t.id)',
    app.referred_to('clinics', '{clinic_days,clinic_day_deltas,clinic_balances,patient_counters,token_counters}'))
    into taken using made;
  delete from clinic_days d where d.organization_id = app.organization_id() and d.clinic_id = any (taken);
  delete from clinic_day_deltas d where d.organization_id = app.organization_id() and d.clinic_id = any (taken);
  delete from clinic_balances d where d.organization_id = app.organization_id() and d.clinic_id = any (taken);
  delete from patient_counters d where d.organization_id = app.organization_id() and d.clinic_id = any (taken);
  delete from token_counters d where d.organization_id = app.organization_id() and d.clinic_id = any (taken);
  delete from clinics c where c.organization_id = app.organization_id() and c.id = any (taken);
  get diagnostics clinics = row_count;
  delete from places p where p.organization_id = app.organization_id() and p.id = any (taken);
  return next;
end $$;

-- Where doctors see their own patients only, the answers are as closed as the patients (0130).
select app.protect_own_patients('patient_field_values', 'patient', 'patient_id');

-- A patient's custom fields, answered or asked, as JSON. A function, so that the three tables cost a read nothing where
-- nobody made a field: as a sub-select of that read, their policies alone took 10 µs of it. Runs with the caller's rights.
create function app.patient_answers(organization uuid, clinic uuid, patient uuid) returns json
language plpgsql stable parallel safe as $$
begin
  if not exists (select from public.patient_fields f where f.organization_id = organization) then return '[]'; end if;
  return (select coalesce(json_agg(json_build_object('fieldId', f.id,
      'label', f.label, 'kind', f.kind, 'required', f.required, 'retired', f.retired_at is not null,
      'value', coalesce(to_json(v.text_value), to_json(v.number_value), to_json(v.date_value), to_json(v.choice_id)),
      'shown', coalesce(v.text_value, v.number_value::text, v.date_value::text, c.label))
      order by f.clinic_id nulls first, f.position, f.id), '[]')
    from public.patient_fields f
    left join public.patient_field_values v on v.organization_id = organization and v.clinic_id = clinic
      and v.patient_id = patient and v.field_id = f.id
    left join public.patient_field_choices c
      on c.organization_id = organization and c.field_id = v.field_id and c.id = v.choice_id
    where f.organization_id = organization and (f.clinic_id is null or f.clinic_id = clinic)
      and (f.retired_at is null or v.patient_id is not null));
end $$;
grant execute on function app.patient_answers(uuid, uuid, uuid) to polyclinic_app, polyclinic_lookup;
