import { expect, test } from 'vitest'
import type { Visit } from '#contract/appointments.ts'
import { callableFor, queueOf } from './queue-model.ts'
import { visitAt } from './visit.test-help.ts'

const now = '2026-11-21T06:00:00Z'
const ids = (visits: readonly Visit[]) => visits.map(({ id }) => id)

test('who waits longest stands first, whatever the time of the appointment', () => {
  const late = visitAt('late', '05:00', { status: 'arrived', arrivedAt: '2026-11-21T05:50:00Z' })
  const early = visitAt('early', '06:30', { status: 'arrived', arrivedAt: '2026-11-21T05:20:00Z' })
  expect(ids(queueOf([late, early], now).waiting)).toEqual(['early', 'late'])
})

test('only appointments still to come need a call', () => {
  const past = visitAt('past', '05:00')
  const next = visitAt('next', '07:00')
  const confirmed = visitAt('confirmed', '08:00', { status: 'confirmed' })
  expect(ids(queueOf([next, past, confirmed], now).toConfirm)).toEqual(['next'])
})

test('a filter for one doctor keeps those who wait for any', () => {
  const hers = visitAt('hers', '05:00', { status: 'arrived', doctorId: 'a' })
  const others = visitAt('others', '05:10', { status: 'arrived', doctorId: 'b' })
  const any = visitAt('any', '05:20', { status: 'arrived', doctorId: null })
  expect(ids(queueOf([hers, others, any], now, ['a']).waiting)).toEqual(['hers', 'any'])
})

test('an imported visit of which only the day is known waits in a list of its own', () => {
  const imported = visitAt('imported', '00:00', { timed: false })
  const queue = queueOf([imported], now)
  expect([ids(queue.untimed), ids(queue.toConfirm)]).toEqual([['imported'], []])
})

const column = (doctorId: string, isWorking = true) => ({
  doctorId,
  doctorName: `Dr ${doctorId.toUpperCase()}`,
  open: isWorking ? [{ startsAt: '', endsAt: '', startsMinute: 540, endsMinute: 600 }] : [],
})

test('a patient can be called for whoever has people waiting, in the order in which they wait', () => {
  const visits = [
    visitAt('1', '05:00', { doctorId: 'b', doctorName: 'Dr B' }),
    visitAt('2', '05:10', { doctorId: 'a', doctorName: 'Dr A' }),
    visitAt('3', '05:20', { doctorId: 'b', doctorName: 'Dr B' }),
  ]
  expect(callableFor(visits, [column('a'), column('c')])).toEqual([
    { doctorId: 'b', doctorName: 'Dr B', count: 2 },
    { doctorId: 'a', doctorName: 'Dr A', count: 1 },
  ])
})

test('who waits for any doctor can be called for each who works today', () => {
  const visits = [
    visitAt('1', '05:00', { doctorId: null, doctorName: null }),
    visitAt('2', '05:10', { doctorId: 'b', doctorName: 'Dr B' }),
  ]
  expect(callableFor(visits, [column('a'), column('b'), column('c', false)])).toEqual([
    { doctorId: 'b', doctorName: 'Dr B', count: 2 },
    { doctorId: 'a', doctorName: 'Dr A', count: 1 },
  ])
})
