import type { Input, Output } from '#contract/endpoint.ts'
import type { StaffRow } from '#contract/people.ts'
import type { listStaff as endpoint } from '#contract/staff.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { stateOf } from './list.ts'
import { byWeight } from './rules.ts'

const pageSize = 50

/**
 * A page of everybody, with every branch and role of each, in one statement. Who matches is found among ids and names
 * first; places are put together for the page alone.
 */
export async function listStaff(tx: Tx, input: Input<typeof endpoint>): Promise<Output<typeof endpoint>> {
  const { organizationId } = tx
  const { branchId, role, city, state, personId, page } = input
  const like = input.q ? `%${input.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : null
  const rows = await tx.rows(sql<StaffRow & { total: number }>`
    with held as materialized (
      select a.user_id as id, a.clinic_id, a.role from assignments a where a.organization_id = ${organizationId}
      union all
      select g.invitation_id, g.clinic_id, g.role from invitation_grants g where g.organization_id = ${organizationId}
      union all
      select cd.doctor_id, cd.clinic_id, null from clinic_doctors cd where cd.organization_id = ${organizationId} and cd.active
    ), who as materialized (
      select p.user_id as id, p.full_name, p.email, coalesce(s.email, s.username) as login, p.phone, ${stateOf} as state,
        d.id as doctor_id, d.specialties, null::timestamptz as expires_at, s.last_sign_in_at, s.has_second_step
      from people p join app.account_states(null) s on s.user_id = p.user_id
      left join doctors d on d.organization_id = p.organization_id and d.user_id = p.user_id
      where p.organization_id = ${organizationId}
      union all
      select i.id, i.full_name, i.email, i.email, i.phone, case i.kind when 'created' then 'must_change_password' else 'invited' end,
        null, i.specialties, case i.kind when 'invited' then i.expires_at end, null, false
      from invitations i where i.organization_id = ${organizationId} and i.accepted_at is null and i.revoked_at is null
      union all
      select d.id, d.full_name, d.email, null, d.phone, 'contact_only', d.id, d.specialties, null, null, false
      from doctors d where d.organization_id = ${organizationId} and d.user_id is null
        and not exists (select from invitations i where i.organization_id = ${organizationId} and i.kind = 'created'
          and i.email = lower(d.email) and i.accepted_at is null and i.revoked_at is null)
    ), there as materialized (
      -- Grouped, so that the planner expects many: with an estimate of one it went through all for each.
      select h.id from held h left join clinics c on c.organization_id = ${organizationId} and c.id = h.clinic_id
      group by h.id having bool_or((${branchId ?? null}::uuid is null or h.clinic_id = ${branchId ?? null}::uuid)
        and (${role ?? null}::text is null or h.role = ${role ?? null})
        and (${city ?? null}::text is null or c.city = ${city ?? null}))
    ), found as (
      select w.*, count(*) over () as total from who w join there on there.id = w.id
      where (${state ?? null}::text is null or w.state = ${state ?? null})
        and (${personId ?? null}::uuid is null or w.id = ${personId ?? null}::uuid)
        and (${like}::text is null or lower(w.full_name) like ${like} or lower(coalesce(w.email, '')) like ${like}
          or lower(coalesce(w.login, '')) like ${like} or coalesce(w.phone, '') like ${like})
      order by lower(w.full_name), w.id limit ${pageSize} offset ${(page - 1) * pageSize}
    )
    select f.id, f.full_name as "fullName", f.email, f.login, f.phone, f.state, f.doctor_id as "doctorId",
      coalesce(f.specialties, '{}') as specialties, f.expires_at as "expiresAt", f.id = ${tx.userId} as "isYou",
      f.last_sign_in_at as "lastSignInAt", f.has_second_step as "hasSecondStep",
      (select x.sha256 from person_photos x where x.organization_id = ${organizationId} and x.user_id = f.id) as photo, f.total::int as total,
      (select jsonb_agg(place order by place->>'branchName' nulls first) from (
        select jsonb_build_object('branchId', h.clinic_id, 'branchName', c.name, 'city', coalesce(c.city, ''),
          'roles', coalesce(jsonb_agg(distinct h.role) filter (where h.role is not null), '[]')) as place
        -- A doctor with a sign-in stands among the held once, by her roles.
        from held h left join clinics c on c.organization_id = ${organizationId} and c.id = h.clinic_id
        where h.id = f.id group by h.clinic_id, c.name, c.city) p) as places
    from found f order by lower(f.full_name), f.id`)
  return {
    staff: rows.map(({ total: _, places, ...row }) => ({
      ...row,
      places: places.map((place) => ({ ...place, roles: byWeight(place.roles) })),
    })),
    total: rows[0]?.total ?? 0,
    pageSize,
  }
}
