import type { cancelAppointment as cancelEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import type { Tx } from '../../core/tx.ts'
import { holdVisitWithTime, leaveTime, noteLeaving } from './leave-time.ts'
import { visitOf } from './visit-rows.ts'

export async function cancelAppointment(
  tx: Tx,
  { appointmentId, reason }: Input<typeof cancelEndpoint>,
): Promise<Visit> {
  const visit = await holdVisitWithTime(tx, appointmentId, 'cancelled')
  leaveTime(tx, visit, 'cancelled', reason)
  noteLeaving(tx, visit, 'cancelled', reason)
  tx.record('appointment.cancelled', visit.id, { from: visit.status, to: 'cancelled', reason })
  return { ...visitOf(visit), status: 'cancelled', version: visit.version + 1 }
}

/** She did not come. */
export async function markNoShow(tx: Tx, { appointmentId }: { appointmentId: string }): Promise<Visit> {
  const visit = await holdVisitWithTime(tx, appointmentId, 'no_show')
  leaveTime(tx, visit, 'no_show')
  noteLeaving(tx, visit, 'no_show')
  tx.record('appointment.missed', visit.id, { from: visit.status, to: 'no_show' })
  return { ...visitOf(visit), status: 'no_show', version: visit.version + 1 }
}
