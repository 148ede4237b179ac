import type { Slot, Visit } from '#contract/appointments.ts'
import type { PatientRow } from '#contract/patients.ts'
import type { Service } from '#contract/services.ts'
import type { Caller } from '#web/shared/caller.ts'
import { inOrder } from './find-model.ts'

/** What Enter does: open today's appointment, book a time, put into the queue, go on in the drawer, or open the patient. */
export type FoundOption =
  | { kind: 'visit'; id: string; visit: Visit }
  | { kind: 'slot'; id: string; slot: Slot }
  | { kind: 'walkIn'; id: string; service: Service | null }
  | { kind: 'other'; id: string }
  | { kind: 'record'; id: string }

export interface FoundRow {
  id: string
  /** null: a new caller. */
  patient: PatientRow | null
  /** What a new caller is registered with. */
  newPatient: { fullName: string; phone: string } | null
  /** What is known of a new caller, for the drawer: a name is enough. */
  draft: { fullName: string; phone: string | null } | null
  options: FoundOption[]
}

export interface Offers {
  slots: readonly Slot[]
  /** The day's appointments, to find the ones of a found patient. */
  visits: readonly Visit[]
  mayBook: boolean
  /** Reasons a walk-in is registered with by one click; null when nobody can walk in (another day). */
  walkInFor: readonly Service[] | null
}

const record: FoundOption = { kind: 'record', id: 'record' }
const open: readonly Visit['status'][] = ['booked', 'confirmed', 'arrived', 'in_room']

/** The lines under the box, best first. A new caller comes last, unless none of the found can be meant. */
export function foundRows(caller: Caller, patients: readonly PatientRow[], offers: Offers): FoundRow[] {
  const rowOf = (patient: PatientRow): FoundRow => {
    const today = offers.visits.filter(({ patientId, status }) => patientId === patient.id && open.includes(status))
    const visits = today.map((visit): FoundOption => ({ kind: 'visit', id: visit.id, visit }))
    const options = [...visits, ...bookingOptions(offers), record]
    return { id: patient.id, patient, newPatient: null, draft: null, options }
  }
  const { meant, others } = inOrder(caller, patients)
  if (!offers.mayBook || (!caller.name && !caller.phone)) return [...meant, ...others].map(rowOf)
  const isWhole = caller.name !== null && caller.phone !== null
  const added: FoundRow = {
    id: 'new',
    patient: null,
    newPatient: isWhole ? { fullName: caller.name!, phone: caller.phone! } : null,
    draft: caller.name ? { fullName: caller.name, phone: caller.phone } : null,
    options: isWhole ? bookingOptions(offers) : [{ kind: 'other', id: 'other' }],
  }
  return [...meant.map(rowOf), added, ...others.map(rowOf)]
}

function bookingOptions({ slots, mayBook, walkInFor }: Offers): FoundOption[] {
  if (!mayBook) return []
  const times = slots.map((slot): FoundOption => ({ kind: 'slot', id: `${slot.doctorId}${slot.startsAt}`, slot }))
  const walkIns = (walkInFor ?? []).map((service): FoundOption => ({ kind: 'walkIn', id: service.id, service }))
  const otherReason: FoundOption[] = walkInFor ? [{ kind: 'walkIn', id: 'walk-in', service: null }] : []
  return [...times, { kind: 'other', id: 'other' }, ...walkIns, ...otherReason]
}
