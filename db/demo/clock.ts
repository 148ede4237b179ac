/**
 * The sample group's clock. Everything is relative to one instant, the moment of loading, in Pakistan's time
 * (UTC+5, no daylight saving since 2009). A branch is open twelve hours from 09:00.
 *
 * Somebody who looks at seven in the morning should meet a working day, not a dark one: when the loading moment
 * lies outside the middle of those twelve hours, all hours lean towards it (in half hours, inside one calendar
 * day), so that today is always under way: some visits done, some waiting, some to come.
 */
export const timeZone = 'Asia/Karachi'
const offsetMs = 5 * 3_600_000
export const minuteMs = 60_000
export const dayMs = 86_400_000

export const historyDays = 90
export const aheadDays = 14

export interface Clock {
  nowMs: number
  /** Epoch day number (days since 1970-01-01) of today in Pakistan. */
  today: number
  /** Minutes that all hours are moved by, between -540 and 180. */
  lean: number
}

export function clockAt(now: Date): Clock {
  const localMs = now.getTime() + offsetMs
  const today = Math.floor(localMs / dayMs)
  return { nowMs: now.getTime(), today, lean: leanOf(Math.floor((localMs - today * dayMs) / minuteMs)) }
}

export const opensMinute = 540
export const closesMinute = 1260
const insideMinutes = 180

/** How far all hours move so that `minuteOfDay` lies at least three hours inside them, where one day allows it. */
export function leanOf(minuteOfDay: number): number {
  const earliest = opensMinute + insideMinutes
  const latest = closesMinute - insideMinutes
  if (minuteOfDay < earliest) return Math.max(-opensMinute, Math.floor((minuteOfDay - earliest) / 30) * 30)
  if (minuteOfDay > latest) return Math.min(1440 - closesMinute, Math.ceil((minuteOfDay - latest) / 30) * 30)
  return 0
}

/** The instant of a minute of a local day, epoch milliseconds. */
export const instantOf = (day: number, minute: number): number => day * dayMs - offsetMs + minute * minuteMs

/** The local day of an instant, as an epoch day number. */
export const dayOf = (atMs: number): number => Math.floor((atMs + offsetMs) / dayMs)

/** `2026-11-21` of an epoch day number. */
export const dateText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** ISO weekday, 1 is Monday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((day + 3) % 7) + 1
