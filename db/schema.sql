-- Printed from the catalogs by npm run schema; do not edit. It is for reading and reviewing:
-- databases are made by db/migrations.

extension btree_gist
extension fuzzystrmatch
extension pg_trgm
extension unaccent

table migrations.applied
  number integer not null
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default now()
  constraint applied_pkey PRIMARY KEY (number)
  grant select to polyclinic_app

table public.appointment_changes
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  appointment_id uuid not null
  change text not null
  from_status text
  to_status text
  from_starts_at timestamp with time zone
  from_ends_at timestamp with time zone
  from_doctor_id uuid
  reason text
  changed_by uuid default app.user_id()
  changed_at timestamp with time zone not null default now()
  row level security, forced
  constraint appointment_changes_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint appointment_changes_organization_id_clinic_id_appointment__fkey FOREIGN KEY (organization_id, clinic_id, appointment_id) REFERENCES public.appointments(organization_id, clinic_id, id)
  index appointment_changes_appointment USING btree (organization_id, clinic_id, appointment_id)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_appointment_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('appointment'::text, appointment_id))

table public.appointments
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  patient_id uuid not null
  doctor_id uuid
  service_id uuid
  booking_id uuid
  office_id text
  status text not null default 'booked'::text
  source text not null default 'desk'::text
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  timed boolean not null default true
  day date not null default '-infinity'::date
  reason text not null default ''::text
  token integer
  arrived_at timestamp with time zone
  called_at timestamp with time zone
  done_at timestamp with time zone
  cancel_reason text
  external_ref text
  import_id uuid
  created_by uuid
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint appointments_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint appointments__token_taken UNIQUE (organization_id, clinic_id, day, token)
  constraint appointments_organization_id_booking_id_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES public.bookings(organization_id, id) ON DELETE SET NULL (booking_id)
  constraint appointments_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint appointments_organization_id_clinic_id_service_id_fkey FOREIGN KEY (organization_id, clinic_id, service_id) REFERENCES public.services(organization_id, clinic_id, id)
  constraint appointments_organization_id_doctor_id_fkey FOREIGN KEY (organization_id, doctor_id) REFERENCES public.doctors(organization_id, id)
  constraint appointments__ends_before_it_starts CHECK ((ends_at > starts_at))
  constraint appointments_source_check CHECK ((source = ANY (ARRAY['desk'::text, 'walk_in'::text, 'import'::text, 'online'::text])))
  constraint appointments_status_check CHECK ((status = ANY (ARRAY['booked'::text, 'confirmed'::text, 'arrived'::text, 'in_room'::text, 'done'::text, 'no_show'::text, 'cancelled'::text])))
  index appointments_booking USING btree (organization_id, booking_id) WHERE (booking_id IS NOT NULL)
  index appointments_day USING btree (organization_id, clinic_id, day, starts_at)
  index appointments_doctor_day USING btree (organization_id, doctor_id, day)
  index appointments_external USING btree (organization_id, clinic_id, external_ref) WHERE (external_ref IS NOT NULL)
  index appointments_import USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL)
  index appointments_patient USING btree (organization_id, clinic_id, patient_id, starts_at DESC)
  index appointments_present USING btree (organization_id, clinic_id, status, arrived_at) WHERE (status = ANY (ARRAY['arrived'::text, 'in_room'::text]))
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR (doctor_id = app.own_doctor_id()) OR ((doctor_id IS NULL) AND ((starts_at >= (now() - '1 day'::interval)) AND (starts_at <= (now() + '1 day'::interval)))) OR app.is_own('patient'::text, patient_id))
  policy own_patients_when_booked for insert as restrictive with check (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id) OR app.waits_for_anybody(patient_id))
  trigger appointment_day BEFORE INSERT OR UPDATE OF starts_at, clinic_id ON public.appointments FOR EACH ROW EXECUTE FUNCTION app.appointment_day()
  trigger deltas_delete AFTER DELETE ON public.appointments REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION app.appointment_deltas()
  trigger deltas_insert AFTER INSERT ON public.appointments REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.appointment_deltas()
  trigger deltas_update AFTER UPDATE ON public.appointments REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.appointment_deltas()

table public.assignments
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  user_id uuid not null
  clinic_id uuid
  role text not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint assignments_pkey PRIMARY KEY (organization_id, id)
  constraint assignments__given_already UNIQUE NULLS NOT DISTINCT (organization_id, user_id, clinic_id, role)
  constraint assignments_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint assignments_organization_id_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.people(organization_id, user_id)
  constraint assignments_role_check CHECK ((role = ANY (ARRAY['org_admin'::text, 'clinic_admin'::text, 'clinic_manager'::text, 'doctor'::text, 'receptionist'::text, 'billing'::text, 'nurse'::text, 'pharmacist'::text])))
  constraint rights_changed TRIGGER DEFERRABLE INITIALLY DEFERRED
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  trigger keep_an_owner BEFORE DELETE OR UPDATE ON public.assignments FOR EACH ROW EXECUTE FUNCTION app.keep_an_owner()
  trigger rights_changed AFTER INSERT OR DELETE OR UPDATE ON public.assignments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.rights_changed()
  trigger seats_taken BEFORE INSERT ON public.assignments FOR EACH ROW EXECUTE FUNCTION app.seats_within_plan()

table public.audit_checks
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  asked_by uuid default app.user_id()
  asked_at timestamp with time zone not null default now()
  state text not null default 'waiting'::text
  seals integer not null default 0
  rows_checked bigint not null default 0
  shredded bigint not null default 0
  outside text not null default 'none'::text
  finding jsonb
  finished_at timestamp with time zone
  kind text not null default 'asked'::text
  after_seal integer not null default 0
  verified_until timestamp with time zone
  row level security, forced
  constraint audit_checks_pkey PRIMARY KEY (organization_id, id)
  constraint audit_checks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint audit_checks_after_seal_check CHECK ((after_seal >= 0))
  constraint audit_checks_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'daily'::text, 'weekly'::text])))
  constraint audit_checks_outside_check CHECK ((outside = ANY (ARRAY['none'::text, 'agrees'::text, 'differs'::text])))
  constraint audit_checks_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'whole'::text, 'broken'::text, 'failed'::text])))
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant insert (state, kind, after_seal) to polyclinic_app
  grant update (state, seals, rows_checked, shredded, outside, finding, finished_at, verified_until) to polyclinic_app
  policy only_what_waits for update as restrictive using (state = 'waiting'::text) with check true
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.audit_details
  organization_id uuid not null default app.organization_id()
  event_id uuid not null
  clinic_id uuid default app.clinic_id()
  detail jsonb
  salt uuid default gen_random_uuid()
  shredded_at timestamp with time zone
  row level security, forced
  constraint audit_details_pkey PRIMARY KEY (organization_id, event_id)
  constraint audit_details_organization_id_event_id_fkey FOREIGN KEY (organization_id, event_id) REFERENCES public.audit_events(organization_id, id)
  constraint audit_details__shredded_whole CHECK (
CASE
    WHEN (shredded_at IS NULL) THEN ((detail IS NOT NULL) AND (salt IS NOT NULL))
    ELSE ((detail IS NULL) AND (salt IS NULL))
END)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant insert (organization_id, event_id, clinic_id, detail, salt) to polyclinic_app
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)

table public.audit_events
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid default app.clinic_id()
  recorded_at timestamp with time zone not null default now()
  user_id uuid default app.user_id()
  event text not null
  subject_id uuid not null
  trace_id text
  operator_id uuid default app.operator_id()
  elevation_id uuid default app.elevation_id()
  tx xid8 not null default app.server_tx()
  detail_digest bytea
  topic text not null generated always as (split_part(event, '.'::text, 1))
  row level security, forced
  constraint audit_events_pkey PRIMARY KEY (organization_id, id)
  constraint audit_events_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  index audit_events_access USING btree (organization_id, id) WHERE (event = ANY (ARRAY['access.rights_changed'::text, 'access.modules_switched'::text, 'access.own_patients_switched'::text]))
  index audit_events_clinic USING btree (organization_id, clinic_id, id)
  index audit_events_elevated USING btree (organization_id, id) WHERE (elevation_id IS NOT NULL)
  index audit_events_order USING btree (organization_id, tx, id)
  index audit_events_person USING btree (organization_id, user_id, id)
  index audit_events_recent USING btree (recorded_at)
  index audit_events_subject USING btree (organization_id, subject_id)
  index audit_events_topic USING btree (organization_id, topic, id)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant insert (clinic_id, event, subject_id, trace_id, detail_digest) to polyclinic_app
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)

table public.audit_retention
  organization_id uuid not null default app.organization_id()
  years integer not null default 7
  shredded_to uuid not null default '00000000-0000-0000-0000-000000000000'::uuid
  row level security, forced
  constraint audit_retention_pkey PRIMARY KEY (organization_id)
  constraint audit_retention_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint audit_retention_years_check CHECK (((years >= 1) AND (years <= 50)))
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant insert (years) to polyclinic_app
  grant update (years) to polyclinic_app
  policy head_office_adds for insert as restrictive with check ( SELECT app.whole_organization() AS whole_organization)
  policy head_office_changes for update as restrictive using ( SELECT app.whole_organization() AS whole_organization)
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.audit_seals
  organization_id uuid not null default app.organization_id()
  number integer not null
  row_count integer not null
  up_to_tx xid8 not null
  up_to_id uuid not null
  last_at timestamp with time zone not null
  entries bytea not null
  hash bytea not null
  sealed_at timestamp with time zone not null default now()
  row level security, forced
  constraint audit_seals_pkey PRIMARY KEY (organization_id, number)
  constraint audit_seals_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint audit_seals_number_check CHECK ((number > 0))
  constraint audit_seals_row_count_check CHECK ((row_count > 0))
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.bookings
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  resource_id uuid not null
  place_id uuid not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  kind text not null
  exclusive boolean not null default true
  row level security, forced
  constraint bookings_pkey PRIMARY KEY (organization_id, id)
  constraint bookings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint bookings_organization_id_place_id_fkey FOREIGN KEY (organization_id, place_id) REFERENCES public.places(organization_id, id)
  constraint bookings__elsewhere_then EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&, place_id WITH <>)
  constraint bookings__slot_taken EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (exclusive)
  constraint bookings__ends_before_it_starts CHECK ((ends_at > starts_at))
  constraint bookings_check CHECK (((kind = ANY (ARRAY['leave'::text, 'block'::text])) OR ((ends_at - starts_at) <= '1 day'::interval)))
  constraint bookings_kind_check CHECK ((kind = ANY (ARRAY['appointment'::text, 'round'::text, 'leave'::text, 'block'::text, 'hold'::text])))
  index bookings_away USING btree (organization_id, resource_id, ends_at) WHERE (kind = ANY (ARRAY['leave'::text, 'block'::text]))
  index bookings_day USING btree (organization_id, resource_id, starts_at)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.clinic_balances
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id bigint not null generated as identity
  due_minor bigint not null default 0
  patients integer not null default 0
  folded boolean not null default false
  row level security, forced
  constraint clinic_balances_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint clinic_balances_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinic_day_deltas
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id bigint not null generated as identity
  doctor_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid
  day date not null
  booked integer not null default 0
  arrived integer not null default 0
  done integer not null default 0
  no_show integer not null default 0
  cancelled integer not null default 0
  invoiced_minor bigint not null default 0
  paid_minor bigint not null default 0
  row level security, forced
  constraint clinic_day_deltas_pkey PRIMARY KEY (organization_id, clinic_id, day, id)
  constraint clinic_day_deltas_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant delete, insert, select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinic_days
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  doctor_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid
  day date not null
  booked integer not null default 0
  arrived integer not null default 0
  done integer not null default 0
  no_show integer not null default 0
  cancelled integer not null default 0
  invoiced_minor bigint not null default 0
  paid_minor bigint not null default 0
  row level security, forced
  constraint clinic_days_pkey PRIMARY KEY (organization_id, clinic_id, day, doctor_id)
  constraint clinic_days_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinic_doctors
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  doctor_id uuid not null
  room text not null default ''::text
  position integer not null default 0
  active boolean not null default true
  row level security, forced
  constraint clinic_doctors_pkey PRIMARY KEY (organization_id, clinic_id, doctor_id)
  constraint clinic_doctors_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint clinic_doctors_organization_id_doctor_id_fkey FOREIGN KEY (organization_id, doctor_id) REFERENCES public.doctors(organization_id, id)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinic_hours
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  weekday integer not null
  opens_minute integer not null
  closes_minute integer not null
  row level security, forced
  constraint clinic_hours_pkey PRIMARY KEY (organization_id, clinic_id, weekday, opens_minute)
  constraint clinic_hours_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint clinic_hours__closes_before_it_opens CHECK ((closes_minute > opens_minute))
  constraint clinic_hours_closes_minute_check CHECK (((closes_minute >= 1) AND (closes_minute <= 1440)))
  constraint clinic_hours_opens_minute_check CHECK (((opens_minute >= 0) AND (opens_minute <= 1439)))
  constraint clinic_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinic_logos
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  sha256 text not null
  media_type text not null
  bytes bytea not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint clinic_logos_pkey PRIMARY KEY (organization_id, clinic_id, sha256)
  constraint clinic_logos_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint clinic_logos_bytes_check CHECK ((octet_length(bytes) <= (512 * 1024)))
  constraint clinic_logos_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/svg+xml'::text])))
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.clinics
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  name text not null
  code text not null
  kind text not null default 'clinic'::text
  city text not null default ''::text
  region text not null default ''::text
  address text not null default ''::text
  phone text
  email text
  time_zone text not null default 'Asia/Karachi'::text
  currency text not null default 'PKR'::text
  country text not null default 'PK'::text
  status text not null default 'active'::text
  color text not null default '#0f766e'::text
  letterhead jsonb not null default '{}'::jsonb
  logo_sha256 text
  snap_minutes integer not null default 15
  fiscal_year_starts_month integer not null default 7
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  modules_off text[] not null default '{}'::text[]
  doctors_see_own_patients boolean not null default false
  mails_visiting_doctors boolean not null default false
  sender_name text
  letterhead_from text not null default 'own'::text
  row level security, forced
  constraint clinics_pkey PRIMARY KEY (organization_id, id)
  constraint clinics__code_taken UNIQUE (organization_id, code)
  constraint clinics__name_taken UNIQUE (organization_id, name)
  constraint clinics_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint clinics_code_check CHECK ((code ~ '^[A-Z0-9]{2,8}$'::text))
  constraint clinics_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text))
  constraint clinics_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
  constraint clinics_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint clinics_fiscal_year_starts_month_check CHECK (((fiscal_year_starts_month >= 1) AND (fiscal_year_starts_month <= 12)))
  constraint clinics_kind_check CHECK ((kind = ANY (ARRAY['clinic'::text, 'hospital'::text])))
  constraint clinics_letterhead_from_check CHECK ((letterhead_from = ANY (ARRAY['own'::text, 'group'::text])))
  constraint clinics_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200)))
  constraint clinics_sender_name_check CHECK (((length(TRIM(BOTH FROM sender_name)) >= 1) AND (length(TRIM(BOTH FROM sender_name)) <= 80)))
  constraint clinics_snap_minutes_check CHECK (((snap_minutes >= 5) AND (snap_minutes <= 60)))
  constraint clinics_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])))
  constraint rights_changed TRIGGER DEFERRABLE INITIALLY DEFERRED
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))
  trigger clinic_has_a_place AFTER INSERT OR UPDATE OF name ON public.clinics FOR EACH ROW EXECUTE FUNCTION app.add_clinic_place()
  trigger clinics_added BEFORE INSERT ON public.clinics FOR EACH ROW WHEN ((new.status = 'active'::text)) EXECUTE FUNCTION app.clinics_within_plan()
  trigger clinics_reopened BEFORE UPDATE OF status ON public.clinics FOR EACH ROW WHEN (((new.status = 'active'::text) AND (old.status <> 'active'::text))) EXECUTE FUNCTION app.clinics_within_plan()
  trigger rights_changed AFTER INSERT OR UPDATE OF modules_off, doctors_see_own_patients ON public.clinics DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.rights_changed()

table public.diagnosis_codes
  code text not null
  title text not null
  constraint diagnosis_codes_pkey PRIMARY KEY (code)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_platform

table public.doctor_sessions
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  doctor_id uuid not null
  weekday integer not null
  starts_minute integer not null
  ends_minute integer not null
  valid_from date
  valid_to date
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint doctor_sessions_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint doctor_sessions_organization_id_clinic_id_doctor_id_fkey FOREIGN KEY (organization_id, clinic_id, doctor_id) REFERENCES public.clinic_doctors(organization_id, clinic_id, doctor_id)
  constraint doctor_sessions__sessions_overlap EXCLUDE USING gist (organization_id WITH =, clinic_id WITH =, doctor_id WITH =, weekday WITH =, int4range(starts_minute, ends_minute) WITH &&, daterange(valid_from, valid_to, '[]'::text) WITH &&)
  constraint doctor_sessions__ends_before_it_starts CHECK ((ends_minute > starts_minute))
  constraint doctor_sessions__valid_to_before_valid_from CHECK ((valid_to >= valid_from))
  constraint doctor_sessions_ends_minute_check CHECK (((ends_minute >= 1) AND (ends_minute <= 1440)))
  constraint doctor_sessions_starts_minute_check CHECK (((starts_minute >= 0) AND (starts_minute <= 1439)))
  constraint doctor_sessions_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
  index doctor_sessions_doctor USING btree (organization_id, clinic_id, doctor_id, weekday)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.doctor_transfers
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  doctor_id uuid not null
  from_clinic_id uuid not null
  to_clinic_id uuid not null
  from_day date not null
  decided jsonb not null default '{}'::jsonb
  decided_by uuid default app.user_id()
  decided_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  row level security, forced
  constraint doctor_transfers_pkey PRIMARY KEY (organization_id, id)
  constraint doctor_transfers_organization_id_doctor_id_fkey FOREIGN KEY (organization_id, doctor_id) REFERENCES public.doctors(organization_id, id)
  constraint doctor_transfers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint doctor_transfers_organization_id_from_clinic_id_fkey FOREIGN KEY (organization_id, from_clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint doctor_transfers_organization_id_to_clinic_id_fkey FOREIGN KEY (organization_id, to_clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint doctor_transfers__same_branch CHECK ((from_clinic_id <> to_clinic_id))
  index doctor_transfers__transfer_planned USING btree (organization_id, doctor_id, from_clinic_id) WHERE (finished_at IS NULL) unique
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.doctors
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  user_id uuid
  full_name text not null
  specialties text[] not null default '{}'::text[]
  qualification text not null default ''::text
  registration_number text
  languages text[] not null default '{}'::text[]
  phone text
  email text
  visiting boolean not null default false
  color text not null default '#0f766e'::text
  offices jsonb not null default '[]'::jsonb
  status text not null default 'active'::text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint doctors_pkey PRIMARY KEY (organization_id, id)
  constraint doctors__user_taken UNIQUE (organization_id, user_id)
  constraint doctors_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint doctors_organization_id_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.people(organization_id, user_id)
  constraint doctors_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text))
  constraint doctors_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  constraint doctors_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])))
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))
  trigger doctors_added BEFORE INSERT ON public.doctors FOR EACH ROW WHEN ((new.status = 'active'::text)) EXECUTE FUNCTION app.doctors_within_plan()
  trigger doctors_back BEFORE UPDATE OF status ON public.doctors FOR EACH ROW WHEN (((new.status = 'active'::text) AND (old.status <> 'active'::text))) EXECUTE FUNCTION app.doctors_within_plan()

table public.document_counters
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  kind text not null
  fiscal_year integer not null
  last_number integer not null default 0
  row level security, forced
  constraint document_counters_pkey PRIMARY KEY (organization_id, clinic_id, kind, fiscal_year)
  constraint document_counters_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint document_counters_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'receipt'::text, 'refund'::text, 'credit_note'::text, 'quotation'::text])))
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.domains
  host text not null
  organization_id uuid not null
  clinic_id uuid
  verified_at timestamp with time zone
  id uuid not null default uuidv7()
  own boolean not null default true
  checked_at timestamp with time zone
  found text not null default ''::text
  created_at timestamp with time zone not null default now()
  failed_checks integer not null default 0
  next_check_at timestamp with time zone not null default (now() + '00:01:00'::interval)
  constraint domains_pkey PRIMARY KEY (id)
  constraint domains_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint domains_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint domains_host_check CHECK ((host = lower(host)))
  index domains__domain_taken USING btree (host) WHERE (verified_at IS NOT NULL) unique
  index domains_next_check USING btree (next_check_at) WHERE own
  index domains_once USING btree (organization_id, host) unique
  grant select to polyclinic_backup
  grant select to polyclinic_lookup

table public.duplicate_proposals
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  patient_id uuid not null
  other_id uuid not null
  score integer not null
  reasons jsonb not null default '[]'::jsonb
  status text not null default 'open'::text
  decided_by uuid
  decided_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint duplicate_proposals_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint duplicate_proposals__proposed_already UNIQUE (organization_id, clinic_id, patient_id, other_id)
  constraint duplicate_proposals_organization_id_clinic_id_other_id_fkey FOREIGN KEY (organization_id, clinic_id, other_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint duplicate_proposals_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint duplicate_proposals_score_check CHECK (((score >= 0) AND (score <= 100)))
  constraint duplicate_proposals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'different'::text, 'same'::text])))
  index duplicate_proposals_open USING btree (organization_id, clinic_id, score DESC, id) WHERE (status = 'open'::text)
  index duplicate_proposals_other USING btree (organization_id, clinic_id, other_id)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR (app.is_own('patient'::text, patient_id) AND app.is_own('patient'::text, other_id)))

