import { type Clock, instantOf, minuteMs } from './clock.ts'
import type { Deck, PlannedVisit } from './day-plan.ts'
import type { Random } from './random.ts'
import { serviceByCode } from './services.ts'
import { booked } from './settle.ts'
import type { SampleVisit } from './visit.ts'

/**
 * People who came without an appointment in the last half hour and wait for a doctor who is there about now.
 * They take no time on anybody's calendar.
 */
export function walkInsNow(
  visits: SampleVisit[],
  count: number,
  deck: Deck,
  clock: Clock,
  random: Random,
): SampleVisit[] {
  const isNear = (visit: SampleVisit) => Math.abs(visit.startsAt - clock.nowMs) < 60 * minuteMs
  const atWork = visits.filter((visit) => visit.status === 'in_room' || isNear(visit)).map((visit) => visit.doctor)
  if (atWork.length === 0) return []
  const midnight = instantOf(clock.today, 0)
  return Array.from({ length: count }, () => deck.next()).flatMap((patient) => {
    const arrivedAt = clock.nowMs - random.int(3, 30) * minuteMs
    if (!patient || arrivedAt < midnight) return []
    const service = serviceByCode.get(random.pick(['EMER', 'CONS', 'CONS', 'FOLL']))!
    const starts = Math.floor((arrivedAt - midnight) / minuteMs)
    const plan: PlannedVisit = { doctor: random.pick(atWork), patient, service, starts, minutes: service.minutes }
    const visit = booked(plan, clock.today, clock, random)
    return [{ ...visit, status: 'arrived', walkIn: true, bookedAt: arrivedAt, arrivedAt } satisfies SampleVisit]
  })
}
