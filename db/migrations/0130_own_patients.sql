-- A doctor who sees own patients only (clinics.doctors_see_own_patients, R6). Own: the doctor has or had an appointment
-- or an encounter with the patient, or registered the patient in the first place. Everything else about such a patient
-- is as if it did not exist, whoever forgot to ask.

-- Who registered a patient while only own patients are shown: hers before the first appointment.
alter table patients add column first_doctor_id uuid;
alter table patients alter column first_doctor_id set default app.own_doctor_id();

-- Whether a row is of an own patient. kind: what the id stands for. Asked row by row, and only while the switch is on.
-- Runs as polyclinic_lookup: a policy that asked these tables itself would ask its own policy, without end.
create function app.is_own(kind text, subject uuid) returns boolean
language plpgsql stable parallel safe cost 1000 security definer set search_path = pg_catalog, public, app, pg_temp as $$
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
end $$;
alter function app.is_own(text, uuid) owner to polyclinic_lookup;
grant select on appointments, encounters, invoices, payments to polyclinic_lookup;
grant execute on function app.is_own(text, uuid) to polyclinic_app, polyclinic_lookup;

-- Beside the walls, which it can only narrow. The setting is looked at row by row (0.3 µs), not in a sub-select as the
-- walls do: hot reads fetch few rows from many tables, and a sub-select costs each table 1 µs. id_column: the column that names the patient, or what belongs to one (kind).
create function app.protect_own_patients(target regclass, kind text, id_column text) returns void language plpgsql as $$
begin
  execute format('create policy own_patients_by_%s on %s as restrictive using (
    coalesce(current_setting(''app.own_doctor_id'', true), '''') = '''' or app.is_own(%L, %I))', id_column, target, kind, id_column);
end $$;

select app.protect_own_patients('patients', 'patient', 'id'), app.protect_own_patients('patient_alerts', 'patient', 'patient_id'),
  app.protect_own_patients('duplicate_proposals', 'patient', 'patient_id'),
  app.protect_own_patients('duplicate_proposals', 'patient', 'other_id'),
  app.protect_own_patients('appointments', 'patient', 'patient_id'),
  app.protect_own_patients('appointment_changes', 'appointment', 'appointment_id'),
  app.protect_own_patients('vitals', 'patient', 'patient_id'), app.protect_own_patients('encounters', 'patient', 'patient_id'),
  app.protect_own_patients('encounter_diagnoses', 'encounter', 'encounter_id'),
  app.protect_own_patients('encounter_services', 'encounter', 'encounter_id'),
  app.protect_own_patients('encounter_addenda', 'encounter', 'encounter_id'),
  app.protect_own_patients('invoices', 'patient', 'patient_id'), app.protect_own_patients('invoice_lines', 'invoice', 'invoice_id'),
  app.protect_own_patients('payments', 'patient', 'patient_id'),
  app.protect_own_patients('payment_allocations', 'payment', 'payment_id'),
  app.protect_own_patients('import_rows', 'patient', 'patient_id');
-- A new patient is nobody's yet: the row itself says whose it will be.
drop policy own_patients_by_id on patients;
create policy own_patients_by_id on patients as restrictive using (
  coalesce(current_setting('app.own_doctor_id', true), '') = '' or first_doctor_id = app.own_doctor_id()
  or app.is_own('patient', id));

-- The searches run as polyclinic_lookup, past the policies: the condition is written into each place where they read
-- patients, before candidates are counted, so that a doctor's few are not lost among many.
do $$
declare
  search regprocedure;
  places int;
begin
  for search in select oid from pg_proc where pronamespace = 'app'::regnamespace
      and proname in ('search_patients', 'find_patients', 'find_same_people') loop
    places := regexp_count(pg_get_functiondef(search), 'from patients \w where ');
    if places = 0 then raise exception '% reads no patients where they were looked for', search; end if;
    execute regexp_replace(pg_get_functiondef(search), 'from patients (\w) where ',
      'from patients \1 where ((select app.own_doctor_id()) is null or app.is_own(''patient'', \1.id)) and ', 'g');
  end loop;
end $$;
