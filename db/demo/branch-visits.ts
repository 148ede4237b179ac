import { aheadDays, type Clock, historyDays } from './clock.ts'
import { deckOf, fillOf, planDay } from './day-plan.ts'
import type { SampleDoctor } from './doctors.ts'
import type { SamplePatient } from './patients.ts'
import type { Branch } from './places.ts'
import { stream } from './random.ts'
import { booked, giveTokens, settleAhead, settlePast } from './settle.ts'
import { settleToday } from './today.ts'
import { noShowRate, trouble } from './trouble.ts'
import type { SampleVisit } from './visit.ts'
import { walkInsNow } from './walk-ins.ts'

export interface BranchVisitsInput {
  branch: Branch
  index: number
  doctors: SampleDoctor[]
  patients: SamplePatient[]
  clock: Clock
  seed: string
}

/** Every visit of one branch, 90 days back to 14 days ahead, in order of day; about 2,600. */
export function branchVisits({ branch, index, doctors, patients, clock, seed }: BranchVisitsInput): SampleVisit[] {
  const random = stream(seed, 'visits', branch.slug)
  const deck = deckOf(patients, stream(seed, 'deck', branch.slug))
  const here = doctors.filter((doctor) => doctor.sessions.some((session) => session.branch === index))
  const usualNoShow = noShowRate(random)
  const load = index === 0 ? 1.02 : 0.84 + random.next() * 0.24

  const visits: SampleVisit[] = []
  for (let day = clock.today - historyDays; day <= clock.today + aheadDays; day++) {
    const fill = fillOf(day, clock, load)
    const onDay = planDay({ branch: index, day, clock, doctors: here, deck, fill, random })
      .filter((plan) => !onLeave(branch, plan.doctor, day, clock))
      .map((plan) => booked(plan, day, clock, random))

    const noShow = branch.slug === trouble.badNoShows && day >= clock.today - 1 ? 0.8 : usualNoShow
    if (day > clock.today) for (const visit of onDay) settleAhead(visit, clock, random)
    else if (day === clock.today) {
      const wrong = troubleAt(branch)
      settleToday({ visits: onDay, clock, noShow, trouble: wrong, random })
      const walkIns = index === 0 ? 3 : random.int(0, 2)
      if (!wrong) onDay.push(...walkInsNow(onDay, walkIns, deck, clock, random))
    } else for (const visit of onDay) settlePast(visit, noShow, random)
    giveTokens(onDay)
    visits.push(...onDay)
  }
  return visits
}

function troubleAt(branch: Branch): 'not_opened' | 'doctor_late' | null {
  if (branch.slug === trouble.notOpened) return 'not_opened'
  return branch.slug === trouble.doctorLate ? 'doctor_late' : null
}

export const leaveDays = 3

/** Whether this doctor is the evening dentist on leave that day. */
export function onLeave(branch: Branch, doctor: SampleDoctor, day: number, clock: Clock): boolean {
  const evening = doctor.index % 3 === 1
  return branch.slug === trouble.onLeave && evening && day > clock.today && day <= clock.today + leaveDays
}
