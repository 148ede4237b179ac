import { refuseStep } from '#contract/visit-steps.ts'
import { Refused } from '../../core/errors.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { addChange } from './history.ts'
import { lockTimeOf, releaseTime } from './timeline.ts'
import { type HeldVisit, heldVisitQuery } from './visit-rows.ts'

type Left = 'cancelled' | 'no_show'

/** The visit, held, with the timeline of its doctor, when it may give its time back. */
export async function holdVisitWithTime(tx: Tx, appointmentId: string, to: Left): Promise<HeldVisit> {
  const [[locked], [visit]] = await tx.batch<[{ doctorId: string | null }, HeldVisit]>(
    lockTimeOf(tx, appointmentId),
    heldVisitQuery(tx, appointmentId),
  )
  if (!visit) throw new Refused('not_found')
  const refusal = refuseStep(visit, to, Date.now(), visit.today)
  if (refusal) throw new Refused(refusal, { status: visit.status })
  if (visit.doctorId !== locked!.doctorId) throw new Refused('moved_meanwhile')
  return visit
}

/** Cancelled or missed: its time is free for others at once. */
export function leaveTime(tx: Tx, visit: HeldVisit, to: Left, reason = '') {
  const why: Query<unknown> = to === 'cancelled' ? sql`, cancel_reason = ${reason || null}` : sql``
  tx.later(sql`update appointments set status = ${to}, booking_id = null ${why}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  if (visit.bookingId) releaseTime(tx, visit.bookingId)
}

/** The line of the history, with what undo has to take again. */
export function noteLeaving(tx: Tx, visit: HeldVisit, to: Left, reason?: string) {
  addChange(tx, visit.id, {
    change: to,
    fromStatus: visit.status,
    toStatus: to,
    from: visit.bookingId ? visit : undefined,
    ...(reason ? { reason } : {}),
  })
}
