import type { RefusalCode } from '#contract/errors.ts'
import { type LocalDay, minuteMs, spanOfDay, weekdayOf } from './local-time.ts'

// Pure decisions about time: no database, no clock. Times are epoch milliseconds.

export interface Span {
  from: number
  to: number
}

/** Time of a doctor that is taken, here or elsewhere. */
export interface Busy extends Span {
  id: string
  placeId: string
  placeName: string
  kind: 'appointment' | 'round' | 'leave' | 'block' | 'hold'
}

export interface SessionRule {
  weekday: number
  startsMinute: number
  endsMinute: number
  validFrom: string | null
  validTo: string | null
}

/** Whether two weekly sessions ever hold at the same time. */
export function sessionsMeet(a: SessionRule, b: SessionRule): boolean {
  const sameHours = a.weekday === b.weekday && a.startsMinute < b.endsMinute && b.startsMinute < a.endsMinute
  const startsInTime = (from: string | null, to: string | null) => from === null || to === null || from <= to
  return sameHours && startsInTime(a.validFrom, b.validTo) && startsInTime(b.validFrom, a.validTo)
}

export interface HoursRule {
  weekday: number
  opensMinute: number
  closesMinute: number
}

/** One doctor's day at one branch. */
export interface DoctorDay {
  doctorId: string
  doctorName: string
  clinicId: string
  local: LocalDay
  /** Sessions within the branch's opening hours. */
  open: Span[]
  /** Of all places, sorted by start. */
  busy: Busy[]
  snapMinutes: number
}

export function spanOf(startsAt: string, minutes: number): Span {
  const from = Date.parse(startsAt)
  return { from, to: from + minutes * minuteMs }
}
export const overlaps = (a: Span, b: Span) => a.from < b.to && b.from < a.to
const contains = (outer: Span, inner: Span) => outer.from <= inner.from && inner.to <= outer.to

/** Opening hours of the day. A branch that has set none at all is open around the clock. */
export function branchHours(local: LocalDay, hours: readonly HoursRule[]): Span[] {
  if (hours.length === 0) return [{ from: local.from, to: local.to }]
  const weekday = weekdayOf(local.day)
  return joined(
    hours.filter((one) => one.weekday === weekday).map((one) => spanOfDay(local, one.opensMinute, one.closesMinute)),
  )
}

/** When a doctor with these sessions takes patients on this day. */
export function openSpans(local: LocalDay, sessions: readonly SessionRule[], hours: readonly HoursRule[]): Span[] {
  const weekday = weekdayOf(local.day)
  const held = sessions.filter(
    (one) =>
      one.weekday === weekday && (one.validFrom ?? local.day) <= local.day && (one.validTo ?? local.day) >= local.day,
  )
  const working = joined(held.map((one) => spanOfDay(local, one.startsMinute, one.endsMinute)))
  return intersection(working, branchHours(local, hours))
}

/** Sorted, without overlaps; stretches that touch become one, so that a visit may lie across. */
export function joined(spans: readonly Span[], gapMs = 0): Span[] {
  const out: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && span.from <= last.to + gapMs) last.to = Math.max(last.to, span.to)
    else if (span.to > span.from) out.push({ ...span })
  }
  return out
}

function intersection(left: readonly Span[], right: readonly Span[]): Span[] {
  return left.flatMap((a) =>
    right.filter((b) => overlaps(a, b)).map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
  )
}

/** What is left of the open time when the taken time is cut out. */
export function freeSpans(day: Pick<DoctorDay, 'open' | 'busy'>): Span[] {
  const taken = joined(day.busy)
  return day.open.flatMap((open) => {
    const free: Span[] = []
    let from = open.from
    for (const busy of taken) {
      if (busy.to <= from || busy.from >= open.to) continue
      if (busy.from > from) free.push({ from, to: busy.from })
      from = Math.max(from, busy.to)
    }
    if (from < open.to) free.push({ from, to: open.to })
    return free
  })
}

