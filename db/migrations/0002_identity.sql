-- Who exists: organizations, clinics, people and what they may do where.

create table organizations (
  id          uuid primary key default uuidv7(),
  name        text not null check (length(trim(name)) between 1 and 200),
  slug        text not null unique check (slug ~ '^[a-z0-9-]{2,60}$'),
  kind        text not null default 'clinic' check (kind in ('clinic', 'hospital')),
  currency    text not null default 'PKR' check (currency ~ '^[A-Z]{3}$'),
  time_zone   text not null default 'Asia/Karachi',
  country     text not null default 'PK' check (country ~ '^[A-Z]{2}$'),
  color       text not null default '#0f766e' check (color ~ '^#[0-9a-f]{6}$'),
  is_sample   boolean not null default false,
  created_at  timestamptz not null default now()
);
-- The tenant's own row: its key is the organization itself.
alter table organizations enable row level security;
alter table organizations force row level security;
create policy own_organization on organizations using (id = (select app.organization_id()));
grant select on organizations to polyclinic_app, polyclinic_backup, polyclinic_lookup;
create policy operator on organizations to polyclinic_platform using (true);
grant select, insert, update on organizations to polyclinic_platform;

create table clinics (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  name            text not null check (length(trim(name)) between 1 and 200),
  code            text not null check (code ~ '^[A-Z0-9]{2,8}$'), -- stands in patient and document numbers
  kind            text not null default 'clinic' check (kind in ('clinic', 'hospital')),
  city            text not null default '',
  region          text not null default '',
  address         text not null default '',
  phone           text,
  email           text,
  time_zone       text not null default 'Asia/Karachi',
  currency        text not null default 'PKR' check (currency ~ '^[A-Z]{3}$'),
  country         text not null default 'PK' check (country ~ '^[A-Z]{2}$'),
  status          text not null default 'active' check (status in ('active', 'inactive')),
  color           text not null default '#0f766e' check (color ~ '^#[0-9a-f]{6}$'),
  letterhead      jsonb not null default '{}',
  logo_sha256     text, -- the logo of now; documents keep the one they were issued with
  snap_minutes    int not null default 15 check (snap_minutes between 5 and 60),
  fiscal_year_starts_month int not null default 7 check (fiscal_year_starts_month between 1 and 12),
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  constraint clinics__code_taken unique (organization_id, code),
  constraint clinics__name_taken unique (organization_id, name)
);
select app.protect_organization('clinics');
grant select on clinics to polyclinic_lookup;

-- Logos by what is in them, never changed or removed: an issued document refers to the one it was printed with.
create table clinic_logos (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  sha256          text not null,
  media_type      text not null check (media_type in ('image/png', 'image/jpeg', 'image/svg+xml')),
  bytes           bytea not null check (octet_length(bytes) <= 512 * 1024),
  created_at      timestamptz not null default now(),
  primary key (organization_id, clinic_id, sha256),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
select app.protect('clinic_logos');
revoke update on clinic_logos from polyclinic_app;

-- Opening hours, a row per stretch; a weekday without a row is closed. ISO weekdays: 1 is Monday.
create table clinic_hours (
  organization_id uuid not null default app.organization_id(),
  clinic_id       uuid not null default app.clinic_id(),
  weekday         int not null check (weekday between 1 and 7),
  opens_minute    int not null check (opens_minute between 0 and 1439),
  closes_minute   int not null check (closes_minute between 1 and 1440),
  primary key (organization_id, clinic_id, weekday, opens_minute),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint clinic_hours__closes_before_it_opens check (closes_minute > opens_minute)
);
select app.protect('clinic_hours');
grant delete on clinic_hours to polyclinic_app;

-- A person's sign-in: global, never duplicated, belongs to no organization. The app reaches it through
-- the functions of 0009 only; there is no grant.
create table users (
  id            uuid primary key default uuidv7(),
  email         text unique check (email = lower(email)),
  username      text unique check (username = lower(username)),
  phone         text,
  full_name     text not null check (length(trim(full_name)) between 1 and 200),
  photo_url     text,
  password_hash text,
  must_change_password boolean not null default false,
  status        text not null default 'active' check (status in ('active', 'disabled')),
  created_at    timestamptz not null default now(),
  check (email is not null or username is not null)
);
grant select on users to polyclinic_lookup, polyclinic_backup;

-- The organization's own record of a user: what tenant rows refer to.
create table people (
  organization_id uuid not null default app.organization_id() references organizations (id),
  user_id         uuid not null references users (id),
  full_name       text not null check (length(trim(full_name)) between 1 and 200),
  email           text,
  phone           text,
  created_at      timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index people_user on people (user_id);
select app.protect_organization('people');
grant select on people to polyclinic_lookup;

create table assignments (
  organization_id uuid not null default app.organization_id(),
  id              uuid not null default uuidv7(),
  user_id         uuid not null,
  clinic_id       uuid, -- null: the whole organization
  role            text not null check (role in ('org_admin', 'clinic_admin', 'clinic_manager', 'doctor',
                    'receptionist', 'billing', 'nurse', 'pharmacist')),
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references people (organization_id, user_id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint assignments__given_already unique nulls not distinct (organization_id, user_id, clinic_id, role)
);
-- A branch sees and gives its own roles; roles in the whole organization are head office's alone.
select app.protect_head_office('assignments');
grant delete on assignments to polyclinic_app;
grant select on assignments to polyclinic_lookup;

-- One row per sign-in; refresh tokens of one sign-in are one family. Control tables: no grant to the app.
create table sessions (
  id              uuid primary key default uuidv7(),
  organization_id uuid not null references organizations (id),
  user_id         uuid not null references users (id),
  created_at      timestamptz not null default now(),
  last_seen_at    timestamptz not null default now(),
  expires_at      timestamptz not null,
  ended_at        timestamptz,
  end_reason      text,
  user_agent      text
);
create index sessions_user on sessions (user_id) where ended_at is null;
grant select on sessions to polyclinic_lookup, polyclinic_backup;

create table refresh_tokens (
  token_hash  bytea primary key,
  session_id  uuid not null references sessions (id) on delete cascade,
  issued_at   timestamptz not null default now(),
  used_at     timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

create table sign_in_failures (
  login_hash bytea not null,
  failed_at  timestamptz not null default now()
);
create index sign_in_failures_login on sign_in_failures (login_hash, failed_at);

-- host → organization, optionally → clinic.
create table domains (
  host            text primary key check (host = lower(host)),
  organization_id uuid not null references organizations (id),
  clinic_id       uuid,
  verified_at     timestamptz,
  foreign key (organization_id, clinic_id) references clinics (organization_id, id)
);
grant select on domains to polyclinic_lookup, polyclinic_backup;
