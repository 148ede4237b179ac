import type { cancelAppointment as cancelEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { addChange } from './history.ts'
import { refuseStep } from './rules.ts'
import { lockTimeOf, releaseTime } from './timeline.ts'
import { type HeldVisit, heldVisitQuery, visitOf } from './visit-rows.ts'

export async function cancelAppointment(
  tx: Tx,
  { appointmentId, reason }: Input<typeof cancelEndpoint>,
): Promise<Visit> {
  const [[locked], [visit]] = await tx.batch<[{ doctorId: string | null }, HeldVisit]>(
    lockTimeOf(tx, appointmentId),
    heldVisitQuery(tx, appointmentId),
  )
  if (!visit) throw new Refused('not_found')
  const refusal = refuseStep(visit, 'cancelled', Date.now(), visit.today)
  if (refusal) throw new Refused(refusal, { status: visit.status })
  if (visit.doctorId !== locked!.doctorId) throw new Refused('moved_meanwhile')

  setCancelled(tx, visit, reason)
  addChange(tx, visit.id, {
    change: 'cancelled',
    fromStatus: visit.status,
    toStatus: 'cancelled',
    reason,
    from: visit.bookingId ? visit : undefined, // what undo has to take again
  })
  tx.record('appointment.cancelled', visit.id, { from: visit.status, to: 'cancelled', reason })
  return { ...visitOf(visit), status: 'cancelled', version: visit.version + 1 }
}

/** Cancelled, and its time free for others at once. */
export function setCancelled(tx: Tx, visit: HeldVisit, reason: string) {
  tx.later(sql`update appointments set status = 'cancelled', booking_id = null, cancel_reason = ${reason || null}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  if (visit.bookingId) releaseTime(tx, visit.bookingId)
}
