import * as z from 'zod'
import { type InScope, job } from '../../core/job.ts'
import { sql } from '../../core/tx.ts'
import type { Person } from './duplicate-person.ts'
import { personColumns } from './person.ts'
import { patientKeys } from './search-keys.ts'

const atOnce = 2000

/** Where the last ones ended; null: nobody is left. */
type Place = { clinicId: string; id: string } | null
const none = '00000000-0000-0000-0000-000000000000'

/**
 * Gives search and duplicate keys to patients who have none: after a new way of making keys came with an update, all of
 * them. Without keys a patient is found by number only, so it starts within a minute of the update. About
 * half a minute for a hundred thousand patients.
 */
export const rekeyPatients = job('patients.rekey', z.object({}), async (inScope, _data, signal, inOrganization) => {
  const organizations = await inScope.read((tx) =>
    tx.rows(sql<{ id: string }>`select app.organizations_to_rekey() as id`),
  )
  for (const { id } of organizations) {
    let place: Place = { clinicId: none, id: none }
    while (place && !signal.aborted) place = await rekeySome(inOrganization(id), place)
  }
})

function rekeySome(inScope: InScope, after: NonNullable<Place>): Promise<Place> {
  return inScope.write(async (tx) => {
    tx.recordNothing('keys are another form of what the patient’s row says')
    const rows = await tx.rows(sql<Person & { id: string; clinicId: string; secondPhone: string | null }>`
      select p.id, p.clinic_id as "clinicId", ${personColumns}, p.second_phone as "secondPhone" from patients p
      where p.organization_id = ${tx.organizationId} and p.keys = '{}' and (p.clinic_id, p.id) > (${after.clinicId}::uuid, ${after.id}::uuid)
      order by p.clinic_id, p.id limit ${atOnce} for update`)
    if (rows.length === 0) return null
    const keyed = rows.map((row) => ({ id: row.id, clinicId: row.clinicId, words: patientKeys(row) }))
    await tx.rows(sql`update patients p set keys = app.key_hashes(p.organization_id, p.clinic_id, r.words)
      from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as r (id uuid, "clinicId" uuid, words text[])
      where p.organization_id = ${tx.organizationId} and p.clinic_id = r."clinicId" and p.id = r.id`)
    const { clinicId, id } = rows.at(-1)!
    return rows.length < atOnce ? null : { clinicId, id }
  })
}
