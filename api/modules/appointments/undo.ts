import type { undoAppointment as undoEndpoint, Visit, VisitStatus } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { lastStanding } from '#contract/visit-steps.ts'
import { Refused } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { addChange } from './history.ts'
import { leaveTime } from './leave-time.ts'
import { type ChangeRow, statusBefore } from './rules.ts'
import { lockTimeOf, releaseTime, takeTime } from './timeline.ts'
import { type HeldVisit, heldVisitQuery, visitOf } from './visit-rows.ts'

/**
 * Takes the last change back. Time that was released or left is taken again; given away meanwhile, the constraints
 * of the timeline refuse it. The change that made the appointment is taken back by cancelling it.
 */
export async function undoAppointment(tx: Tx, { appointmentId, version }: Input<typeof undoEndpoint>): Promise<Visit> {
  const [[locked], [visit], changes] = await tx.batch<[{ doctorId: string | null }, HeldVisit, UndoneChange]>(
    lockTimeOf(tx, appointmentId),
    heldVisitQuery(tx, appointmentId),
    changesQuery(tx, appointmentId),
  )
  if (!visit) throw new Refused('not_found')
  if (version !== undefined && version !== visit.version)
    throw new Refused('changed_meanwhile', { current: visitOf(visit) })
  if (visit.doctorId !== locked!.doctorId) throw new Refused('moved_meanwhile')
  const last = lastStanding(changes)
  // Rows that came from elsewhere may carry no history.
  if (!last || last.toStatus !== visit.status) throw new Refused('nothing_to_undo')
  if (visit.status === 'done' && visit.encounterFinished) throw new Refused('finished')

  const isMove = last.change === 'moved' || last.change === 'timed'
  const before = isMove ? goBack(tx, visit, last) : stepBack(tx, visit, last)
  addChange(tx, visit.id, { change: 'undone', fromStatus: visit.status, toStatus: before.status, from: visit })
  tx.record('appointment.undone', visit.id, { undone: last.change, from: visit.status, to: before.status })
  return { ...before, version: visit.version + 1 }
}

interface UndoneChange extends ChangeRow {
  fromDoctorName: string | null
}

function changesQuery(tx: Tx, appointmentId: string): Query<UndoneChange> {
  return sql<UndoneChange>`select change, from_status as "fromStatus", to_status as "toStatus", from_starts_at as "fromStartsAt",
      from_ends_at as "fromEndsAt", from_doctor_id as "fromDoctorId",
      d.full_name as "fromDoctorName"
    from appointment_changes c left join doctors d on d.organization_id = c.organization_id and d.id = c.from_doctor_id
    where c.organization_id = ${tx.organizationId} and c.clinic_id = ${tx.clinicId} and c.appointment_id = ${appointmentId}
    order by c.id`
}

/** A move taken back: to the time and the doctor before it, or to the day alone. */
function goBack(tx: Tx, visit: HeldVisit, moved: UndoneChange): Visit {
  const startsAt = moved.fromStartsAt!
  const endsAt = moved.fromEndsAt!
  const doctorId = moved.fromDoctorId
  const timed = visit.timed && moved.change !== 'timed'
  const bookingId = timed ? visit.bookingId : null
  if (bookingId && doctorId) takeTime(tx, bookingId, doctorId, startsAt, endsAt)
  tx.later(sql`update appointments set doctor_id = ${doctorId}, starts_at = ${startsAt}, ends_at = ${endsAt},
      booking_id = ${bookingId}, timed = ${timed}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  if (visit.bookingId && !bookingId) releaseTime(tx, visit.bookingId)
  return { ...visitOf(visit), doctorId, doctorName: moved.fromDoctorName, startsAt, endsAt, timed }
}

/** A step taken back: to the state before it, with the marks of that state. The token stays given. */
function stepBack(tx: Tx, visit: HeldVisit, change: ChangeRow): Visit {
  const status = statusBefore(change)
  if (status === 'cancelled') {
    leaveTime(tx, visit, 'cancelled')
    return { ...visitOf(visit), status }
  }
  const marks = marksOf(visit, status)
  const hasLeft = visit.status === 'cancelled' || visit.status === 'no_show'
  const bookingId = hasLeft ? takeAgain(tx, visit, change) : visit.bookingId
  // Who waited for any doctor and was called in by one waits for any again.
  const wasAnybodys = change.change === 'in_room' && change.fromStartsAt !== null
  const whose = wasAnybodys ? { doctorId: null, doctorName: null } : {}
  const doctorId = wasAnybodys ? null : visit.doctorId
  tx.later(sql`update appointments set status = ${status}, doctor_id = ${doctorId}, booking_id = ${bookingId}, cancel_reason = null,
      arrived_at = ${marks.arrivedAt}, called_at = ${marks.calledAt}, done_at = ${marks.doneAt}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  return { ...visitOf(visit), ...whose, status, ...marks }
}

function takeAgain(tx: Tx, visit: HeldVisit, left: ChangeRow): string | null {
  if (!left.fromStartsAt || !visit.doctorId) return null
  const bookingId = newId()
  takeTime(tx, bookingId, visit.doctorId, visit.startsAt, visit.endsAt)
  return bookingId
}

function marksOf(visit: HeldVisit, status: VisitStatus) {
  const came = ['arrived', 'in_room', 'done'].includes(status)
  return {
    arrivedAt: came ? visit.arrivedAt : null,
    calledAt: came && status !== 'arrived' ? visit.calledAt : null,
    doneAt: status === 'done' ? visit.doneAt : null,
  }
}
