import type { VisitStatus } from '#contract/appointments.ts'

// Pure decisions about the state of a visit; its steps stand in the contract (visit-steps.ts).

/**
 * Whether a visit that is moved takes its doctor's time. A walk-in never does: she waits for a gap. One of which only the
 * day is known does not while it begins where it did: then only the doctor is another.
 */
export function takesTime(visit: { source: string; timed: boolean; startsAt: string }, startsAt: string): boolean {
  if (visit.source === 'walk_in') return false
  return visit.timed || Date.parse(visit.startsAt) !== Date.parse(startsAt)
}

export interface ChangeRow {
  change: string
  fromStatus: VisitStatus | null
  toStatus: VisitStatus | null
  fromStartsAt: string | null
  fromEndsAt: string | null
  fromDoctorId: string | null
}

/** The state before a change; the change that made the visit is undone by cancelling it. */
export function statusBefore(change: Pick<ChangeRow, 'fromStatus'>): VisitStatus {
  return change.fromStatus ?? 'cancelled'
}
