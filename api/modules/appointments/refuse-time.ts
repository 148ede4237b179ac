import type { Slot } from '#contract/appointments.ts'
import { type RefusalCode, refusals } from '#contract/errors.ts'
import { Refused } from '../../core/errors.ts'
import type { Tx } from '../../core/tx.ts'
import {
  type DoctorDay,
  dayMs,
  dayOf,
  isoOf,
  loadSchedule,
  minuteMs,
  nextFree,
  refuseSlot,
  type Span,
  speakTime,
} from '../scheduling/index.ts'

const daysAhead = 7

interface FreeTime {
  nextFree: Slot | null
  /** Other doctors of the branch who are free at the time that was asked for. */
  alternatives: Slot[]
}

/**
 * The refusal of a time, as a sentence a desk can read out: who is free next. One round trip more than a booking
 * that succeeds; all doctors of the branch for two days, and the one who was asked for the week after if need be.
 */
export async function refusedTime(tx: Tx, code: RefusalCode, slot: Span, doctorId: string): Promise<Refused> {
  const now = Date.now()
  const notBefore = Math.max(now, slot.from)
  const schedule = await loadSchedule(tx, null, notBefore, notBefore + dayMs)
  const zone = schedule.clinic.timeZone
  const minutes = (slot.to - slot.from) / minuteMs
  const days = schedule.doctors.map((doctor) => schedule.daysOf(doctor, dayOf(notBefore, zone), 2))
  const asked = days.find(([first]) => first?.doctorId === doctorId)
  const next = asked && (nextFree(asked, minutes, notBefore) ?? (await laterThisWeek(tx, doctorId, notBefore, minutes)))
  const free: FreeTime = {
    nextFree: next && asked ? slotOf(next, asked[0]!) : null,
    alternatives: days
      .map(([first]) => first!)
      .filter((day) => day.doctorId !== doctorId && refuseSlot(slot, day, now) === null)
      .map((day) => slotOf(slot, day)),
  }
  return new Refused(code, free, sentenceOf(code, free, zone, dayOf(now, zone)))
}

async function laterThisWeek(tx: Tx, doctorId: string, from: number, minutes: number): Promise<Span | null> {
  const schedule = await loadSchedule(tx, [doctorId], from, from + daysAhead * dayMs)
  const [doctor] = schedule.doctors
  return doctor
    ? nextFree(schedule.daysOf(doctor, dayOf(from, schedule.clinic.timeZone), daysAhead), minutes, from)
    : null
}

function slotOf(span: Span, day: DoctorDay): Slot {
  return { doctorId: day.doctorId, doctorName: day.doctorName, startsAt: isoOf(span.from), endsAt: isoOf(span.to) }
}

function sentenceOf(code: RefusalCode, free: FreeTime, zone: string, today: string): string {
  const parts: string[] = [refusals[code][1]]
  if (free.nextFree) {
    const { doctorName, startsAt } = free.nextFree
    parts.push(`${doctorName} is free next at ${speakTime(Date.parse(startsAt), zone, today)}.`)
  }
  const [other, ...more] = free.alternatives
  if (other)
    parts.push(
      `${[other, ...more]
        .slice(0, 2)
        .map((slot) => slot.doctorName)
        .join(' and ')} could take it at the same time.`,
    )
  return parts.join(' ')
}
