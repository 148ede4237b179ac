-- The operators' trail verifies itself every day, as the organizations' do; asked_by null: nobody asked.
alter table platform_checks alter column asked_by drop not null;

create or replace function app.platform_checks_waiting() returns setof uuid
language sql volatile security definer set search_path = pg_catalog, public, app, pg_temp as $$
  insert into platform_checks (asked_by) select null where exists (select from platform_seals)
    and not exists (select from platform_checks c where c.asked_at > now() - interval '1 day');
  select id from platform_checks where state = 'waiting' order by id
$$;