table public.elevations
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  operator_id uuid not null
  operator_name text not null
  as_user_id uuid
  as_name text
  reason text not null
  minutes integer not null
  started_at timestamp with time zone not null default now()
  ends_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  from_session_id uuid not null
  row level security, forced
  constraint elevations_pkey PRIMARY KEY (organization_id, id)
  constraint elevations_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id)
  constraint elevations_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES public.users(id)
  constraint elevations_organization_id_as_user_id_fkey FOREIGN KEY (organization_id, as_user_id) REFERENCES public.people(organization_id, user_id)
  constraint elevations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint elevations_minutes_check CHECK ((minutes = ANY (ARRAY[15, 30, 60])))
  constraint elevations_reason_check CHECK (((length(TRIM(BOTH FROM reason)) >= 10) AND (length(TRIM(BOTH FROM reason)) <= 500)))
  index elevations_recent USING btree (organization_id, started_at)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant select to polyclinic_platform
  policy operator for select to polyclinic_platform using true
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.encounter_addenda
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  encounter_id uuid not null
  note text not null
  written_by uuid not null default app.user_id()
  written_at timestamp with time zone not null default now()
  row level security, forced
  constraint encounter_addenda_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint encounter_addenda_organization_id_clinic_id_encounter_id_fkey FOREIGN KEY (organization_id, clinic_id, encounter_id) REFERENCES public.encounters(organization_id, clinic_id, id)
  constraint encounter_addenda_note_check CHECK ((length(TRIM(BOTH FROM note)) > 0))
  index encounter_addenda_encounter USING btree (organization_id, clinic_id, encounter_id)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_encounter_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('encounter'::text, encounter_id))
  trigger addendum_after_finish BEFORE INSERT ON public.encounter_addenda FOR EACH ROW EXECUTE FUNCTION app.addendum_after_finish()

table public.encounter_diagnoses
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  encounter_id uuid not null
  position integer not null
  code text not null
  tooth text
  row level security, forced
  constraint encounter_diagnoses_pkey PRIMARY KEY (organization_id, clinic_id, encounter_id, "position")
  constraint encounter_diagnoses_code_fkey FOREIGN KEY (code) REFERENCES public.diagnosis_codes(code)
  constraint encounter_diagnoses_organization_id_clinic_id_encounter_id_fkey FOREIGN KEY (organization_id, clinic_id, encounter_id) REFERENCES public.encounters(organization_id, clinic_id, id)
  constraint encounter_diagnoses_tooth_check CHECK ((tooth ~ '^([1-4][1-8]|[5-8][1-5])$'::text))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_encounter_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('encounter'::text, encounter_id))
  trigger keep_finished BEFORE INSERT OR DELETE OR UPDATE ON public.encounter_diagnoses FOR EACH ROW EXECUTE FUNCTION app.keep_finished_parts()

table public.encounter_services
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  encounter_id uuid not null
  position integer not null
  service_id uuid not null
  tooth text
  quantity integer not null default 1
  unit_minor bigint not null
  row level security, forced
  constraint encounter_services_pkey PRIMARY KEY (organization_id, clinic_id, encounter_id, "position")
  constraint encounter_services_organization_id_clinic_id_encounter_id_fkey FOREIGN KEY (organization_id, clinic_id, encounter_id) REFERENCES public.encounters(organization_id, clinic_id, id)
  constraint encounter_services_organization_id_clinic_id_service_id_fkey FOREIGN KEY (organization_id, clinic_id, service_id) REFERENCES public.services(organization_id, clinic_id, id)
  constraint encounter_services_quantity_check CHECK (((quantity >= 1) AND (quantity <= 100)))
  constraint encounter_services_tooth_check CHECK ((tooth ~ '^([1-4][1-8]|[5-8][1-5])$'::text))
  constraint encounter_services_unit_minor_check CHECK ((unit_minor >= 0))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_encounter_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('encounter'::text, encounter_id))
  trigger keep_finished BEFORE INSERT OR DELETE OR UPDATE ON public.encounter_services FOR EACH ROW EXECUTE FUNCTION app.keep_finished_parts()

table public.encounters
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  appointment_id uuid not null
  patient_id uuid not null
  doctor_id uuid not null
  status text not null default 'open'::text
  note text not null default ''::text
  advice text not null default ''::text
  follow_up_on date
  prescription jsonb not null default '[]'::jsonb
  warnings jsonb not null default '[]'::jsonb
  warnings_reason text
  started_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  finished_by uuid
  letterhead jsonb
  version integer not null default 1
  printed jsonb
  row level security, forced
  constraint encounters_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint encounters__started_already UNIQUE (organization_id, clinic_id, appointment_id)
  constraint encounters_organization_id_clinic_id_appointment_id_fkey FOREIGN KEY (organization_id, clinic_id, appointment_id) REFERENCES public.appointments(organization_id, clinic_id, id)
  constraint encounters_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint encounters_organization_id_doctor_id_fkey FOREIGN KEY (organization_id, doctor_id) REFERENCES public.doctors(organization_id, id)
  constraint encounters__follow_up_before_visit CHECK ((follow_up_on >= (((started_at AT TIME ZONE 'utc'::text))::date - 1)))
  constraint encounters_check CHECK (((status = 'finished'::text) = (finished_at IS NOT NULL)))
  constraint encounters_status_check CHECK ((status = ANY (ARRAY['open'::text, 'finished'::text])))
  index encounters_patient USING btree (organization_id, clinic_id, patient_id, started_at DESC)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))
  trigger keep_finished BEFORE DELETE OR UPDATE ON public.encounters FOR EACH ROW EXECUTE FUNCTION app.keep_finished()
  trigger keep_printed BEFORE INSERT OR UPDATE ON public.encounters FOR EACH ROW WHEN (((new.status = 'finished'::text) AND (new.printed IS NULL))) EXECUTE FUNCTION app.keep_printed()

table public.first_steps
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  dismissed_at timestamp with time zone
  row level security, forced
  constraint first_steps_pkey PRIMARY KEY (organization_id, clinic_id)
  constraint first_steps_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.idempotency_keys
  organization_id uuid not null default app.organization_id()
  user_id uuid not null default app.user_id()
  key text not null
  endpoint text not null
  request_hash text not null
  answer jsonb not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint idempotency_keys_pkey PRIMARY KEY (organization_id, user_id, key)
  constraint idempotency_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 100)))
  index idempotency_keys_age USING btree (organization_id, created_at)
  grant delete, insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.import_rows
  organization_id uuid not null default app.organization_id()
  import_id uuid not null
  line integer not null
  clinic_id uuid
  cells jsonb not null
  outcome text not null
  reasons jsonb not null default '[]'::jsonb
  proposals jsonb not null default '[]'::jsonb
  decision text
  patient_id uuid
  appointment_id uuid
  row level security, forced
  constraint import_rows_pkey PRIMARY KEY (organization_id, import_id, line)
  constraint import_rows_organization_id_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES public.imports(organization_id, id)
  constraint import_rows_decision_check CHECK ((decision = ANY (ARRAY['import'::text, 'keep'::text])))
  constraint import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['imported'::text, 'refused'::text, 'set_aside'::text])))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))

table public.imports
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid
  kind text not null
  file_name text not null
  file_bytes bytea
  header jsonb not null default '[]'::jsonb
  mapping jsonb not null default '[]'::jsonb
  options jsonb not null default '{}'::jsonb
  decided jsonb not null default '{}'::jsonb
  preview jsonb not null default '{}'::jsonb
  made_clinics uuid[] not null default '{}'::uuid[]
  undo jsonb
  attempts integer not null default 0
  status text not null default 'preview'::text
  rows_total integer not null default 0
  rows_done integer not null default 0
  rows_imported integer not null default 0
  rows_refused integer not null default 0
  rows_set_aside integer not null default 0
  failure text
  created_by uuid default app.user_id()
  created_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  version integer not null default 1
  moved_at timestamp with time zone
  row level security, forced
  constraint imports_pkey PRIMARY KEY (organization_id, id)
  constraint imports_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint imports_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint imports__rows_lost CHECK (((status <> 'done'::text) OR (rows_total = ((rows_imported + rows_refused) + rows_set_aside))))
  constraint imports_kind_check CHECK ((kind = ANY (ARRAY['patients'::text, 'appointments'::text])))
  constraint imports_status_check CHECK ((status = ANY (ARRAY['preview'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
  index imports_recent USING btree (organization_id, created_at DESC)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  trigger import_within_plan BEFORE UPDATE OF status ON public.imports FOR EACH ROW WHEN (((new.kind = 'patients'::text) AND (new.status = 'queued'::text) AND (old.status <> 'queued'::text))) EXECUTE FUNCTION app.import_within_plan()

table public.invitation_grants
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  invitation_id uuid not null
  clinic_id uuid
  role text not null
  row level security, forced
  constraint invitation_grants_pkey PRIMARY KEY (organization_id, id)
  constraint invitation_grants__given_already UNIQUE NULLS NOT DISTINCT (organization_id, invitation_id, clinic_id, role)
  constraint invitation_grants_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint invitation_grants_organization_id_invitation_id_fkey FOREIGN KEY (organization_id, invitation_id) REFERENCES public.invitations(organization_id, id)
  constraint invitation_grants_role_check CHECK ((role = ANY (ARRAY['org_admin'::text, 'clinic_admin'::text, 'clinic_manager'::text, 'doctor'::text, 'receptionist'::text, 'billing'::text, 'nurse'::text, 'pharmacist'::text])))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  trigger invited_doctors BEFORE INSERT ON public.invitation_grants FOR EACH ROW WHEN ((new.role = 'doctor'::text)) EXECUTE FUNCTION app.invited_doctors_within_plan()

table public.invitations
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  kind text not null default 'invited'::text
  email text not null
  full_name text not null
  phone text
  specialties text[] not null default '{}'::text[]
  language text not null default 'en'::text
  token_hash bytea not null
  wrong_passwords integer not null default 0
  invited_by uuid default app.user_id()
  sent_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  accepted_at timestamp with time zone
  accepted_by uuid
  revoked_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint invitations_pkey PRIMARY KEY (organization_id, id)
  constraint invitations__token_taken UNIQUE (organization_id, token_hash)
  constraint invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint invitations_email_check CHECK ((email = lower(email)))
  constraint invitations_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  constraint invitations_kind_check CHECK ((kind = ANY (ARRAY['invited'::text, 'created'::text])))
  constraint invitations_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ur'::text])))
  index invitations__invited_already USING btree (organization_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL)) unique
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))
  trigger seats_offered BEFORE INSERT ON public.invitations FOR EACH ROW EXECUTE FUNCTION app.seats_within_plan()
  trigger seats_offered_again BEFORE UPDATE OF expires_at ON public.invitations FOR EACH ROW WHEN (((old.expires_at <= now()) AND (new.expires_at > now()) AND (new.accepted_at IS NULL) AND (new.revoked_at IS NULL))) EXECUTE FUNCTION app.seats_within_plan()

table public.invoice_lines
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  invoice_id uuid not null
  position integer not null
  service_id uuid
  description text not null
  tooth text
  quantity integer not null default 1
  unit_minor bigint not null
  discount_minor bigint not null default 0
  tax_minor bigint not null default 0
  amount_minor bigint not null
  row level security, forced
  constraint invoice_lines_pkey PRIMARY KEY (organization_id, clinic_id, invoice_id, "position")
  constraint invoice_lines_organization_id_clinic_id_invoice_id_fkey FOREIGN KEY (organization_id, clinic_id, invoice_id) REFERENCES public.invoices(organization_id, clinic_id, id)
  constraint invoice_lines_organization_id_clinic_id_service_id_fkey FOREIGN KEY (organization_id, clinic_id, service_id) REFERENCES public.services(organization_id, clinic_id, id)
  constraint invoice_lines_check CHECK (((amount_minor = (((quantity * unit_minor) - discount_minor) + tax_minor)) AND (amount_minor >= 0)))
  constraint invoice_lines_discount_minor_check CHECK ((discount_minor >= 0))
  constraint invoice_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000)))
  constraint invoice_lines_tax_minor_check CHECK ((tax_minor >= 0))
  constraint invoice_lines_unit_minor_check CHECK ((unit_minor >= 0))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_invoice_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('invoice'::text, invoice_id))
  trigger keep_issued BEFORE INSERT OR DELETE OR UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION app.keep_issued_lines()

table public.invoices
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  number text
  status text not null default 'draft'::text
  patient_id uuid not null
  encounter_id uuid
  doctor_id uuid
  currency text not null
  total_minor bigint not null default 0
  paid_minor bigint not null default 0
  issued_at timestamp with time zone
  issued_on date
  letterhead jsonb
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  printed jsonb
  row level security, forced
  constraint invoices_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint invoices__drafted_already UNIQUE (organization_id, clinic_id, encounter_id)
  constraint invoices__number_taken UNIQUE (organization_id, clinic_id, number)
  constraint invoices_organization_id_clinic_id_encounter_id_fkey FOREIGN KEY (organization_id, clinic_id, encounter_id) REFERENCES public.encounters(organization_id, clinic_id, id)
  constraint invoices_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint invoices_organization_id_doctor_id_fkey FOREIGN KEY (organization_id, doctor_id) REFERENCES public.doctors(organization_id, id)
  constraint invoices__more_than_due CHECK ((paid_minor <= total_minor))
  constraint invoices_check CHECK ((((status = 'draft'::text) = (number IS NULL)) OR (status = 'void'::text)))
  constraint invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint invoices_paid_minor_check CHECK ((paid_minor >= 0))
  constraint invoices_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'void'::text])))
  constraint invoices_total_minor_check CHECK ((total_minor >= 0))
  index invoices_open USING btree (organization_id, clinic_id, issued_at) WHERE ((status <> 'void'::text) AND (paid_minor < total_minor))
  index invoices_patient USING btree (organization_id, clinic_id, patient_id, created_at DESC)
  index invoices_recent USING btree (organization_id, clinic_id, created_at DESC)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))
  trigger deltas_insert AFTER INSERT ON public.invoices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.new_invoice_deltas()
  trigger deltas_update AFTER UPDATE ON public.invoices REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.invoice_deltas()
  trigger keep_issued BEFORE UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION app.keep_issued()
  trigger keep_patient_due AFTER INSERT OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION app.keep_patient_due()
  trigger keep_printed BEFORE INSERT OR UPDATE ON public.invoices FOR EACH ROW WHEN (((new.issued_on IS NOT NULL) AND (new.printed IS NULL))) EXECUTE FUNCTION app.keep_printed()

table public.job_failures
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid
  job text not null
  job_id uuid not null
  message text not null
  failed_at timestamp with time zone not null default now()
  resolved_at timestamp with time zone
  row level security, forced
  constraint job_failures_pkey PRIMARY KEY (organization_id, id)
  constraint job_failures_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)

table public.known_devices
  user_id uuid not null
  device_hash bytea not null
  first_seen_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  constraint known_devices_pkey PRIMARY KEY (user_id, device_hash)
  constraint known_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  grant select to polyclinic_backup

table public.known_seats
  user_id uuid not null
  seat_hash bytea not null
  last_seen_at timestamp with time zone not null default now()
  constraint known_seats_pkey PRIMARY KEY (user_id, seat_hash)
  constraint known_seats_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  grant select to polyclinic_backup

table public.mail_senders
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid
  address text not null
  verified_at timestamp with time zone
  checked_at timestamp with time zone
  found jsonb not null default '[]'::jsonb
  created_at timestamp with time zone not null default now()
  failed_checks integer not null default 0
  next_check_at timestamp with time zone not null default (now() + '00:01:00'::interval)
  row level security, forced
  constraint mail_senders_pkey PRIMARY KEY (organization_id, id)
  constraint mail_senders_organization_id_clinic_id_key UNIQUE NULLS NOT DISTINCT (organization_id, clinic_id)
  constraint mail_senders_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint mail_senders_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint mail_senders_address_check CHECK (((address = lower(address)) AND (length(address) <= 254)))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_or_head_office using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)

table public.mails
  id uuid not null default uuidv7()
  organization_id uuid
  clinic_id uuid
  template text not null
  language text not null
  state text not null default 'waiting'::text
  attempts integer not null default 0
  last_error text
  sealed bytea
  created_at timestamp with time zone not null default now()
  sent_at timestamp with time zone
  constraint mails_pkey PRIMARY KEY (id)
  constraint mails_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint mails_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint mails_check CHECK (((state = 'waiting'::text) = (sealed IS NOT NULL)))
  constraint mails_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ur'::text])))
  constraint mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text])))
  index mails_organization USING btree (organization_id, created_at)
  index mails_waiting USING btree (created_at) WHERE (state = 'waiting'::text)
  grant select to polyclinic_backup

table public.medicines
  id uuid not null default uuidv7()
  name text not null
  strength text not null default ''::text
  form text not null default ''::text
  drug_class text not null default ''::text
  constraint medicines_pkey PRIMARY KEY (id)
  constraint medicines_name_strength_form_key UNIQUE (name, strength, form)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_platform

table public.organization_logos
  organization_id uuid not null default app.organization_id()
  sha256 text not null
  media_type text not null
  bytes bytea not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint organization_logos_pkey PRIMARY KEY (organization_id, sha256)
  constraint organization_logos_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint organization_logos_bytes_check CHECK ((octet_length(bytes) <= (512 * 1024)))
  constraint organization_logos_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/svg+xml'::text])))
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy head_office_changes for insert as restrictive to polyclinic_app with check ( SELECT app.whole_organization() AS whole_organization)
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.organization_medicines
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  name text not null
  strength text not null default ''::text
  form text not null default ''::text
  drug_class text not null default ''::text
  active boolean not null default true
  row level security, forced
  constraint organization_medicines_pkey PRIMARY KEY (organization_id, id)
  constraint organization_medicines__name_taken UNIQUE (organization_id, name, strength, form)
  constraint organization_medicines_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.organization_usage
  organization_id uuid not null
  clinics integer not null
  staff integer not null
  last_active_at timestamp with time zone
  counted_at timestamp with time zone not null default now()
  row level security, forced
  constraint organization_usage_pkey PRIMARY KEY (organization_id)
  constraint organization_usage_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  grant insert, select, update to polyclinic_lookup
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_platform
  policy operator to polyclinic_platform using true
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.organizations
  id uuid not null default uuidv7()
  name text not null
  slug text not null
  kind text not null default 'clinic'::text
  currency text not null default 'PKR'::text
  time_zone text not null default 'Asia/Karachi'::text
  country text not null default 'PK'::text
  color text not null default '#0f766e'::text
  is_sample boolean not null default false
  created_at timestamp with time zone not null default now()
  totp_required boolean not null default false
  status text not null default 'active'::text
  suspended_at timestamp with time zone
  suspended_because text
  letterhead jsonb not null default '{}'::jsonb
  logo_sha256 text
  sender_name text
  branding_version integer not null default 1
  read_only_from timestamp with time zone
  row level security, forced
  constraint organizations_pkey PRIMARY KEY (id)
  constraint organizations_slug_key UNIQUE (slug)
  constraint organizations_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text))
  constraint organizations_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
  constraint organizations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint organizations_kind_check CHECK ((kind = ANY (ARRAY['clinic'::text, 'hospital'::text])))
  constraint organizations_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200)))
  constraint organizations_sender_name_check CHECK (((length(TRIM(BOTH FROM sender_name)) >= 1) AND (length(TRIM(BOTH FROM sender_name)) <= 80)))
  constraint organizations_slug_check CHECK ((slug ~ '^[a-z0-9-]{2,60}$'::text))
  constraint organizations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
  grant insert, select, update to polyclinic_platform
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant update (color, letterhead, logo_sha256, sender_name, branding_version) to polyclinic_app
  grant update (read_only_from) to polyclinic_lookup
  policy head_office_changes for update as restrictive to polyclinic_app using ( SELECT app.whole_organization() AS whole_organization)
  policy operator to polyclinic_platform using true
  policy own_organization using (id = ( SELECT app.organization_id() AS organization_id))

table public.password_links
  token_hash bytea not null
  user_id uuid not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint password_links_pkey PRIMARY KEY (token_hash)
  constraint password_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  index password_links_user USING btree (user_id, created_at)

table public.patient_alerts
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  patient_id uuid not null
  kind text not null
  label text not null
  drug_class text
  severity text not null default 'moderate'::text
  import_id uuid
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint patient_alerts_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint patient_alerts_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint patient_alerts_kind_check CHECK ((kind = ANY (ARRAY['allergy'::text, 'alert'::text])))
  constraint patient_alerts_label_check CHECK (((length(TRIM(BOTH FROM label)) >= 1) AND (length(TRIM(BOTH FROM label)) <= 200)))
  constraint patient_alerts_severity_check CHECK ((severity = ANY (ARRAY['mild'::text, 'moderate'::text, 'severe'::text])))
  index patient_alerts_patient USING btree (organization_id, clinic_id, patient_id)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.may_see(patient_id))

