import type { Encounter, finishVisit as finishVisitEndpoint } from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { type Allergy, type PrescriptionWarning, runningMedicines, warningsFor } from '#contract/prescribing.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { holdAppointment, markDone } from '../appointments/index.ts'
import { getLetterhead } from '../tenancy/index.ts'
import { myDoctorId } from './doctor.ts'
import { linesOf } from './json.ts'
import { getEncounter } from './queries.ts'
import { refuseEdit, refuseFinish } from './rules.ts'
import { holdEncounter } from './save.ts'

/** What was done in a visit, for whoever makes the bill: in the same transaction, handed in where modules are mounted. */
export interface FinishedVisit {
  encounterId: string
  appointmentId: string
  patientId: string
  doctorId: string
  services: { serviceId: string; name: string; tooth: string | null; quantity: number; unitMinor: number }[]
}
export type OnFinished = (tx: Tx, visit: FinishedVisit) => Promise<void>

/** Freezes the visit, and everything that follows from it, in one transaction. */
export function finishVisitWith(onFinished: OnFinished) {
  return async (
    tx: Tx,
    { encounterId, version, warningsReason }: Input<typeof finishVisitEndpoint>,
  ): Promise<Encounter> => {
    // The appointment before the visit, here as in starting, so that two never wait for each other.
    const appointment = await holdAppointment(tx, appointmentIdOf(tx, encounterId))
    const doctorId = await myDoctorId(tx)
    const held = await holdEncounter(tx, encounterId)
    const encounter = await getEncounter(tx, encounterId)
    const refusal = refuseEdit(held, doctorId)
    if (refusal) throw new Refused(refusal)
    if (held.version !== version) throw new Refused('changed_meanwhile', { theirs: encounter, yours: {} })

    const warnings = await warningsOf(tx, encounter, held.patientId)
    const stopped = refuseFinish(warnings, warningsReason)
    if (stopped) throw new Refused(stopped, { warnings })

    const letterhead = await getLetterhead(tx)
    await tx.rows(sql`update encounters set status = 'finished', finished_at = now(), finished_by = ${tx.userId},
        letterhead = ${JSON.stringify(letterhead)}::jsonb, warnings = ${JSON.stringify(warnings)}::jsonb,
        warnings_reason = ${warningsReason ?? null}, version = version + 1
      where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${encounterId}`)
    markDone(tx, appointment)
    tx.record('encounter.finished', encounterId, { appointmentId: appointment.id, warnings, warningsReason })

    const { patientId, appointmentId } = held
    await onFinished(tx, {
      encounterId,
      appointmentId,
      patientId,
      doctorId: held.doctorId,
      services: encounter.services,
    })
    return getEncounter(tx, encounterId)
  }
}

const appointmentIdOf = (tx: Tx, encounterId: string) =>
  sql`(select appointment_id from encounters
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${encounterId})`

/** The same rule as on the screen, on what the database knows. */
async function warningsOf(tx: Tx, encounter: Encounter, patientId: string): Promise<PrescriptionWarning[]> {
  const [allergies, earlier, clocks] = await tx.batch<
    [Allergy, { day: string; prescription: never[] }, { today: string }]
  >(
    sql`select label, drug_class as "drugClass", severity from patient_alerts
      where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and patient_id = ${patientId} and kind = 'allergy'`,
    sql`select (e.started_at at time zone c.time_zone)::date as day, e.prescription from encounters e
      join clinics c on c.organization_id = e.organization_id and c.id = e.clinic_id
      where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.patient_id = ${patientId}
        and e.status = 'finished' and e.id <> ${encounter.id} order by e.started_at desc limit 20`,
    sql`select (now() at time zone time_zone)::date as today from clinics
      where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`,
  )
  const visits = earlier.map(({ day, prescription }) => ({ day, prescription: linesOf(prescription) }))
  return warningsFor(encounter.prescription, allergies, runningMedicines(visits), clocks[0]!.today)
}
