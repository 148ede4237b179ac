import { expect, test } from 'vitest'
import type { CalendarColumn, CalendarEvent } from '#web/ui/calendar/index.ts'
import { isDrawn, refuseDrop } from './day-model.ts'
import { addDays, clockOf, instantOf, minuteOf, minuteOfClock } from './time.ts'
import { visitAt } from './visit.test-help.ts'

const column: CalendarColumn = {
  id: 'a',
  title: 'Dr A',
  open: [{ from: 540, to: 1020 }],
  away: [{ kind: 'elsewhere', from: 780, to: 840, label: 'At North' }],
}
const event = (id: string, startsAt: number, status: CalendarEvent['status'] = 'booked'): CalendarEvent => ({
  id,
  columnId: 'a',
  startsAt,
  minutes: 30,
  title: id,
  status,
})
const board = {
  columns: [column],
  events: [event('one', 600), event('two', 660)],
  now: 570,
  snapMinutes: 15,
  isPast: false,
}
const to = (minute: number, eventId: string | null = 'one') => ({ eventId, columnId: 'a', minute, minutes: 30 })

test('an empty time inside the hours can be had, also the one it leaves itself', () => {
  expect(refuseDrop(board, to(690))).toBeNull()
  expect(refuseDrop(board, to(615))).toBeNull()
})

test('a time is refused with the reason a person would say', () => {
  expect(refuseDrop(board, to(645))).toEqual({ code: 'taken', label: 'two' })
  expect(refuseDrop(board, to(800))).toEqual({ code: 'away', label: 'At North' })
  expect(refuseDrop(board, to(1005))).toEqual({ code: 'closed' })
  expect(refuseDrop(board, to(540))).toEqual({ code: 'past' })
  expect(refuseDrop({ ...board, now: null, isPast: true }, to(900))).toEqual({ code: 'past' })
})

test('the step of the clock that is running can still be had, and who stays in time may change her doctor later', () => {
  const second = { ...column, id: 'b', away: [] }
  const late = { ...board, columns: [column, second], now: 614 }
  expect(refuseDrop({ ...late, events: [event('two', 660)] }, to(600))).toBeNull()
  expect(refuseDrop({ ...late, now: 615, events: [event('two', 660)] }, to(600))).toEqual({ code: 'past' })
  expect(refuseDrop({ ...late, now: 700 }, { ...to(600), columnId: 'b' })).toBeNull()
  expect(refuseDrop({ ...late, now: 700 }, { ...to(615), columnId: 'b' })).toEqual({ code: 'past' })
})

test('who did not come leaves the time to others', () => {
  expect(refuseDrop({ ...board, events: [event('one', 600), event('two', 660, 'no_show')] }, to(645))).toBeNull()
})

test('walk-ins, the cancelled and those without a time or a doctor are not on the calendar', () => {
  expect(isDrawn(visitAt('a', '05:00'))).toBe(true)
  for (const change of [
    { source: 'walk_in' },
    { status: 'cancelled' },
    { timed: false },
    { doctorId: null },
  ] as const) {
    expect(isDrawn(visitAt('a', '05:00', change))).toBe(false)
  }
})

test('minutes of the day follow the clinic’s own clock, also over a change of the clocks', () => {
  expect(minuteOf('2026-11-21T05:30:00Z', '2026-11-21', 'Asia/Karachi')).toBe(630)
  expect(minuteOf('2026-11-21T20:30:00Z', '2026-11-21', 'Asia/Karachi')).toBe(1530)
  expect(instantOf('2026-11-21', 630, 'Asia/Karachi')).toBe('2026-11-21T05:30:00Z')
  // Clocks go forward at 02:00 in Berlin: nine o'clock is nine o'clock.
  expect(instantOf('2026-03-29', 540, 'Europe/Berlin')).toBe('2026-03-29T07:00:00Z')
  expect(minuteOf('2026-03-29T07:00:00Z', '2026-03-29', 'Europe/Berlin')).toBe(540)
})

test('times of day are read and written alike', () => {
  expect([clockOf(545), minuteOfClock('09:05'), minuteOfClock('25:00'), minuteOfClock('')]).toEqual([
    '09:05',
    545,
    null,
    null,
  ])
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})
