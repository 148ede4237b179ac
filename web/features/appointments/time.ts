import { Temporal } from 'temporal-polyfill'

const dayMinutes = 24 * 60

/** Minutes of the wall clock since midnight of `day` in the zone; more than 1440 on the day after. */
export function minuteOf(instant: string, day: string, timeZone: string): number {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const days = Temporal.PlainDate.from(day).until(local.toPlainDate(), { largestUnit: 'day' }).days
  return days * dayMinutes + local.hour * 60 + local.minute
}

/** The instant at which the clock of the zone shows this minute of the day. An hour that the clock skips is read as the one after it. */
export function instantOf(day: string, minute: number, timeZone: string): string {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime()
    .add({ minutes: minute })
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    .toInstant()
    .toString()
}

/** The local day of an instant, yyyy-mm-dd. */
export function dayOf(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
}

/** `10:30` for 630, and back; null for what is no time. */
export function clockOf(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

export function minuteOfClock(clock: string | undefined): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock ?? '') ?? []
  if (!hours || !minutes || Number(hours) > 23 || Number(minutes) > 59) return null
  return Number(hours) * 60 + Number(minutes)
}
