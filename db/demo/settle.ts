import { type Clock, dayOf, instantOf, minuteMs } from './clock.ts'
import type { PlannedVisit } from './day-plan.ts'
import { cancellations, storyOf, tooth, written } from './notes.ts'
import type { Random } from './random.ts'
import type { SampleVisit } from './visit.ts'

const cancelRate = 0.055

/** A planned visit with its instants and words, not yet told what becomes of it. */
export function booked(plan: PlannedVisit, day: number, clock: Clock, random: Random): SampleVisit {
  const startsAt = instantOf(day, plan.starts)
  const toothNumber = tooth(random, plan.patient.ageYears)
  // Booked up to two weeks before, in working hours, and never after this moment.
  const bookedAt = Math.min(startsAt - random.int(2, 330) * 3_600_000, clock.nowMs - random.int(10, 2880) * minuteMs)
  return {
    ...plan,
    id: random.uuid(startsAt),
    day,
    startsAt,
    endsAt: startsAt + plan.minutes * minuteMs,
    bookedAt,
    status: 'booked',
    walkIn: false,
    token: null,
    arrivedAt: null,
    calledAt: null,
    doneAt: null,
    cancelReason: null,
    tooth: toothNumber,
    reason: written(random, random.pick(storyOf(plan.service.category, plan.service.code).reasons), toothNumber),
  }
}

/** Tells what became of a past day's visit: cancelled, not come, or done. */
export function settlePast(visit: SampleVisit, noShow: number, random: Random): void {
  if (cancelled(visit, random)) return
  if (random.chance(noShow)) {
    visit.status = 'no_show'
    return
  }
  visit.status = 'done'
  visit.walkIn = random.chance(0.08)
  visit.arrivedAt = visit.startsAt + random.int(-15, 8) * minuteMs
  visit.calledAt = Math.max(visit.arrivedAt, visit.startsAt) + random.int(0, 15) * minuteMs
  visit.doneAt = visit.calledAt + Math.round(visit.minutes * (0.65 + random.next() * 0.45)) * minuteMs
  if (visit.walkIn) visit.bookedAt = visit.arrivedAt
}

/** A visit of a coming day: some cancelled already, the nearer ones mostly confirmed. */
export function settleAhead(visit: SampleVisit, clock: Clock, random: Random): void {
  if (random.chance(0.02)) cancel(visit, random)
  else if (random.chance(dayOf(visit.startsAt) - clock.today <= 2 ? 0.65 : 0.25)) visit.status = 'confirmed'
}

/** Draws whether the patient called it off, and writes it down. */
export function cancelled(visit: SampleVisit, random: Random): boolean {
  if (!random.chance(cancelRate)) return false
  cancel(visit, random)
  return true
}

function cancel(visit: SampleVisit, random: Random): void {
  visit.status = 'cancelled'
  visit.cancelReason = random.pick(cancellations)
}

/** Numbers the tokens of one clinic's day in the order people arrived. */
export function giveTokens(visits: SampleVisit[]): void {
  const came = visits.filter((visit) => visit.arrivedAt !== null)
  came.sort((a, b) => a.arrivedAt! - b.arrivedAt! || a.startsAt - b.startsAt)
  for (const [position, visit] of came.entries()) visit.token = position + 1
}
