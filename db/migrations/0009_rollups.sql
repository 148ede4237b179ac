-- Figures per clinic, doctor and local day. Triggers write deltas in the transaction of the change, so imports,
-- merges and restores count too; a job folds them. figure = rollup + unfolded deltas, exact at every moment.
create table clinic_days (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  doctor_id       uuid not null default '00000000-0000-0000-0000-000000000000', -- zero: no doctor named
  day             date not null,
  booked          int not null default 0, -- appointments of that day, cancelled ones not among them
  arrived         int not null default 0, -- patients who came, whatever followed
  done            int not null default 0,
  no_show         int not null default 0,
  cancelled       int not null default 0,
  invoiced_minor  bigint not null default 0, -- issued or drafted on that day
  paid_minor      bigint not null default 0, -- money received on that day
  primary key (organization_id, clinic_id, day, doctor_id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('clinic_days');

create table clinic_day_deltas (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              bigint generated always as identity,
  doctor_id       uuid not null default '00000000-0000-0000-0000-000000000000',
  day             date not null,
  booked          int not null default 0,
  arrived         int not null default 0,
  done            int not null default 0,
  no_show         int not null default 0,
  cancelled       int not null default 0,
  invoiced_minor  bigint not null default 0,
  paid_minor      bigint not null default 0,
  -- The day before the id: a report of a month does not read the unfolded deltas of an import of ten years.
  primary key (organization_id, clinic_id, day, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('clinic_day_deltas');
revoke update on clinic_day_deltas from polyclinic_app;
grant delete on clinic_day_deltas to polyclinic_app;
grant select on clinic_day_deltas to polyclinic_lookup;

-- Running totals, which days do not hold: what is owed to a clinic now. Deltas, because one row would be hot.
create table clinic_balances (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              bigint generated always as identity,
  due_minor       bigint not null default 0,
  patients        int not null default 0,
  folded          boolean not null default false,
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('clinic_balances');
grant delete on clinic_balances to polyclinic_app;
grant select on clinic_balances to polyclinic_lookup;

create function app.appointment_deltas() returns trigger language plpgsql as $$
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
end $$;
create trigger deltas_insert after insert on appointments referencing new table as added
  for each statement execute function app.appointment_deltas();
create trigger deltas_update after update on appointments referencing new table as added old table as removed
  for each statement execute function app.appointment_deltas();
create trigger deltas_delete after delete on appointments referencing old table as removed
  for each statement execute function app.appointment_deltas();

create function app.invoice_deltas() returns trigger language plpgsql as $$
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
end $$;
create function app.new_invoice_deltas() returns trigger language plpgsql as $$
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
end $$;
create trigger deltas_insert after insert on invoices referencing new table as added
  for each statement execute function app.new_invoice_deltas();
create trigger deltas_update after update on invoices referencing new table as added old table as removed
  for each statement execute function app.invoice_deltas();

create function app.payment_deltas() returns trigger language plpgsql as $$
begin
  insert into clinic_day_deltas (organization_id, clinic_id, day, paid_minor)
  select organization_id, clinic_id, received_on, sum(amount_minor) from added group by 1, 2, 3;
  return null;
end $$;
create trigger deltas_insert after insert on payments referencing new table as added
  for each statement execute function app.payment_deltas();

create function app.patient_deltas() returns trigger language plpgsql as $$
begin
  insert into clinic_balances (organization_id, clinic_id, patients)
  select organization_id, clinic_id, count(*) from added group by 1, 2;
  return null;
end $$;
create trigger deltas_insert after insert on patients referencing new table as added
  for each statement execute function app.patient_deltas();

create function app.removed_patient_deltas() returns trigger language plpgsql as $$
begin
  insert into clinic_balances (organization_id, clinic_id, due_minor, patients)
  select organization_id, clinic_id, 0, -count(*) from removed group by 1, 2;
  return null;
end $$;
create trigger deltas_delete after delete on patients referencing old table as removed
  for each statement execute function app.removed_patient_deltas();

-- Folds the deltas of the clinics in scope; at most one fold of an organization at a time, another returns at once.
create function app.fold_deltas() returns int language plpgsql as $$
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
end $$;
grant execute on function app.fold_deltas() to polyclinic_app;
