import * as z from 'zod'
import { endpoint, queryList } from './endpoint.ts'
import { Day, MinuteOfDay, Weekday } from './time.ts'

/** A doctor as a branch's calendar knows her. */
export const ClinicDoctor = z.object({
  id: z.uuid(),
  fullName: z.string(),
  specialties: z.array(z.string()),
  qualification: z.string(),
  registrationNumber: z.string().nullable(),
  languages: z.array(z.string()),
  color: z.string(),
  room: z.string(),
  visiting: z.boolean(),
  /** Takes bookings at this branch. */
  active: z.boolean(),
})
export type ClinicDoctor = z.infer<typeof ClinicDoctor>

export const listDoctors = endpoint({
  name: 'listDoctors',
  verb: 'GET',
  path: '/clinics/:clinicId/doctors',
  needs: 'schedule.read',
  summary: 'The doctors of a branch, in the order of its calendar; by specialty where asked.',
  input: z.object({ specialty: queryList(z.string().trim().max(100)), inactive: z.stringbool().default(false) }),
  output: z.array(ClinicDoctor),
})

const SessionTimes = z.object({
  weekday: Weekday,
  /** Minutes of the branch's local day; `endsMinute` 1440 is midnight. */
  startsMinute: MinuteOfDay,
  endsMinute: MinuteOfDay,
  /** First and last day it holds, both included; null: without limit. */
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
})

/** A stretch of every such weekday on which the doctor works at this branch. */
export const DoctorSession = SessionTimes.extend({ id: z.uuid(), doctorId: z.uuid(), version: z.int() })
export type DoctorSession = z.infer<typeof DoctorSession>

/** The same doctor has a session at another branch at these hours. Allowed, since the day's bookings decide; but told. */
export const SessionWarning = z.object({
  code: z.literal('also_elsewhere'),
  clinicName: z.string(),
  weekday: Weekday,
  startsMinute: MinuteOfDay,
  endsMinute: MinuteOfDay,
})
export const SavedSession = z.object({ session: DoctorSession, warnings: z.array(SessionWarning) })
export type SavedSession = z.infer<typeof SavedSession>

export const listSessions = endpoint({
  name: 'listSessions',
  verb: 'GET',
  path: '/clinics/:clinicId/sessions',
  needs: 'schedule.read',
  summary: 'The weekly sessions of the branch, of one doctor where asked.',
  input: z.object({ doctorId: z.uuid().optional() }),
  output: z.array(DoctorSession),
})

export const addSession = endpoint({
  name: 'addSession',
  verb: 'POST',
  path: '/clinics/:clinicId/sessions',
  needs: 'schedule.create',
  summary: 'Add a weekly session. Refuses `sessions_overlap` with the other session in the detail.',
  input: SessionTimes.extend({
    doctorId: z.uuid(),
    validFrom: Day.nullable().default(null),
    validTo: Day.nullable().default(null),
  }),
  output: SavedSession,
  status: 201,
})

export const editSession = endpoint({
  name: 'editSession',
  verb: 'PATCH',
  path: '/clinics/:clinicId/sessions/:sessionId',
  needs: 'schedule.update',
  summary: 'Change a weekly session. Appointments that are booked already stay where they are.',
  input: SessionTimes.partial().extend({ version: z.int() }),
  output: SavedSession,
})

export const removeSession = endpoint({
  name: 'removeSession',
  verb: 'DELETE',
  path: '/clinics/:clinicId/sessions/:sessionId',
  needs: 'schedule.delete',
  summary: 'Remove a weekly session. Appointments that are booked already stay where they are.',
})
