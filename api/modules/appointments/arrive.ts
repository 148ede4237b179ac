import type { Visit } from '#contract/appointments.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { isoOf } from '../scheduling/index.ts'
import { addChange } from './history.ts'
import { holdVisitFor } from './steps.ts'
import { nextToken } from './token.ts'
import { visitOf } from './visit-rows.ts'

/** Gives the next token; who has one from an arrival that was taken back keeps it. */
export async function arriveAppointment(tx: Tx, { appointmentId }: { appointmentId: string }): Promise<Visit> {
  const visit = await holdVisitFor(tx, appointmentId, 'arrived')
  const arrivedAt = isoOf(Date.now())
  const token = visit.token ?? (await nextToken(tx, visit.day))
  tx.later(sql`update appointments set status = 'arrived', arrived_at = ${arrivedAt}, token = ${token}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  addChange(tx, visit.id, { change: 'arrived', fromStatus: visit.status, toStatus: 'arrived' })
  tx.record('appointment.arrived', visit.id, { from: visit.status, to: 'arrived', token })
  return { ...visitOf(visit), status: 'arrived', arrivedAt, token, version: visit.version + 1 }
}
