import type { FutureVisit } from '#contract/people.ts'
import { formatDate, type useFormat } from '../../lib/format.ts'

/** Day and time of an appointment by its branch's clock; of some only the day is known. */
export function whenOf(
  { startsAt, timed, timeZone }: Pick<FutureVisit, 'startsAt' | 'timed' | 'timeZone'>,
  format: ReturnType<typeof useFormat>,
): string {
  const there = { ...format, timeZone }
  const day = formatDate(startsAt, 'weekday', there)
  return timed ? `${day}, ${formatDate(startsAt, 'time', there)}` : day
}
