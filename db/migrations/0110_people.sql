-- Adding, moving and removing people. Who is invited stands here until she has said yes; a person who has a sign-in
-- somewhere already is never told to the branch that invites her: both are an open invitation until then.

-- Which organization made the account with a first password; null: the person made it by accepting an invitation.
alter table users add column made_in uuid references organizations (id);

create table invitations (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  -- created: the branch was given a first password, and the address belongs to an account that it may not touch
  kind            text not null default 'invited' check (kind in ('invited', 'created')),
  email           text not null check (email = lower(email)),
  full_name       text not null check (length(trim(full_name)) between 1 and 200),
  phone           text,
  specialties     text[] not null default '{}',
  language        text not null default 'en' check (language in ('en', 'ur')),
  token_hash      bytea not null,
  wrong_passwords int not null default 0,
  invited_by      uuid default app.user_id(),
  sent_at         timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  accepted_by     uuid,
  revoked_at      timestamptz,
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  constraint invitations__token_taken unique (organization_id, token_hash)
);
-- One open invitation per address: a second branch adds its roles to it.
create unique index invitations_open on invitations (organization_id, email)
  where accepted_at is null and revoked_at is null;
select app.protect_organization('invitations');
grant select on invitations to polyclinic_lookup;

-- What an invitation gives, as assignments would: a branch sees its own, head office all.
create table invitation_grants (
  organization_id uuid not null default app.organization_id(),
  id              uuid not null default uuidv7(),
  invitation_id   uuid not null,
  clinic_id       uuid,
  role            text not null check (role in ('org_admin', 'clinic_admin', 'clinic_manager', 'doctor',
                    'receptionist', 'billing', 'nurse', 'pharmacist')),
  primary key (organization_id, id),
  foreign key (organization_id, invitation_id) references invitations (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  constraint invitation_grants__given_already unique nulls not distinct (organization_id, invitation_id, clinic_id, role)
);
select app.protect_head_office('invitation_grants');
grant delete on invitation_grants to polyclinic_app;
grant select on invitation_grants to polyclinic_lookup;

-- Visiting doctors get their bookings by e-mail only where the branch wants it.
alter table clinics add column mails_visiting_doctors boolean not null default false;

-- A doctor's move from one branch to another: planned, then finished when nothing holds her at the first any more.
create table doctor_transfers (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  doctor_id       uuid not null,
  from_clinic_id  uuid not null,
  to_clinic_id    uuid not null,
  from_day        date not null, -- of the first branch: the first day she does not work there
  decided         jsonb not null default '{}', -- how many appointments stayed, moved, were given away, were cancelled
  decided_by      uuid default app.user_id(),
  decided_at      timestamptz not null default now(),
  finished_at     timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, doctor_id) references doctors (organization_id, id),
  foreign key (organization_id, from_clinic_id) references clinics (organization_id, id),
  foreign key (organization_id, to_clinic_id) references clinics (organization_id, id),
  constraint doctor_transfers__same_branch check (from_clinic_id <> to_clinic_id)
);
create unique index doctor_transfers_open on doctor_transfers (organization_id, doctor_id, from_clinic_id)
  where finished_at is null;
select app.protect_organization('doctor_transfers');
grant select on doctor_transfers to polyclinic_lookup;

-- What the report on rights asks: who worked where, how long ago.
create index audit_events_worker on audit_events (organization_id, user_id, clinic_id, recorded_at);
create index sessions_people on sessions (organization_id, user_id, created_at);

-- An organization without anybody who may put things right is lost: whoever would be the last stays. The lock lets
-- two who remove each other come one after the other.
create function app.keep_an_owner() returns trigger language plpgsql
set search_path = pg_catalog, public, app, pg_temp as $$
begin
  if current_user = 'polyclinic_app' and old.role = 'org_admin' and old.clinic_id is null then
    perform pg_advisory_xact_lock(hashtextextended('owners ' || old.organization_id::text, 0));
    if not exists (select from assignments a where a.organization_id = old.organization_id and a.role = 'org_admin'
        and a.clinic_id is null and a.id <> old.id) then
      raise exception 'the last head office person' using errcode = '23514', constraint = 'assignments__last_org_admin';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_an_owner before delete or update on assignments for each row execute function app.keep_an_owner();