/** Free times of this length on the clinic's grid, from `notBefore` on, at most `limit`. */
export function slots(day: DoctorDay, minutes: number, notBefore: number, limit = Number.POSITIVE_INFINITY): Span[] {
  const found: Span[] = []
  for (const free of freeSpans(day)) {
    let from = onGrid(day, Math.max(free.from, notBefore))
    while (from + minutes * minuteMs <= free.to) {
      if (found.length >= limit) return found
      found.push({ from, to: from + minutes * minuteMs })
      from = onGrid(day, from + minuteMs)
    }
  }
  return found
}

/** The next instant whose wall clock is a multiple of the clinic's interval. */
function onGrid({ local, snapMinutes }: DoctorDay, at: number): number {
  const index = Math.max(
    0,
    local.anchors.findLastIndex((one) => one.from <= at),
  )
  const { midnight } = local.anchors[index]!
  const step = snapMinutes * minuteMs
  const next = midnight + Math.ceil((at - midnight) / step) * step
  const change = local.anchors[index + 1]
  return change && next >= change.from ? onGrid({ local, snapMinutes } as DoctorDay, change.from) : next
}

/** Why this time clashes with what the doctor does already, or null. `exceptId`: the booking that is being moved. */
export function refuseClash(slot: Span, day: DoctorDay, exceptId?: string | null): RefusalCode | null {
  const taken = day.busy.find((busy) => busy.id !== exceptId && overlaps(busy, slot))
  if (!taken) return null
  if (taken.kind === 'leave' || taken.kind === 'block') return 'doctor_away'
  return taken.placeId === day.clinicId ? 'slot_taken' : 'elsewhere_then'
}

/** Why this slot cannot be booked, or null when it can. The grid step that is running still can. */
export function refuseSlot(slot: Span, day: DoctorDay, now: number, exceptId?: string | null): RefusalCode | null {
  if (slot.from + day.snapMinutes * minuteMs <= now) return 'in_the_past'
  if (!day.open.some((hours) => contains(hours, slot))) return 'outside_hours'
  return refuseClash(slot, day, exceptId)
}

/** The first free time of this length in these days, or null. Days in order. */
export function nextFree(days: readonly DoctorDay[], minutes: number, notBefore: number): Span | null {
  for (const day of days) {
    const [first] = slots(day, minutes, notBefore, 1)
    if (first) return first
  }
  return null
}

export interface Proposal extends Span {
  doctorId: string
  doctorName: string
}

const anHour = 60 * minuteMs

/**
 * A few free times to offer on the phone: the earliest, then the next ones that are really different: another doctor,
 * or an hour later. When there are not enough of those, the next ones there are.
 */
export function propose(days: readonly DoctorDay[], minutes: number, notBefore: number, limit: number): Proposal[] {
  const all = days
    .flatMap((day) =>
      slots(day, minutes, notBefore).map((slot) => ({ ...slot, doctorId: day.doctorId, doctorName: day.doctorName })),
    )
    .sort((a, b) => a.from - b.from)
  const picked: Proposal[] = []
  for (const slot of all) {
    if (picked.length >= limit) break
    const alike = picked.some((one) => one.doctorId === slot.doctorId && Math.abs(one.from - slot.from) < anHour)
    if (!alike) picked.push(slot)
  }
  for (const slot of all) {
    if (picked.length >= limit) break
    if (!picked.includes(slot)) picked.push(slot)
  }
  return picked.sort((a, b) => a.from - b.from)
}

/** Where a doctor is otherwise on this day: other places and absences, short gaps between bookings of one place closed. */
export function awaySpans(
  day: DoctorDay,
): (Span & { kind: 'elsewhere' | Exclude<Busy['kind'], 'appointment'>; placeName: string })[] {
  const away = day.busy.filter((busy) => busy.placeId !== day.clinicId || busy.kind !== 'appointment')
  const groups = Map.groupBy(away, (busy) => `${busy.kind} ${busy.placeId}`)
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      joined([first!, ...rest], 30 * minuteMs).map(({ from, to }) => ({
        from,
        to,
        kind: first!.kind === 'appointment' ? ('elsewhere' as const) : first!.kind,
        placeName: first!.placeName,
      })),
    )
    .sort((a, b) => a.from - b.from)
}
