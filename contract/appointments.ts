import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { PrintLanguage } from './languages.ts'
import { AmountMinor } from './money.ts'
import { Phone } from './phone.ts'
import { PhotoName } from './photos.ts'
import { Day, Instant } from './time.ts'

export const VisitStatus = z.enum(['booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show', 'cancelled'])
export type VisitStatus = z.infer<typeof VisitStatus>

/** An appointment as every list shows it. */
export const Visit = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  patientNumber: z.string(),
  patientPhone: z.string().nullable(),
  /** null: any doctor. */
  doctorId: z.uuid().nullable(),
  doctorName: z.string().nullable(),
  serviceId: z.uuid().nullable(),
  serviceName: z.string().nullable(),
  status: VisitStatus,
  source: z.enum(['desk', 'walk_in', 'import', 'online']),
  startsAt: Instant,
  endsAt: Instant,
  /** false: only the day is known, as from some imports. */
  timed: z.boolean(),
  token: z.int().nullable(),
  reason: z.string(),
  arrivedAt: Instant.nullable(),
  calledAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  hasAlerts: z.boolean(),
  /** What the patient owes the branch. */
  dueMinor: AmountMinor,
  encounterId: z.uuid().nullable(),
  version: z.int(),
})
export type Visit = z.infer<typeof Visit>

export const VisitChange = z.object({
  id: z.uuid(),
  /** `booked`, `confirmed`, `arrived`, `in_room`, `done`, `no_show`, `cancelled`, `moved`, `timed`, `undone`. */
  change: z.string(),
  fromStatus: VisitStatus.nullable(),
  toStatus: VisitStatus.nullable(),
  fromStartsAt: Instant.nullable(),
  fromDoctorName: z.string().nullable(),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  changedAt: Instant,
})
export type VisitChange = z.infer<typeof VisitChange>

const one = '/clinics/:clinicId/appointments/:appointmentId'
const Reason = z.string().trim().max(300)
const Minutes = z.int().min(5).max(600)
/** How long an appointment takes when no service says so. */
export const usualMinutes = 30
const WholeMinute = Instant.refine((at) => Date.parse(at) % 60_000 === 0, 'A visit starts on a whole minute.')
const NewPatient = z.strictObject({
  fullName: z.string().trim().min(2).max(200),
  phone: Phone.nullable().default(null),
})
const eitherPatient = { patientId: z.uuid().optional(), newPatient: NewPatient.optional() }

export const listDay = endpoint({
  name: 'listDay',
  verb: 'GET',
  path: '/clinics/:clinicId/days/:day/appointments',
  needs: 'appointments.read',
  summary: "The branch's appointments of one local day, by time; cancelled ones too.",
  input: z.object({ day: Day, doctorId: z.uuid().optional() }),
  output: z.object({ asOf: Instant, visits: z.array(Visit) }),
})

/** A stretch of the day, both as instants and as minutes of the branch's local day (may exceed 1440 where it runs over midnight). */
export const PlanSpan = z.object({ startsAt: Instant, endsAt: Instant, startsMinute: z.int(), endsMinute: z.int() })
export type PlanSpan = z.infer<typeof PlanSpan>

export const PlanColumn = z.object({
  doctorId: z.uuid(),
  doctorName: z.string(),
  specialties: z.array(z.string()),
  color: z.string(),
  room: z.string(),
  /** Who she is among the people of the branch, and her photo's name; null: she has no sign-in, or no photo. */
  personId: z.uuid().nullable(),
  photo: PhotoName,
  /** When she works here and the branch is open. */
  open: z.array(PlanSpan),
  /** Time that is taken by something else than this branch's patients: where, until when; never for whom. */
  away: z.array(
    PlanSpan.extend({ kind: z.enum(['elsewhere', 'round', 'leave', 'block', 'hold']), placeName: z.string() }),
  ),
})
export type PlanColumn = z.infer<typeof PlanColumn>

export const getDayPlan = endpoint({
  name: 'getDayPlan',
  verb: 'GET',
  path: '/clinics/:clinicId/days/:day/plan',
  needs: 'appointments.read',
  summary: 'What the calendar of a day is drawn on: opening hours, a column per doctor, where doctors are otherwise.',
  input: z.object({ day: Day }),
  output: z.object({
    day: Day,
    asOf: Instant,
    timeZone: z.string(),
    snapMinutes: z.int(),
    /** Opening hours of the branch on this day. */
    hours: z.array(PlanSpan),
    columns: z.array(PlanColumn),
  }),
})
export type DayPlan = z.infer<(typeof getDayPlan)['output']>

export const Slot = z.object({ doctorId: z.uuid(), doctorName: z.string(), startsAt: Instant, endsAt: Instant })
export type Slot = z.infer<typeof Slot>

export const proposeSlots = endpoint({
  name: 'proposeSlots',
  verb: 'GET',
  path: '/clinics/:clinicId/slots',
  needs: 'appointments.read',
  summary:
    'A few free times within the next 14 days, the earliest first and then others that differ in doctor or hour.',
  input: z.object({
    doctorId: z.uuid().optional(),
    serviceId: z.uuid().optional(),
    /** Else the length of the service, else 30. */
    minutes: z.coerce.number().pipe(Minutes).optional(),
    from: Instant.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(3),
  }),
  output: z.object({ asOf: Instant, slots: z.array(Slot) }),
})

