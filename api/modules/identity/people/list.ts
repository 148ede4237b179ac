import type { Output } from '#contract/endpoint.ts'
import type { listPeople as endpoint, PersonRow } from '#contract/people.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { byWeight } from './rules.ts'

export const stateOf = sql`case when not s.active then 'disabled' when s.must_change_password then 'must_change_password'
  else 'active' end`

/** The branch's people, its open invitations and its visiting doctors, in one round trip. */
export async function listPeople(tx: Tx): Promise<Output<typeof endpoint>> {
  const { organizationId, clinicId } = tx
  const [clinics, people, invitations, contacts] = await tx.batch<
    [{ mails: boolean }, PersonRow, PersonRow, PersonRow]
  >(
    sql`select mails_visiting_doctors as mails from clinics where organization_id = ${organizationId} and id = ${clinicId}`,
    sql`select p.user_id as id, p.full_name as "fullName", p.email, coalesce(s.email, s.username) as login, p.phone,
        ${stateOf} as state, d.id as "doctorId", coalesce(d.specialties, '{}') as specialties,
        null as "expiresAt", p.user_id = ${tx.userId} as "isYou", s.has_second_step as "hasSecondStep",
        f.sha256 as photo, a.roles
      from (select user_id, array_agg(role) as roles from assignments
        where organization_id = ${organizationId} and clinic_id = ${clinicId} group by user_id) a
      join people p on p.organization_id = ${organizationId} and p.user_id = a.user_id
      join app.account_states(array(select user_id from assignments
        where organization_id = ${organizationId} and clinic_id = ${clinicId})) s on s.user_id = a.user_id
      left join doctors d on d.organization_id = ${organizationId} and d.user_id = a.user_id
      left join person_photos f on f.organization_id = ${organizationId} and f.user_id = a.user_id`,
    sql`select i.id, i.full_name as "fullName", i.email, i.email as login, i.phone,
        case i.kind when 'created' then 'must_change_password' else 'invited' end as state,
        case i.kind when 'created' then (select d.id from doctors d where d.organization_id = ${organizationId}
          and d.user_id is null and lower(d.email) = i.email limit 1) end as "doctorId",
        i.specialties, case i.kind when 'invited' then i.expires_at end as "expiresAt", false as "isYou",
        false as "hasSecondStep", null as photo, g.roles
      from (select invitation_id, array_agg(role) as roles from invitation_grants
        where organization_id = ${organizationId} and clinic_id = ${clinicId} group by invitation_id) g
      join invitations i on i.organization_id = ${organizationId} and i.id = g.invitation_id
      where i.accepted_at is null and i.revoked_at is null`,
    sql`select d.id, d.full_name as "fullName", d.email, null as login, d.phone, 'contact_only' as state,
        d.id as "doctorId", d.specialties, null as "expiresAt", false as "isYou",
        false as "hasSecondStep", null as photo, '{}'::text[] as roles
      from clinic_doctors cd join doctors d on d.organization_id = cd.organization_id and d.id = cd.doctor_id
      where cd.organization_id = ${organizationId} and cd.clinic_id = ${clinicId} and cd.active and d.user_id is null
        and not exists (select from invitations i where i.organization_id = ${organizationId} and i.kind = 'created'
          and i.email = lower(d.email) and i.accepted_at is null and i.revoked_at is null)`,
  )
  const all = [...people, ...invitations, ...contacts].map((row) => ({ ...row, roles: byWeight(row.roles) }))
  return {
    people: all.sort((one, other) => one.fullName.localeCompare(other.fullName) || (one.id < other.id ? -1 : 1)),
    mailsVisitingDoctors: clinics[0]!.mails,
  }
}
