import type { VisitStatus } from '#contract/appointments.ts'
import type { RefusalCode } from '#contract/errors.ts'

// Pure decisions about the state of a visit. Times are epoch milliseconds, days yyyy-mm-dd of the clinic's zone.

/** From which states a visit may get where. Cancelled and finished ones come back by undo only. */
const sources: Record<Exclude<VisitStatus, 'booked'>, readonly VisitStatus[]> = {
  confirmed: ['booked'],
  arrived: ['booked', 'confirmed', 'no_show'],
  in_room: ['arrived'],
  done: ['arrived', 'in_room'],
  no_show: ['booked', 'confirmed'],
  cancelled: ['booked', 'confirmed', 'arrived'],
}
export type Step = keyof typeof sources

export interface Planned {
  status: VisitStatus
  startsAt: string
  day: string
}

/** Why a visit cannot go there now, or null. Arrivals of past days may be written down late, never ahead. */
export function refuseStep(visit: Planned, to: Step, now: number, today: string): RefusalCode | null {
  if (!sources[to].includes(visit.status)) return 'not_in_this_state'
  if (to === 'arrived' && visit.day > today) return 'not_today'
  if (to === 'no_show' && Date.parse(visit.startsAt) > now) return 'not_yet'
  return null
}

const movable: readonly VisitStatus[] = ['booked', 'confirmed', 'arrived']
export const isMovable = (status: VisitStatus) => movable.includes(status)

/** Whether a visit that is moved takes its doctor's time. A walk-in never does: she waits for a gap. */
export const takesTime = (visit: { source: string }) => visit.source !== 'walk_in'

export interface ChangeRow {
  change: string
  fromStatus: VisitStatus | null
  toStatus: VisitStatus | null
  fromStartsAt: string | null
  fromEndsAt: string | null
  fromDoctorId: string | null
}

/** The latest change that has not been taken back yet: each `undone` takes back one. Oldest first; null when none is left. */
export function lastStanding<Change extends { change: string }>(changes: readonly Change[]): Change | null {
  const standing: Change[] = []
  for (const change of changes) {
    if (change.change === 'undone') standing.pop()
    else standing.push(change)
  }
  return standing.at(-1) ?? null
}

/** The state before a change; the change that made the visit is undone by cancelling it. */
export function statusBefore(change: Pick<ChangeRow, 'fromStatus'>): VisitStatus {
  return change.fromStatus ?? 'cancelled'
}
