-- Mails on their way out. Some belong to a person of several organizations, or of none (a forgotten password), so the
-- table is nobody's and has no grant: the app reaches it through the three functions below. To whom and what about is
-- sealed by the app under the installation's secret, and taken out as soon as the mail has left.
create table mails (
  id              uuid primary key default uuidv7(),
  organization_id uuid references organizations (id),
  clinic_id       uuid,
  template        text not null,
  language        text not null check (language in ('en', 'ur')),
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
  attempts        int not null default 0,
  last_error      text,
  sealed          bytea,
  created_at      timestamptz not null default now(),
  sent_at         timestamptz,
  foreign key (organization_id, clinic_id) references clinics (organization_id, id),
  check ((state = 'waiting') = (sealed is not null))
);
create index mails_organization on mails (organization_id, created_at);
create index mails_waiting on mails (created_at) where state = 'waiting';
grant select on mails to polyclinic_backup;

-- Whose name and colour a mail wears, and from which address it goes (null: the installation's).
create function app.mail_sender(organization uuid, clinic uuid) returns table (name text, color text, address text)
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  select coalesce(c.name, o.name), coalesce(c.color, o.color), null::text
  from organizations o left join clinics c on c.organization_id = o.id and c.id = clinic
  where o.id = organization
$$;
alter function app.mail_sender(uuid, uuid) owner to polyclinic_lookup;
grant execute on function app.mail_sender(uuid, uuid) to polyclinic_owner;

-- Of the organization in scope; of none in the scope of nobody.
create function app.queue_mail(mail uuid, clinic uuid, template text, language text, sealed bytea) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  insert into mails (id, organization_id, clinic_id, template, language, sealed)
  values (mail, nullif(app.organization_id(), '00000000-0000-0000-0000-000000000000'), clinic, template, language, sealed)
$$;

-- The mail, unless it has left already.
create function app.take_mail(mail uuid) returns table
  (template text, language text, sealed bytea, name text, color text, address text)
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with taken as (
    update mails set attempts = attempts + 1 where id = mail and state = 'waiting' returning *
  )
  select t.template, t.language, t.sealed, s.name, s.color, s.address
  from taken t left join lateral app.mail_sender(t.organization_id, t.clinic_id) s on true
$$;

-- outcome: sent, refused (for good), or waiting (to be tried again).
create function app.settle_mail(mail uuid, outcome text, error text) returns void
language sql security definer set search_path = pg_catalog, public, app, pg_temp as $$
  update mails set state = outcome, last_error = left(error, 300),
    sent_at = case when outcome = 'sent' then now() end, sealed = case when outcome = 'waiting' then sealed end
  where id = mail and state = 'waiting'
$$;
grant execute on function app.queue_mail(uuid, uuid, text, text, bytea), app.take_mail(uuid),
  app.settle_mail(uuid, text, text) to polyclinic_app;

select pgboss.create_queue('mail.send', '{"policy": "standard", "retryLimit": 10, "retryDelay": 10, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 120, "deadLetter": "dead"}');
