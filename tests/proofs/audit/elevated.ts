import { openTokens } from '#api/core/session.ts'
import * as patients from '#contract/patients.ts'
import { testSecret } from '#tests/harness/group.ts'
import { makeElevation } from '../walls/elevation-sample.ts'
import type { Setting } from '../walls/turn.ts'

/** Support inside an elevation, as somebody of the organization: every row it leaves says so, and who sat there. */
export async function seeElevated({ admin, group, ok, own }: Setting): Promise<{ rows: number; faults: string[] }> {
  const { organizationId } = group
  const { userId } = group.people.manager
  const elevationId = await makeElevation(admin, own)
  const { rows: made } = await admin.query(
    `insert into sessions (organization_id, user_id, operator_id, elevation_id, expires_at)
     select $1, $2, operator_id, id, now() + interval '1 hour' from elevations where id = $3 returning id, operator_id`,
    [organizationId, userId, elevationId],
  )
  const { id: sessionId, operator_id: operatorId } = made[0]
  const token = await openTokens(testSecret).sign({ sessionId, userId, organizationId, roles: [], clinicIds: [] })
  const support = { userId, organizationId, sessionId, token }
  const here = { clinicId: group.clinics.gulberg, patientId: group.patients.gulberg }
  const { version } = await ok(support, patients.getPatient, here)
  await ok(support, patients.editPatient, { ...here, version, city: 'Kharian' })

  const faults: string[] = []
  let rows = 0
  for (const [what, text] of [
    ['act', `select operator_id, user_id from audit_events where elevation_id = $1`],
    ['look', `select operator_id, user_id from patient_looks where elevation_id = $1`],
  ] as const) {
    const seen = (await admin.query(text, [elevationId])).rows
    if (seen.length === 0) faults.push(`the ${what} of support inside an elevation does not say so`)
    else if (seen.some((row) => row.operator_id !== operatorId || row.user_id !== userId))
      faults.push(`the ${what} of support does not say who sat there, and as whom`)
    else rows += seen.length
  }
  return { rows, faults }
}
