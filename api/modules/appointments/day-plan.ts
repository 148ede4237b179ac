import type { DayPlan, getDayPlan as endpoint, PlanSpan } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import type { Tx } from '../../core/tx.ts'
import {
  awaySpans,
  branchHours,
  isoOf,
  type LocalDay,
  loadSchedule,
  localDay,
  type Span,
  wallMinute,
} from '../scheduling/index.ts'

/** What the calendar of a day is drawn on, in one round trip. */
export async function getDayPlan(tx: Tx, { day }: Input<typeof endpoint>): Promise<DayPlan> {
  const asOf = isoOf(Date.now())
  const noon = Date.parse(`${day}T12:00:00Z`)
  const { clinic, doctors, daysOf } = await loadSchedule(tx, null, noon - halfDayMs, noon + halfDayMs)
  const local = localDay(day, clinic.timeZone)
  return {
    day,
    asOf,
    timeZone: clinic.timeZone,
    snapMinutes: clinic.snapMinutes,
    hours: branchHours(local, clinic.hours).map((span) => planSpan(local, span)),
    columns: doctors.map((doctor) => {
      const [mine] = daysOf(doctor, day, 1)
      return {
        doctorId: doctor.id,
        doctorName: doctor.fullName,
        specialties: doctor.specialties,
        color: doctor.color,
        room: doctor.room,
        open: mine!.open.map((span) => planSpan(local, span)),
        away: awaySpans(mine!).map(({ kind, placeName, ...span }) => ({ ...planSpan(local, span), kind, placeName })),
      }
    }),
  }
}

const halfDayMs = 43_200_000

function planSpan(local: LocalDay, { from, to }: Span): PlanSpan {
  return {
    startsAt: isoOf(from),
    endsAt: isoOf(to),
    startsMinute: wallMinute(local, from),
    endsMinute: wallMinute(local, to),
  }
}
