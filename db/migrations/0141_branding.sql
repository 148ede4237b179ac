-- How an organization and its branches look and sound outside: group letterhead, addresses on the web, senders of mail.

alter table clinics
  add column sender_name text check (length(trim(sender_name)) between 1 and 80), -- null: the organization's, or the clinic's name
  -- The group's letterhead only where somebody chose it.
  add column letterhead_from text not null default 'own' check (letterhead_from in ('own', 'group'));

alter table organizations
  add column letterhead jsonb not null default '{}',
  add column logo_sha256 text,
  add column sender_name text check (length(trim(sender_name)) between 1 and 80),
  add column branding_version int not null default 1;
grant update (color, letterhead, logo_sha256, sender_name, branding_version) on organizations to polyclinic_app;
create policy head_office_changes on organizations as restrictive for update to polyclinic_app
  using ((select app.whole_organization()));

-- As clinic_logos: never changed or removed, since issued documents refer to them.
create table organization_logos (
  organization_id uuid not null default app.organization_id() references organizations (id),
  sha256          text not null,
  media_type      text not null check (media_type in ('image/png', 'image/jpeg', 'image/svg+xml')),
  bytes           bytea not null check (octet_length(bytes) <= 512 * 1024),
  created_at      timestamptz not null default now(),
  primary key (organization_id, sha256)
);
select app.protect_organization('organization_logos');
revoke update on organization_logos from polyclinic_app;
create policy head_office_changes on organization_logos as restrictive for insert to polyclinic_app
  with check ((select app.whole_organization()));
grant select on organization_logos to polyclinic_lookup;

-- Two may wait for one address; only one has it. Otherwise whoever writes it down first keeps its owner from it.
alter table domains
  drop constraint domains_pkey,
  add column id uuid not null default uuidv7() primary key,
  add column own boolean not null default true, -- false: below the operator's domain, nothing to prove
  add column checked_at timestamptz,
  add column found text not null default '', -- what the name servers said last
  add column created_at timestamptz not null default now();
create unique index domains__domain_taken on domains (host) where verified_at is not null;
create unique index domains_once on domains (organization_id, host);

create function app.domains_here() returns table (id uuid, host text, clinic_id uuid, own boolean,
  verified_at timestamptz, checked_at timestamptz, found text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select d.id, d.host, d.clinic_id, d.own, d.verified_at, d.checked_at, d.found from domains d
  where d.organization_id = app.organization_id()
    and case when d.clinic_id is null then app.whole_organization() else d.clinic_id = any (app.clinic_ids()) end
  order by d.created_at
$$;

-- Writes an address down for the organization in scope, or one of its branches. That it is taken is all that is said.
create function app.claim_domain(asked_host text, clinic uuid, own boolean) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
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
end $$;

create function app.settle_domain(domain uuid, verified boolean, what text) returns boolean
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  update domains d set checked_at = now(), found = left(what, 300),
    verified_at = case when verified then coalesce(d.verified_at, now()) end
  where d.id = domain and d.own and d.id in (select h.id from app.domains_here() h)
  returning verified
$$;

create function app.release_domain(domain uuid) returns text
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  delete from domains d where d.id = domain and d.id in (select h.id from app.domains_here() h) returning d.host
$$;
grant execute on function app.domains_here() to polyclinic_owner;
grant execute on function app.domains_here(), app.claim_domain(text, uuid, boolean), app.settle_domain(uuid, boolean, text),
  app.release_domain(uuid) to polyclinic_app;

-- As in 0010; a host of the whole organization wears the organization's own logo.
create or replace function app.branding(asked_host text) returns table
  (name text, color text, media_type text, logo bytea)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select coalesce(c.name, o.name), coalesce(c.color, o.color), coalesce(l.media_type, g.media_type), coalesce(l.bytes, g.bytes)
  from domains d join organizations o on o.id = d.organization_id
  left join clinics c on c.organization_id = d.organization_id and c.id = d.clinic_id
  left join clinic_logos l on l.organization_id = d.organization_id and l.clinic_id = d.clinic_id and l.sha256 = c.logo_sha256
  left join organization_logos g on g.organization_id = d.organization_id and g.sha256 = o.logo_sha256 and l.sha256 is null
  where d.host = lower(asked_host) and d.verified_at is not null
$$;

-- An address of one's own that mail comes from, once the name servers vouch for it.
create table mail_senders (
  organization_id uuid not null default app.organization_id() references organizations (id),
  id              uuid not null default uuidv7(),
  clinic_id       uuid, -- null: of the whole organization
  address         text not null check (address = lower(address) and length(address) <= 254),
  verified_at     timestamptz,
  checked_at      timestamptz,
  found           jsonb not null default '[]', -- what is still missing, as sentences
  created_at      timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  unique nulls not distinct (organization_id, clinic_id)
);
select app.protect_head_office('mail_senders');
grant delete on mail_senders to polyclinic_app;
grant select on mail_senders to polyclinic_lookup;

-- As in 0100: the name the branch or the organization chose, and an address only once it is verified.
create or replace function app.mail_sender(organization uuid, clinic uuid) returns table (name text, color text, address text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select coalesce(c.sender_name, o.sender_name, c.name, o.name), coalesce(c.color, o.color),
    (select s.address from mail_senders s where s.organization_id = o.id and s.verified_at is not null
      and (s.clinic_id is null or s.clinic_id = c.id) order by s.clinic_id nulls last limit 1)
  from organizations o left join clinics c on c.organization_id = o.id and c.id = clinic
  where o.id = organization
$$;
