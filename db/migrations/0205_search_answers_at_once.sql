-- Two words with at most one slip, which is what is typed most, are answered as they are read. To note their ids and read
-- the patients once more at the end was an eighth of a search. Whoever is found in two rounds is returned twice: the caller
-- ranks by id. `return query` may use parallel workers, which an array's query may not: to start them took 6 ms of each
-- search among a million patients.

-- What one search box finds in the clinic in scope, in rounds that stop as soon as there is enough: two words with at
-- most one slip; all words exact; one word mistyped; all words mistyped; any word.
-- numbers: patient numbers as they may stand. pieces: all must be there (a phone number's). pairs: the keys of two words
-- together, those without a slip first. exact and near, for up to three words: keys of which a patient must have one per
-- word; null: no such word. The caller ranks what comes back; only when that is more than at_most is it ranked here, by
-- the likeliest slips: for each word, whether its sound is there, and whether one of its nearest forms is.
create or replace function app.search_patients(numbers text[], pieces text[], pairs text[], exact_a text[],
  exact_b text[], exact_c text[], near_a text[], near_b text[], near_c text[], with_archived boolean, at_most int)
returns table (id uuid, number text, full_name text, sex text, born_on date, phone text, second_phone text,
  guardian text, city text, due_minor bigint, archived boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, app, pg_temp
  set enable_seqscan = off set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0 as $$
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
end $$;
