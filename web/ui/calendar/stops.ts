import { snapDown } from './geometry.ts'
import { inOrder } from './lanes.ts'
import type { CalendarEvent, Span } from './types.ts'

/** Where the keyboard is: on an event, or on an empty place. */
export type Stop = { minute: number; eventId: string | null }

const covers = (event: CalendarEvent, minute: number) =>
  event.startsAt <= minute && minute < event.startsAt + event.minutes

/** Everything the up and down keys visit in one column: its events, and each free step of the day. */
export function columnStops(events: CalendarEvent[], range: Span, step: number): Stop[] {
  const stops: Stop[] = inOrder(events).map((event) => ({ minute: event.startsAt, eventId: event.id }))
  for (let minute = Math.ceil(range.from / step) * step; minute < range.to; minute += step) {
    if (!events.some((event) => covers(event, minute))) stops.push({ minute, eventId: null })
  }
  // The sort is stable: events that begin together keep their order.
  return stops.sort((a, b) => a.minute - b.minute)
}

/** The stop at a minute of a column: the first event running then, or the empty place. */
export function stopAt(events: CalendarEvent[], minute: number, step: number): Stop {
  const running = inOrder(events).find((event) => covers(event, minute))
  return running ? { minute, eventId: running.id } : { minute: snapDown(minute, step), eventId: null }
}

/** The next stop up (-1) or down (1); with `eventsOnly` the next event. Null at the end of the column. */
export function stepStop(stops: Stop[], from: Stop, direction: 1 | -1, eventsOnly = false): Stop | null {
  const isHere = (stop: Stop) => stop.eventId === from.eventId && (from.eventId !== null || stop.minute === from.minute)
  const here = stops.findIndex(isHere)
  const after = stops.findIndex((stop) => stop.minute > from.minute)
  // A place that is no stop itself (between two steps) lies just before the stop after it.
  const next = after < 0 ? stops.length : after
  let index = here >= 0 ? here + direction : direction === 1 ? next : next - 1
  while (stops[index] && eventsOnly && !stops[index]!.eventId) index += direction
  return stops[index] ?? null
}

/** The event beside this one in the same column at the same time, or null. */
export function besideStop(
  events: CalendarEvent[],
  laneOf: (eventId: string) => number,
  eventId: string,
  direction: 1 | -1,
): Stop | null {
  const self = events.find((event) => event.id === eventId)
  if (!self) return null
  const beside = events
    .filter((event) => event.startsAt < self.startsAt + self.minutes && self.startsAt < event.startsAt + event.minutes)
    .filter((event) => Math.sign(laneOf(event.id) - laneOf(eventId)) === direction)
    .sort((a, b) => Math.abs(laneOf(a.id) - laneOf(eventId)) - Math.abs(laneOf(b.id) - laneOf(eventId)))[0]
  return beside ? { minute: beside.startsAt, eventId: beside.id } : null
}
