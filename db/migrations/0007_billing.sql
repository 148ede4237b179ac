-- Money is integer minor units with the currency beside. Numbers are gapless per clinic, kind and fiscal year.
create table document_counters (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  kind            text not null check (kind in ('invoice', 'receipt', 'refund', 'credit_note', 'quotation')),
  fiscal_year     int not null,
  last_number     int not null default 0,
  primary key (organization_id, clinic_id, kind, fiscal_year),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('document_counters');

create table invoices (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  number          text, -- given when issued
  status          text not null default 'draft' check (status in ('draft', 'issued', 'void')),
  patient_id      uuid not null,
  encounter_id    uuid,
  doctor_id       uuid,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  total_minor     bigint not null default 0 check (total_minor >= 0),
  paid_minor      bigint not null default 0 check (paid_minor >= 0),
  issued_at       timestamptz,
  issued_on       date, -- the clinic's local day
  letterhead      jsonb, -- the clinic's as it was
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, encounter_id) references encounters (organization_id, clinic_id, id),
  foreign key (organization_id, doctor_id) references doctors (organization_id, id),
  constraint invoices__number_taken unique (organization_id, clinic_id, number),
  constraint invoices__drafted_already unique (organization_id, clinic_id, encounter_id),
  constraint invoices__more_than_due check (paid_minor <= total_minor),
  check ((status = 'draft') = (number is null) or status = 'void')
);
create index invoices_patient on invoices (organization_id, clinic_id, patient_id, created_at desc);
create index invoices_open on invoices (organization_id, clinic_id, issued_at) where status <> 'void' and paid_minor < total_minor;
create index invoices_recent on invoices (organization_id, clinic_id, created_at desc);
select app.protect('invoices');

create table invoice_lines (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  invoice_id      uuid not null,
  position        int not null,
  service_id      uuid,
  description     text not null,
  tooth           text,
  quantity        int not null default 1 check (quantity between 1 and 1000),
  unit_minor      bigint not null check (unit_minor >= 0),
  discount_minor  bigint not null default 0 check (discount_minor >= 0),
  tax_minor       bigint not null default 0 check (tax_minor >= 0),
  amount_minor    bigint not null check (amount_minor = quantity * unit_minor - discount_minor + tax_minor and amount_minor >= 0),
  primary key (organization_id, clinic_id, invoice_id, position),
  foreign key (organization_id, clinic_id, invoice_id) references invoices (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, service_id) references services (organization_id, clinic_id, id)
);
select app.protect('invoice_lines');
grant delete on invoice_lines to polyclinic_app;

create table payments (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  id              uuid not null default uuidv7(),
  number          text not null, -- the receipt's number
  patient_id      uuid not null,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor    bigint not null check (amount_minor > 0),
  method          text not null check (method in ('cash', 'card', 'bank_transfer', 'jazzcash', 'easypaisa', 'cheque')),
  reference       text not null default '',
  received_at     timestamptz not null default now(),
  received_on     date not null, -- the clinic's local day
  received_by     uuid default app.user_id(),
  letterhead      jsonb not null, -- the clinic's as it was
  balance_minor   bigint not null, -- what the patient still owed after it, as printed
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, patient_id) references patients (organization_id, clinic_id, id),
  constraint payments__number_taken unique (organization_id, clinic_id, number)
);
create index payments_patient on payments (organization_id, clinic_id, patient_id, received_at desc);
create index payments_day on payments (organization_id, clinic_id, received_on);
select app.protect('payments');
revoke update on payments from polyclinic_app;

create table payment_allocations (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  payment_id      uuid not null,
  invoice_id      uuid not null,
  amount_minor    bigint not null check (amount_minor > 0),
  primary key (organization_id, clinic_id, payment_id, invoice_id),
  foreign key (organization_id, clinic_id, payment_id) references payments (organization_id, clinic_id, id),
  foreign key (organization_id, clinic_id, invoice_id) references invoices (organization_id, clinic_id, id)
);
create index payment_allocations_invoice on payment_allocations (organization_id, clinic_id, invoice_id);
select app.protect('payment_allocations');
revoke update on payment_allocations from polyclinic_app;

-- An issued document never changes, but for what has been paid on it and for being voided.
create function app.keep_issued() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.number, new.patient_id, new.total_minor, new.currency, new.issued_on)
      is distinct from (old.number, old.patient_id, old.total_minor, old.currency, old.issued_on) then
    raise exception 'invoices__issued' using errcode = 'PC409', constraint = 'invoices__issued';
  end if;
  return new;
end $$;
create trigger keep_issued before update on invoices for each row execute function app.keep_issued();

create function app.keep_issued_lines() returns trigger language plpgsql as $$
declare
  line record := coalesce(new, old);
begin
  if exists (select from invoices i where i.organization_id = line.organization_id and i.clinic_id = line.clinic_id
      and i.id = line.invoice_id and i.status <> 'draft') then
    raise exception 'invoices__issued' using errcode = 'PC409', constraint = 'invoices__issued';
  end if;
  return line;
end $$;
create trigger keep_issued before insert or update or delete on invoice_lines
  for each row execute function app.keep_issued_lines();

-- What a patient owes stands on the patient, so that every banner reads it for nothing. Drafts count: the
-- visit is done and the money is due, whether or not billing has issued the paper yet.
create function app.keep_patient_due() returns trigger language plpgsql as $$
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
end $$;
create trigger keep_patient_due after insert or update on invoices for each row execute function app.keep_patient_due();
