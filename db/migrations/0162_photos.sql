-- A photo of a person, the organization's own: whoever works for two is known by two.
create table person_photos (
  organization_id uuid not null default app.organization_id(),
  user_id         uuid not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes           bytea not null check (octet_length(bytes) <= 65536), -- a square JPEG without anything beside the picture
  set_at          timestamptz not null default now(),
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references people (organization_id, user_id)
);
select app.protect_organization('person_photos');
grant delete on person_photos to polyclinic_app;
