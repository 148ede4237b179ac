import { Temporal } from 'temporal-polyfill'
import type { Moment } from '../../../integrations/files/index.ts'
import type { VisitStatus } from './read-visit.ts'

/** When a visit is, as instants; `timed` false: the list told the day only. */
export interface VisitTime {
  day: string
  /** `hh:mm` on the branch's clock. */
  clock: string
  startsAt: string
  endsAt: string
  timed: boolean
}

/** Turns what is written into instants by the branch's own clock; the same text is worked out once. */
export function makeTimes() {
  const known = new Map<string, Temporal.Instant>()
  function instantOf({ date, time, offset }: Moment, timeZone: string): Temporal.Instant {
    const key = `${date} ${time} ${offset} ${timeZone}`
    let instant = known.get(key)
    if (!instant) {
      instant =
        time && offset
          ? Temporal.Instant.from(`${date}T${time}${offset}`)
          : Temporal.PlainDate.from(date)
              .toPlainDateTime(time ?? '00:00')
              // At the turn of the clock the earlier reading of a doubled hour, the later of a missing one.
              .toZonedDateTime(timeZone, { disambiguation: 'compatible' })
              .toInstant()
      known.set(key, instant)
    }
    return instant
  }
  return {
    at(moment: Moment, timeZone: string, minutes: number): VisitTime {
      const start = instantOf(moment, timeZone)
      const local = moment.offset ? start.toZonedDateTimeISO(timeZone).toPlainDateTime() : null
      const day = local?.toPlainDate().toString() ?? moment.date
      const clock = local?.toPlainTime().toString().slice(0, 5) ?? (moment.time ?? '').slice(0, 5)
      return {
        day,
        clock,
        startsAt: start.toString(),
        endsAt: start.add({ minutes }).toString(),
        timed: moment.time !== null,
      }
    },
    instant: (moment: Moment, timeZone: string) => instantOf(moment, timeZone).toString(),
  }
}

export type RowStatus = 'booked' | 'arrived' | 'done' | 'cancelled' | 'no_show'

/**
 * What an appointment is here, held against the clock: a list of coming days that says "no-show: No" means booked, and
 * nobody can have missed a day that has not come.
 */
export function statusNow(
  read: VisitStatus | null,
  { day, startsAt, timed }: VisitTime,
  now: { today: string; instant: string },
): RowStatus {
  if (read === 'cancelled') return 'cancelled'
  const ahead = day > now.today || (day === now.today && (!timed || startsAt > now.instant))
  if (ahead) return 'booked'
  if (read === 'completed') return 'done'
  if (read === 'arrived') return day === now.today ? 'arrived' : 'done'
  return read ?? 'booked'
}
