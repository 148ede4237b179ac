import type { DayPlan, PlanColumn, Visit } from '#contract/appointments.ts'
import type { AwaySpan, CalendarColumn, CalendarEvent, Span } from '#web/ui/calendar/index.ts'
import { lettersOf } from '#web/ui/Initials.tsx'
import { minuteOf, minutesBetween } from './time.ts'

/** Appointments that hold their time; the others leave it to whoever comes next. */
const holding: readonly Visit['status'][] = ['booked', 'confirmed', 'arrived', 'in_room', 'done']

export interface DayWords {
  away: (kind: PlanColumn['away'][number]['kind'], place: string) => string
  alert: string
  due: (dueMinor: number) => string
}

/** The columns to draw: doctors who work, are away or have appointments on this day, or were asked for by name. */
export function shownColumns(plan: DayPlan, visits: readonly Visit[], doctors: readonly string[] = []): PlanColumn[] {
  if (doctors.length > 0) return plan.columns.filter(({ doctorId }) => doctors.includes(doctorId))
  const busy = new Set(visits.filter(isDrawn).map(({ doctorId }) => doctorId))
  return plan.columns.filter(({ doctorId, open }) => open.length > 0 || busy.has(doctorId))
}

/** `crowded`: so many columns that a title such as Dr. would leave no room for the name. */
export function calendarColumn(column: PlanColumn, words: DayWords, crowded: boolean): CalendarColumn {
  return {
    id: column.doctorId,
    title: crowded ? nameWords(column.doctorName).join(' ') : column.doctorName,
    ...(column.room || column.specialties[0] ? { subtitle: column.room || column.specialties[0]! } : {}),
    initials: lettersOf(column.doctorName),
    color: column.color,
    open: column.open.map(spanOf),
    away: column.away.map((span): AwaySpan => {
      const label = words.away(span.kind, span.placeName)
      return { ...spanOf(span), kind: awayKinds[span.kind], label }
    }),
  }
}

const awayKinds = {
  elsewhere: 'elsewhere',
  round: 'elsewhere',
  leave: 'leave',
  block: 'blocked',
  hold: 'blocked',
} as const

const spanOf = ({ startsMinute, endsMinute }: { startsMinute: number; endsMinute: number }): Span => ({
  from: startsMinute,
  to: endsMinute,
})

/** Drawn on the calendar: what has a doctor and a time. Walk-ins come by token, the cancelled leave their place. */
export function isDrawn({ doctorId, timed, status, source }: Visit): boolean {
  return doctorId !== null && timed && status !== 'cancelled' && source !== 'walk_in'
}

export function calendarEvent(visit: Visit, day: string, timeZone: string, words: DayWords): CalendarEvent {
  return {
    id: visit.id,
    columnId: visit.doctorId!,
    startsAt: minuteOf(visit.startsAt, day, timeZone),
    minutes: minutesBetween(visit.startsAt, visit.endsAt),
    title: visit.patientName,
    ...(visit.serviceName || visit.reason ? { subtitle: visit.serviceName || visit.reason } : {}),
    status: visit.status,
    ...(visit.hasAlerts ? { alert: words.alert } : {}),
    ...(visit.dueMinor > 0 ? { dues: words.due(visit.dueMinor) } : {}),
    version: visit.version,
  }
}

export type DropRefusal = { code: 'past' | 'closed' } | { code: 'taken' | 'away'; label: string }

export interface Board {
  columns: readonly CalendarColumn[]
  events: readonly CalendarEvent[]
  /** The present minute of this day; negative or null on another day. */
  now: number | null
  /** The running step of the clock can still be had. */
  snapMinutes: number
  /** The day is over. */
  isPast: boolean
}

/** Why these minutes of a column cannot be had, or null when they can. The server decides; this only speaks earlier. */
export function refuseDrop(
  { columns, events, now, snapMinutes, isPast }: Board,
  place: { eventId: string | null; columnId: string; minute: number; minutes: number },
): DropRefusal | null {
  const { eventId, columnId, minute, minutes } = place
  const wanted = { from: minute, to: minute + minutes }
  const column = columns.find(({ id }) => id === columnId)
  // Who stays where she is in time may change her doctor although that time has begun.
  const stays = events.some(({ id, startsAt }) => id === eventId && startsAt === minute)
  if (isPast || (now !== null && !stays && minute + snapMinutes <= now)) return { code: 'past' }
  const away = column?.away?.find((span) => overlaps(span, wanted))
  if (away) return { code: 'away', label: away.label }
  const other = events.find(
    (event) =>
      event.id !== eventId &&
      event.columnId === columnId &&
      holding.includes(event.status as Visit['status']) &&
      overlaps({ from: event.startsAt, to: event.startsAt + event.minutes }, wanted),
  )
  if (other) return { code: 'taken', label: other.title }
  const inside = column?.open.some((span) => span.from <= wanted.from && wanted.to <= span.to)
  return inside ? null : { code: 'closed' }
}

const overlaps = (a: Span, b: Span) => a.from < b.to && b.from < a.to

/** The words of a name without its title. */
function nameWords(name: string): string[] {
  return name.split(/\s+/).filter((word) => !/^(dr|prof)\.?$/i.test(word))
}
