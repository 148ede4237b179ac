import type { Input } from '#contract/endpoint.ts'
import type { archivePatient as archiveEndpoint, Patient } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { getPatient, patientQuery } from './queries.ts'

/** Takes a patient out of the lists. Nothing is deleted; archived twice is archived once. */
export async function archivePatient(tx: Tx, { patientId, reason }: Input<typeof archiveEndpoint>): Promise<Patient> {
  const patient = await tx.one(patientQuery(tx, patientId, true))
  if (patient.archivedAt) throw new Refused('patient_archived')
  await tx.rows(sql`update patients set archived_at = now(), archive_reason = ${reason}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${patientId}`)
  tx.record('patient.archived', patientId, { reason })
  return getPatient(tx, { patientId })
}

export async function restorePatient(tx: Tx, { patientId }: { patientId: string }): Promise<Patient> {
  const patient = await tx.one(patientQuery(tx, patientId, true))
  if (!patient.archivedAt) {
    tx.recordNothing('was not archived')
    return patient
  }
  await tx.rows(sql`update patients set archived_at = null, archive_reason = null, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${patientId}`)
  tx.record('patient.restored', patientId)
  return getPatient(tx, { patientId })
}
