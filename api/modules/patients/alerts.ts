import type { Input } from '#contract/endpoint.ts'
import type { addAlert as addEndpoint, Patient } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { getPatient } from './queries.ts'

export async function addAlert(tx: Tx, input: Input<typeof addEndpoint>): Promise<Patient> {
  const { patientId, kind, label, severity } = input
  const drugClass = kind === 'allergy' ? input.drugClass : null
  await tx.rows(sql`insert into patient_alerts (patient_id, kind, label, drug_class, severity)
    values (${patientId}, ${kind}, ${label}, ${drugClass}, ${severity})`)
  tx.record('patient.alert_added', patientId, { kind, label, drugClass, severity })
  return getPatient(tx, { patientId })
}

export async function removeAlert(
  tx: Tx,
  { patientId, alertId }: { patientId: string; alertId: string },
): Promise<Patient> {
  const removed = await tx.find(sql<{ kind: string; label: string }>`delete from patient_alerts
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and patient_id = ${patientId}
      and id = ${alertId} returning kind, label`)
  if (!removed) throw new Refused('not_found')
  tx.record('patient.alert_removed', patientId, removed)
  return getPatient(tx, { patientId })
}

/** The families of the global medicines and of the organization's own. */
export async function listDrugClasses(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(sql<{ drug_class: string }>`select distinct lower(drug_class) as drug_class from (
      select drug_class from medicines
      union all select drug_class from organization_medicines where organization_id = ${tx.organizationId} and active) m
    where drug_class <> '' order by 1`)
  return rows.map((row) => row.drug_class)
}
