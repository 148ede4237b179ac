import type { FutureVisit, Moving, SettledVisit } from '#contract/people.ts'
import type { Tx } from '../../../core/tx.ts'

/** Somebody as a calendar knows her. */
export interface CalendarPerson {
  /** null: a visiting doctor without a sign-in. */
  userId: string | null
  fullName: string
  email: string | null
  phone: string | null
  specialties: readonly string[]
}

/** For all appointments, and for single ones otherwise. */
export interface Decisions {
  rest: Moving
  each: readonly { appointmentId: string; what: Moving }[]
}

/**
 * What people's coming and going does to calendars. Handed in when the module is mounted: schedules and appointments
 * stand below this module and are not imported.
 */
export interface Calendar {
  /** Puts a doctor on the calendar of a branch, a new profile made where there is none; answers the doctor's id. */
  place(tx: Tx, person: CalendarPerson, clinicId: string): Promise<string>
  /** Takes her off the calendar of a branch; her sessions there end. */
  withdraw(tx: Tx, doctorId: string, clinicId: string): Promise<void>
  /** Changes a visiting doctor's contact of the branch in scope. Refused `not_found` for anybody who signs in. */
  editContact(tx: Tx, doctorId: string, contact: Omit<CalendarPerson, 'userId'>): Promise<void>
  /** Booked and confirmed appointments that are not over, in these branches (null: all in scope), by time. */
  futureVisits(tx: Tx, doctorId: string, clinicIds: readonly string[] | null): Promise<FutureVisit[]>
  /** Does what was decided, and says what became of each. Refused as a whole when one cannot be done. */
  settle(tx: Tx, doctorId: string, clinicIds: readonly string[] | null, decisions: Decisions): Promise<SettledVisit[]>
}
