import './zod-setup.ts'
import * as z from 'zod'

/** An instant: ISO 8601 with an offset, as PostgreSQL's timestamptz. */
export const Instant = z.iso.datetime({ offset: true }).refine(isWithinReason, 'This date is too far away.')
/** A local day, yyyy-mm-dd. Which zone's day it is, is said beside it. */
export const Day = z.iso.date().refine(isWithinReason, 'This date is too far away.')
/** Minutes since local midnight, 0 to 1440. */
export const MinuteOfDay = z.int().min(0).max(1440)
/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const Weekday = z.int().min(1).max(7)

/** Years that a clinic can mean; beyond them calendars and databases disagree. */
function isWithinReason(text: string): boolean {
  return text >= '1800' && text < '2200'
}
