create table appointments (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  patient_id      uuid not null,
  doctor_id       uuid, -- null: any doctor (imports, walk-ins before a doctor is chosen)
  service_id      uuid,
  booking_id      uuid, -- null: takes no time (walk-in, cancelled, history)
  office_id       text, -- one of the doctor's offices
  status          text not null default 'booked'
                  check (status in ('booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show', 'cancelled')),
  source          text not null default 'desk' check (source in ('desk', 'walk_in', 'import', 'online')),
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  timed           boolean not null default true, -- false: the source knew the day only
  day             date not null default '-infinity', -- the clinic's local day of starts_at, set by a trigger
  reason          text not null default '',
  token           int,
  arrived_at      timestamptz,
  called_at       timestamptz,
  done_at         timestamptz,
  cancel_reason   text,
  external_ref    text,
  import_id       uuid,
  created_by      uuid,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, doctor_id) references doctors (organization_id, id),
  foreign key (organization_id, clinic_id, service_id) references services (organization_id, clinic_id, id),
  foreign key (organization_id, booking_id) references bookings (organization_id, id) on delete set null (booking_id),
  constraint appointments__ends_before_it_starts check (ends_at > starts_at),
  constraint appointments__token_taken unique (organization_id, clinic_id, day, token)
);
create index appointments_day on appointments (organization_id, clinic_id, day, starts_at);
create index appointments_patient on appointments (organization_id, clinic_id, patient_id, starts_at desc);
create index appointments_doctor_day on appointments (organization_id, doctor_id, day);
create index appointments_booking on appointments (organization_id, booking_id) where booking_id is not null;
create index appointments_present on appointments (organization_id, clinic_id, status, arrived_at)
  where status in ('arrived', 'in_room');
create index appointments_import on appointments (organization_id, import_id) where import_id is not null;
select app.protect('appointments');

-- A clinic's day is its own zone's day, whoever writes the row: desk, import or merge.
create function app.appointment_day() returns trigger language plpgsql as $$
begin
  select (new.starts_at at time zone c.time_zone)::date into new.day
  from clinics c where c.organization_id = new.organization_id and c.id = new.clinic_id;
  return new;
end $$;
create trigger appointment_day before insert or update of starts_at, clinic_id on appointments
  for each row execute function app.appointment_day();

-- What happened to an appointment, in order: the history a desk reads.
create table appointment_changes (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  appointment_id  uuid not null,
  change          text not null, -- the status it went to, or 'moved', or 'undone'
  from_status     text,
  to_status       text,
  from_starts_at  timestamptz,
  from_ends_at    timestamptz,
  from_doctor_id  uuid,
  reason          text,
  changed_by      uuid default app.user_id(),
  changed_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, appointment_id) references appointments (organization_id, clinic_id, id)
);
create index appointment_changes_appointment on appointment_changes (organization_id, clinic_id, appointment_id);
select app.protect('appointment_changes');
revoke update on appointment_changes from polyclinic_app;

create table token_counters (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  day             date not null,
  last_token      int not null default 0,
  primary key (organization_id, clinic_id, day),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('token_counters');
