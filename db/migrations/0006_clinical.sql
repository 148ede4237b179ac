-- Lists that belong to nobody.
create table diagnosis_codes (
  code  text primary key,
  title text not null
);
grant select on diagnosis_codes to polyclinic_app, polyclinic_platform, polyclinic_backup;

create table medicines (
  id         uuid primary key default uuidv7(),
  name       text not null,
  strength   text not null default '',
  form       text not null default '',
  drug_class text not null default '', -- what an allergy or a duplicate is checked against
  unique (name, strength, form)
);
grant select on medicines to polyclinic_app, polyclinic_platform, polyclinic_backup;

-- The organization's own medicines, shared by all its clinics.
create table organization_medicines (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  name            text not null,
  strength        text not null default '',
  form            text not null default '',
  drug_class      text not null default '',
  active          boolean not null default true,
  primary key (organization_id, id),
  constraint organization_medicines__name_taken unique (organization_id, name, strength, form)
);
select app.protect_organization('organization_medicines');

-- lines: [{ medicine, drugClass, dose, route, days, advice }]
create table prescription_presets (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  name            text not null,
  lines           jsonb not null,
  advice          text not null default '',
  active          boolean not null default true,
  primary key (organization_id, id),
  constraint prescription_presets__name_taken unique (organization_id, name)
);
select app.protect_organization('prescription_presets');

create table vitals (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  patient_id      uuid not null,
  appointment_id  uuid not null,
  systolic_mmhg   int check (systolic_mmhg between 40 and 300),
  diastolic_mmhg  int check (diastolic_mmhg between 20 and 200),
  pulse_per_minute int check (pulse_per_minute between 20 and 300),
  temperature_tenths_celsius int check (temperature_tenths_celsius between 300 and 450),
  spo2_percent    int check (spo2_percent between 50 and 100),
  weight_grams    int check (weight_grams between 300 and 400000),
  glucose_mg_dl   int check (glucose_mg_dl between 10 and 1500),
  note            text not null default '',
  measured_by     uuid default app.user_id(),
  measured_at     timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, appointment_id) references appointments (organization_id, clinic_id, id)
);
create index vitals_appointment on vitals (organization_id, clinic_id, appointment_id, measured_at desc);
select app.protect('vitals');
revoke update on vitals from polyclinic_app;

create table encounters (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  appointment_id  uuid not null,
  patient_id      uuid not null,
  doctor_id       uuid not null,
  status          text not null default 'open' check (status in ('open', 'finished')),
  note            text not null default '',
  advice          text not null default '',
  follow_up_on    date,
  prescription    jsonb not null default '[]', -- lines: [{ medicine, drugClass, dose, route, days, advice }]
  warnings        jsonb not null default '[]', -- what the prescription warned of when it was finished all the same
  warnings_reason text, -- why it was
  started_at      timestamptz not null default now(),
  finished_at     timestamptz,
  finished_by     uuid,
  letterhead      jsonb, -- as it was at the finish
  version         int not null default 1,
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, appointment_id) references appointments (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, doctor_id) references doctors (organization_id, id),
  constraint encounters__started_already unique (organization_id, clinic_id, appointment_id),
  -- A day of grace: the clinic's day and the day in UTC may differ.
  constraint encounters__follow_up_before_visit check (follow_up_on >= (started_at at time zone 'utc')::date - 1),
  check ((status = 'finished') = (finished_at is not null))
);
create index encounters_patient on encounters (organization_id, clinic_id, patient_id, started_at desc);
select app.protect('encounters');

create table encounter_diagnoses (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  encounter_id    uuid not null,
  position        int not null,
  code            text not null references diagnosis_codes (code),
  tooth           text check (tooth ~ '^([1-4][1-8]|[5-8][1-5])$'), -- FDI: quadrants 1-4 adult, 5-8 milk teeth
  primary key (organization_id, clinic_id, encounter_id, position),
  foreign key (organization_id, clinic_id, encounter_id) references encounters (organization_id, clinic_id, id)
);
select app.protect('encounter_diagnoses');
grant delete on encounter_diagnoses to polyclinic_app;

-- Services done in the visit; the draft invoice is made of these.
create table encounter_services (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  encounter_id    uuid not null,
  position        int not null,
  service_id      uuid not null,
  tooth           text check (tooth ~ '^([1-4][1-8]|[5-8][1-5])$'), -- FDI: quadrants 1-4 adult, 5-8 milk teeth
  quantity        int not null default 1 check (quantity between 1 and 100),
  unit_minor      bigint not null check (unit_minor >= 0),
  primary key (organization_id, clinic_id, encounter_id, position),
  foreign key (organization_id, clinic_id, encounter_id) references encounters (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, service_id) references services (organization_id, clinic_id, id)
);
select app.protect('encounter_services');
grant delete on encounter_services to polyclinic_app;

create table encounter_addenda (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  encounter_id    uuid not null,
  note            text not null check (length(trim(note)) > 0),
  written_by      uuid not null default app.user_id(),
  written_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, encounter_id) references encounters (organization_id, clinic_id, id)
);
create index encounter_addenda_encounter on encounter_addenda (organization_id, clinic_id, encounter_id);
select app.protect('encounter_addenda');
revoke update on encounter_addenda from polyclinic_app;

-- A finished visit freezes: whoever asks, the database refuses.
create function app.keep_finished() returns trigger language plpgsql as $$
begin
  if old.status = 'finished' then
    raise exception 'encounters__finished' using errcode = 'PC409', constraint = 'encounters__finished';
  end if;
  return new;
end $$;
create trigger keep_finished before update or delete on encounters
  for each row execute function app.keep_finished();

create function app.keep_finished_parts() returns trigger language plpgsql as $$
declare
  part record := coalesce(new, old);
  was text;
begin
  -- Shared lock: a part written while the visit is being finished waits for the finish, and is refused after it.
  select e.status into was from encounters e where e.organization_id = part.organization_id
    and e.clinic_id = part.clinic_id and e.id = part.encounter_id for share;
  if was = 'finished' then
    raise exception 'encounters__finished' using errcode = 'PC409', constraint = 'encounters__finished';
  end if;
  return part;
end $$;
create trigger keep_finished before insert or update or delete on encounter_diagnoses
  for each row execute function app.keep_finished_parts();
create trigger keep_finished before insert or update or delete on encounter_services
  for each row execute function app.keep_finished_parts();

-- Before the finish the note itself is written; after it, addenda.
create function app.addendum_after_finish() returns trigger language plpgsql as $$
begin
  if exists (select from encounters e where e.organization_id = new.organization_id
      and e.clinic_id = new.clinic_id and e.id = new.encounter_id and e.status <> 'finished') then
    raise exception 'encounter_addenda__not_finished' using errcode = 'PC409', constraint = 'encounter_addenda__not_finished';
  end if;
  return new;
end $$;
create trigger addendum_after_finish before insert on encounter_addenda
  for each row execute function app.addendum_after_finish();
