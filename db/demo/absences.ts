import { leaveDays, onLeave } from './branch-visits.ts'
import { aheadDays, instantOf, weekdayOf } from './clock.ts'
import { instant, Sheet } from './copy.ts'
import type { GroupPlan } from './plan.ts'
import { stream } from './random.ts'

/** Hospital rounds of the coming two weeks, and the leave of the doctor who is away, on their timelines. */
export function absenceSheet(plan: GroupPlan): Sheet {
  const random = stream(plan.seed, 'absences')
  const sheet = new Sheet('bookings', 'id resource_id place_id starts_at ends_at kind')
  const { today, lean } = plan.clock
  const add = (doctorId: string, placeId: string, fromMs: number, untilMs: number, kind: string) =>
    sheet.add(random.uuid(fromMs), doctorId, placeId, instant(fromMs), instant(untilMs), kind)

  for (const { doctor, id } of plan.doctors) {
    const branch = plan.branches[doctor.home]!
    if (onLeave(branch, doctor, today + 1, plan.clock)) {
      add(id, plan.awayPlaceId, instantOf(today + 1, 0), instantOf(today + 1 + leaveDays, 0), 'leave')
    }
    if (!doctor.rounds) continue
    const { hospital, weekdays, starts, ends } = doctor.rounds
    for (let day = today; day <= today + aheadDays; day++) {
      if (!weekdays.includes(weekdayOf(day))) continue
      add(id, plan.hospitals.get(hospital)!, instantOf(day, starts + lean), instantOf(day, ends + lean), 'round')
    }
  }
  return sheet
}
