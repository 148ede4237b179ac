import type { TransferPreview } from '#contract/transfers.ts'
import { type HoursRule, type SessionRule, sessionsMeet } from '../../scheduling/index.ts'

// Which weekly sessions can go along to another branch; no database, no clock. Days are yyyy-mm-dd.

export interface OwnSession extends SessionRule {
  id: string
}

export interface PlannedSession {
  from: OwnSession
  /** As it will be at the other branch. */
  to: SessionRule
  hindrance: TransferPreview['sessions'][number]['hindrance']
}

/** Sessions that hold on `fromDay` or after it, as they will be at the other branch from that day on. */
export function planSessions(
  here: readonly OwnSession[],
  there: readonly SessionRule[],
  hours: readonly HoursRule[],
  fromDay: string,
): PlannedSession[] {
  return here
    .filter(({ validTo }) => validTo === null || validTo >= fromDay)
    .map((session) => {
      const { weekday, startsMinute, endsMinute, validTo } = session
      const validFrom = session.validFrom && session.validFrom > fromDay ? session.validFrom : fromDay
      const to = { weekday, startsMinute, endsMinute, validFrom, validTo }
      return { from: session, to, hindrance: hindranceOf(to, there, hours) }
    })
}

function hindranceOf(session: SessionRule, there: readonly SessionRule[], hours: readonly HoursRule[]) {
  if (there.some((own) => sessionsMeet(own, session))) return 'overlaps_own'
  // A branch that has set no hours at all is open around the clock.
  const open = hours.some(
    (one) =>
      one.weekday === session.weekday &&
      one.opensMinute < session.endsMinute &&
      session.startsMinute < one.closesMinute,
  )
  return hours.length > 0 && !open ? 'closed_there' : null
}
