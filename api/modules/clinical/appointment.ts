import { sql, type Tx } from '../../core/tx.ts'

export interface PlannedVisit {
  id: string
  patientId: string
  doctorId: string | null
  status: string
  /** The clinic's local day. */
  day: string
}

/** The appointment, held until the transaction ends, so that the desk cannot cancel it under the doctor's hands. */
export function holdAppointment(tx: Tx, appointmentId: string): Promise<PlannedVisit> {
  return tx.one(sql<PlannedVisit>`select id, patient_id as "patientId", doctor_id as "doctorId", status, day from appointments
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${appointmentId} for update`)
}

/** The same of an encounter. The appointment is locked before the visit, here as in starting, so that two never wait for each other. */
export function holdAppointmentOf(tx: Tx, encounterId: string): Promise<PlannedVisit> {
  return tx.one(sql<PlannedVisit>`select id, patient_id as "patientId", doctor_id as "doctorId", status, day from appointments
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = (select appointment_id from encounters
      where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${encounterId}) for update`)
}

/** The patient is with the doctor: whoever came without being marked arrived has arrived now. */
export function callIn(tx: Tx, { id, status }: PlannedVisit, doctorId: string) {
  tx.later(sql`update appointments set status = 'in_room', doctor_id = coalesce(doctor_id, ${doctorId}),
      arrived_at = coalesce(arrived_at, now()), called_at = coalesce(called_at, now()), version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${id}`)
  enter(tx, id, status, 'in_room', 'calledIn')
}

export function markDone(tx: Tx, { id, status }: PlannedVisit) {
  tx.later(sql`update appointments set status = 'done', done_at = coalesce(done_at, now()), version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${id}`)
  enter(tx, id, status, 'done', 'completed')
}

/** History and event, unless the desk was there first. */
function enter(tx: Tx, appointmentId: string, from: string, to: string, event: string) {
  if (from === to) return
  tx.later(sql`insert into appointment_changes (appointment_id, change, from_status, to_status)
    values (${appointmentId}, ${to}, ${from}, ${to})`)
  tx.record(`appointment.${event}`, appointmentId, { from })
}
