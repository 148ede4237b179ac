import { expect, test } from 'vitest'
import { layLanes } from './lanes.ts'
import { besideStop, columnStops, stepStop, stopAt } from './stops.ts'
import type { CalendarEvent } from './types.ts'

const event = (id: string, startsAt: number, minutes: number): CalendarEvent => ({
  id,
  columnId: 'dr',
  startsAt,
  minutes,
  title: id,
  status: 'booked',
})
const range = { from: 540, to: 660 }
const list = [event('a', 555, 30), event('b', 555, 15), event('c', 600, 10)]
const stops = columnStops(list, range, 15)

test('going down a column visits every event and every free step once', () => {
  const seen: string[] = []
  for (let at = stops[0] ?? null; at; at = stepStop(stops, at, 1)) seen.push(at.eventId ?? String(at.minute))
  expect(seen).toEqual(['540', 'a', 'b', '585', 'c', '615', '630', '645'])
})

test('going up is going down backwards', () => {
  const last = stops.at(-1)!
  const seen: string[] = []
  for (let at: typeof last | null = last; at; at = stepStop(stops, at, -1)) seen.push(at.eventId ?? String(at.minute))
  expect(seen).toEqual(['645', '630', '615', 'c', '585', 'b', 'a', '540'])
})

test('page keys jump over free time to the next event', () => {
  expect(stepStop(stops, { minute: 540, eventId: null }, 1, true)?.eventId).toBe('a')
  expect(stepStop(stops, { minute: 645, eventId: null }, -1, true)?.eventId).toBe('c')
  expect(stepStop(stops, { minute: 600, eventId: 'c' }, 1, true)).toBeNull()
})

test('coming from another column lands on the event running then, else on the free step', () => {
  expect(stopAt(list, 580, 15).eventId).toBe('a')
  expect(stopAt(list, 590, 15)).toEqual({ minute: 585, eventId: null })
})

test('sideways goes to the event beside, then out of the column', () => {
  const lanes = layLanes(list)
  const laneOf = (id: string) => lanes.get(id)!.lane
  expect(besideStop(list, laneOf, 'a', 1)?.eventId).toBe('b')
  expect(besideStop(list, laneOf, 'b', 1)).toBeNull()
  expect(besideStop(list, laneOf, 'b', -1)?.eventId).toBe('a')
})

test('a place that is no stop still leads on in both directions', () => {
  expect(stepStop(stops, { minute: 560, eventId: null }, 1)?.minute).toBe(585)
  expect(stepStop(stops, { minute: 560, eventId: null }, -1)?.eventId).toBe('b')
  expect(stepStop(stops, { minute: 900, eventId: null }, -1)?.minute).toBe(645)
})
