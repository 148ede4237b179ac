import { expect, test } from 'vitest'
import type { VisitStatus } from './appointments.ts'
import { isMovable, refuseStep, type VisitStep } from './visit-steps.ts'

const startsAt = '2026-11-21T05:00:00.000Z'
const begun = Date.parse(startsAt)
const refused = (status: VisitStatus, to: VisitStep, { now = begun, today = '2026-11-21' } = {}) =>
  refuseStep({ status, startsAt, day: '2026-11-21' }, to, now, today)

test('a visit is confirmed, arrives, is called in and is done; a finished one goes nowhere', () => {
  expect(refused('booked', 'confirmed')).toBeNull()
  expect(refused('confirmed', 'arrived')).toBeNull()
  expect(refused('arrived', 'in_room')).toBeNull()
  expect(refused('in_room', 'done')).toBeNull()
  for (const to of ['confirmed', 'arrived', 'in_room', 'done', 'no_show', 'cancelled'] as const)
    expect(refused('done', to)).toBe('not_in_this_state')
})

test('nobody arrives before the day, late is written down, and who came after all arrives', () => {
  expect(refused('booked', 'arrived', { today: '2026-11-20' })).toBe('not_today')
  expect(refused('booked', 'arrived', { today: '2026-11-22' })).toBeNull()
  expect(refused('no_show', 'arrived')).toBeNull()
})

test('nobody has missed what has not begun', () => {
  expect(refused('booked', 'no_show', { now: begun - 1 })).toBe('not_yet')
  expect(refused('booked', 'no_show')).toBeNull()
})

test('who is with the doctor is not moved', () => {
  expect(isMovable('arrived')).toBe(true)
  expect(isMovable('in_room')).toBe(false)
})
