import type { Input } from '#contract/endpoint.ts'
import type { setVisitingMail as endpoint } from '#contract/people.ts'
import { sql, type Tx } from '../../../core/tx.ts'

export async function setVisitingMail(tx: Tx, { clinicId, on }: Input<typeof endpoint>): Promise<null> {
  const { was } = await tx.one(sql<{ was: boolean }>`select mails_visiting_doctors as was from clinics
    where organization_id = ${tx.organizationId} and id = ${clinicId} for update`)
  tx.later(sql`update clinics set mails_visiting_doctors = ${on}
    where organization_id = ${tx.organizationId} and id = ${clinicId}`)
  tx.record('clinic.visitingMailSet', clinicId, { from: { on: was }, to: { on } })
  return null
}
