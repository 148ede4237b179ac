import type { bookAppointment as bookEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { sql, type Tx } from '../../core/tx.ts'
import {
  dayOf,
  isoOf,
  refuseSlot,
  type ScheduleRow,
  scheduleOf,
  scheduleQueries,
  spanOf,
  speakTime,
} from '../scheduling/index.ts'
import { addChange } from './history.ts'
import { newVisit } from './new-visit.ts'
import {
  patientOf,
  patientQuery,
  requireOnePatient,
  serviceOf,
  serviceQuery,
  type VisitPatient,
  type VisitService,
} from './patient.ts'
import { refusedTime } from './refuse-time.ts'
import { lockTime, takeTime } from './timeline.ts'
import { tellVisitingDoctor, type VisitingDoctor, visitingDoctorQuery } from './visiting-mail.ts'

type Loaded = [unknown, VisitPatient, VisitService, VisitingDoctor, ...ScheduleRow]

/** Books in two round trips; three for a caller who is registered with it. */
export async function bookAppointment(tx: Tx, input: Input<typeof bookEndpoint>): Promise<Visit> {
  requireOnePatient(input)
  const slot = spanOf(input.startsAt, input.minutes)

  const [, patients, services, [visiting], ...rows] = await tx.batch<Loaded>(
    lockTime([input.doctorId]), // the lock first: what is read below stays true
    patientQuery(tx, input),
    serviceQuery(tx, input.serviceId),
    visitingDoctorQuery(tx, input.doctorId),
    ...scheduleQueries(tx, [input.doctorId], slot.from, slot.to),
  )
  const { clinic, doctors, daysOf } = scheduleOf(rows)
  const [doctor] = doctors
  if (!clinic.active) throw new Refused('clinic_inactive')
  if (!doctor) throw new Refused('doctor_not_here')
  const service = serviceOf(services[0], input.serviceId)
  const [day] = daysOf(doctor, dayOf(slot.from, clinic.timeZone), 1)
  const refusal = refuseSlot(slot, day!, Date.now())
  if (refusal) throw await refusedTime(tx, refusal, slot, doctor.id)
  const patient = await patientOf(tx, patients[0], input, clinic.country)

  const id = newId()
  const bookingId = newId()
  const startsAt = isoOf(slot.from)
  const endsAt = isoOf(slot.to)
  takeTime(tx, bookingId, doctor.id, startsAt, endsAt)
  tx.later(sql`insert into appointments (id, patient_id, doctor_id, service_id, booking_id, starts_at, ends_at, reason, created_by)
    values (${id}, ${patient.id}, ${doctor.id}, ${service?.id ?? null}, ${bookingId}, ${startsAt}, ${endsAt}, ${input.reason}, ${tx.userId})`)
  addChange(tx, id, { change: 'booked', fromStatus: null, toStatus: 'booked' })
  tx.record('appointment.booked', id, { patientId: patient.id, doctorId: doctor.id, startsAt, endsAt })
  await tellVisitingDoctor(tx, visiting, {
    doctorName: doctor.fullName,
    when: speakTime(slot.from, clinic.timeZone),
    minutes: input.minutes,
    patientNumber: patient.number,
    service: service?.name ?? '',
  })
  return newVisit(patient, doctor, service, {
    id,
    status: 'booked',
    source: 'desk',
    startsAt,
    endsAt,
    token: null,
    arrivedAt: null,
    reason: input.reason,
  })
}
