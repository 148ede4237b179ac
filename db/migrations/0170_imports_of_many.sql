-- Importing tens of thousands of rows, and taking them back by one list.

-- As in 0030, and those whose birth date rules them out are left where they are: in a large branch a name and a year
-- are shared by a hundred patients, and each was carried out only to be found to be somebody else. `sure`: keys that are
-- worth a look whatever the dates say; `words`: the others; `days`: the birth dates that could be the same one, none
-- when it is not known.
create or replace function app.find_same_people(clinic uuid, asked jsonb) returns table (line int, id uuid)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp set enable_seqscan = off as $$
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
$$;

-- What goes when a row that was imported is taken back. Whatever else refers to such a row keeps it: it is newer than
-- the import. A later table that is filled with a patient, an appointment or a branch is added here, and nowhere else.
create function app.goes_with(target regclass) returns regclass[] language sql stable
  return case target
    when 'patients'::regclass then array['patient_alerts', 'duplicate_proposals', 'patient_field_values']::regclass[]
    when 'clinics'::regclass then
      array['clinic_days', 'clinic_day_deltas', 'clinic_balances', 'patient_counters', 'token_counters']::regclass[]
    else '{}' end;

-- Takes them away, by each column that names one of `gone`. Called by undo_import alone, with its rights.
create function app.take_along(target regclass, gone uuid[]) returns void language plpgsql as $$
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
end $$;
revoke execute on function app.take_along(regclass, uuid[]) from public;

-- As in 0140, by that list.
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
end $$;
