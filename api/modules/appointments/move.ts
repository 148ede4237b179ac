import type { moveAppointment as moveEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { isMovable } from '#contract/visit-steps.ts'
import { Refused } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { sql, type Tx } from '../../core/tx.ts'
import {
  dayOf,
  isoOf,
  minuteMs,
  refuseSlot,
  type ScheduleRow,
  scheduleOf,
  scheduleQueries,
  spanOf,
  speakDay,
  speakTime,
} from '../scheduling/index.ts'
import { addChange } from './history.ts'
import { refusedTime } from './refuse-time.ts'
import { takesTime } from './rules.ts'
import { lockTimeOf, takeTime } from './timeline.ts'
import { type HeldVisit, heldVisitQuery, visitOf } from './visit-rows.ts'
import { tellVisitingDoctor, type VisitingDoctor, visitingDoctorQuery } from './visiting-mail.ts'

type Loaded = [{ doctorId: string | null }, HeldVisit, VisitingDoctor, ...ScheduleRow]

/**
 * To another time, length or doctor, under the lock of both doctors. A waiting walk-in only changes her doctor; an
 * imported visit of which only the day is known gets its time, or another doctor where its start stays.
 */
export async function moveAppointment(tx: Tx, input: Input<typeof moveEndpoint>): Promise<Visit> {
  const from = Date.parse(input.startsAt)
  const [[locked], [visit], [visiting], ...rows] = await tx.batch<Loaded>(
    lockTimeOf(tx, input.appointmentId, [input.doctorId]),
    heldVisitQuery(tx, input.appointmentId),
    visitingDoctorQuery(tx, input.doctorId),
    ...scheduleQueries(tx, [input.doctorId], from, from),
  )
  if (!visit) throw new Refused('not_found')
  refuseMove(visit, input, locked!.doctorId)
  const { clinic, doctors, daysOf } = scheduleOf(rows)
  const [doctor] = doctors
  if (!clinic.active) throw new Refused('clinic_inactive')
  if (!doctor) throw new Refused('doctor_not_here')

  const takes = takesTime(visit, input.startsAt)
  const slot = takes
    ? spanOf(input.startsAt, input.minutes ?? minutesOf(visit))
    : { from: Date.parse(visit.startsAt), to: Date.parse(visit.endsAt) }
  if (takes) {
    const [day] = daysOf(doctor, dayOf(slot.from, clinic.timeZone), 1)
    // Who stays where she is in time may change her doctor although that time has begun.
    const now = slot.from === Date.parse(visit.startsAt) ? 0 : Date.now()
    const refusal = refuseSlot(slot, day!, now, visit.bookingId)
    if (refusal) throw await refusedTime(tx, refusal, slot, doctor.id)
  }

  const bookingId = takes ? (visit.bookingId ?? newId()) : null
  const startsAt = isoOf(slot.from)
  const endsAt = isoOf(slot.to)
  // A token counts arrivals of one day and means nothing on another.
  const token = dayOf(slot.from, clinic.timeZone) === visit.day ? visit.token : null
  const timed = visit.timed || takes
  if (bookingId) takeTime(tx, bookingId, doctor.id, startsAt, endsAt)
  tx.later(sql`update appointments set doctor_id = ${doctor.id}, starts_at = ${startsAt}, ends_at = ${endsAt},
      booking_id = ${bookingId}, token = ${token}, timed = ${timed}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  const change = timed && !visit.timed ? 'timed' : 'moved'
  addChange(tx, visit.id, { change, fromStatus: visit.status, toStatus: visit.status, from: visit })
  tx.record('appointment.moved', visit.id, {
    from: { doctorId: visit.doctorId, startsAt: visit.startsAt, endsAt: visit.endsAt },
    to: { doctorId: doctor.id, startsAt, endsAt },
  })
  // To the doctor it is a booking, whether it was another's before or hers at another time.
  await tellVisitingDoctor(tx, visiting, {
    doctorName: doctor.fullName,
    when: timed ? speakTime(slot.from, clinic.timeZone) : speakDay(slot.from, clinic.timeZone),
    minutes: (slot.to - slot.from) / minuteMs,
    patientNumber: visit.patientNumber,
    service: visit.serviceName ?? '',
  })
  return {
    ...visitOf(visit),
    doctorId: doctor.id,
    doctorName: doctor.fullName,
    startsAt,
    endsAt,
    token,
    timed,
    version: visit.version + 1,
  }
}

function refuseMove(visit: HeldVisit, input: Input<typeof moveEndpoint>, lockedDoctorId: string | null) {
  if (visit.version !== input.version)
    throw new Refused('changed_meanwhile', {
      current: visitOf(visit),
      yours: { doctorId: input.doctorId, startsAt: input.startsAt, minutes: input.minutes },
    })
  if (!isMovable(visit.status)) throw new Refused('not_in_this_state', { status: visit.status })
  if (visit.doctorId !== lockedDoctorId) throw new Refused('moved_meanwhile')
  // Arrived means arrived today: she cannot wait on another day.
  if (visit.status === 'arrived' && dayOf(Date.parse(input.startsAt), visit.timeZone) !== visit.day)
    throw new Refused('not_in_this_state', { status: visit.status })
}

const minutesOf = (visit: HeldVisit) => (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / minuteMs
