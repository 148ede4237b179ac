import type { listPatientLooks as listEndpoint, PatientLook } from '#contract/audit.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const cursorForm = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)\\|(${id})\\|(${id})\\|(${id})$`,
)
const noVisit = '00000000-0000-0000-0000-000000000000'

/** Who looked at a patient of the branch, a line per person, visit of support and quarter of an hour. */
export async function listPatientLooks(
  tx: Tx,
  { patientId, userId, from, to, before, limit }: Input<typeof listEndpoint>,
): Promise<Output<typeof listEndpoint>> {
  const [, quarter, user, operator, visit] = cursorForm.exec(before ?? '') ?? []
  const after = quarter && Number.isFinite(Date.parse(quarter))
  const dayStart = (day: string, plus: number) => sql`((${day}::date + ${plus}::int)::timestamp at time zone
    (select time_zone from clinics where organization_id = ${tx.organizationId} and id = ${tx.clinicId}))`
  const [known, rows] = await tx.batch<[unknown, PatientLook & { quarter: string; operatorId: string }]>(
    sql`select from patients where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${patientId}`,
    sql`
    with lines as (
      select l.quarter, l.user_id, l.operator_id, min(l.looked_at) as at, l.elevation_id,
        array_agg(l.kind order by l.looked_at, l.kind) as kinds
      from patient_looks l
      where l.organization_id = ${tx.organizationId} and l.clinic_id = ${tx.clinicId} and l.patient_id = ${patientId}
        ${userId ? sql`and l.user_id = ${userId}` : sql``}
        ${from ? sql`and l.quarter >= ${dayStart(from, 0)}` : sql``} ${to ? sql`and l.quarter < ${dayStart(to, 1)}` : sql``}
        ${after ? sql`and (l.quarter, l.user_id, l.operator_id, coalesce(l.elevation_id, ${noVisit})) < (${quarter}::timestamptz, ${user}::uuid, ${operator}::uuid, ${visit}::uuid)` : sql``}
      group by l.quarter, l.user_id, l.operator_id, l.elevation_id
      order by l.quarter desc, l.user_id desc, l.operator_id desc, coalesce(l.elevation_id, ${noVisit}) desc limit ${limit + 1}
    )
    select l.at, l.quarter, l.user_id as "userId", l.operator_id as "operatorId", coalesce(who.full_name, '') as "userName",
      e.operator_name as "operatorName",
      l.elevation_id as "elevationId", l.kinds,
      array(select distinct a.role from assignments a where a.organization_id = ${tx.organizationId}
        and a.user_id = l.user_id and (a.clinic_id is null or a.clinic_id = ${tx.clinicId}) order by a.role) as roles
    from lines l
    left join people who on who.organization_id = ${tx.organizationId} and who.user_id = l.user_id
    left join elevations e on e.organization_id = ${tx.organizationId} and e.id = l.elevation_id
    order by l.quarter desc, l.user_id desc, l.operator_id desc, coalesce(l.elevation_id, ${noVisit}) desc`,
  )
  if (known.length === 0) throw new Refused('not_found')
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    looks: shown.map(({ quarter: _, operatorId: __, ...look }) => look),
    next:
      rows.length > limit && last
        ? `${last.quarter}|${last.userId}|${last.operatorId}|${last.elevationId ?? noVisit}`
        : null,
  }
}
