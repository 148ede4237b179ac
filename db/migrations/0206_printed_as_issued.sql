-- An issued document never changes, and neither does what it says of people: a receipt printed again after somebody
-- married, or a prescription after an allergy was found, said something else than the paper the patient holds. Beside the
-- letterhead, invoices, receipts and finished visits now keep the names and facts of that day.
alter table invoices add column printed jsonb;
alter table payments add column printed jsonb;
alter table encounters add column printed jsonb;

-- Keys as `Printed` in api/modules/tenancy/printed.ts names them. What a table has no column for is null.
create function app.keep_printed() returns trigger language plpgsql as $$
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
end $$;
create trigger keep_printed before insert or update on invoices for each row
  when (new.issued_on is not null and new.printed is null) execute function app.keep_printed();
create trigger keep_printed before insert on payments for each row
  when (new.printed is null) execute function app.keep_printed();
create trigger keep_printed before insert or update on encounters for each row
  when (new.status = 'finished' and new.printed is null) execute function app.keep_printed();

create or replace function app.keep_issued() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.number, new.patient_id, new.total_minor, new.currency, new.issued_on, new.letterhead,
      new.printed) is distinct from (old.number, old.patient_id, old.total_minor, old.currency, old.issued_on,
      old.letterhead, old.printed) then
    raise exception 'invoices__issued' using errcode = 'PC409', constraint = 'invoices__issued';
  end if;
  return new;
end $$;

-- Of documents issued before this day today's facts are the nearest known. Money and freezes have nothing to say to it.
create function app.print_earlier(target regclass, issued text) returns void language plpgsql as $$
begin
  execute format('alter table %s disable trigger user', target);
  execute format('create trigger print_now before update on %s for each row execute function app.keep_printed()', target);
  execute format('update %s set printed = null where %s', target, issued);
  execute format('drop trigger print_now on %s', target);
  execute format('alter table %s enable trigger user', target);
end $$;
select app.print_earlier('invoices', 'issued_on is not null');
select app.print_earlier('payments', 'true');
select app.print_earlier('encounters', 'status = ''finished''');
drop function app.print_earlier(regclass, text);