-- The member of this organization who signs in with that; null for everybody else, wherever they may be known. Who was
-- a member comes back by an invitation; who has only a name that this organization gave her cannot be sent one.
create function app.member_by_login(login text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id from users u where (u.email = lower(login) or u.username = lower(login))
    and (exists (select from assignments a where a.organization_id = app.organization_id() and a.user_id = u.id)
      or (u.email is null and u.made_in = app.organization_id()))
$$;
alter function app.member_by_login(text) owner to polyclinic_lookup;

-- Makes a sign-in, unless the address or the name belongs to one already: then false, and nothing is changed.
create function app.make_account(person uuid, mail text, login text, called text, tel text, hash text, first boolean)
returns boolean language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with made as (
    insert into users (id, email, username, full_name, phone, password_hash, must_change_password, made_in)
    values (person, lower(mail), lower(login), called, tel, hash, first, case when first then app.organization_id() end)
    on conflict do nothing returning 1
  )
  select exists (select from made)
$$;

-- Whether this organization alone knows the person.
create function app.only_ours(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select not exists (select from people p where p.user_id = person and p.organization_id <> app.organization_id())
$$;
alter function app.only_ours(uuid) owner to polyclinic_lookup;
grant execute on function app.only_ours(uuid) to polyclinic_owner;

-- A first password, as long as the person has not chosen her own, for accounts that this organization made.
create function app.set_first_password(person uuid, hash text) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with given as (
    update users set password_hash = hash
    where id = person and must_change_password and made_in = app.organization_id() and app.only_ours(person)
    returning 1
  )
  select exists (select from given)
$$;

-- How the organization's own people sign in, and since when they were not here. people null: all of them.
create function app.account_states(people uuid[]) returns table (user_id uuid, email text, username text,
  must_change_password boolean, active boolean, last_sign_in_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id, u.email, u.username, u.must_change_password, u.status = 'active',
    (select max(s.created_at) from sessions s where s.organization_id = p.organization_id and s.user_id = p.user_id
      and s.operator_id is null)
  from public.people p join users u on u.id = p.user_id
  where p.organization_id = app.organization_id() and (account_states.people is null or p.user_id = any (account_states.people))
$$;
alter function app.account_states(uuid[]) owner to polyclinic_lookup;

-- The account behind an open invitation, if there is one; asked in the scope of its organization.
create function app.invited_account(invitation uuid) returns table (user_id uuid, password_hash text, active boolean)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select u.id, u.password_hash, u.status = 'active'
  from invitations i join users u on u.email = i.email
  where i.organization_id = app.organization_id() and i.id = invitation and i.accepted_at is null and i.revoked_at is null
$$;
alter function app.invited_account(uuid) owner to polyclinic_lookup;

-- A branch does not see what a person has at others; whether it is nothing, it must know.
create function app.has_work(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from assignments a where a.organization_id = app.organization_id() and a.user_id = person)
$$;
alter function app.has_work(uuid) owner to polyclinic_lookup;

create function app.invitation_gives(invitation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select exists (select from invitation_grants g where g.organization_id = app.organization_id() and g.invitation_id = invitation)
$$;
alter function app.invitation_gives(uuid) owner to polyclinic_lookup;

-- What the people of the organization did since then: by branch and by the first word of the event. For head office.
create function app.activity(since timestamptz) returns table (user_id uuid, clinic_id uuid, topic text, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select e.user_id, e.clinic_id, split_part(e.event, '.', 1), max(e.recorded_at)
  from audit_events e
  where e.organization_id = app.organization_id() and app.whole_organization() and e.recorded_at > since
    and e.user_id is not null and e.clinic_id is not null and e.elevation_id is null
  group by 1, 2, 3
$$;
alter function app.activity(timestamptz) owner to polyclinic_lookup;

-- One of the clinics in scope becomes the one that new rows belong to, for the rest of the transaction or until the next.
create function app.at_clinic(clinic uuid) returns void language plpgsql as $$
begin
  if clinic <> all (app.clinic_ids()) then raise exception 'not_found' using errcode = 'PC404'; end if;
  perform set_config('app.clinic_id', clinic::text, true);
end $$;

create function app.organizations_with_transfers() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select distinct organization_id from doctor_transfers where finished_at is null and from_day <= current_date + 1
$$;
alter function app.organizations_with_transfers() owner to polyclinic_lookup;

grant execute on function app.member_by_login(text), app.make_account(uuid, text, text, text, text, text, boolean),
  app.set_first_password(uuid, text), app.account_states(uuid[]), app.invited_account(uuid), app.has_work(uuid),
  app.invitation_gives(uuid), app.activity(timestamptz), app.at_clinic(uuid), app.organizations_with_transfers(),
  app.keep_an_owner()
  to polyclinic_app;

select pgboss.create_queue('people.finishTransfers', '{"policy": "short", "retryLimit": 3, "retryDelay": 5, "expireInSeconds": 300}');
