-- The highest amount this person may approve here by one permission: null without limit, 0 without the right.
create or replace function app.amount_limit_minor(permission text, roles text[]) returns bigint
language sql stable security definer set search_path = pg_catalog, public, app, pg_temp as $$
  with held as (
    select distinct a.role from assignments a
    where a.organization_id = app.organization_id() and a.user_id = app.user_id()
      and (a.clinic_id is null or a.clinic_id = app.clinic_id())
      and app.role_allows(app.organization_id(), app.clinic_id(), a.role, amount_limit_minor.permission, roles)
  ), limits as (
    select (select r.limit_minor from role_changes r
      where r.organization_id = app.organization_id() and r.role = h.role and h.role <> 'org_admin'
        and r.permission = amount_limit_minor.permission and (r.clinic_id is null or r.clinic_id = app.clinic_id())
      order by r.clinic_id nulls last limit 1) as limit_minor from held h
  )
  select case when count(*) = 0 then 0 when bool_or(limit_minor is null) then null else max(limit_minor) end from limits
$$;