table public.patient_counters
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  last_number integer not null default 0
  row level security, forced
  constraint patient_counters_pkey PRIMARY KEY (organization_id, clinic_id)
  constraint patient_counters_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.patient_exports
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  user_id uuid not null default app.user_id()
  format text not null
  filter jsonb not null default '{}'::jsonb
  rows integer not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint patient_exports_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint patient_exports_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint patient_exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text])))
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.patient_field_choices
  organization_id uuid not null default app.organization_id()
  field_id uuid not null
  id uuid not null default uuidv7()
  clinic_id uuid
  label text not null
  position integer not null default 0
  retired_at timestamp with time zone
  row level security, forced
  constraint patient_field_choices_pkey PRIMARY KEY (organization_id, field_id, id)
  constraint patient_field_choices_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint patient_field_choices_organization_id_field_id_fkey FOREIGN KEY (organization_id, field_id) REFERENCES public.patient_fields(organization_id, id)
  constraint patient_field_choices_label_check CHECK (((length(TRIM(BOTH FROM label)) >= 1) AND (length(TRIM(BOTH FROM label)) <= 100)))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_or_head_office_adds for insert with check ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy clinic_or_head_office_changes for update using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy clinic_or_head_office_removes for delete using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy own_and_shared for select using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN ((clinic_id IS NULL) OR (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[])))
    ELSE false
END

table public.patient_field_values
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  patient_id uuid not null
  field_id uuid not null
  kind text not null
  text_value text
  number_value double precision
  date_value date
  choice_id uuid
  text_key text generated always as (lower(("left"(text_value, 100) COLLATE pg_c_utf8)))
  row level security, forced
  constraint patient_field_values_pkey PRIMARY KEY (organization_id, clinic_id, patient_id, field_id)
  constraint patient_field_values_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint patient_field_values_organization_id_field_id_choice_id_fkey FOREIGN KEY (organization_id, field_id, choice_id) REFERENCES public.patient_field_choices(organization_id, field_id, id)
  constraint patient_field_values_organization_id_field_id_kind_fkey FOREIGN KEY (organization_id, field_id, kind) REFERENCES public.patient_fields(organization_id, id, kind)
  constraint patient_field_values_check CHECK (((num_nonnulls(text_value, number_value, date_value, choice_id) = 1) AND
CASE kind
    WHEN 'text'::text THEN (text_value IS NOT NULL)
    WHEN 'number'::text THEN (number_value IS NOT NULL)
    WHEN 'date'::text THEN (date_value IS NOT NULL)
    ELSE (choice_id IS NOT NULL)
END))
  constraint patient_field_values_number_value_check CHECK (((number_value >= ('-1000000000000000'::numeric)::double precision) AND (number_value <= ('1000000000000000'::numeric)::double precision)))
  constraint patient_field_values_text_value_check CHECK (((length(text_value) >= 1) AND (length(text_value) <= 500)))
  index patient_field_values_choice USING btree (organization_id, field_id, choice_id, clinic_id, patient_id) WHERE (choice_id IS NOT NULL)
  index patient_field_values_date USING btree (organization_id, clinic_id, field_id, date_value, patient_id) WHERE (date_value IS NOT NULL)
  index patient_field_values_number USING btree (organization_id, clinic_id, field_id, number_value, patient_id) WHERE (number_value IS NOT NULL)
  index patient_field_values_text USING btree (organization_id, clinic_id, field_id, text_key, patient_id) WHERE (text_value IS NOT NULL)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))

table public.patient_fields
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid
  label text not null
  kind text not null
  required boolean not null default false
  position integer not null default 0
  retired_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint patient_fields_pkey PRIMARY KEY (organization_id, id)
  constraint patient_fields_organization_id_id_kind_key UNIQUE (organization_id, id, kind)
  constraint patient_fields_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint patient_fields_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint patient_fields_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'choice'::text])))
  constraint patient_fields_label_check CHECK (((length(TRIM(BOTH FROM label)) >= 1) AND (length(TRIM(BOTH FROM label)) <= 60)))
  index patient_fields__name_taken USING btree (organization_id, clinic_id, lower(label)) NULLS NOT DISTINCT WHERE (retired_at IS NULL) unique
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_or_head_office_adds for insert with check ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy clinic_or_head_office_changes for update using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND
CASE
    WHEN (clinic_id IS NULL) THEN ( SELECT app.whole_organization() AS whole_organization)
    ELSE (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
END)
  policy own_and_shared for select using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN ((clinic_id IS NULL) OR (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[])))
    ELSE false
END

table public.patient_looks
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  patient_id uuid not null
  quarter timestamp with time zone not null default date_bin('00:15:00'::interval, now(), '2000-01-01 00:00:00+00'::timestamp with time zone)
  user_id uuid not null default app.user_id()
  operator_id uuid not null default COALESCE(app.operator_id(), app.user_id())
  kind text not null
  elevation_id uuid default app.elevation_id()
  looked_at timestamp with time zone not null default now()
  row level security, forced
  index patient_looks_age USING btree (organization_id, looked_at)
  index patient_looks_once USING btree (organization_id, clinic_id, patient_id, quarter, user_id, operator_id, kind, elevation_id) NULLS NOT DISTINCT unique
  index patient_looks_person USING btree (organization_id, user_id, looked_at)
  index patient_looks_visit USING btree (organization_id, elevation_id) WHERE (elevation_id IS NOT NULL)
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant insert (patient_id, kind) to polyclinic_app
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))

table public.patients
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  number text not null
  full_name text not null
  given_name text not null default ''::text
  family_name text not null default ''::text
  born_on date
  sex text not null default 'unknown'::text
  phone text
  second_phone text
  email text
  national_id text
  guardian text
  address text not null default ''::text
  city text not null default ''::text
  postcode text not null default ''::text
  region text not null default ''::text
  notes text not null default ''::text
  tags text[] not null default '{}'::text[]
  external_ref text
  due_minor bigint not null default 0
  keys integer[] not null default '{}'::integer[]
  import_id uuid
  archived_at timestamp with time zone
  archive_reason text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  first_doctor_id uuid default app.own_doctor_id()
  row level security, forced
  constraint patients_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint patients__number_taken UNIQUE (organization_id, clinic_id, number)
  constraint patients_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint patients_born_on_check CHECK ((born_on > '1880-01-01'::date))
  constraint patients_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  constraint patients_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text])))
  index patients_external USING btree (organization_id, clinic_id, external_ref) WHERE (external_ref IS NOT NULL)
  index patients_import USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL)
  index patients_keys USING gin (keys) WITH (fastupdate=off)
  index patients_phone USING btree (organization_id, clinic_id, phone)
  index patients_recent USING btree (organization_id, clinic_id, created_at DESC)
  index patients_unkeyed USING btree (organization_id, clinic_id, id) WHERE (keys = '{}'::integer[])
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.may_see(id, first_doctor_id))
  trigger deltas_delete AFTER DELETE ON public.patients REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION app.removed_patient_deltas()
  trigger deltas_insert AFTER INSERT ON public.patients REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.patient_deltas()

table public.payment_allocations
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  payment_id uuid not null
  invoice_id uuid not null
  amount_minor bigint not null
  row level security, forced
  constraint payment_allocations_pkey PRIMARY KEY (organization_id, clinic_id, payment_id, invoice_id)
  constraint payment_allocations_organization_id_clinic_id_invoice_id_fkey FOREIGN KEY (organization_id, clinic_id, invoice_id) REFERENCES public.invoices(organization_id, clinic_id, id)
  constraint payment_allocations_organization_id_clinic_id_payment_id_fkey FOREIGN KEY (organization_id, clinic_id, payment_id) REFERENCES public.payments(organization_id, clinic_id, id)
  constraint payment_allocations_amount_minor_check CHECK ((amount_minor > 0))
  index payment_allocations_invoice USING btree (organization_id, clinic_id, invoice_id)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_payment_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('payment'::text, payment_id))

table public.payments
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  number text not null
  patient_id uuid not null
  currency text not null
  amount_minor bigint not null
  method text not null
  reference text not null default ''::text
  received_at timestamp with time zone not null default now()
  received_on date not null
  received_by uuid default app.user_id()
  letterhead jsonb not null
  balance_minor bigint not null
  created_at timestamp with time zone not null default now()
  printed jsonb
  row level security, forced
  constraint payments_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint payments__number_taken UNIQUE (organization_id, clinic_id, number)
  constraint payments_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint payments_amount_minor_check CHECK ((amount_minor > 0))
  constraint payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint payments_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'card'::text, 'bank_transfer'::text, 'jazzcash'::text, 'easypaisa'::text, 'cheque'::text])))
  index payments_day USING btree (organization_id, clinic_id, received_on)
  index payments_patient USING btree (organization_id, clinic_id, patient_id, received_at DESC)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))
  trigger deltas_insert AFTER INSERT ON public.payments REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.payment_deltas()
  trigger keep_printed BEFORE INSERT ON public.payments FOR EACH ROW WHEN ((new.printed IS NULL)) EXECUTE FUNCTION app.keep_printed()

table public.people
  organization_id uuid not null default app.organization_id()
  user_id uuid not null
  full_name text not null
  email text
  phone text
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint people_pkey PRIMARY KEY (organization_id, user_id)
  constraint people_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint people_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  constraint people_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  index people_user USING btree (user_id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.person_photos
  organization_id uuid not null default app.organization_id()
  user_id uuid not null
  sha256 text not null
  bytes bytea not null
  set_at timestamp with time zone not null default now()
  row level security, forced
  constraint person_photos_pkey PRIMARY KEY (organization_id, user_id)
  constraint person_photos_organization_id_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.people(organization_id, user_id)
  constraint person_photos_bytes_check CHECK ((octet_length(bytes) <= 65536))
  constraint person_photos_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.places
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  row level security, forced
  constraint places_pkey PRIMARY KEY (organization_id, id)
  constraint places_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint places_kind_check CHECK ((kind = ANY (ARRAY['clinic'::text, 'hospital'::text, 'away'::text])))
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.plans
  code text not null
  name text not null
  clinics integer
  doctors integer
  position integer not null
  seats integer
  patients integer
  constraint plans_pkey PRIMARY KEY (code)
  constraint plans_clinics_check CHECK ((clinics > 0))
  constraint plans_code_check CHECK ((code ~ '^[a-z]{2,20}$'::text))
  constraint plans_doctors_check CHECK ((doctors > 0))
  constraint plans_patients_check CHECK ((patients > 0))
  constraint plans_seats_check CHECK ((seats > 0))
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant select to polyclinic_platform

table public.platform_checks
  id uuid not null default uuidv7()
  asked_by uuid default app.user_id()
  asked_at timestamp with time zone not null default now()
  state text not null default 'waiting'::text
  seals integer not null default 0
  rows_checked bigint not null default 0
  outside text not null default 'none'::text
  finding jsonb
  finished_at timestamp with time zone
  constraint platform_checks_pkey PRIMARY KEY (id)
  constraint platform_checks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id)
  constraint platform_checks_outside_check CHECK ((outside = ANY (ARRAY['none'::text, 'agrees'::text, 'differs'::text])))
  constraint platform_checks_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'whole'::text, 'broken'::text, 'failed'::text])))
  grant select to polyclinic_backup
  grant select to polyclinic_platform
  grant insert (id) to polyclinic_platform

table public.platform_events
  id uuid not null default uuidv7()
  recorded_at timestamp with time zone not null default now()
  user_id uuid not null default app.user_id()
  event text not null
  subject_id uuid not null
  reason text not null default COALESCE(current_setting('app.reason'::text, true), ''::text)
  detail jsonb
  trace_id text
  tx xid8 not null default app.server_tx()
  topic text not null generated always as (split_part(event, '.'::text, 1))
  concerns uuid generated always as (
CASE
    WHEN (split_part(event, '.'::text, 1) = 'organization'::text) THEN subject_id
    ELSE ((detail ->> 'organizationId'::text))::uuid
END)
  constraint platform_events_pkey PRIMARY KEY (id)
  constraint platform_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  index platform_events_concerns USING btree (concerns, id)
  index platform_events_order USING btree (tx, id)
  index platform_events_person USING btree (user_id, id)
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant select to polyclinic_platform

table public.platform_idempotency_keys
  user_id uuid not null default app.user_id()
  key text not null
  endpoint text not null
  request_hash text not null
  answer jsonb not null
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint platform_idempotency_keys_pkey PRIMARY KEY (user_id, key)
  constraint platform_idempotency_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  constraint platform_idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 100)))
  grant insert, select to polyclinic_app
  grant insert, select to polyclinic_platform
  policy own_keys using (user_id = ( SELECT app.user_id() AS user_id))

table public.platform_roles
  user_id uuid not null
  role text not null
  is_sample boolean not null default false
  created_at timestamp with time zone not null default now()
  constraint platform_roles_pkey PRIMARY KEY (user_id)
  constraint platform_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  constraint platform_roles_role_check CHECK ((role = ANY (ARRAY['super_admin'::text, 'support'::text])))
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant select to polyclinic_platform
  trigger platform_roles_end_sessions AFTER DELETE OR UPDATE ON public.platform_roles FOR EACH ROW EXECUTE FUNCTION app.end_platform_sessions()

table public.platform_seals
  number integer not null
  row_count integer not null
  up_to_tx xid8 not null
  up_to_id uuid not null
  last_at timestamp with time zone not null
  entries bytea not null
  hash bytea not null
  sealed_at timestamp with time zone not null default now()
  constraint platform_seals_pkey PRIMARY KEY (number)
  constraint platform_seals_number_check CHECK ((number > 0))
  constraint platform_seals_row_count_check CHECK ((row_count > 0))
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  grant select to polyclinic_platform

table public.prescription_presets
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  name text not null
  lines jsonb not null
  advice text not null default ''::text
  active boolean not null default true
  row level security, forced
  constraint prescription_presets_pkey PRIMARY KEY (organization_id, id)
  constraint prescription_presets__name_taken UNIQUE (organization_id, name)
  constraint prescription_presets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))

table public.recovery_codes
  user_id uuid not null
  code_hash bytea not null
  used_at timestamp with time zone
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  grant select to polyclinic_backup

table public.refresh_tokens
  token_hash bytea not null
  session_id uuid not null
  issued_at timestamp with time zone not null default now()
  used_at timestamp with time zone
  constraint refresh_tokens_pkey PRIMARY KEY (token_hash)
  constraint refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE
  index refresh_tokens_session USING btree (session_id)

table public.registrations
  id uuid not null default uuidv7()
  email text not null
  full_name text not null
  organization_name text not null
  clinic_name text not null
  city text not null
  country text not null
  time_zone text not null
  currency text not null
  token_hash bytea not null
  address_hash bytea not null
  organization_id uuid
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint registrations_pkey PRIMARY KEY (id)
  constraint registrations_token_hash_key UNIQUE (token_hash)
  constraint registrations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint registrations_clinic_name_check CHECK (((length(TRIM(BOTH FROM clinic_name)) >= 1) AND (length(TRIM(BOTH FROM clinic_name)) <= 200)))
  constraint registrations_email_check CHECK ((email = lower(email)))
  constraint registrations_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  constraint registrations_organization_name_check CHECK (((length(TRIM(BOTH FROM organization_name)) >= 1) AND (length(TRIM(BOTH FROM organization_name)) <= 200)))
  index registrations_address USING btree (address_hash, created_at)
  index registrations_email USING btree (email, created_at)
  index registrations_recent USING btree (created_at)
  grant select to polyclinic_backup
  grant select to polyclinic_lookup

table public.rights_versions
  organization_id uuid not null
  version uuid not null default gen_random_uuid()
  constraint rights_versions_pkey PRIMARY KEY (organization_id)
  constraint rights_versions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  grant select to polyclinic_backup
  grant select to polyclinic_lookup

table public.role_changes
  organization_id uuid not null default app.organization_id()
  id uuid not null default uuidv7()
  clinic_id uuid
  role text not null
  permission text not null
  allowed boolean not null
  limit_minor bigint
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint role_changes_pkey PRIMARY KEY (organization_id, id)
  constraint role_changes__changed_already UNIQUE NULLS NOT DISTINCT (organization_id, clinic_id, role, permission)
  constraint role_changes_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint role_changes_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint role_changes_limit_minor_check CHECK ((limit_minor >= 0))
  constraint role_changes_permission_check CHECK ((permission ~ '^[a-z_]+\.(read|create|update|delete|approve|export)$'::text))
  constraint role_changes_role_check CHECK ((role = ANY (ARRAY['clinic_admin'::text, 'clinic_manager'::text, 'doctor'::text, 'receptionist'::text, 'billing'::text, 'nurse'::text, 'pharmacist'::text])))
  constraint rights_changed TRIGGER DEFERRABLE INITIALLY DEFERRED
  index role_changes_asked USING btree (organization_id, role, permission)
  grant delete, insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy head_office_changes using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND ( SELECT app.whole_organization() AS whole_organization)) with check ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND ( SELECT app.whole_organization() AS whole_organization))
  policy own_rules for select using ((organization_id = ( SELECT app.organization_id() AS organization_id)) AND ((clinic_id IS NULL) OR (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))))
  trigger rights_changed AFTER INSERT OR DELETE OR UPDATE ON public.role_changes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.rights_changed()

