import { Temporal } from 'temporal-polyfill'

// The one layer between a clinic's local time and instants. Instants are epoch milliseconds in here and in the
// rules; nothing else in the API converts.

export const minuteMs = 60_000
/** A day that no clock change makes longer or shorter: for a stretch to look at, not for the hours of a clinic. */
export const dayMs = 24 * 60 * minuteMs

/** The instants in which a stretch of a local day's wall clock lies, and how its clock runs. */
export interface LocalDay {
  /** yyyy-mm-dd in `zone`. */
  day: string
  zone: string
  /** First instant of the day, and of the next one. */
  from: number
  to: number
  /** Where a grid of minutes is counted from: one entry, two on a day on which the clocks are changed. */
  anchors: { from: number; midnight: number }[]
}

const known = new Map<string, LocalDay>()

/** The clinic's day; throws RangeError for a date or a zone that does not exist. */
export function localDay(day: string, zone: string): LocalDay {
  const key = `${day} ${zone}`
  const found = known.get(key)
  if (found) return found
  if (known.size > 2000) known.clear()
  const made = makeDay(day, zone)
  known.set(key, made)
  return made
}

function makeDay(day: string, zone: string): LocalDay {
  const date = Temporal.PlainDate.from(day)
  const start = date.toZonedDateTime({ timeZone: zone })
  const next = date.add({ days: 1 }).toZonedDateTime({ timeZone: zone })
  const from = start.epochMilliseconds
  const to = next.epochMilliseconds
  const anchors = [{ from, midnight: from - minuteOfDay(start) * minuteMs }]
  const change = start.getTimeZoneTransition('next')
  if (change && change.epochMilliseconds < to)
    anchors.push({
      from: change.epochMilliseconds,
      midnight: change.epochMilliseconds - minuteOfDay(change) * minuteMs,
    })
  return { day, zone, from, to, anchors }
}

const minuteOfDay = (at: Temporal.ZonedDateTime) => at.hour * 60 + at.minute

/**
 * The instants of a stretch of the wall clock, such as a session from minute 540 to 1020. An end that the clock shows
 * twice is meant the second time, a start the first time; a time that the clock skips is the moment of the change.
 */
export function spanOfDay(local: LocalDay, startsMinute: number, endsMinute: number): { from: number; to: number } {
  return { from: instantOf(local, startsMinute, 'earlier'), to: instantOf(local, endsMinute, 'later') }
}

function instantOf(local: LocalDay, minute: number, side: 'earlier' | 'later'): number {
  if (minute >= 1440) return local.to
  // Almost every day has one offset: no need to ask the calendar again.
  if (local.anchors.length === 1) return Math.max(local.from, local.anchors[0]!.midnight + minute * minuteMs)
  const wall = Temporal.PlainDate.from(local.day).toPlainDateTime({
    hour: Math.floor(minute / 60),
    minute: minute % 60,
  })
  const at = wall.toZonedDateTime(local.zone, { disambiguation: side })
  const skipped = !at.toPlainDateTime().equals(wall)
  return skipped ? local.anchors[1]!.from : at.epochMilliseconds
}

/** What the wall clock shows, as minutes since local midnight; beyond the day it goes on counting, before it below 0. */
export function wallMinute(local: LocalDay, at: number): number {
  const anchor = local.anchors.findLast((one) => one.from <= at) ?? local.anchors[0]!
  return Math.round((at - anchor.midnight) / minuteMs)
}

/** The local day of an instant. */
export function dayOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** `count` local days from `first` on. */
export function daysFrom(first: string, count: number): string[] {
  const date = Temporal.PlainDate.from(first)
  return Array.from({ length: count }, (_, days) => date.add({ days }).toString())
}

/** ISO weekday of a date, 1 is Monday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** `22 Nov, 10:30`, for sentences; the date is left out on the day of `today`. */
export function speakTime(at: number, zone: string, today?: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  if (local.toPlainDate().toString() === today) return time
  return `${speakDay(at, zone)}, ${time}`
}

/** `22 Nov`, for sentences. */
export function speakDay(at: number, zone: string): string {
  const { day, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return `${day} ${months[month - 1]}`
}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Written as the database's answers are: without zeros after the second. */
export const isoOf = (at: number): string => new Date(at).toISOString().replace(/\.?0*Z$/, 'Z')