export const bookAppointment = endpoint({
  name: 'bookAppointment',
  verb: 'POST',
  path: '/clinics/:clinicId/appointments',
  needs: 'appointments.create',
  summary:
    'Book a time for a patient, or for a caller who is registered with it. Refusals carry `nextFree` and `alternatives`.',
  input: z.object({
    ...eitherPatient,
    doctorId: z.uuid(),
    serviceId: z.uuid().optional(),
    startsAt: WholeMinute,
    minutes: Minutes,
    reason: Reason.default(''),
  }),
  output: Visit,
  status: 201,
})

export const registerWalkIn = endpoint({
  name: 'registerWalkIn',
  verb: 'POST',
  path: '/clinics/:clinicId/walk-ins',
  needs: 'appointments.create',
  summary:
    'Somebody came without an appointment: in the queue at once, with a token. Without a doctor: the first who is free.',
  input: z.object({
    ...eitherPatient,
    doctorId: z.uuid().optional(),
    serviceId: z.uuid().optional(),
    reason: Reason.default(''),
  }),
  output: Visit,
  status: 201,
})

export const getAppointment = endpoint({
  name: 'getAppointment',
  verb: 'GET',
  path: one,
  needs: 'appointments.read',
  summary: 'One appointment with its history, oldest first.',
  output: z.object({
    visit: Visit,
    bookedAt: Instant,
    cancelReason: z.string().nullable(),
    history: z.array(VisitChange),
  }),
})

export const moveAppointment = endpoint({
  name: 'moveAppointment',
  verb: 'POST',
  path: `${one}/move`,
  needs: 'appointments.update',
  summary: 'Move to another time, length or doctor. `minutes` left out: as long as before.',
  input: z.object({ version: z.int(), doctorId: z.uuid(), startsAt: WholeMinute, minutes: Minutes.optional() }),
  output: Visit,
})

export const confirmAppointment = endpoint({
  name: 'confirmAppointment',
  verb: 'POST',
  path: `${one}/confirm`,
  needs: 'appointments.update',
  summary: 'The patient said yes.',
  output: Visit,
})

export const arriveAppointment = endpoint({
  name: 'arriveAppointment',
  verb: 'POST',
  path: `${one}/arrive`,
  needs: 'appointments.update',
  summary: 'The patient is here: gives the next token of the day, in order of arrival.',
  output: Visit,
})

export const roomAppointment = endpoint({
  name: 'roomAppointment',
  verb: 'POST',
  path: `${one}/room`,
  needs: 'queue.update',
  summary: 'The waiting patient goes in.',
  output: Visit,
})

export const completeAppointment = endpoint({
  name: 'completeAppointment',
  verb: 'POST',
  path: `${one}/complete`,
  needs: 'appointments.update',
  summary: 'The patient has been seen.',
  output: Visit,
})

export const markNoShow = endpoint({
  name: 'markNoShow',
  verb: 'POST',
  path: `${one}/no-show`,
  needs: 'appointments.update',
  summary: 'The patient did not come. Refused before the time of the appointment.',
  output: Visit,
})

export const cancelAppointment = endpoint({
  name: 'cancelAppointment',
  verb: 'POST',
  path: `${one}/cancel`,
  needs: 'appointments.delete',
  summary: 'Cancel; the time is free for others at once.',
  input: z.object({ reason: Reason.default('') }),
  output: Visit,
})

export const undoAppointment = endpoint({
  name: 'undoAppointment',
  verb: 'POST',
  path: `${one}/undo`,
  needs: 'appointments.update',
  summary:
    'Take the last change back: status or move. A token stays given; time given away meanwhile is refused. With `version`, as the change left it, what was changed since is refused.',
  input: z.object({ version: z.int().optional() }),
  output: Visit,
})

export const callNext = endpoint({
  name: 'callNext',
  verb: 'POST',
  path: '/clinics/:clinicId/queue/call-next',
  needs: 'queue.update',
  summary: 'Call in the patient who waits longest: for this doctor or for any, or of the whole branch.',
  input: z.object({ doctorId: z.uuid().optional() }),
  output: Visit,
})

export const getToken = endpoint({
  name: 'getToken',
  verb: 'GET',
  path: `${one}/token`,
  needs: 'queue.read',
  summary: 'The token slip for an 80 mm printer; the words in English, Urdu or Hindi.',
  input: z.object({ language: PrintLanguage.default('en') }),
  answers: 'application/pdf',
})

export const getQueueCounts = endpoint({
  name: 'getQueueCounts',
  verb: 'GET',
  path: '/clinics/:clinicId/queue/counts',
  needs: 'queue.read',
  summary: 'How many are still expected today, and how many are waiting.',
  output: z.object({ expected: z.int(), waiting: z.int() }),
})

export const getWaitingRoom = endpoint({
  name: 'getWaitingRoom',
  verb: 'GET',
  path: '/clinics/:clinicId/queue/waiting-room',
  needs: 'queue.read',
  summary: 'For the screen in the waiting room: token numbers and rooms, never a name of a patient.',
  output: z.object({
    asOf: Instant,
    doctors: z.array(
      z.object({
        doctorName: z.string(),
        room: z.string(),
        inRoom: z.array(z.int()),
        next: z.array(z.int()),
        waiting: z.int(),
      }),
    ),
    /** Tokens that wait for whichever doctor is free first, or were called before it was said by whom. */
    anyDoctor: z.object({ inRoom: z.array(z.int()), next: z.array(z.int()), waiting: z.int() }),
  }),
})
