-- What imports need beside their tables: looking a chunk of people up at once, and taking a whole import back.

create index appointments_external on appointments (organization_id, clinic_id, external_ref)
  where external_ref is not null;

-- A file that was looked at and never imported is let go of: it holds personal data that nobody wanted here.
grant delete on imports to polyclinic_app;

-- For each row asked, the patients of one clinic that share a key with it. Array operators are not leakproof, so this
-- runs as polyclinic_lookup with the wall written out. A chunk at a time: a call per row would take minutes.
create function app.find_same_people(clinic uuid, asked jsonb) returns table (line int, id uuid)
language sql stable security definer set search_path = pg_catalog, public, app set enable_seqscan = off as $$
  select a.line, found.id
  from (select (j->>'line')::int as line,
      app.key_hashes(app.organization_id(), clinic, array(select jsonb_array_elements_text(j->'words'))) as hashes
    from jsonb_array_elements(asked) j) a
  cross join lateral (
    -- The fence keeps the planner on the keys; a young clinic's statistics would send it over every patient.
    select k.id, k.organization_id, k.clinic_id, k.archived_at from patients k where k.keys && a.hashes offset 0
  ) found
  where clinic = any (app.clinic_ids()) and found.organization_id = app.organization_id()
    and found.clinic_id = clinic and found.archived_at is null
$$;
alter function app.find_same_people(uuid, jsonb) owner to polyclinic_lookup;

-- The condition under which a row `t` of a table is referred to by anything; read from the catalog, so that a table
-- added later is heeded from its first day. `spare`: tables that do not count.
create function app.referred_to(target regclass, spare regclass[]) returns text language sql stable
  return (select coalesce(string_agg(format('exists (select from %s r where r.organization_id = t.organization_id%s and r.%I = t.id)',
      c.conrelid::regclass, case when target = 'clinics'::regclass then '' else ' and r.clinic_id = t.clinic_id' end,
      a.attname), ' or '), 'false')
    from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) k (here, there)
      join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.there and f.attname = 'id'
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
    where c.contype = 'f' and c.confrelid = target and c.conrelid <> all (spare));

-- Takes back a part of an import: its appointments first, then its patients, then the clinics it made. What was
-- changed since, or is referred to by anything newer, stays. Called until it answers zeros. The app role may delete
-- none of these rows; here it may, for an import in its scope that somebody asked to undo.
create function app.undo_import(import uuid, at_most int) returns table (appointments int, patients int, clinics int)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
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
    app.referred_to('patients', '{patient_alerts,duplicate_proposals}')) into taken using import, at_most;
  delete from patient_alerts r where r.organization_id = app.organization_id()
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
grant execute on function app.find_same_people(uuid, jsonb), app.undo_import(uuid, int) to polyclinic_app;
