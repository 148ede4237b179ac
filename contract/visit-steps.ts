import type { VisitStatus } from './appointments.ts'
import type { RefusalCode } from './errors.ts'

// How a visit goes on: the server keeps to it, the screen offers nothing else.

/** From which states a visit may get where. Cancelled and finished ones come back by undo only. */
const sources: Record<Exclude<VisitStatus, 'booked'>, readonly VisitStatus[]> = {
  confirmed: ['booked'],
  arrived: ['booked', 'confirmed', 'no_show'],
  in_room: ['arrived'],
  done: ['arrived', 'in_room'],
  no_show: ['booked', 'confirmed'],
  cancelled: ['booked', 'confirmed', 'arrived'],
}
export type VisitStep = keyof typeof sources

export interface Planned {
  status: VisitStatus
  startsAt: string
  /** yyyy-mm-dd in the clinic's zone. */
  day: string
}

/**
 * Why a visit cannot go there now, or null. Arrivals of past days may be written down late, never ahead. `now` in epoch
 * milliseconds, `today` like `day`.
 */
export function refuseStep(visit: Planned, to: VisitStep, now: number, today: string): RefusalCode | null {
  if (!sources[to].includes(visit.status)) return 'not_in_this_state'
  if (to === 'arrived' && visit.day > today) return 'not_today'
  if (to === 'no_show' && Date.parse(visit.startsAt) > now) return 'not_yet'
  return null
}

const movable: readonly VisitStatus[] = ['booked', 'confirmed', 'arrived']
/** Who is not with the doctor yet can be moved to another time or doctor. */
export const isMovable = (status: VisitStatus) => movable.includes(status)

/** The latest change that has not been taken back yet: each `undone` takes back one. Oldest first; null when none is left. */
export function lastStanding<Change extends { change: string }>(changes: readonly Change[]): Change | null {
  const standing: Change[] = []
  for (const change of changes) {
    if (change.change === 'undone') standing.pop()
    else standing.push(change)
  }
  return standing.at(-1) ?? null
}
