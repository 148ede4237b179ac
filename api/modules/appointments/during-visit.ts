import type { VisitStatus } from '#contract/appointments.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { addChange } from './history.ts'

/** An appointment as the doctor's visit needs it. */
export interface PlannedVisit {
  id: string
  patientId: string
  status: VisitStatus
}

/**
 * The appointment, held until the transaction ends, so that the desk cannot cancel it under the doctor's hands.
 * `appointmentId` may be a sub-select. Refused `not_found` when there is none here.
 */
export function holdAppointment(tx: Tx, appointmentId: string | Query<unknown>): Promise<PlannedVisit> {
  return tx.one(sql<PlannedVisit>`select id, patient_id as "patientId", status from appointments
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${appointmentId} for update`)
}

/** The patient is with the doctor: whoever came without being marked arrived has arrived now. */
export function callIn(tx: Tx, { id, status }: PlannedVisit, doctorId: string) {
  tx.later(sql`update appointments set status = 'in_room', doctor_id = coalesce(doctor_id, ${doctorId}),
      arrived_at = coalesce(arrived_at, now()), called_at = coalesce(called_at, now()), version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${id}`)
  note(tx, id, status, 'in_room', 'calledIn')
}

/** The visit is over: its doctor finished it. */
export function markDone(tx: Tx, { id, status }: PlannedVisit) {
  tx.later(sql`update appointments set status = 'done', done_at = coalesce(done_at, now()), version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${id}`)
  note(tx, id, status, 'done', 'completed')
}

/** History and event, unless the desk was there first. */
function note(tx: Tx, appointmentId: string, from: VisitStatus, to: VisitStatus, event: string) {
  if (from === to) return
  addChange(tx, appointmentId, { change: to, fromStatus: from, toStatus: to })
  tx.record(`appointment.${event}`, appointmentId, { from, to })
}