table public.sample_appointments
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  appointment_id uuid not null
  row level security, forced
  constraint sample_appointments_pkey PRIMARY KEY (organization_id, clinic_id, appointment_id)
  constraint sample_appointments_organization_id_clinic_id_appointment__fkey FOREIGN KEY (organization_id, clinic_id, appointment_id) REFERENCES public.appointments(organization_id, clinic_id, id)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.sample_patients
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  patient_id uuid not null
  row level security, forced
  constraint sample_patients_pkey PRIMARY KEY (organization_id, clinic_id, patient_id)
  constraint sample_patients_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.services
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  name text not null
  category text not null default ''::text
  minutes integer not null default 30
  price_minor bigint not null default 0
  tax_basis_points integer not null default 0
  bookable boolean not null default true
  active boolean not null default true
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  row level security, forced
  constraint services_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint services__name_taken UNIQUE (organization_id, clinic_id, name)
  constraint services_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  constraint services_minutes_check CHECK (((minutes >= 5) AND (minutes <= 600)))
  constraint services_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200)))
  constraint services_price_minor_check CHECK ((price_minor >= 0))
  constraint services_tax_basis_points_check CHECK (((tax_basis_points >= 0) AND (tax_basis_points <= 10000)))
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.sessions
  id uuid not null default uuidv7()
  organization_id uuid
  user_id uuid not null
  created_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  end_reason text
  user_agent text
  proved_at timestamp with time zone not null default now()
  operator_id uuid
  elevation_id uuid
  device_hash bytea
  place text not null default ''::text
  constraint sessions_pkey PRIMARY KEY (id)
  constraint sessions_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES public.users(id)
  constraint sessions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)
  index elevations_session USING btree (elevation_id) WHERE (elevation_id IS NOT NULL) unique
  index sessions_operator USING btree (operator_id) WHERE ((operator_id IS NOT NULL) AND (ended_at IS NULL))
  index sessions_organization USING btree (organization_id, last_seen_at)
  index sessions_people USING btree (organization_id, user_id, created_at)
  index sessions_user USING btree (user_id) WHERE (ended_at IS NULL)
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  trigger sessions_end_elevated AFTER UPDATE ON public.sessions FOR EACH ROW WHEN (((new.organization_id IS NULL) AND (old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION app.end_elevated_sessions()
  trigger sessions_refuse_suspended BEFORE INSERT ON public.sessions FOR EACH ROW WHEN (((new.organization_id IS NOT NULL) AND (new.elevation_id IS NULL))) EXECUTE FUNCTION app.refuse_suspended()

table public.sign_in_failures
  login_hash bytea not null
  failed_at timestamp with time zone not null default now()
  seat_hash bytea not null
  id uuid not null default uuidv7()
  device_hash bytea
  index sign_in_failures_age USING btree (failed_at)
  index sign_in_failures_id USING btree (id) unique
  index sign_in_failures_login USING btree (login_hash, failed_at)
  index sign_in_failures_seat USING btree (seat_hash, failed_at)
  grant select to polyclinic_lookup

table public.subscriptions
  organization_id uuid not null default app.organization_id()
  plan text not null
  trial_ends_on date
  version integer not null default 1
  changed_at timestamp with time zone not null default now()
  row level security, forced
  constraint subscriptions_pkey PRIMARY KEY (organization_id)
  constraint subscriptions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id)
  constraint subscriptions_plan_fkey FOREIGN KEY (plan) REFERENCES public.plans(code)
  constraint subscriptions_check CHECK (((plan = 'trial'::text) OR (trial_ends_on IS NULL)))
  grant insert, select, update to polyclinic_platform
  grant select to polyclinic_app
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  policy operator to polyclinic_platform using true
  policy organization_wall using (organization_id = ( SELECT app.organization_id() AS organization_id))
  trigger subscriptions_read_only AFTER INSERT OR UPDATE OF trial_ends_on ON public.subscriptions FOR EACH ROW EXECUTE FUNCTION app.set_read_only_from()

table public.token_counters
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  day date not null
  last_token integer not null default 0
  row level security, forced
  constraint token_counters_pkey PRIMARY KEY (organization_id, clinic_id, day)
  constraint token_counters_organization_id_clinic_id_fkey FOREIGN KEY (organization_id, clinic_id) REFERENCES public.clinics(organization_id, id)
  grant insert, select, update to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END

table public.users
  id uuid not null default uuidv7()
  email text
  username text
  phone text
  full_name text not null
  photo_url text
  password_hash text
  must_change_password boolean not null default false
  status text not null default 'active'::text
  created_at timestamp with time zone not null default now()
  language text
  totp_sealed bytea
  totp_since timestamp with time zone
  totp_last_step bigint not null default 0
  made_in uuid
  constraint users_pkey PRIMARY KEY (id)
  constraint users_email_key UNIQUE (email)
  constraint users_username_key UNIQUE (username)
  constraint users_made_in_fkey FOREIGN KEY (made_in) REFERENCES public.organizations(id)
  constraint users__totp_whole CHECK (((totp_sealed IS NULL) = (totp_since IS NULL)))
  constraint users_check CHECK (((email IS NOT NULL) OR (username IS NOT NULL)))
  constraint users_email_check CHECK ((email = lower(email)))
  constraint users_full_name_check CHECK (((length(TRIM(BOTH FROM full_name)) >= 1) AND (length(TRIM(BOTH FROM full_name)) <= 200)))
  constraint users_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ur'::text])))
  constraint users_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
  constraint users_username_check CHECK ((username = lower(username)))
  grant select to polyclinic_backup
  grant select to polyclinic_lookup
  trigger users_end_sessions AFTER UPDATE ON public.users FOR EACH ROW WHEN (((new.status <> 'active'::text) OR (new.password_hash IS DISTINCT FROM old.password_hash))) EXECUTE FUNCTION app.end_sessions_of_user()

table public.vitals
  organization_id uuid not null default app.organization_id()
  clinic_id uuid not null default app.clinic_id()
  id uuid not null default uuidv7()
  patient_id uuid not null
  appointment_id uuid not null
  systolic_mmhg integer
  diastolic_mmhg integer
  pulse_per_minute integer
  temperature_tenths_celsius integer
  spo2_percent integer
  weight_grams integer
  glucose_mg_dl integer
  note text not null default ''::text
  measured_by uuid default app.user_id()
  measured_at timestamp with time zone not null default now()
  row level security, forced
  constraint vitals_pkey PRIMARY KEY (organization_id, clinic_id, id)
  constraint vitals_organization_id_clinic_id_appointment_id_fkey FOREIGN KEY (organization_id, clinic_id, appointment_id) REFERENCES public.appointments(organization_id, clinic_id, id)
  constraint vitals_organization_id_clinic_id_patient_id_fkey FOREIGN KEY (organization_id, clinic_id, patient_id) REFERENCES public.patients(organization_id, clinic_id, id)
  constraint vitals_diastolic_mmhg_check CHECK (((diastolic_mmhg >= 20) AND (diastolic_mmhg <= 200)))
  constraint vitals_glucose_mg_dl_check CHECK (((glucose_mg_dl >= 10) AND (glucose_mg_dl <= 1500)))
  constraint vitals_pulse_per_minute_check CHECK (((pulse_per_minute >= 20) AND (pulse_per_minute <= 300)))
  constraint vitals_spo2_percent_check CHECK (((spo2_percent >= 50) AND (spo2_percent <= 100)))
  constraint vitals_systolic_mmhg_check CHECK (((systolic_mmhg >= 40) AND (systolic_mmhg <= 300)))
  constraint vitals_temperature_tenths_celsius_check CHECK (((temperature_tenths_celsius >= 300) AND (temperature_tenths_celsius <= 450)))
  constraint vitals_weight_grams_check CHECK (((weight_grams >= 300) AND (weight_grams <= 400000)))
  index vitals_appointment USING btree (organization_id, clinic_id, appointment_id, measured_at DESC)
  grant insert, select to polyclinic_app
  grant select to polyclinic_backup
  policy clinic_wall using 
CASE
    WHEN (organization_id = ( SELECT app.organization_id() AS organization_id)) THEN (clinic_id = ANY (( SELECT app.clinic_ids() AS clinic_ids)::uuid[]))
    ELSE false
END
  policy own_patients_by_patient_id as restrictive using (((current_setting('app.own_doctor_id'::text, true) <> ''::text) IS NOT TRUE) OR app.is_own('patient'::text, patient_id))

-- app.account_states: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.account_states(people uuid[])
 RETURNS TABLE(user_id uuid, email text, username text, must_change_password boolean, active boolean, last_sign_in_at timestamp with time zone, has_second_step boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select u.id, u.email, u.username, u.must_change_password, u.status = 'active',
    (select max(s.created_at) from sessions s where s.organization_id = p.organization_id and s.user_id = p.user_id
      and s.operator_id is null), u.totp_sealed is not null
  from public.people p join users u on u.id = p.user_id
  where p.organization_id = app.organization_id() and (account_states.people is null or p.user_id = any (account_states.people))
$function$


-- app.activity: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.activity(since timestamp with time zone)
 RETURNS TABLE(user_id uuid, clinic_id uuid, topic text, last_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select e.user_id, e.clinic_id, split_part(e.event, '.', 1), max(e.recorded_at)
  from audit_events e
  where e.organization_id = app.organization_id() and app.whole_organization() and e.recorded_at > since
    and e.user_id is not null and e.clinic_id is not null and e.elevation_id is null
  group by 1, 2, 3
$function$


-- app.add_clinic_place: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.add_clinic_place()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into places (organization_id, id, kind, name) values (new.organization_id, new.id, 'clinic', new.name)
  on conflict (organization_id, id) do update set name = excluded.name;
  return new;
end $function$


-- app.addendum_after_finish: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.addendum_after_finish()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from encounters e where e.organization_id = new.organization_id
      and e.clinic_id = new.clinic_id and e.id = new.encounter_id and e.status <> 'finished') then
    raise exception 'encounter_addenda__not_finished' using errcode = 'PC409', constraint = 'encounter_addenda__not_finished';
  end if;
  return new;
end $function$


-- app.admins_with_totp: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.admins_with_totp()
 RETURNS TABLE(user_id uuid, full_name text, has_totp boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select distinct p.user_id, p.full_name, u.totp_sealed is not null
  from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
  join users u on u.id = p.user_id
  where a.organization_id = app.organization_id() and a.role = 'org_admin' and app.whole_organization()
  order by p.full_name
$function$


-- app.adopt_trails: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.adopt_trails()
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
end $function$


-- app.amount_limit_minor: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.amount_limit_minor(permission text, roles text[])
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with held as (
    select distinct a.role from assignments a
    where a.organization_id = app.organization_id() and a.user_id = app.user_id()
      and (a.clinic_id is null or a.clinic_id = app.clinic_id())
      and app.role_allows(app.organization_id(), app.clinic_id(), a.role, amount_limit_minor.permission, roles)
  ), limits as (
    select (select r.limit_minor from role_changes r
      where r.organization_id = app.organization_id() and r.role = h.role and h.role <> 'org_admin'
        and r.permission = amount_limit_minor.permission and (r.clinic_id is null or r.clinic_id = app.clinic_id())
      order by r.clinic_id nulls last limit 1) as limit_minor from held h
  )
  select case when count(*) = 0 then 0 when bool_or(limit_minor is null) then null else max(limit_minor) end from limits
$function$


-- app.appointment_day: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.appointment_day()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select (new.starts_at at time zone c.time_zone)::date into new.day
  from clinics c where c.organization_id = new.organization_id and c.id = new.clinic_id;
  return new;
end $function$


-- app.appointment_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.appointment_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into clinic_day_deltas (organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled)
    select organization_id, clinic_id, coalesce(doctor_id, '00000000-0000-0000-0000-000000000000'), day,
      count(*) filter (where status <> 'cancelled'), count(*) filter (where status in ('arrived', 'in_room', 'done')),
      count(*) filter (where status = 'done'), count(*) filter (where status = 'no_show'),
      count(*) filter (where status = 'cancelled')
    from added group by 1, 2, 3, 4;
  elsif tg_op = 'UPDATE' then
    insert into clinic_day_deltas (organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled)
    select * from (
      select organization_id, clinic_id, coalesce(doctor_id, '00000000-0000-0000-0000-000000000000') as doctor_id, day,
        coalesce(sum(sign) filter (where status <> 'cancelled'), 0) as booked,
        coalesce(sum(sign) filter (where status in ('arrived', 'in_room', 'done')), 0) as arrived,
        coalesce(sum(sign) filter (where status = 'done'), 0) as done,
        coalesce(sum(sign) filter (where status = 'no_show'), 0) as no_show,
        coalesce(sum(sign) filter (where status = 'cancelled'), 0) as cancelled
      from (select 1 as sign, a.* from added a union all select -1, r.* from removed r) changed
      group by 1, 2, 3, 4
    ) d where (d.booked, d.arrived, d.done, d.no_show, d.cancelled) <> (0, 0, 0, 0, 0);
  else
    insert into clinic_day_deltas (organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled)
    select organization_id, clinic_id, coalesce(doctor_id, '00000000-0000-0000-0000-000000000000'), day,
      -count(*) filter (where status <> 'cancelled'), -count(*) filter (where status in ('arrived', 'in_room', 'done')),
      -count(*) filter (where status = 'done'), -count(*) filter (where status = 'no_show'),
      -count(*) filter (where status = 'cancelled')
    from removed group by 1, 2, 3, 4;
  end if;
  return null;
end $function$


-- app.at_clinic: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.at_clinic(clinic uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if clinic <> all (app.clinic_ids()) then raise exception 'not_found' using errcode = 'PC404'; end if;
  perform set_config('app.clinic_id', clinic::text, true);
end $function$


-- app.audit_line: owner polyclinic_owner, may run: polyclinic_lookup
CREATE OR REPLACE FUNCTION app.audit_line(e public.audit_events)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((jsonb_build_array((e).id, (e).clinic_id, ((EXTRACT(epoch FROM (e).recorded_at) * (1000000)::numeric))::bigint, (e).user_id, (e).operator_id, (e).elevation_id, (e).event, (e).subject_id, (e).trace_id, ((e).tx)::text, encode((e).detail_digest, 'hex'::text)))::text, 'UTF8'::name))


-- app.audit_range: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.audit_range(after_tx xid8, after_id uuid, to_tx xid8, to_id uuid, most integer)
 RETURNS TABLE(row_count integer, up_to_tx xid8, up_to_id uuid, last_at timestamp with time zone, entries bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with chosen as (
    select e.tx, e.id, e.recorded_at, app.audit_line(e) as digest from audit_events e
    where e.organization_id = app.organization_id() and (to_tx is not null or e.tx < app.server_horizon())
      and (e.tx, e.id) > (coalesce(after_tx, '0'), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and (to_tx is null or (e.tx, e.id) <= (to_tx, to_id))
    order by e.tx, e.id limit most
  )
  select count(*)::int, (array_agg(c.tx order by c.tx desc, c.id desc))[1], (array_agg(c.id order by c.tx desc, c.id desc))[1],
    max(c.recorded_at), string_agg(uuid_send(c.id) || c.digest, ''::bytea order by c.tx, c.id)
  from chosen c
$function$


-- app.begin_password_link: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.begin_password_link(login text, organization uuid, token bytea, lasts interval)
 RETURNS TABLE(email text, full_name text, language text, organization_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  named users;
begin
  select * into named from users u where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
    and u.email is not null order by u.email = lower(login) desc nulls last limit 1;
  if named.id is null then return; end if;
  perform pg_advisory_xact_lock(7303, hashtext(named.id::text));
  if (select count(*) from password_links l where l.user_id = named.id and l.created_at > now() - interval '1 hour') >= 3 then
    return;
  end if;
  delete from password_links l where l.expires_at < now() - interval '1 day';
  insert into password_links (token_hash, user_id, expires_at) values (token, named.id, now() + lasts);
  return query select named.email, named.full_name, named.language, (select m.organization_id
    from app.memberships(named.id) m order by m.organization_id is distinct from organization, m.created_at limit 1);
end $function$


-- app.begin_registration: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.begin_registration(typed jsonb, link_hash bytea, address text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  seat bytea := sha256(convert_to(address, 'UTF8'));
begin
  perform pg_advisory_xact_lock(hashtextextended('registrations', 0));
  begin
    perform now() at time zone (typed ->> 'time_zone');
  exception when invalid_parameter_value then return 'bad_zone';
  end;
  delete from registrations where created_at < now() - interval '30 days' and organization_id is null;
  if (select count(*) from registrations r where r.address_hash = seat and r.created_at > now() - interval '1 hour') >= 10 then
    return 'often';
  end if;
  -- Those that the operator made stand here too, without an address.
  if (select count(*) from registrations r where r.created_at > now() - interval '1 hour' and r.address_hash <> '') >= 200 then
    return 'full';
  end if;
  insert into registrations (email, full_name, organization_name, clinic_name, city, country, time_zone, currency,
    token_hash, address_hash, expires_at)
  select lower(t.email), t.full_name, t.organization_name, t.clinic_name, t.city, t.country, t.time_zone, t.currency,
    link_hash, seat, now() + interval '1 day'
  from jsonb_to_record(typed) as t (email text, full_name text, organization_name text, clinic_name text, city text,
    country text, time_zone text, currency text);
  return case when (select count(*) from registrations r where r.email = lower(typed ->> 'email')
    and r.created_at > now() - interval '1 hour') > 3 then 'quiet' else 'sent' end;
end $function$


-- app.begin_sign_in: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.begin_sign_in(login text, seat text, device bytea, limits integer[])
 RETURNS TABLE(try uuid, trusted boolean, user_id uuid, password_hash text, status text, must_change_password boolean, totp_sealed bytea, totp_last_step bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  named users;
begin
  select * into named from users u where u.email = lower(login) or u.username = lower(login)
  order by u.email = lower(login) desc nulls last limit 1;
  return query select t.try, t.trusted, named.id, named.password_hash, named.status, named.must_change_password,
    named.totp_sealed, named.totp_last_step
  from app.begin_try(lower(login), seat, named.id, device, limits) t;
end $function$


-- app.begin_try: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.begin_try(what text, seat text, person uuid, device bytea, limits integer[])
 RETURNS TABLE(try uuid, trusted boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  w bytea := sha256(convert_to(what, 'UTF8'));
  s bytea := sha256(convert_to(seat, 'UTF8'));
  since timestamptz := clock_timestamp() - interval '15 minutes';
  known_device boolean;
  known_seat boolean;
  by_device int;
  here int;
  anywhere int;
  by_seat int;
begin
  perform pg_advisory_xact_lock(7301, hashtext(encode(s, 'hex')));
  perform pg_advisory_xact_lock(7302, hashtext(encode(w, 'hex')));
  known_device := exists (select from known_devices d where d.user_id = person and d.device_hash = device);
  known_seat := exists (select from known_seats k where k.user_id = person and k.seat_hash = s);
  select count(*) filter (where f.device_hash = device), count(*) filter (where f.seat_hash = s), count(*)
  into by_device, here, anywhere from sign_in_failures f where f.login_hash = w and f.failed_at > since;
  select count(*) into by_seat from sign_in_failures f where f.seat_hash = s and f.failed_at > since;
  trusted := known_device or known_seat;
  if (case when known_device then by_device < limits[1]
    when known_seat then here < limits[2]
    else here < limits[2] and by_seat < limits[3] and anywhere < limits[4] end)
  then
    insert into sign_in_failures (login_hash, seat_hash, device_hash, failed_at)
    values (w, s, case when known_device then device end, clock_timestamp()) returning id into try;
  end if;
  if random() < 0.01 then delete from sign_in_failures where failed_at < now() - interval '1 day'; end if;
  return next;
end $function$


-- app.branding: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.branding(asked_host text)
 RETURNS TABLE(name text, color text, media_type text, logo bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select coalesce(c.name, o.name), coalesce(c.color, o.color), coalesce(l.media_type, g.media_type), coalesce(l.bytes, g.bytes)
  from domains d join organizations o on o.id = d.organization_id
  left join clinics c on c.organization_id = d.organization_id and c.id = d.clinic_id
  left join clinic_logos l on l.organization_id = d.organization_id and l.clinic_id = d.clinic_id and l.sha256 = c.logo_sha256
  left join organization_logos g on g.organization_id = d.organization_id and g.sha256 = o.logo_sha256 and l.sha256 is null
  where d.host = lower(asked_host) and d.verified_at is not null
$function$


-- app.change_my_password: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.change_my_password(session uuid, new_hash text, trace text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  me record;
begin
  select * into me from app.my_account(session, false);
  perform set_config('app.keep_session', session::text, true);
  update users u set password_hash = new_hash, must_change_password = false where u.id = me.user_id;
  perform set_config('app.keep_session', '', true);
  update sessions s set proved_at = now() where s.id = session;
  perform app.record_account(me.organization_id, me.user_id, 'account.password_changed', null, trace);
end $function$


-- app.check_platform_seal: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.check_platform_seal(asked integer)
 RETURNS TABLE(number integer, row_count integer, hash bytea, right_hash bytea, entries bytea, found_entries bytea, details jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select s.number, s.row_count, s.hash, app.seal_hash(b.hash, s.number, s.entries), s.entries, r.entries, '{}'::jsonb
  from platform_seals s left join platform_seals b on b.number = s.number - 1,
    app.platform_range(b.up_to_tx, b.up_to_id, s.up_to_tx, s.up_to_id, null) r
  where s.number = asked
$function$


-- app.check_seal: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.check_seal(asked integer)
 RETURNS TABLE(number integer, row_count integer, hash bytea, right_hash bytea, entries bytea, found_entries bytea, details jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
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
$function$


-- app.claim_domain: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.claim_domain(asked_host text, clinic uuid, own boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  claimed uuid;
begin
  if app.organization_id() is null or not (case when clinic is null then app.whole_organization()
      else coalesce(clinic = any (app.clinic_ids()), false) end) then
    raise exception 'not_found' using errcode = 'PC404';
  end if;
  if exists (select from domains d where d.host = lower(asked_host) and (d.organization_id = app.organization_id()
      or d.verified_at is not null)) then
    raise exception 'domain_taken' using errcode = '23505', constraint = 'domains__domain_taken';
  end if;
  insert into domains (host, organization_id, clinic_id, own, verified_at)
  values (lower(asked_host), app.organization_id(), clinic, claim_domain.own, case when not claim_domain.own then now() end)
  returning id into claimed;
  return claimed;
end $function$


-- app.clinic_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.clinic_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.clinic_id'::text, true), ''::text))::uuid


-- app.clinic_ids: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.clinic_ids()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.clinic_ids'::text, true), ''::text))::uuid[]


-- app.clinics_within_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.clinics_within_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  perform app.refuse_beyond_plan(new.organization_id, 'clinics', 1);
  return new;
end $function$


-- app.complete_registration: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.complete_registration(link_hash bytea, password text, names jsonb)
 RETURNS TABLE(user_id uuid, organization_id uuid, clinic_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  r registrations;
  person users;
begin
  select * into r from registrations x where x.token_hash = link_hash and x.used_at is null and x.expires_at > now() for update;
  if not found then return; end if;
  insert into users (email, full_name) values (r.email, r.full_name) on conflict (email) do nothing;
  select * into person from users u where u.email = r.email for update;
  if person.status <> 'active' or (person.password_hash is null and password is null)
    or (person.password_hash is not null and password is not null) then return; end if;
  if person.password_hash is null then
    update users u set password_hash = password, must_change_password = false where u.id = person.id;
  end if;
  user_id := person.id;
  organization_id := r.organization_id;
  if organization_id is null then
    select m.organization, m.clinic into organization_id, clinic_id from app.make_organization(
      to_jsonb(r) || names, person.id, 'trial', (now() at time zone r.time_zone)::date + 30) m;
  end if;
  update registrations x set used_at = now(), organization_id = complete_registration.organization_id where x.id = r.id;
  -- Other links to the same mailbox were for the same wish.
  update registrations x set used_at = now() where x.email = r.email and x.used_at is null and x.organization_id is null
    and lower(x.organization_name) = lower(r.organization_name);
  return next;
end $function$


-- app.count_usage: owner polyclinic_lookup, may run: polyclinic_app, polyclinic_owner
CREATE OR REPLACE FUNCTION app.count_usage(organization uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  insert into organization_usage as u (organization_id, clinics, staff, last_active_at)
  select o.id, (select count(*) from clinics c where c.organization_id = o.id and c.status = 'active'),
    (select count(distinct a.user_id) from assignments a where a.organization_id = o.id),
    (select max(s.last_seen_at) from sessions s where s.organization_id = o.id and s.elevation_id is null)
  from organizations o where organization is null or o.id = organization
  on conflict (organization_id) do update set clinics = excluded.clinics, staff = excluded.staff,
    last_active_at = greatest(u.last_active_at, excluded.last_active_at), counted_at = now()
$function$


-- app.detail_digest: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.detail_digest(salt uuid, detail jsonb)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN sha256((uuid_send(salt) || convert_to((detail)::text, 'UTF8'::name)))


-- app.doctors_within_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.doctors_within_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  -- Whose invitation is being accepted was counted with it.
  if not exists (select from users u
      join invitations i on i.organization_id = new.organization_id and i.email = u.email and i.kind = 'invited'
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      join invitation_grants g on g.organization_id = i.organization_id and g.invitation_id = i.id and g.role = 'doctor'
      where u.id = new.user_id) then
    perform app.refuse_beyond_plan(new.organization_id, 'doctors', 1);
  end if;
  return new;
end $function$


-- app.domains_here: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.domains_here()
 RETURNS TABLE(id uuid, host text, clinic_id uuid, own boolean, verified_at timestamp with time zone, checked_at timestamp with time zone, found text, failed_checks integer, waiting_minutes integer, due boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select d.id, d.host, d.clinic_id, d.own, d.verified_at, d.checked_at, d.found, d.failed_checks,
    extract(epoch from now() - d.created_at)::int / 60, d.own and d.next_check_at <= now()
  from domains d
  where d.organization_id = app.organization_id()
    and case when d.clinic_id is null then app.whole_organization() else d.clinic_id = any (app.clinic_ids()) end
  order by d.created_at
$function$


-- app.edit_my_account: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.edit_my_account(session uuid, new_phone text, new_language text, trace text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  me record;
  was users;
  changed jsonb := '{}';
begin
  select * into me from app.my_account(session, false);
  select * into was from users u where u.id = me.user_id for update;
  update users u set phone = new_phone, language = new_language where u.id = me.user_id;
  if was.phone is distinct from new_phone then
    changed := changed || jsonb_build_object('phone', jsonb_build_object('from', was.phone, 'to', new_phone));
  end if;
  if was.language is distinct from new_language then
    changed := changed || jsonb_build_object('language', jsonb_build_object('from', was.language, 'to', new_language));
  end if;
  perform app.record_account(me.organization_id, me.user_id, 'account.edited', changed, trace);
end $function$


-- app.elevation_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.elevation_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.elevation_id'::text, true), ''::text))::uuid


-- app.end_elevated_sessions: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.end_elevated_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  inside record;
  scope text := current_setting('app.organization_id', true);
begin
  for inside in update sessions s set ended_at = now(), end_reason = 'operator_signed_out'
    where s.operator_id = new.user_id and s.ended_at is null returning s.organization_id, s.elevation_id
  loop
    perform set_config('app.organization_id', inside.organization_id::text, true);
    update elevations e set ended_at = now(), ended_by = new.user_id
    where e.organization_id = inside.organization_id and e.id = inside.elevation_id
      and e.ended_at is null and e.ends_at > now();
  end loop;
  perform set_config('app.organization_id', coalesce(scope, ''), true);
  return null;
end $function$


-- app.end_elevation: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.end_elevation(elevation uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  update elevations e set ended_at = now(), ended_by = coalesce(app.operator_id(), app.user_id())
  where e.organization_id = app.organization_id() and e.id = elevation and e.ended_at is null and e.ends_at > now();
  if not found then return false; end if;
  update sessions s set ended_at = now(), end_reason = 'elevation_ended'
  where s.organization_id = app.organization_id() and s.elevation_id = elevation and s.ended_at is null;
  return true;
end $function$


-- app.end_my_sessions: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.end_my_sessions(session uuid, which uuid, trace text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  me record;
  ended int;
begin
  select * into me from app.my_account(session, false);
  update sessions s set ended_at = now(), end_reason = 'ended_by_owner'
  where s.user_id = me.user_id and s.ended_at is null and s.expires_at > now() and s.operator_id is null
    and case when which is null then s.id <> session else s.id = which end;
  get diagnostics ended = row_count;
  if ended > 0 then
    perform app.record_account(me.organization_id, me.user_id, 'account.devices_ended', jsonb_build_object('count', ended), trace);
  end if;
  return ended;
end $function$


-- app.end_platform_sessions: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.end_platform_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  update sessions s set ended_at = now(), end_reason = 'role_removed'
  where s.user_id = old.user_id and s.organization_id is null and s.ended_at is null;
  return null;
end $function$


-- app.end_session: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.end_session(refresh_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  update sessions s set ended_at = now(), end_reason = 'signed_out' from refresh_tokens t
  where t.token_hash = refresh_hash and s.id = t.session_id and s.ended_at is null
$function$


-- app.end_sessions: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.end_sessions(person uuid, why text)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with ended as (
    update sessions set ended_at = now(), end_reason = why
    where user_id = person and organization_id = app.organization_id() and ended_at is null returning 1
  )
  select count(*)::int from ended
$function$


-- app.end_sessions_of_user: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.end_sessions_of_user()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  update sessions set ended_at = now(), end_reason = case when new.status = 'active' then 'password_changed' else 'disabled' end
  where user_id = new.id and ended_at is null
    and (new.status <> 'active' or id is distinct from nullif(current_setting('app.keep_session', true), '')::uuid);
  return null;
end $function$


-- app.end_try: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.end_try(try uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  delete from sign_in_failures where id = try
$function$


-- app.enter: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.enter(session uuid, permission text, roles text[], clinic uuid, fresh boolean DEFAULT false, OUT pass text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  organization uuid;
  version uuid;
  person uuid;
  operator uuid;
  elevation uuid;
  proved timestamptz;
  modules_off text[];
  own_patients boolean := false;
  deviates boolean;
  held text[];
  whole boolean;
  open_clinics text;
  said text;
begin
  -- The version before what it stands for: a change in between makes the new pass too old, never too young.
  select s.organization_id, s.user_id, s.operator_id, s.elevation_id, s.proved_at, v.version
  into organization, person, operator, elevation, proved, version
  from sessions s left join rights_versions v on v.organization_id = s.organization_id
  where s.id = session and s.ended_at is null and s.expires_at > now();
  if not found then raise exception 'session_ended' using errcode = 'PC401'; end if;

  if clinic is not null then
    select c.modules_off, c.doctors_see_own_patients,
      exists (select from role_changes r where r.organization_id = organization)
    into modules_off, own_patients, deviates from clinics c where c.organization_id = organization and c.id = clinic;
    if not found or split_part(permission, '.', 1) = any (modules_off) then
      raise exception 'not_found' using errcode = 'PC404';
    end if;
    open_clinics := '{' || clinic || '}';
    if operator = person then
      -- Support that looks in as itself: reads what head office reads, and changes nothing.
      held := case when permission is null or permission like '%.read' then array['org_admin'] else '{}' end;
      whole := true;
    else
      select array_agg(a.role), bool_or(a.clinic_id is null) into held, whole from assignments a
      where a.organization_id = organization and a.user_id = person and (a.clinic_id is null or a.clinic_id = clinic);
      if held is null then raise exception 'not_found' using errcode = 'PC404'; end if;
    end if;
    if permission is not null and not (case when deviates
        then exists (select from unnest(held) h where app.role_allows(organization, clinic, h, permission, roles))
        else held && roles end) then
      raise exception 'forbidden' using errcode = 'PC403';
    end if;
    own_patients := own_patients and held <@ array['doctor'];
  elsif operator = person then
    if permission is not null and not (permission like '%.read' and 'org_admin' = any (roles)) then
      raise exception 'forbidden' using errcode = 'PC403';
    end if;
    whole := true;
    select '{' || coalesce(string_agg(c.id::text, ','), '') || '}' into open_clinics from clinics c
    where c.organization_id = organization;
  else
    select coalesce(bool_or(a.clinic_id is null), false), array_agg(a.role),
      '{' || coalesce(string_agg(distinct c.id::text, ','), '') || '}',
      coalesce(bool_and(a.role = 'doctor') and bool_or(c.doctors_see_own_patients), false)
    into whole, held, open_clinics, own_patients
    from assignments a
    left join clinics c on c.organization_id = organization and (a.clinic_id is null or c.id = a.clinic_id)
    where a.organization_id = organization and a.user_id = person
      and (permission is null or (app.role_allows(organization, c.id, a.role, permission, roles)
        and (c.id is null or c.modules_off = '{}' or split_part(permission, '.', 1) <> all (c.modules_off))));
    if held is null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  end if;
  if fresh and proved < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;

  said := set_config('app.organization_id', organization::text, true);
  said := set_config('app.clinic_ids', open_clinics, true);
  said := set_config('app.clinic_id', coalesce(clinic::text, ''), true);
  said := set_config('app.user_id', person::text, true);
  said := set_config('app.whole_organization', case when whole then 'on' else '' end, true);
  -- Rare ones: written when there is something to say, or something of an earlier scope to take back.
  if own_patients or current_setting('app.own_doctor_id', true) <> '' then
    -- A doctor without a row among the doctors has no patient of his own.
    said := set_config('app.own_doctor_id', case when own_patients then coalesce((select d.id from doctors d
      where d.organization_id = organization and d.user_id = person limit 1),
      '00000000-0000-0000-0000-000000000000'::uuid)::text else '' end, true);
  end if;
  if elevation is not null or current_setting('app.elevation_id', true) <> '' then
    said := set_config('app.elevation_id', coalesce(elevation::text, ''), true);
    said := set_config('app.operator_id', coalesce(operator::text, ''), true);
  end if;
  -- None for what is rare, or long to send: the next request derives that anew.
  pass := case when clinic is not null and not own_patients and elevation is null
    then version || case when whole then '*' else '' end end;
end $function$


-- app.enter_again: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.enter_again(session uuid, clinic text, clinics text, rights uuid, whole text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  -- One statement of as few parts as can be: each was counted, and is made ready anew in every transaction.
  perform set_config('app.organization_id', s.organization_id::text, true), set_config('app.clinic_ids', clinics, true),
    set_config('app.clinic_id', clinic, true), set_config('app.user_id', s.user_id::text, true),
    set_config('app.whole_organization', whole, true)
  from sessions s join rights_versions v on v.organization_id = s.organization_id
  where s.id = session and s.ended_at is null and s.expires_at > now() and v.version = rights
    and (current_setting('app.own_doctor_id', true) <> '') is not true
    and (current_setting('app.elevation_id', true) <> '') is not true;
  if not found then raise exception 'the pass is old' using errcode = 'PC409'; end if;
end $function$


-- app.enter_job: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.enter_job(organization uuid, clinics uuid[], person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  perform set_config('app.organization_id', organization::text, true),
    set_config('app.clinic_ids', (select '{' || coalesce(string_agg(c.id::text, ','), '') || '}' from clinics c
      where c.organization_id = organization and (clinics is null or c.id = any (clinics))), true),
    set_config('app.clinic_id', case when cardinality(clinics) = 1 then clinics[1]::text else '' end, true),
    set_config('app.user_id', coalesce(person::text, ''), true),
    set_config('app.whole_organization', case when clinics is null then 'on' else '' end, true);
end $function$


-- app.enter_platform: owner polyclinic_lookup, may run: polyclinic_app, polyclinic_platform
CREATE OR REPLACE FUNCTION app.enter_platform(session uuid, needs text, fresh boolean, reason text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  person uuid;
  proved timestamptz;
  held text;
begin
  select s.user_id, s.proved_at, r.role into person, proved, held
  from sessions s left join platform_roles r on r.user_id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > now() and s.organization_id is null;
  if person is null then raise exception 'session_ended' using errcode = 'PC401'; end if;
  if held is null or not coalesce(needs is null or needs = 'platform.' || held
      or (needs = 'platform.support' and held = 'super_admin'), false) then
    raise exception 'forbidden' using errcode = 'PC403';
  end if;
  if fresh and proved < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;
  perform set_config('app.organization_id', '', true), set_config('app.clinic_ids', '', true),
    set_config('app.clinic_id', '', true), set_config('app.whole_organization', '', true),
    set_config('app.user_id', person::text, true), set_config('app.session_id', session::text, true),
    set_config('app.reason', coalesce(reason, ''), true);
  return person;
end $function$


-- app.enter_platform_check: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.enter_platform_check(platform_session uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  operator uuid;
begin
  select s.user_id into operator from sessions s join platform_roles r on r.user_id = s.user_id
  where s.id = platform_session and s.organization_id is null and s.ended_at is null and s.expires_at > now();
  if operator is null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  return operator;
end $function$


-- app.find_password_link: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.find_password_link(token bytea)
 RETURNS TABLE(user_id uuid, email text, username text, full_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select u.id, u.email, u.username, u.full_name from password_links l join users u on u.id = l.user_id
  where l.token_hash = token and l.used_at is null and l.expires_at > now() and u.status = 'active'
$function$


-- app.find_patients: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.find_patients(words text[], at_least integer, at_most integer)
 RETURNS TABLE(id uuid, shared integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
  with asked as (
    select app.key_hashes(app.organization_id(), c, words) as hashes, c as clinic from unnest(app.clinic_ids()) c
  ), found as (
    select p.id, a.hashes, p.keys from asked a
    cross join lateral (select * from patients p where ((select app.own_doctor_id()) is null or app.is_own('patient', p.id)) and p.keys && a.hashes offset 0) p
    where p.organization_id = app.organization_id() and p.clinic_id = a.clinic and p.archived_at is null
  ), counted as (
    select f.id, cardinality(array(select unnest(f.keys) intersect select unnest(f.hashes))) as shared from found f
  )
  select id, shared from counted where shared >= at_least order by shared desc, id limit at_most
$function$


-- app.find_registration: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.find_registration(link_hash bytea)
 RETURNS TABLE(id uuid, email text, full_name text, organization_name text, clinic_name text, city text, known boolean, organization_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select r.id, r.email, r.full_name, r.organization_name, r.clinic_name, r.city, u.password_hash is not null, r.organization_id
  from registrations r left join users u on u.email = r.email
  where r.token_hash = link_hash and r.used_at is null and r.expires_at > now()
$function$


-- app.find_same_people: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.find_same_people(clinic uuid, asked jsonb)
 RETURNS TABLE(line integer, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
  select a.line, found.id
  from (select (j->>'line')::int as line,
      app.key_hashes(app.organization_id(), clinic, array(select jsonb_array_elements_text(j->'sure'))) as sure,
      app.key_hashes(app.organization_id(), clinic, array(select jsonb_array_elements_text(j->'words'))) as words,
      array(select jsonb_array_elements_text(j->'days')::date) as days
    from jsonb_array_elements(asked) j) a
  cross join lateral (
    -- Each on its own, so that both keep to the keys, and the fence keeps the planner there; a young clinic's
    -- statistics would send it over every patient.
    select k.id, k.organization_id, k.clinic_id, k.archived_at from patients k
    where ((select app.own_doctor_id()) is null or app.is_own('patient', k.id)) and k.keys && a.sure
    union
    select k.id, k.organization_id, k.clinic_id, k.archived_at from patients k
    where ((select app.own_doctor_id()) is null or app.is_own('patient', k.id)) and k.keys && a.words
      and (k.born_on is null or cardinality(a.days) = 0 or k.born_on = any (a.days)) offset 0
  ) found
  where clinic = any (app.clinic_ids()) and found.organization_id = app.organization_id()
    and found.clinic_id = clinic and found.archived_at is null
$function$


-- app.finish_platform_check: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.finish_platform_check(check_id uuid, outcome jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  update platform_checks c set state = case when o.finding is null then 'whole' else 'broken' end, seals = o.seals,
    rows_checked = o."rowsChecked", outside = o.outside, finding = o.finding, finished_at = now()
  from jsonb_to_record(outcome) as o (seals int, "rowsChecked" bigint, outside text, finding jsonb)
  where c.id = check_id and c.state = 'waiting'
$function$


-- app.fold_deltas: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.fold_deltas()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  folded int;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('fold' || app.organization_id()::text, 0)) then return 0; end if;
  with taken as (delete from clinic_day_deltas
    where organization_id = app.organization_id() and clinic_id = any (app.clinic_ids()) returning *)
  insert into clinic_days as d (organization_id, clinic_id, doctor_id, day,
    booked, arrived, done, no_show, cancelled, invoiced_minor, paid_minor)
  select organization_id, clinic_id, doctor_id, day, sum(booked), sum(arrived), sum(done), sum(no_show),
    sum(cancelled), sum(invoiced_minor), sum(paid_minor) from taken group by 1, 2, 3, 4
  on conflict (organization_id, clinic_id, day, doctor_id) do update set
    booked = d.booked + excluded.booked, arrived = d.arrived + excluded.arrived, done = d.done + excluded.done,
    no_show = d.no_show + excluded.no_show, cancelled = d.cancelled + excluded.cancelled,
    invoiced_minor = d.invoiced_minor + excluded.invoiced_minor, paid_minor = d.paid_minor + excluded.paid_minor;
  get diagnostics folded = row_count;
  with taken as (delete from clinic_balances
    where organization_id = app.organization_id() and clinic_id = any (app.clinic_ids()) returning *)
  insert into clinic_balances (organization_id, clinic_id, due_minor, patients, folded)
  select organization_id, clinic_id, sum(due_minor), sum(patients), true from taken group by 1, 2;
  return folded;
end $function$


-- app.goes_with: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.goes_with(target regclass)
 RETURNS regclass[]
 LANGUAGE sql
 STABLE
RETURN CASE target WHEN 'public.patients'::regclass THEN ARRAY['public.patient_alerts'::regclass, 'public.duplicate_proposals'::regclass, 'public.patient_field_values'::regclass] WHEN 'public.clinics'::regclass THEN ARRAY['public.clinic_days'::regclass, 'public.clinic_day_deltas'::regclass, 'public.clinic_balances'::regclass, 'public.patient_counters'::regclass, 'public.token_counters'::regclass] ELSE '{}'::regclass[] END


-- app.has_work: owner polyclinic_lookup, may run: polyclinic_app, polyclinic_owner
CREATE OR REPLACE FUNCTION app.has_work(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from assignments a where a.organization_id = app.organization_id() and a.user_id = person)
$function$


-- app.id_at: owner polyclinic_owner, may run: polyclinic_app, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.id_at(at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((lpad(to_hex(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint), 12, '0'::text) || '70008000000000000000'::text))::uuid


-- app.import_within_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.import_within_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  perform app.refuse_beyond_plan(new.organization_id, 'patients', new.rows_total - new.rows_done);
  return new;
end $function$


-- app.inside_of: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.inside_of(platform_session uuid)
 RETURNS TABLE(session_id uuid, organization_id uuid, user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select s.id, s.organization_id, s.user_id
  from sessions p join sessions s on s.operator_id = p.user_id and s.ended_at is null and s.expires_at > now()
  join elevations e on e.organization_id = s.organization_id and e.id = s.elevation_id and e.from_session_id = p.id
  where p.id = platform_session
$function$


-- app.invitation_gives: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.invitation_gives(invitation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from invitation_grants g where g.organization_id = app.organization_id() and g.invitation_id = invitation)
$function$


-- app.invited_account: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.invited_account(invitation uuid)
 RETURNS TABLE(user_id uuid, password_hash text, active boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select u.id, u.password_hash, u.status = 'active'
  from invitations i join users u on u.email = i.email
  where i.organization_id = app.organization_id() and i.id = invitation and i.accepted_at is null and i.revoked_at is null
$function$


-- app.invited_doctors_within_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.invited_doctors_within_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if exists (select from invitations i where i.organization_id = new.organization_id and i.id = new.invitation_id
        and i.kind = 'invited')
      and not exists (select from invitation_grants g where g.organization_id = new.organization_id
        and g.invitation_id = new.invitation_id and g.role = 'doctor') then
    perform app.refuse_beyond_plan(new.organization_id, 'doctors', 1);
  end if;
  return new;
end $function$


-- app.invoice_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.invoice_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into clinic_day_deltas (organization_id, clinic_id, doctor_id, day, invoiced_minor)
  select i.organization_id, i.clinic_id, coalesce(i.doctor_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(i.issued_on, (i.created_at at time zone c.time_zone)::date), sum(i.sign * i.total_minor)
  from (
    select 1 as sign, a.* from added a where status <> 'void'
    union all select -1, r.* from removed r where status <> 'void'
  ) i join clinics c on c.organization_id = i.organization_id and c.id = i.clinic_id
  group by 1, 2, 3, 4 having sum(i.sign * i.total_minor) <> 0;
  insert into clinic_balances (organization_id, clinic_id, due_minor)
  select organization_id, clinic_id, sum(sign * (total_minor - paid_minor))
  from (
    select 1 as sign, a.* from added a where status <> 'void'
    union all select -1, r.* from removed r where status <> 'void'
  ) i group by 1, 2 having sum(sign * (total_minor - paid_minor)) <> 0;
  return null;
end $function$


-- app.is_own: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.is_own(kind text, subject uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE SECURITY DEFINER COST 1000
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  organization constant uuid := app.organization_id();
  clinics constant uuid[] := app.clinic_ids();
  doctor constant uuid := app.own_doctor_id();
  patient uuid := subject;
begin
  case kind
    when 'patient' then null;
    when 'appointment' then select a.patient_id into patient from appointments a
      where a.organization_id = organization and a.clinic_id = any (clinics) and a.id = subject;
    when 'encounter' then select e.patient_id into patient from encounters e
      where e.organization_id = organization and e.clinic_id = any (clinics) and e.id = subject;
    when 'invoice' then select i.patient_id into patient from invoices i
      where i.organization_id = organization and i.clinic_id = any (clinics) and i.id = subject;
    when 'payment' then select p.patient_id into patient from payments p
      where p.organization_id = organization and p.clinic_id = any (clinics) and p.id = subject;
  end case;
  return exists (select from appointments a where a.organization_id = organization and a.clinic_id = any (clinics)
      and a.patient_id = patient and a.doctor_id = doctor)
    or exists (select from encounters e where e.organization_id = organization and e.clinic_id = any (clinics)
      and e.patient_id = patient and e.doctor_id = doctor)
    or exists (select from patients p where p.organization_id = organization and p.clinic_id = any (clinics)
      and p.id = patient and p.first_doctor_id = doctor);
end $function$


-- app.is_suspended: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.is_suspended(organization uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from organizations o where o.id = organization and o.status = 'suspended')
$function$


-- app.is_up_to_me: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.is_up_to_me(holder uuid, given jsonb, at_clinic uuid, permission text, roles text[], ranks text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with held as (
    select a.clinic_id, a.role from assignments a where a.organization_id = app.organization_id() and a.user_id = holder
    union all
    select g.clinic_id, g.role from invitation_grants g
    where g.organization_id = app.organization_id() and g.invitation_id = holder
  ), asked as (
    select h.clinic_id, h.role from held h where at_clinic is null or h.clinic_id is null or h.clinic_id = at_clinic
    union all
    select g."clinicId", g.role from jsonb_to_recordset(given) as g("clinicId" uuid, role text)
  ), mine as (
    select a.clinic_id, a.role from assignments a
    where a.organization_id = app.organization_id() and a.user_id = app.user_id()
  )
  select not exists (select from asked where not exists (
    select from mine where (mine.clinic_id is null or mine.clinic_id = asked.clinic_id)
      and array_position(ranks, mine.role) <= array_position(ranks, asked.role)
      and app.role_allows(app.organization_id(), asked.clinic_id, mine.role, is_up_to_me.permission, is_up_to_me.roles)))
$function$


-- app.keep_an_owner: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.keep_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if current_user = 'polyclinic_app' and old.role = 'org_admin' and old.clinic_id is null then
    perform pg_advisory_xact_lock(hashtextextended('owners ' || old.organization_id::text, 0));
    if not exists (select from assignments a where a.organization_id = old.organization_id and a.role = 'org_admin'
        and a.clinic_id is null and a.id <> old.id) then
      raise exception 'the last head office person' using errcode = '23514', constraint = 'assignments__last_org_admin';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$


-- app.keep_finished: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_finished()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status = 'finished' then
    raise exception 'encounters__finished' using errcode = 'PC409', constraint = 'encounters__finished';
  end if;
  return new;
end $function$


-- app.keep_finished_parts: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_finished_parts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$


-- app.keep_issued: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_issued()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'draft' and (new.number, new.patient_id, new.total_minor, new.currency, new.issued_on, new.letterhead,
      new.printed) is distinct from (old.number, old.patient_id, old.total_minor, old.currency, old.issued_on,
      old.letterhead, old.printed) then
    raise exception 'invoices__issued' using errcode = 'PC409', constraint = 'invoices__issued';
  end if;
  return new;
end $function$


-- app.keep_issued_lines: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_issued_lines()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  line record := coalesce(new, old);
begin
  if exists (select from invoices i where i.organization_id = line.organization_id and i.clinic_id = line.clinic_id
      and i.id = line.invoice_id and i.status <> 'draft') then
    raise exception 'invoices__issued' using errcode = 'PC409', constraint = 'invoices__issued';
  end if;
  return line;
end $function$


-- app.keep_patient_due: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_patient_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  before_minor bigint := 0;
  after_minor bigint := 0;
begin
  if tg_op <> 'INSERT' and old.status <> 'void' then before_minor := old.total_minor - old.paid_minor; end if;
  if new.status <> 'void' then after_minor := new.total_minor - new.paid_minor; end if;
  if before_minor <> after_minor then
    update patients set due_minor = due_minor + after_minor - before_minor
    where organization_id = new.organization_id and clinic_id = new.clinic_id and id = new.patient_id;
  end if;
  return null;
end $function$


-- app.keep_printed: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.keep_printed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  document jsonb := to_jsonb(new);
begin
  new.printed := (select jsonb_build_object('patientName', p.full_name, 'patientNumber', p.number,
      'patientPhone', p.phone, 'bornOn', p.born_on, 'sex', p.sex, 'doctorName', d.full_name,
      'qualification', d.qualification, 'registrationNumber', d.registration_number, 'receivedBy', b.full_name,
      'allergies', case when tg_table_name = 'encounters' then (select jsonb_agg(l.label order by l.label)
        from patient_alerts l where l.organization_id = new.organization_id and l.clinic_id = new.clinic_id
          and l.patient_id = new.patient_id and l.kind = 'allergy') end)
    from patients p
    left join doctors d on d.organization_id = p.organization_id and d.id = (document->>'doctor_id')::uuid
    left join people b on b.organization_id = p.organization_id and b.user_id = (document->>'received_by')::uuid
    where p.organization_id = new.organization_id and p.clinic_id = new.clinic_id and p.id = new.patient_id);
  return new;
end $function$


-- app.key_hashes: owner polyclinic_owner, may run: polyclinic_app, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.key_hashes(organization uuid, clinic uuid, words text[])
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT COALESCE(array_agg(DISTINCT ((hashtextextended(w.w, walls.seed) >> 32))::integer), '{}'::integer[]) AS "coalesce" FROM unnest(key_hashes.words) w(w), (SELECT hashtextextended(((key_hashes.organization)::text || (key_hashes.clinic)::text), (0)::bigint) AS seed) walls)


-- app.learn_sizes: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.learn_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  grown regclass;
begin
  for grown in select c.oid from pg_class c
      where c.oid = any (array['patients', 'patient_alerts', 'patient_field_values', 'appointments', 'bookings',
          'import_rows']::regclass[])
        and pg_relation_size(c.oid) / current_setting('block_size')::int > 2 * greatest(c.relpages, 20) loop
    execute format('analyze (skip_locked) %s', grown);
  end loop;
end $function$


-- app.lock_time: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.lock_time(resource_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  r uuid;
begin
  for r in select distinct unnest(resource_ids) order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended(app.organization_id()::text || r::text, 0));
  end loop;
  perform set_config('app.locked', coalesce(current_setting('app.locked', true), '') || array_to_string(resource_ids, ','), true);
end $function$


-- app.look: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.look(kind text, via text, id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
end $function$


-- app.mail_sender: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.mail_sender(organization uuid, clinic uuid)
 RETURNS TABLE(name text, color text, address text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select coalesce(c.sender_name, o.sender_name, c.name, o.name), coalesce(c.color, o.color),
    (select s.address from mail_senders s where s.organization_id = o.id and s.verified_at is not null
      and (s.clinic_id is null or s.clinic_id = c.id) order by s.clinic_id nulls last limit 1)
  from organizations o left join clinics c on c.organization_id = o.id and c.id = clinic
  where o.id = organization
$function$


-- app.make_account: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.make_account(person uuid, mail text, login text, called text, tel text, hash text, first boolean)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with made as (
    insert into users (id, email, username, full_name, phone, password_hash, must_change_password, made_in)
    values (person, lower(mail), lower(login), called, tel, hash, first, case when first then app.organization_id() end)
    on conflict do nothing returning 1
  )
  select exists (select from made)
$function$


-- app.make_organization: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.make_organization(typed jsonb, admin uuid, plan text, trial_ends_on date, OUT organization uuid, OUT clinic uuid)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  t record;
  scope text[] := array[current_setting('app.organization_id', true), current_setting('app.clinic_ids', true),
    current_setting('app.clinic_id', true), current_setting('app.whole_organization', true), current_setting('app.user_id', true)];
begin
  select * into t from jsonb_to_record(typed) as t (organization_name text, clinic_name text, clinic_code text,
    slug text, city text, country text, time_zone text, currency text);
  organization := uuidv7();
  clinic := uuidv7();
  perform set_config('app.organization_id', organization::text, true), set_config('app.clinic_ids', '{' || clinic || '}', true),
    set_config('app.clinic_id', clinic::text, true), set_config('app.whole_organization', 'on', true),
    set_config('app.user_id', admin::text, true);
  insert into organizations (id, name, slug, currency, time_zone, country)
  values (organization, t.organization_name, t.slug, t.currency, t.time_zone, t.country);
  insert into subscriptions (organization_id, plan, trial_ends_on) values (organization, plan, trial_ends_on);
  insert into clinics (id, name, code, city, time_zone, currency, country)
  values (clinic, t.clinic_name, t.clinic_code, t.city, t.time_zone, t.currency, t.country);
  insert into people (user_id, full_name, email) select u.id, u.full_name, u.email from users u where u.id = admin;
  insert into assignments (user_id, clinic_id, role) values (admin, null, 'org_admin'), (admin, clinic, 'clinic_admin');
  insert into services (name, minutes) values ('Consultation', 30);
  insert into first_steps (clinic_id) values (clinic);
  perform app.record('organization.made', organization, jsonb_build_object('plan', plan, 'clinicId', clinic), null, null);
  perform app.count_usage(organization);
  perform set_config('app.organization_id', coalesce(scope[1], ''), true), set_config('app.clinic_ids', coalesce(scope[2], ''), true),
    set_config('app.clinic_id', coalesce(scope[3], ''), true), set_config('app.whole_organization', coalesce(scope[4], ''), true),
    set_config('app.user_id', coalesce(scope[5], ''), true);
end $function$


-- app.make_organization_for: owner polyclinic_owner, may run: polyclinic_platform
CREATE OR REPLACE FUNCTION app.make_organization_for(typed jsonb, link_hash bytea, plan text, trial_ends_on date)
 RETURNS TABLE(organization_id uuid, clinic_id uuid, user_id uuid, invited boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  insert into users (email, full_name) values (lower(typed ->> 'email'), typed ->> 'full_name') on conflict (email) do nothing;
  select u.id, u.password_hash is null into user_id, invited from users u where u.email = lower(typed ->> 'email');
  select m.organization, m.clinic into organization_id, clinic_id
  from app.make_organization(typed, user_id, plan, trial_ends_on) m;
  if invited then
    insert into registrations (email, full_name, organization_name, clinic_name, city, country, time_zone, currency,
      token_hash, address_hash, expires_at, organization_id)
    select lower(t.email), t.full_name, t.organization_name, t.clinic_name, t.city, t.country, t.time_zone, t.currency,
      link_hash, '', now() + interval '7 days', make_organization_for.organization_id
    from jsonb_to_record(typed) as t (email text, full_name text, organization_name text, clinic_name text, city text,
      country text, time_zone text, currency text);
  end if;
  return next;
end $function$


-- app.may_see: owner polyclinic_owner, may run: polyclinic_app, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.may_see(patient uuid, first_doctor uuid DEFAULT NULL::uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE COST 1000
AS $function$
begin
  return coalesce(first_doctor = app.own_doctor_id(), false) or app.is_own('patient', patient)
    or app.waits_for_anybody(patient);
end $function$


-- app.member_by_login: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.member_by_login(login text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select u.id from users u where (u.email = lower(login) or u.username = lower(login))
    and (exists (select from assignments a where a.organization_id = app.organization_id() and a.user_id = u.id)
      or (u.email is null and u.made_in = app.organization_id()))
$function$


-- app.members: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.members(organization uuid)
 RETURNS TABLE(user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select distinct a.user_id from assignments a where a.organization_id = organization
$function$


-- app.memberships: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.memberships(person uuid)
 RETURNS TABLE(organization_id uuid, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select p.organization_id, p.created_at from people p join organizations o on o.id = p.organization_id
  where p.user_id = person and o.status = 'active'
    and exists (select from assignments a where a.organization_id = p.organization_id and a.user_id = person)
$function$


-- app.my_account: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.my_account(session uuid, fresh boolean)
 RETURNS TABLE(user_id uuid, organization_id uuid, email text, username text, full_name text, phone text, language text, password_hash text, totp_sealed bytea, totp_last_step bigint, totp_since timestamp with time zone, recovery_codes_left integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  mine sessions;
begin
  select * into mine from sessions s where s.id = session and s.ended_at is null and s.expires_at > now();
  if not found then raise exception 'session_ended' using errcode = 'PC401'; end if;
  if mine.operator_id is not null then raise exception 'forbidden' using errcode = 'PC403'; end if;
  if fresh and mine.proved_at < now() - interval '10 minutes' then
    raise exception 'confirmation_needed' using errcode = 'PC428';
  end if;
  return query select u.id, mine.organization_id, u.email, u.username, u.full_name, u.phone, u.language, u.password_hash,
    u.totp_sealed, u.totp_last_step, u.totp_since,
    (select count(*)::int from recovery_codes c where c.user_id = u.id and c.used_at is null)
  from users u where u.id = mine.user_id and u.status = 'active';
end $function$


-- app.my_sessions: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.my_sessions(session uuid)
 RETURNS TABLE(id uuid, user_agent text, place text, created_at timestamp with time zone, last_seen_at timestamp with time zone, is_this boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select s.id, coalesce(s.user_agent, ''), s.place, s.created_at, s.last_seen_at, s.id = session
  from app.my_account(session, false) m join sessions s on s.user_id = m.user_id
  where s.ended_at is null and s.expires_at > now() and s.operator_id is null
  order by s.id = session desc, s.last_seen_at desc limit 100
$function$


-- app.new_invoice_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.new_invoice_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into clinic_day_deltas (organization_id, clinic_id, doctor_id, day, invoiced_minor)
  select i.organization_id, i.clinic_id, coalesce(i.doctor_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(i.issued_on, (i.created_at at time zone c.time_zone)::date), sum(i.total_minor)
  from added i join clinics c on c.organization_id = i.organization_id and c.id = i.clinic_id
  where i.status <> 'void' group by 1, 2, 3, 4 having sum(i.total_minor) <> 0;
  insert into clinic_balances (organization_id, clinic_id, due_minor)
  select organization_id, clinic_id, sum(total_minor - paid_minor)
  from added where status <> 'void' group by 1, 2 having sum(total_minor - paid_minor) <> 0;
  return null;
end $function$


-- app.only_ours: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.only_ours(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select not exists (select from people p where p.user_id = person and p.organization_id <> app.organization_id())
$function$


-- app.only_suspended: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.only_suspended(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from people p join organizations o on o.id = p.organization_id and o.status = 'suspended'
    where p.user_id = person
      and exists (select from assignments a where a.organization_id = p.organization_id and a.user_id = person))
$function$


-- app.open_session: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.open_session(person uuid, organization uuid, refresh_hash bytea, agent text, lasts interval, device bytea, seat text, place text, trace text)
 RETURNS TABLE(session_id uuid, organization_id uuid, device_is_new boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  opened sessions;
  operator boolean := organization is null and exists (select from platform_roles r where r.user_id = person);
begin
  perform set_config('app.organization_id', coalesce(organization::text, ''), true);
  insert into sessions (organization_id, user_id, expires_at, user_agent, device_hash, place)
  select m.organization_id, person, now() + lasts, left(agent, 300), device, open_session.place
  from (select null::uuid as organization_id, '-infinity'::timestamptz as created_at where operator
    union all select * from app.memberships(person)) m
  where organization is null or m.organization_id = organization
  order by (select max(s.created_at) from sessions s where s.organization_id is not distinct from m.organization_id
    and s.user_id = person and s.operator_id is null) desc nulls last, m.created_at
  limit 1 returning * into opened;
  if opened.id is null then return; end if;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, opened.id);
  perform app.record_account(opened.organization_id, person, 'session.opened', jsonb_build_object('sessionId', opened.id), trace);
  return query select opened.id, opened.organization_id, app.remember_device(person, device, seat);
end $function$


-- app.operator_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.operator_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.operator_id'::text, true), ''::text))::uuid


-- app.operators: owner polyclinic_lookup, may run: polyclinic_platform
CREATE OR REPLACE FUNCTION app.operators()
 RETURNS TABLE(user_id uuid, full_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select u.id, u.full_name from users u where u.id in (select r.user_id from platform_roles r union select e.user_id from platform_events e)
$function$


-- app.organization_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.organization_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid


-- app.organization_of_host: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organization_of_host(asked_host text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select organization_id from domains where host = lower(asked_host) and verified_at is not null
$function$


-- app.organizations_to_fold: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_to_fold()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select o.id from organizations o where exists (select from clinic_day_deltas d where d.organization_id = o.id)
    or exists (select from clinic_balances b where b.organization_id = o.id and not b.folded)
$function$


-- app.organizations_to_rekey: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_to_rekey()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select o.id from organizations o where exists (select from patients p where p.organization_id = o.id and p.keys = '{}')
$function$


-- app.organizations_to_seal: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_to_seal()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select o.id from organizations o
  left join lateral (select s.up_to_tx, s.up_to_id from audit_seals s where s.organization_id = o.id
    order by s.number desc limit 1) l on true
  where exists (select from audit_events e where e.organization_id = o.id
    and (e.tx, e.id) > (coalesce(l.up_to_tx, '0'), coalesce(l.up_to_id, '00000000-0000-0000-0000-000000000000')))
$function$


-- app.organizations_to_shred: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_to_shred()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select o.id from organizations o left join audit_retention r on r.organization_id = o.id
  where exists (select from audit_details d where d.organization_id = o.id
    and d.event_id > coalesce(r.shredded_to, '00000000-0000-0000-0000-000000000000')
    and d.event_id < app.id_at(now() - make_interval(years => coalesce(r.years, 7))))
$function$


-- app.organizations_with_addresses_due: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_with_addresses_due()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select organization_id from domains where own and next_check_at <= now()
  union select organization_id from mail_senders where next_check_at <= now()
$function$


-- app.organizations_with_old_looks: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_with_old_looks()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select o.id from organizations o where exists (select from patient_looks l
    where l.organization_id = o.id and l.looked_at < now() - interval '6 years')
$function$


-- app.organizations_with_seals: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_with_seals()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select distinct organization_id from audit_seals where number = 1
$function$


-- app.organizations_with_transfers: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.organizations_with_transfers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select distinct organization_id from doctor_transfers where finished_at is null and from_day <= current_date + 1
$function$


-- app.other_organizations: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.other_organizations()
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select other.id, other.name from (
    select o.id, o.name, 1 as place from app.memberships(app.user_id()) m join organizations o on o.id = m.organization_id
    where m.organization_id is distinct from app.organization_id()
    union all select '00000000-0000-0000-0000-000000000000', 'Polyclinic', 2 from platform_roles r
    where r.user_id = app.user_id() and app.organization_id() is not null
  ) other where app.operator_id() is null order by other.place, other.name, other.id
$function$


-- app.own_doctor_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.own_doctor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.own_doctor_id'::text, true), ''::text))::uuid


-- app.patient_answers: owner polyclinic_owner, may run: polyclinic_app, polyclinic_lookup
CREATE OR REPLACE FUNCTION app.patient_answers(organization uuid, clinic uuid, patient uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
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
end $function$


-- app.patient_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.patient_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into clinic_balances (organization_id, clinic_id, patients)
  select organization_id, clinic_id, count(*) from added group by 1, 2;
  return null;
end $function$


-- app.payment_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.payment_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into clinic_day_deltas (organization_id, clinic_id, day, paid_minor)
  select organization_id, clinic_id, received_on, sum(amount_minor) from added group by 1, 2, 3;
  return null;
end $function$


-- app.plan_limit: owner polyclinic_owner, may run: polyclinic_lookup
CREATE OR REPLACE FUNCTION app.plan_limit(p public.plans, what text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE what WHEN 'clinics'::text THEN (p).clinics WHEN 'doctors'::text THEN (p).doctors WHEN 'seats'::text THEN (p).seats WHEN 'patients'::text THEN (p).patients ELSE NULL::integer END


-- app.plan_use: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.plan_use(organization uuid, what text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select case what
    when 'clinics' then (select count(*) from clinics c where c.organization_id = organization and c.status = 'active')
    -- Who was invited as a doctor has a place already; a doctor whom the branch made at once stands among the doctors.
    when 'doctors' then (select count(*) from doctors d where d.organization_id = organization and d.status = 'active')
      + (select count(distinct i.id) from invitations i
        join invitation_grants g on g.organization_id = i.organization_id and g.invitation_id = i.id and g.role = 'doctor'
        where i.organization_id = organization and i.kind = 'invited'
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
    when 'seats' then (select count(distinct a.user_id) from assignments a where a.organization_id = organization)
      + (select count(*) from invitations i where i.organization_id = organization
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
    when 'patients' then (select count(*) from patients p where p.organization_id = organization and p.archived_at is null)
    end::int
$function$


-- app.plan_uses: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.plan_uses()
 RETURNS TABLE(what text, used integer, allowed integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select w, app.plan_use(app.organization_id(), w), app.plan_limit(p, w)
  from unnest(array['doctors', 'clinics', 'seats', 'patients']) with ordinality as t (w, n)
  left join subscriptions s on s.organization_id = app.organization_id() left join plans p on p.code = s.plan
  where app.organization_id() is not null order by n
$function$


-- app.platform_checks_waiting: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.platform_checks_waiting()
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  insert into platform_checks (asked_by) select null where exists (select from platform_seals)
    and not exists (select from platform_checks c where c.asked_at > now() - interval '1 day');
  select id from platform_checks where state = 'waiting' order by id
$function$


-- app.platform_line: owner polyclinic_owner, may run: polyclinic_lookup
CREATE OR REPLACE FUNCTION app.platform_line(e public.platform_events)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((jsonb_build_array((e).id, ((EXTRACT(epoch FROM (e).recorded_at) * (1000000)::numeric))::bigint, (e).user_id, (e).event, (e).subject_id, (e).reason, (e).detail, (e).trace_id, ((e).tx)::text))::text, 'UTF8'::name))


-- app.platform_range: owner polyclinic_lookup, may run: polyclinic_owner
CREATE OR REPLACE FUNCTION app.platform_range(after_tx xid8, after_id uuid, to_tx xid8, to_id uuid, most integer)
 RETURNS TABLE(row_count integer, up_to_tx xid8, up_to_id uuid, last_at timestamp with time zone, entries bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with chosen as (
    select e.tx, e.id, e.recorded_at, app.platform_line(e) as digest from platform_events e
    where (to_tx is not null or e.tx < app.server_horizon())
      and (e.tx, e.id) > (coalesce(after_tx, '0'), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and (to_tx is null or (e.tx, e.id) <= (to_tx, to_id))
    order by e.tx, e.id limit most
  )
  select count(*)::int, (array_agg(c.tx order by c.tx desc, c.id desc))[1], (array_agg(c.id order by c.tx desc, c.id desc))[1],
    max(c.recorded_at), string_agg(uuid_send(c.id) || c.digest, ''::bytea order by c.tx, c.id)
  from chosen c
$function$


-- app.platform_role_of: owner polyclinic_lookup, may run: polyclinic_app, polyclinic_owner
CREATE OR REPLACE FUNCTION app.platform_role_of(person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select role from platform_roles where user_id = person
$function$


-- app.protect: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.protect(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy clinic_wall on %s using (case when organization_id = (select app.organization_id())
    then clinic_id = any ((select app.clinic_ids())::uuid[]) else false end)', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $function$


-- app.protect_head_office: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.protect_head_office(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy clinic_or_head_office on %s using (organization_id = (select app.organization_id())
    and case when clinic_id is null then (select app.whole_organization())
        else clinic_id = any ((select app.clinic_ids())::uuid[]) end)', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $function$


-- app.protect_organization: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.protect_organization(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy organization_wall on %s using (organization_id = (select app.organization_id()))', target);
  execute format('grant select, insert, update on %s to polyclinic_app', target);
  execute format('grant select on %s to polyclinic_backup', target);
end $function$


-- app.protect_own_patients: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.protect_own_patients(target regclass, kind text, id_column text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('create policy own_patients_by_%s on %s as restrictive using (
    (current_setting(''app.own_doctor_id'', true) <> '''') is not true or app.is_own(%L, %I))', id_column, target, kind, id_column);
end $function$


-- app.prove_session: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.prove_session(session uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  update sessions s set proved_at = now() from app.my_account(session, false) m where s.id = session returning s.proved_at
$function$


-- app.prune_looks: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.prune_looks()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with gone as (
    delete from patient_looks l where l.organization_id = app.organization_id() and l.looked_at < now() - interval '6 years'
    returning 1
  )
  select count(*)::int from gone
$function$


-- app.queue_mail: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.queue_mail(mail uuid, clinic uuid, template text, language text, sealed bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  insert into mails (id, organization_id, clinic_id, template, language, sealed)
  values (mail, nullif(app.organization_id(), '00000000-0000-0000-0000-000000000000'), clinic, template, language, sealed)
$function$


-- app.recent_changes: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.recent_changes(since timestamp with time zone)
 RETURNS TABLE(id uuid, organization_id uuid, clinic_id uuid, event text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select id, organization_id, clinic_id, event from audit_events where recorded_at > since order by recorded_at limit 5000
$function$


-- app.record: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.record(event text, subject uuid, detail jsonb, trace text, clinic uuid DEFAULT app.clinic_id())
 RETURNS void
 LANGUAGE sql
AS $function$
  with salted as (select gen_random_uuid() as salt), row as (
    insert into audit_events (event, subject_id, trace_id, clinic_id, detail_digest)
    select event, subject, trace, clinic, app.detail_digest(salt, detail) from salted
    returning organization_id, id, clinic_id
  )
  insert into audit_details (organization_id, event_id, clinic_id, detail, salt)
  select row.organization_id, row.id, row.clinic_id, detail, salt from row, salted where detail is not null
$function$


-- app.record_account: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.record_account(organization uuid, person uuid, event text, detail jsonb, trace text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if organization is null then
    insert into platform_events (user_id, event, subject_id, reason, detail, trace_id)
    select person, record_account.event, person, '', record_account.detail, trace
    from platform_roles r where r.user_id = person;
    return;
  end if;
  perform set_config('app.organization_id', organization::text, true), set_config('app.user_id', person::text, true),
    set_config('app.clinic_id', '', true), set_config('app.whole_organization', 'on', true);
  perform app.record(event, person, detail, trace, null);
end $function$


-- app.record_platform: owner polyclinic_owner, may run: polyclinic_app, polyclinic_platform
CREATE OR REPLACE FUNCTION app.record_platform(event text, subject uuid, detail jsonb, trace text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  insert into platform_events (event, subject_id, detail, trace_id) values (event, subject, detail, trace)
$function$


-- app.referred_to: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.referred_to(target regclass, spare regclass[])
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (SELECT COALESCE(string_agg(format('exists (select from %s r where r.organization_id = t.organization_id%s and r.%I = t.id)'::text, (c.conrelid)::regclass, CASE WHEN ((referred_to.target)::oid = ('public.clinics'::regclass)::oid) THEN ''::text ELSE ' and r.clinic_id = t.clinic_id'::text END, a.attname), ' or '::text), 'false'::text) AS "coalesce" FROM (((pg_constraint c CROSS JOIN LATERAL UNNEST(c.conkey, c.confkey) k(here, there)) JOIN pg_attribute f ON (((f.attrelid = c.confrelid) AND (f.attnum = k.there) AND (f.attname = 'id'::name)))) JOIN pg_attribute a ON (((a.attrelid = c.conrelid) AND (a.attnum = k.here)))) WHERE ((c.contype = 'f'::"char") AND (c.confrelid = (referred_to.target)::oid) AND (c.conrelid <> ALL ((referred_to.spare)::oid[]))))


-- app.refuse_beyond_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.refuse_beyond_plan(organization uuid, what text, adding integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  plan plans;
  allowed int;
  used int;
  lifts plans;
begin
  select p.* into plan from subscriptions s join plans p on p.code = s.plan where s.organization_id = organization;
  allowed := app.plan_limit(plan, what);
  if allowed is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('plan ' || what || organization, 0));
  used := app.plan_use(organization, what);
  if used + adding <= allowed then return; end if;
  select p.* into lifts from plans p where p.position > plan.position
    and coalesce(app.plan_limit(p, what) >= used + adding, true) order by p.position limit 1;
  raise exception using errcode = '23514', constraint = 'plans__plan_' || what,
    message = format('The %s plan includes %s %s. %s', plan.name, allowed,
      case what when 'clinics' then 'branches' when 'seats' then 'people' else what end,
      case when lifts.code is null then '' else format('The %s plan has room for more; ask the operator of this system for it. ', lifts.name) end
        || 'Nothing that is there is touched.'),
    detail = jsonb_build_object('plan', plan.code, 'limit', allowed, 'used', used, 'lifts', lifts.code);
end $function$


-- app.refuse_read_only: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.refuse_read_only()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if exists (select from organizations o where o.id = app.organization_id() and o.read_only_from <= now()) then
    raise exception 'this organization is read-only' using errcode = '23514', constraint = 'organizations__read_only';
  end if;
end $function$


-- app.refuse_suspended: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.refuse_suspended()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if app.is_suspended(new.organization_id) then
    raise exception 'organization_suspended' using errcode = '23514', constraint = 'sessions__organization_suspended';
  end if;
  return new;
end $function$


-- app.release_domain: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.release_domain(domain uuid)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  delete from domains d where d.id = domain and d.id in (select h.id from app.domains_here() h) returning d.host
$function$


-- app.release_time: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.release_time(booking uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  was uuid;
begin
  select resource_id into was from bookings where organization_id = app.organization_id() and id = booking;
  if not found then return; end if;
  perform app.require_lock(was);
  delete from bookings where organization_id = app.organization_id() and id = booking;
end $function$


-- app.remember_device: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.remember_device(person uuid, device bytea, seat text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  had_others boolean := exists (select from known_devices d where d.user_id = person);
  added boolean;
begin
  insert into known_seats (user_id, seat_hash) values (person, sha256(convert_to(seat, 'UTF8')))
  on conflict (user_id, seat_hash) do update set last_seen_at = now();
  if device is null then return false; end if;
  insert into known_devices (user_id, device_hash) values (person, device)
  on conflict (user_id, device_hash) do update set last_seen_at = now() returning xmax = 0 into added;
  -- What was not seen for long is somebody else's by now.
  delete from known_seats k where k.user_id = person and k.last_seen_at < now() - interval '60 days';
  delete from known_devices d where d.user_id = person and d.last_seen_at < now() - interval '400 days';
  return had_others and added;
end $function$


-- app.remove_sample: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.remove_sample()
 RETURNS TABLE(appointments integer, patients integer, kept integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  gone uuid[];
  taken uuid[];
begin
  execute format('select array_agg(t.id), array_agg(t.booking_id) from appointments t
      join sample_appointments s on s.organization_id = t.organization_id and s.clinic_id = t.clinic_id and s.appointment_id = t.id
      where t.organization_id = app.organization_id() and t.clinic_id = app.clinic_id() and not (%s)',
    app.referred_to('appointments', '{appointment_changes,sample_appointments}')) into gone, taken;
  delete from sample_appointments s where s.organization_id = app.organization_id() and s.clinic_id = app.clinic_id();
  delete from appointment_changes c where c.organization_id = app.organization_id() and c.clinic_id = app.clinic_id()
    and c.appointment_id = any (gone);
  delete from appointments a where a.organization_id = app.organization_id() and a.clinic_id = app.clinic_id() and a.id = any (gone);
  get diagnostics appointments = row_count;
  delete from bookings b where b.organization_id = app.organization_id() and b.id = any (taken);

  execute format('select array_agg(t.id) from patients t
      join sample_patients s on s.organization_id = t.organization_id and s.clinic_id = t.clinic_id and s.patient_id = t.id
      where t.organization_id = app.organization_id() and t.clinic_id = app.clinic_id() and not (%s)',
    app.referred_to('patients', '{patient_alerts,duplicate_proposals,sample_patients}')) into gone;
  delete from sample_patients s where s.organization_id = app.organization_id() and s.clinic_id = app.clinic_id();
  get diagnostics kept = row_count;
  delete from patient_alerts r where r.organization_id = app.organization_id() and r.clinic_id = app.clinic_id()
    and r.patient_id = any (gone);
  delete from duplicate_proposals r where r.organization_id = app.organization_id() and r.clinic_id = app.clinic_id()
    and (r.patient_id = any (gone) or r.other_id = any (gone));
  delete from patients p where p.organization_id = app.organization_id() and p.clinic_id = app.clinic_id() and p.id = any (gone);
  get diagnostics patients = row_count;
  kept := kept - patients;
  return next;
end $function$


-- app.remove_second_step: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.remove_second_step(person uuid)
 RETURNS TABLE(user_id uuid, full_name text, email text, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if not app.has_work(person) then raise exception 'not_found' using errcode = 'PC404'; end if;
  if not app.only_ours(person) or app.platform_role_of(person) is not null then
    raise exception 'reaches further' using errcode = '23514', constraint = 'users__reaches_further';
  end if;
  return query select * from app.take_second_step(person);
end $function$


-- app.remove_second_step_of: owner polyclinic_owner, may run: polyclinic_platform
CREATE OR REPLACE FUNCTION app.remove_second_step_of(login text, because text, trace text)
 RETURNS TABLE(user_id uuid, full_name text, email text, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  operator uuid := app.user_id();
  person uuid;
  organization uuid;
begin
  if app.platform_role_of(operator) is distinct from 'super_admin' then
    raise exception 'forbidden' using errcode = 'PC403';
  end if;
  select u.id into person from users u where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
  order by u.email = lower(login) desc nulls last limit 1;
  if person is null then return; end if;
  if person = operator then
    raise exception 'oneself' using errcode = '23514', constraint = 'users__not_yourself';
  end if;
  return query select * from app.take_second_step(person);
  for organization in select m.organization_id from app.memberships(person) m
  loop
    -- The operator is nobody of the organization: the row says that it was the platform.
    perform set_config('app.organization_id', organization::text, true), set_config('app.whole_organization', 'on', true),
      set_config('app.user_id', '', true);
    perform app.record('person.secondStepRemoved', person, jsonb_build_object('by', 'platform', 'reason', because), trace, null);
  end loop;
  perform set_config('app.organization_id', '', true), set_config('app.whole_organization', '', true),
    set_config('app.user_id', operator::text, true);
end $function$


-- app.removed_patient_deltas: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.removed_patient_deltas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into clinic_balances (organization_id, clinic_id, due_minor, patients)
  select organization_id, clinic_id, 0, -count(*) from removed group by 1, 2;
  return null;
end $function$


-- app.replace_first_password: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.replace_first_password(person uuid, new_hash text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with changed as (update users set password_hash = new_hash, must_change_password = false
    where id = person and must_change_password returning 1)
  select exists (select from changed)
$function$


-- app.require_lock: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.require_lock(resource uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if position(resource::text in coalesce(current_setting('app.locked', true), '')) = 0 then
    raise exception 'the timeline % is not locked', resource using errcode = 'PC500';
  end if;
end $function$


-- app.require_totp: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.require_totp(required boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  ended int := 0;
begin
  if not app.whole_organization() then raise exception 'forbidden' using errcode = 'PC403'; end if;
  update organizations set totp_required = required where id = app.organization_id();
  if required then
    update sessions s set ended_at = now(), end_reason = 'totp_required' from users u
    where s.organization_id = app.organization_id() and s.ended_at is null and s.operator_id is null
      and u.id = s.user_id and u.totp_sealed is null
      and s.user_id in (select a.user_id from assignments a where a.role = 'org_admin');
    get diagnostics ended = row_count;
  end if;
  return ended;
end $function$


-- app.rights_changed: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.rights_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  insert into rights_versions (organization_id) values (coalesce(new.organization_id, old.organization_id))
  on conflict (organization_id) do update set version = gen_random_uuid();
  return null;
end $function$


-- app.role_allows: owner polyclinic_owner, may run: polyclinic_lookup
CREATE OR REPLACE FUNCTION app.role_allows(organization uuid, clinic uuid, held text, permission text, roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN (held = 'org_admin'::text) THEN (held = ANY (roles)) ELSE COALESCE((SELECT r.allowed FROM public.role_changes r WHERE ((r.organization_id = role_allows.organization) AND (r.role = role_allows.held) AND (r.permission = role_allows.permission) AND ((r.clinic_id IS NULL) OR (r.clinic_id = role_allows.clinic))) ORDER BY r.clinic_id LIMIT 1), (held = ANY (roles))) END


-- app.rotate_refresh: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.rotate_refresh(old_hash bytea, new_hash bytea, host uuid)
 RETURNS TABLE(outcome text, session_id uuid, organization_id uuid, user_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  token refresh_tokens;
  session sessions;
begin
  select * into token from refresh_tokens t where t.token_hash = old_hash for update;
  if not found then return query select 'unknown', null::uuid, null::uuid, null::uuid; return; end if;
  select * into session from sessions s where s.id = token.session_id;
  if session.ended_at is not null or session.expires_at <= now() then
    return query select 'ended', session.id, session.organization_id, session.user_id; return;
  end if;
  if host is not null and session.organization_id is distinct from host then
    return query select 'elsewhere', session.id, session.organization_id, session.user_id; return;
  end if;
  if token.used_at < now() - interval '30 seconds' then
    update sessions s set ended_at = now(), end_reason = 'refresh_reused' where s.id = session.id;
    perform app.record_account(session.organization_id, session.user_id, 'session.reuse_found',
      jsonb_build_object('sessionId', session.id), null);
    return query select 'reused', session.id, session.organization_id, session.user_id; return;
  end if;
  update refresh_tokens t set used_at = coalesce(t.used_at, now()) where t.token_hash = old_hash;
  update sessions s set last_seen_at = now() where s.id = session.id;
  insert into refresh_tokens (token_hash, session_id) values (new_hash, session.id);
  return query select 'rotated', session.id, session.organization_id, session.user_id;
end $function$


-- app.seal_audit: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.seal_audit(most integer)
 RETURNS TABLE(number integer, row_count integer, hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  last audit_seals;
  found record;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit_seals:' || app.organization_id(), 0));
  select * into last from audit_seals s where s.organization_id = app.organization_id() order by s.number desc limit 1;
  if last.up_to_tx >= app.server_next() then
    raise exception 'The last seal is ahead of this server''s transactions: the rows came from another server. See docs/runbooks/audit-trail-restored.md.';
  end if;
  select * into found from app.audit_range(last.up_to_tx, last.up_to_id, null, null, most);
  if found.row_count = 0 then return; end if;
  return query insert into audit_seals as s (number, row_count, up_to_tx, up_to_id, last_at, entries, hash)
    values (coalesce(last.number, 0) + 1, found.row_count, found.up_to_tx, found.up_to_id, found.last_at, found.entries,
      app.seal_hash(last.hash, coalesce(last.number, 0) + 1, found.entries))
    returning s.number, s.row_count, s.hash;
end $function$


-- app.seal_hash: owner polyclinic_owner, may run: polyclinic_lookup
CREATE OR REPLACE FUNCTION app.seal_hash(before bytea, number integer, entries bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(((COALESCE(before, '\x'::bytea) || int4send(number)) || entries))


-- app.seal_platform: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.seal_platform(most integer)
 RETURNS TABLE(number integer, row_count integer, hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  last platform_seals;
  found record;
begin
  perform pg_advisory_xact_lock(hashtextextended('platform_seals', 0));
  select * into last from platform_seals s order by s.number desc limit 1;
  if last.up_to_tx >= app.server_next() then
    raise exception 'The last seal is ahead of this server''s transactions: the rows came from another server. See docs/runbooks/audit-trail-restored.md.';
  end if;
  select * into found from app.platform_range(last.up_to_tx, last.up_to_id, null, null, most);
  if found.row_count = 0 then return; end if;
  return query insert into platform_seals as s (number, row_count, up_to_tx, up_to_id, last_at, entries, hash)
    values (coalesce(last.number, 0) + 1, found.row_count, found.up_to_tx, found.up_to_id, found.last_at, found.entries,
      app.seal_hash(last.hash, coalesce(last.number, 0) + 1, found.entries))
    returning s.number, s.row_count, s.hash;
end $function$


-- app.search_patients: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.search_patients(numbers text[], pieces text[], pairs text[], exact_a text[], exact_b text[], exact_c text[], near_a text[], near_b text[], near_c text[], with_archived boolean, at_most integer)
 RETURNS TABLE(id uuid, number text, full_name text, sex text, born_on date, phone text, second_phone text, guardian text, city text, due_minor bigint, archived boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
#variable_conflict use_column
declare
  organization uuid := app.organization_id();
  clinic uuid := app.clinic_id();
  enough constant int := 3;
  dialled uuid[] := '{}'; -- by patient number or phone
  answered int := 0; -- rows returned already
  found uuid[] := '{}';
  a int[];
  b int[];
  c int[];
  wide_a int[];
  wide_b int[];
  wide_c int[];
  sound_a int;
  sound_b int;
  sound_c int;
  telling_a int[]; -- of the near keys those that are not of a word with one letter left out
  telling_b int[];
  telling_c int[];
begin
<<rounds>>
begin
  if cardinality(numbers) > 0 then
    dialled := dialled || array(select p.id
      from patients p where ((select app.own_doctor_id()) is null or app.is_own('patient', p.id))
        and p.organization_id = organization and p.clinic_id = clinic and p.number = any (numbers)
        and (with_archived or p.archived_at is null) limit at_most);
  end if;
  if cardinality(pieces) > 0 then
    a := app.key_hashes(organization, clinic, pieces);
    dialled := dialled || array(select p.id
      from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
        and q.keys @> a offset 0) p
      where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
      limit at_most);
  end if;
  if cardinality(pairs) > 0 then
    a := app.key_hashes(organization, clinic, pairs);
    return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
        p.due_minor, p.archived_at is not null
      from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
        and q.keys && a limit 500) p
      where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
      order by case when count(*) over () > at_most then
        (p.keys && (select app.key_hashes(organization, clinic, pairs[1:2])))::int end desc nulls last limit at_most;
    get diagnostics answered = row_count;
    exit rounds when answered >= enough;
  end if;
  exit rounds when exact_a is null;

  a := app.key_hashes(organization, clinic, exact_a);
  sound_a := (app.key_hashes(organization, clinic, near_a[1:1]))[1];
  if exact_b is null then
    for round in 1..2 loop
      found := found || array(select p.id
        from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
          and q.keys && a limit 1000) p
        where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
        order by case when count(*) over () > at_most then
          (sound_a = any (p.keys))::int + coalesce(p.keys && telling_a, false)::int end desc nulls last limit at_most);
      exit rounds when answered + cardinality(found) >= enough;
      a := app.key_hashes(organization, clinic, near_a);
      telling_a := app.key_hashes(organization, clinic, array(select w from unnest(near_a) w where w not like 'sd:%'));
    end loop;
    exit rounds;
  end if;

  b := app.key_hashes(organization, clinic, exact_b);
  c := case when exact_c is not null then app.key_hashes(organization, clinic, exact_c) end;
  found := found || array(select p.id
    from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
      and q.keys && a and q.keys && b and (c is null or q.keys && c) limit 500) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    limit at_most);
  exit rounds when answered + cardinality(found) >= enough;

  sound_b := (app.key_hashes(organization, clinic, near_b[1:1]))[1];
  sound_c := (app.key_hashes(organization, clinic, near_c[1:1]))[1];
  wide_a := app.key_hashes(organization, clinic, near_a);
  wide_b := app.key_hashes(organization, clinic, near_b);
  wide_c := case when exact_c is not null then app.key_hashes(organization, clinic, near_c) end;
  telling_a := app.key_hashes(organization, clinic, array(select w from unnest(near_a) w where w not like 'sd:%')) || a;
  telling_b := app.key_hashes(organization, clinic, array(select w from unnest(near_b) w where w not like 'sd:%')) || b;
  telling_c := app.key_hashes(organization, clinic, array(select w from unnest(near_c) w where w not like 'sd:%')) || c;
  found := found || array(select p.id
    from (
      (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
        and q.keys && wide_a and q.keys && b and (c is null or q.keys && c) limit 500)
      union all
      (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
        and q.keys && a and q.keys && wide_b and (c is null or q.keys && c) limit 500)
      union all
      (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
        and c is not null and q.keys && a and q.keys && b and q.keys && wide_c limit 500)) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by case when count(*) over () > at_most then
      (sound_a = any (p.keys))::int + (sound_b = any (p.keys))::int + coalesce(sound_c = any (p.keys), false)::int
      + (p.keys && telling_a)::int + (p.keys && telling_b)::int + coalesce(p.keys && telling_c, false)::int
      end desc nulls last limit at_most);
  exit rounds when answered + cardinality(found) >= enough;

  found := found || array(select p.id
    from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
      and q.keys && wide_a and q.keys && wide_b
        and (wide_c is null or q.keys && wide_c) limit 1000) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    order by case when count(*) over () > at_most then
      (sound_a = any (p.keys))::int + (sound_b = any (p.keys))::int + coalesce(sound_c = any (p.keys), false)::int
      + (p.keys && telling_a)::int + (p.keys && telling_b)::int + coalesce(p.keys && telling_c, false)::int
      end desc nulls last limit at_most);
  exit rounds when answered + cardinality(found) > 0;

  -- Nobody has all of the words: those who have one of them are better than an empty list.
  a := a || b || coalesce(c, '{}');
  found := found || array(select p.id
    from (select * from patients q where ((select app.own_doctor_id()) is null or app.is_own('patient', q.id))
      and q.keys && a limit 500) p
    where p.organization_id = organization and p.clinic_id = clinic and (with_archived or p.archived_at is null)
    limit at_most);
end rounds;

return query select p.id, p.number, p.full_name, p.sex, p.born_on, p.phone, p.second_phone, p.guardian, p.city,
    p.due_minor, p.archived_at is not null
  from unnest(dialled || found) one
  join patients p on p.organization_id = organization and p.clinic_id = clinic and p.id = one;
end $function$


-- app.seats_within_plan: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.seats_within_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'assignments' then
    -- One more role for somebody who has a seat, or whose invitation had one, is no other seat.
    if exists (select from assignments a where a.organization_id = new.organization_id and a.user_id = new.user_id)
        or exists (select from users u join invitations i on i.organization_id = new.organization_id and i.email = u.email
            and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() where u.id = new.user_id) then
      return new;
    end if;
  end if;
  perform app.refuse_beyond_plan(new.organization_id, 'seats', 1);
  return new;
end $function$


-- app.server_horizon: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.server_horizon()
 RETURNS xid8
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((((pg_snapshot_xmin(pg_current_snapshot()))::text)::bigint + app.server_offset()))::text)::xid8


-- app.server_next: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.server_next()
 RETURNS xid8
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((((pg_snapshot_xmax(pg_current_snapshot()))::text)::bigint + app.server_offset()))::text)::xid8


-- app.server_offset: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.server_offset()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (0)::bigint


-- app.server_tx: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.server_tx()
 RETURNS xid8
 LANGUAGE sql
RETURN (((((pg_current_xact_id())::text)::bigint + app.server_offset()))::text)::xid8


-- app.session_marks: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.session_marks(sessions uuid[])
 RETURNS TABLE(session_id uuid, mark text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with asked as (
    select s.id, s.organization_id, s.user_id from public.sessions s
    where s.id = any (sessions) and s.ended_at is null and s.expires_at > now()
  ), rules as (
    select o.organization_id, md5(
      coalesce((select string_agg(r.id || r.allowed::text, ',' order by r.id) from role_changes r where r.organization_id = o.organization_id), '')
      || coalesce((select string_agg(c.id || array_to_string(c.modules_off, ','), ';' order by c.id) from clinics c
        where c.organization_id = o.organization_id and c.modules_off <> '{}'), '')) as mark
    from (select distinct organization_id from asked) o
  )
  select s.id, r.mark || coalesce((select string_agg(a.id::text, ',' order by a.id) from assignments a
    where a.organization_id = s.organization_id and a.user_id = s.user_id), '')
  from asked s join rules r on r.organization_id is not distinct from s.organization_id
$function$


-- app.sessions_elsewhere: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.sessions_elsewhere(doctor uuid)
 RETURNS TABLE(clinic_name text, weekday integer, starts_minute integer, ends_minute integer, valid_from date, valid_to date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select c.name, s.weekday, s.starts_minute, s.ends_minute, s.valid_from, s.valid_to
  from clinics c join doctor_sessions s on s.organization_id = c.organization_id and s.clinic_id = c.id
  where c.organization_id = app.organization_id() and s.doctor_id = doctor and c.id <> all (app.clinic_ids())
$function$


-- app.set_first_password: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.set_first_password(person uuid, hash text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with given as (
    update users set password_hash = hash
    where id = person and must_change_password and made_in = app.organization_id() and app.only_ours(person)
    returning 1
  )
  select exists (select from given)
$function$


-- app.set_first_totp: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.set_first_totp(person uuid, sealed bytea, step bigint, codes bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  update users set totp_sealed = sealed, totp_since = now(), totp_last_step = step
  where id = person and users.totp_sealed is null;
  if not found then return false; end if;
  delete from recovery_codes where user_id = person;
  insert into recovery_codes (user_id, code_hash) select person, code from unnest(codes) code;
  return true;
end $function$


-- app.set_my_recovery_codes: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.set_my_recovery_codes(session uuid, codes bytea[], trace text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  me record;
begin
  select * into me from app.my_account(session, true);
  delete from recovery_codes c where c.user_id = me.user_id;
  insert into recovery_codes (user_id, code_hash) select me.user_id, code from unnest(codes) code;
  perform app.record_account(me.organization_id, me.user_id, 'account.recovery_codes_renewed', null, trace);
end $function$


-- app.set_my_totp: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.set_my_totp(session uuid, sealed bytea, step bigint, codes bytea[], trace text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  me record;
begin
  select * into me from app.my_account(session, true);
  update users u set totp_sealed = sealed, totp_since = case when sealed is not null then now() end,
    totp_last_step = coalesce(step, 0) where u.id = me.user_id;
  delete from recovery_codes c where c.user_id = me.user_id;
  insert into recovery_codes (user_id, code_hash) select me.user_id, code from unnest(codes) code;
  perform app.record_account(me.organization_id, me.user_id,
    case when sealed is null then 'account.totp_removed' else 'account.totp_added' end, null, trace);
end $function$


-- app.set_read_only_from: owner polyclinic_lookup, may run: nobody else
CREATE OR REPLACE FUNCTION app.set_read_only_from()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  -- The trial's last day and the seven after it are whole days of the organization's own zone.
  update organizations o set read_only_from = (new.trial_ends_on + 8)::timestamp at time zone o.time_zone
  where o.id = new.organization_id;
  return null;
end $function$


-- app.set_suspended: owner polyclinic_owner, may run: polyclinic_platform
CREATE OR REPLACE FUNCTION app.set_suspended(organization uuid, suspended boolean, because text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  perform set_config('app.organization_id', organization::text, true);
  update organizations o set status = case when suspended then 'suspended' else 'active' end,
    suspended_at = case when suspended then now() end, suspended_because = case when suspended then because end
  where o.id = organization and (o.status = 'suspended') <> suspended;
  if not found then return false; end if;
  if suspended then
    update sessions s set ended_at = now(), end_reason = 'organization_suspended'
    where s.organization_id = organization and s.elevation_id is null and s.ended_at is null;
  end if;
  perform set_config('app.organization_id', '', true);
  return true;
end $function$


-- app.settle_domain: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.settle_domain(domain uuid, verified boolean, what text, failed integer, next_minutes integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  update domains d set checked_at = case when what is null then d.checked_at else now() end,
    found = coalesce(left(what, 300), d.found), failed_checks = failed,
    next_check_at = now() + next_minutes * interval '1 minute',
    verified_at = case when verified then coalesce(d.verified_at, now()) end
  where d.id = domain and d.own and d.id in (select h.id from app.domains_here() h)
  returning verified
$function$


-- app.settle_mail: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.settle_mail(mail uuid, outcome text, error text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  update mails set state = outcome, last_error = left(error, 300),
    sent_at = case when outcome = 'sent' then now() end, sealed = case when outcome = 'waiting' then sealed end
  where id = mail and state = 'waiting'
$function$


-- app.shred_audit_details: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.shred_audit_details(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  kept audit_retention;
  old uuid[];
begin
  insert into audit_retention (organization_id) values (app.organization_id()) on conflict do nothing;
  select * into kept from audit_retention r where r.organization_id = app.organization_id() for update;
  select array_agg(d.event_id order by d.event_id) into old from (select event_id from audit_details
    where organization_id = app.organization_id() and event_id > kept.shredded_to
      and event_id < app.id_at(now() - make_interval(years => kept.years)) order by event_id limit most) d;
  if old is null then return 0; end if;
  update audit_details d set detail = null, salt = null, shredded_at = now()
  where d.organization_id = app.organization_id() and d.event_id = any (old) and d.shredded_at is null;
  update audit_retention r set shredded_to = old[cardinality(old)] where r.organization_id = app.organization_id();
  return cardinality(old);
end $function$


-- app.start_elevation: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.start_elevation(platform_session uuid, because text, for_minutes integer, login text)
 RETURNS TABLE(elevation_id uuid, session_id uuid, user_id uuid, operator_name text, as_name text, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  operator uuid;
  named users;
begin
  operator := app.enter_platform_check(platform_session);
  perform pg_advisory_xact_lock(hashtext('elevation'), hashtext(operator::text));
  if exists (select from sessions s where s.operator_id = operator and s.ended_at is null and s.expires_at > now()) then
    raise exception 'elevated_already' using errcode = '23514', constraint = 'elevations__elevated_already';
  end if;
  if not exists (select from organizations o where o.id = app.organization_id()) then
    raise exception 'not_found' using errcode = 'PC404';
  end if;
  select u.full_name into operator_name from users u where u.id = operator;
  if login is not null then
    select u.* into named from users u join app.members(app.organization_id()) m on m.user_id = u.id
    where (u.email = lower(login) or u.username = lower(login)) and u.status = 'active'
      and not exists (select from platform_roles r where r.user_id = u.id);
    if named.id is null then raise exception 'not_found' using errcode = 'PC404'; end if;
  end if;
  user_id := coalesce(named.id, operator);
  as_name := named.full_name;
  ends_at := now() + make_interval(mins => for_minutes);
  insert into elevations as e (operator_id, operator_name, as_user_id, as_name, reason, minutes, ends_at, from_session_id)
  values (operator, start_elevation.operator_name, named.id, start_elevation.as_name, because, for_minutes,
    start_elevation.ends_at, platform_session)
  returning e.id into elevation_id;
  insert into sessions as s (organization_id, user_id, operator_id, elevation_id, expires_at, proved_at)
  values (app.organization_id(), start_elevation.user_id, operator, start_elevation.elevation_id, start_elevation.ends_at, '-infinity')
  returning s.id into session_id;
  perform set_config('app.elevation_id', start_elevation.elevation_id::text, true), set_config('app.operator_id', operator::text, true);
  return next;
end $function$


-- app.switch_organization: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.switch_organization(session uuid, organization uuid, refresh_hash bytea, trace text)
 RETURNS TABLE(session_id uuid, user_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  mine sessions;
  has_second_step boolean;
  target uuid := nullif(organization, '00000000-0000-0000-0000-000000000000');
begin
  perform from sessions s where s.id = session for update;
  select m.totp_sealed is not null into has_second_step from app.my_account(session, false) m;
  select * into mine from sessions s where s.id = session;
  if mine.organization_id is not distinct from target
    or (target is null and not exists (select from platform_roles r where r.user_id = mine.user_id))
    or (target is not null and not exists (select from app.memberships(mine.user_id) m where m.organization_id = target)) then
    raise exception 'not_found' using errcode = 'PC404';
  end if;
  if not has_second_step and app.totp_wanted(mine.user_id, target) then
    raise exception 'second step' using errcode = '23514', constraint = 'sessions__second_step_first';
  end if;
  -- What the first one reads does not say where she went: an organization does not hear of her others.
  perform app.record_account(mine.organization_id, mine.user_id, 'session.closed', jsonb_build_object('sessionId', session), trace);
  update sessions s set ended_at = now(), end_reason = 'switched' where s.id = session;
  insert into sessions as s (organization_id, user_id, expires_at, proved_at, user_agent, device_hash, place)
  values (target, mine.user_id, mine.expires_at, mine.proved_at, mine.user_agent, mine.device_hash, mine.place)
  returning s.id into session_id;
  user_id := mine.user_id;
  insert into refresh_tokens (token_hash, session_id) values (refresh_hash, switch_organization.session_id);
  perform app.record_account(target, mine.user_id, 'session.opened',
    jsonb_build_object('sessionId', switch_organization.session_id), trace);
  return next;
end $function$


-- app.take_along: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.take_along(target regclass, gone uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  r record;
begin
  for r in select distinct c.conrelid::regclass as from_table, a.attname
      from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) k (here, there)
        join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.there and f.attname = 'id'
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
      where c.contype = 'f' and c.confrelid = target and c.conrelid = any (app.goes_with(target)) loop
    execute format('delete from %s r where r.organization_id = app.organization_id() and r.%I = any ($1)%s', r.from_table,
      r.attname, case when target = 'clinics'::regclass then '' else ' and r.clinic_id = any (app.clinic_ids())' end)
      using gone;
  end loop;
end $function$


-- app.take_mail: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.take_mail(mail uuid)
 RETURNS TABLE(template text, language text, sealed bytea, name text, color text, address text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with taken as (
    update mails set attempts = attempts + 1 where id = mail and state = 'waiting' returning *
  )
  select t.template, t.language, t.sealed, s.name, s.color, s.address
  from taken t left join lateral app.mail_sender(t.organization_id, t.clinic_id) s on true
$function$


-- app.take_second_step: owner polyclinic_owner, may run: nobody else
CREATE OR REPLACE FUNCTION app.take_second_step(person uuid)
 RETURNS TABLE(user_id uuid, full_name text, email text, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
begin
  update users u set totp_sealed = null, totp_since = null, totp_last_step = 0
  where u.id = person and u.totp_sealed is not null;
  if not found then
    raise exception 'no second step' using errcode = '23514', constraint = 'users__no_second_step';
  end if;
  delete from recovery_codes c where c.user_id = person;
  update password_links l set used_at = now() where l.user_id = person and l.used_at is null;
  update sessions s set ended_at = now(), end_reason = 'second_step_removed' where s.user_id = person and s.ended_at is null;
  return query select u.id, u.full_name, u.email, u.language from users u where u.id = person;
end $function$


-- app.take_time: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.take_time(booking uuid, resource uuid, place uuid, from_at timestamp with time zone, until_at timestamp with time zone, what text DEFAULT 'appointment'::text, alone boolean DEFAULT true)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  was uuid;
begin
  perform app.require_lock(resource);
  select resource_id into was from bookings where organization_id = app.organization_id() and id = booking;
  if found then
    perform app.require_lock(was);
    update bookings set resource_id = resource, place_id = place, starts_at = from_at, ends_at = until_at,
      kind = what, exclusive = alone where organization_id = app.organization_id() and id = booking;
  else
    insert into bookings (organization_id, id, resource_id, place_id, starts_at, ends_at, kind, exclusive)
    values (app.organization_id(), booking, resource, place, from_at, until_at, what, alone);
  end if;
  return booking;
end $function$


-- app.totp_wanted: owner polyclinic_lookup, may run: polyclinic_app, polyclinic_owner
CREATE OR REPLACE FUNCTION app.totp_wanted(person uuid, organization uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from assignments a join organizations o on o.id = a.organization_id and o.totp_required
    where a.user_id = person and a.role = 'org_admin' and (organization is null or o.id = organization))
    or exists (select from platform_roles r where r.user_id = person and not r.is_sample)
$function$


-- app.undo_import: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.undo_import(import uuid, at_most integer)
 RETURNS TABLE(appointments integer, patients integer, clinics integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
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
    select array_agg(booking_id) from gone', app.referred_to('appointments', app.goes_with('appointments')))
    into taken using import, at_most;
  appointments := coalesce(cardinality(taken), 0);
  delete from bookings b where b.organization_id = app.organization_id() and b.id = any (taken);
  if appointments > 0 then return next; return; end if;

  execute format('select array_agg(id) from (select t.id from patients t
      where t.organization_id = app.organization_id() and t.import_id = $1 and t.version = 1 and t.archived_at is null
        and not (%s) and not exists (select from patient_alerts r where r.organization_id = t.organization_id
          and r.clinic_id = t.clinic_id and r.patient_id = t.id and r.import_id is distinct from $1) limit $2) chosen',
    app.referred_to('patients', app.goes_with('patients'))) into taken using import, at_most;
  perform app.take_along('patients', taken);
  delete from patients p where p.organization_id = app.organization_id()
    and p.clinic_id = any (app.clinic_ids()) and p.id = any (taken);
  get diagnostics patients = row_count;
  if patients > 0 then return next; return; end if;

  execute format('select array_agg(id) from clinics t where t.organization_id = app.organization_id() and t.id = any ($1)
      and t.version = 1 and not (%s) and not exists (select from bookings b
        where b.organization_id = t.organization_id and b.place_id = t.id)',
    app.referred_to('clinics', app.goes_with('clinics'))) into taken using made;
  perform app.take_along('clinics', taken);
  delete from clinics c where c.organization_id = app.organization_id() and c.id = any (taken);
  get diagnostics clinics = row_count;
  delete from places p where p.organization_id = app.organization_id() and p.id = any (taken);
  return next;
end $function$


-- app.unsealed_rows: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.unsealed_rows()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select count(*)::int from (
    select from audit_events e
    left join lateral (select s.up_to_tx, s.up_to_id from audit_seals s where s.organization_id = app.organization_id()
      order by s.number desc limit 1) l on true
    where e.organization_id = app.organization_id()
      and (e.tx, e.id) > (coalesce(l.up_to_tx, '0'), coalesce(l.up_to_id, '00000000-0000-0000-0000-000000000000'))
    limit 10000) e
$function$


-- app.use_password_link: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.use_password_link(token bytea, new_hash text, device bytea, seat text, trace text)
 RETURNS TABLE(user_id uuid, email text, full_name text, language text, organization_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
declare
  person uuid;
  organization uuid;
begin
  update password_links l set used_at = now()
  where l.token_hash = token and l.used_at is null and l.expires_at > now() returning l.user_id into person;
  if person is null then return; end if;
  update password_links l set used_at = now() where l.user_id = person and l.used_at is null;
  update users u set password_hash = new_hash, must_change_password = false where u.id = person and u.status = 'active';
  if not found then return; end if;
  -- She has shown that the mailbox is hers: an attack on her name does not keep her out on this device.
  perform app.remember_device(person, device, seat);
  select m.organization_id into organization from app.memberships(person) m order by m.created_at limit 1;
  perform app.record_account(organization, person, 'account.password_reset', null, trace);
  return query select u.id, u.email, u.full_name, u.language, organization from users u where u.id = person;
end $function$


-- app.use_recovery_code: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.use_recovery_code(person uuid, code bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with used as (update recovery_codes set used_at = now() where user_id = person and code_hash = code and used_at is null
    returning 1)
  select exists (select from used)
$function$


-- app.use_totp_step: owner polyclinic_owner, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.use_totp_step(person uuid, step bigint)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  with used as (update users set totp_last_step = step where id = person and totp_last_step < step returning 1)
  select exists (select from used)
$function$


-- app.user_id: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid


-- app.waits_for_anybody: owner polyclinic_lookup, may run: polyclinic_app
CREATE OR REPLACE FUNCTION app.waits_for_anybody(patient uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER COST 1000
 SET search_path TO 'pg_catalog', 'public', 'app', 'pg_temp'
AS $function$
  select exists (select from appointments a where a.organization_id = app.organization_id()
    and a.clinic_id = any (app.clinic_ids()) and a.patient_id = patient and a.doctor_id is null
    and a.status in ('arrived', 'in_room') and a.starts_at between now() - interval '1 day' and now() + interval '1 day')
$function$


-- app.whole_organization: owner polyclinic_owner, may run: polyclinic_app, polyclinic_backup, polyclinic_lookup, polyclinic_platform
CREATE OR REPLACE FUNCTION app.whole_organization()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('app.whole_organization'::text, true), ''::text) = 'on'::text)

