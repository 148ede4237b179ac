export interface Stretch {
  weekday: number
  opensMinute: number
  closesMinute: number
}

/** ISO weekdays in the order of a week: Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The weekday's name in the reader's language. 1 January 2024 was a Monday. */
export function weekdayName(weekday: number, locale: string, style: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
}

/** The stretches of a weekday, in the order they stand in: while a time is typed its row must not jump. */
export function onDay(hours: readonly Stretch[], weekday: number): Stretch[] {
  return hours.filter((stretch) => stretch.weekday === weekday)
}

/** The week with one day's stretches put in place of what it had. */
export function withDay(
  hours: readonly Stretch[],
  weekday: number,
  day: readonly Omit<Stretch, 'weekday'>[],
): Stretch[] {
  const others = hours.filter((stretch) => stretch.weekday !== weekday)
  return sorted([...others, ...day.map((stretch) => ({ ...stretch, weekday }))])
}

/** The week with a day's hours given to other days. */
export function copiedTo(hours: readonly Stretch[], from: number, to: readonly number[]): Stretch[] {
  const day = onDay(hours, from)
  return to.reduce<Stretch[]>((week, weekday) => withDay(week, weekday, day), [...hours])
}

/** One more stretch for a day: the first in the morning, others two hours after the last one closes; null when the day is full. */
export function nextStretch(day: readonly Stretch[]): Omit<Stretch, 'weekday'> | null {
  const last = day.at(-1)
  if (!last) return { opensMinute: 540, closesMinute: 1020 }
  const opensMinute = Math.min(last.closesMinute + 120, 1380)
  if (opensMinute <= last.closesMinute) return null
  return { opensMinute, closesMinute: Math.min(opensMinute + 180, 1440) }
}

export type StretchFault = 'backwards' | 'overlaps'

/** What is wrong with a stretch of a day, or null. */
export function faultOf(day: readonly Stretch[], index: number): StretchFault | null {
  const stretch = day[index]!
  if (stretch.closesMinute <= stretch.opensMinute) return 'backwards'
  const before = day[index - 1]
  return before && before.closesMinute > stretch.opensMinute ? 'overlaps' : null
}

function sorted(hours: Stretch[]): Stretch[] {
  return hours.toSorted((a, b) => a.weekday - b.weekday)
}
