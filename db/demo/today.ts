import { type Clock, minuteMs } from './clock.ts'
import type { SampleDoctor } from './doctors.ts'
import type { Random } from './random.ts'
import { cancelled } from './settle.ts'
import type { SampleVisit } from './visit.ts'

export interface TodayInput {
  visits: SampleVisit[]
  clock: Clock
  noShow: number
  trouble: 'not_opened' | 'doctor_late' | null
  random: Random
}

const graceMs = 20 * minuteMs
/** Who has waited longer than this for a doctor who does not come is sent home. */
const patienceMs = 100 * minuteMs

/**
 * Plays one branch's day up to this moment: each doctor takes the patients in order, starts when both are there
 * and runs a little over, so that some visits are done, one is in the room, some wait and the rest are to come.
 */
export function settleToday({ visits, clock, noShow, trouble, random }: TodayInput): void {
  const late = trouble === 'doctor_late' ? onDuty(visits, clock) : null
  for (const [doctor, list] of Map.groupBy(visits, (visit) => visit.doctor)) {
    list.sort((a, b) => a.startsAt - b.startsAt)
    let freeAt = list[0]!.startsAt
    for (const visit of list) {
      if (cancelled(visit, random)) continue
      if (trouble === 'not_opened') {
        visit.status = random.chance(0.6) ? 'confirmed' : 'booked'
        continue
      }
      if (doctor === late) {
        if (visit.startsAt < clock.nowMs - patienceMs) {
          visit.status = 'cancelled'
          visit.cancelReason = 'Doctor unavailable'
          continue
        }
        freeAt = Number.POSITIVE_INFINITY
      }
      freeAt = play(visit, freeAt, clock.nowMs, noShow, random)
    }
  }
}

/** Tells one visit's state and returns when the doctor is free again. */
function play(visit: SampleVisit, freeAt: number, nowMs: number, noShow: number, random: Random): number {
  const staysAway = random.chance(noShow)
  const arrivesAt = visit.startsAt + random.int(-35, 4) * minuteMs
  if (staysAway && visit.startsAt + graceMs < nowMs) {
    visit.status = 'no_show'
    return freeAt
  }
  if (staysAway || arrivesAt > nowMs) {
    visit.status = random.chance(0.7) ? 'confirmed' : 'booked'
    return freeAt
  }
  visit.arrivedAt = arrivesAt
  visit.walkIn = random.chance(0.06)
  if (visit.walkIn) visit.bookedAt = arrivesAt
  const calledAt = Math.max(arrivesAt, freeAt, visit.startsAt - 5 * minuteMs)
  // Somebody not called yet keeps the doctor busy for all who come after.
  if (calledAt > nowMs) {
    visit.status = 'arrived'
    return Number.POSITIVE_INFINITY
  }
  visit.calledAt = calledAt
  const doneAt = calledAt + Math.round(visit.minutes * (1 + random.next() * 0.55)) * minuteMs
  if (doneAt > nowMs) {
    visit.status = 'in_room'
    return Number.POSITIVE_INFINITY
  }
  visit.status = 'done'
  visit.doneAt = doneAt
  return doneAt
}

/** The doctor whose patients are due about now. */
function onDuty(visits: SampleVisit[], clock: Clock): SampleDoctor | null {
  const due = visits.filter((visit) => visit.startsAt < clock.nowMs && visit.startsAt > clock.nowMs - patienceMs)
  const counts = [...Map.groupBy(due, (visit) => visit.doctor)].sort((a, b) => b[1].length - a[1].length)
  return counts[0]?.[0] ?? null
}
