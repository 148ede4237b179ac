import { expect, test } from 'vitest'
import type { Visit } from '#contract/appointments.ts'
import type { Vitals } from '#contract/encounters.ts'
import { nextOf, sortDay } from './day.ts'
import { insertPhrase } from './phrases.ts'
import { adultTeeth, hasMilkTeeth, milkTeeth, neighbour } from './teeth.ts'
import { emptyVitals, measured, outOfRange, shownVitals } from './vitals.ts'

const visit = (id: string, status: Visit['status'], arrivedAt: string | null = null) =>
  ({ id, status, arrivedAt, startsAt: '2026-11-21T05:00:00Z', doneAt: null }) as Visit

test('who has waited longest is next; who is in the room comes before', () => {
  const waiting = [
    visit('late', 'arrived', '2026-11-21T05:20:00Z'),
    visit('early', 'arrived', '2026-11-21T05:10:00Z'),
    visit('home', 'booked'),
  ]
  expect(sortDay(waiting).waiting.map(({ id }) => id)).toEqual(['early', 'late'])
  expect(nextOf(waiting)?.id).toBe('early')
  expect(nextOf([...waiting, visit('inside', 'in_room')])?.id).toBe('inside')
  expect(nextOf([visit('home', 'booked')])).toBeNull()
})

test('a phrase lands where the caret stands, with spaces around it', () => {
  expect(insertPhrase('Pain 36. Review.', 8, 8, 'Cold test normal.')).toEqual({
    text: 'Pain 36. Cold test normal. Review.',
    caret: 26,
  })
  expect(insertPhrase('', 0, 0, 'Recall.')).toEqual({ text: 'Recall.', caret: 7 })
})

test('a value that no such device shows is told by its field, and an empty one is not', () => {
  const form = { ...emptyVitals, temperatureTenthsCelsius: 98.6, systolicMmhg: 40, weightGrams: 400.1 } as const
  expect(outOfRange(form).map(({ label }) => label)).toEqual(['temperature', 'weight'])
})

test('the mouth has 32 adult and 20 milk teeth, and arrows walk through it', () => {
  expect(adultTeeth.flat()).toHaveLength(32)
  expect(milkTeeth.flat()).toHaveLength(20)
  expect(neighbour(adultTeeth, '11', 'ArrowRight')).toBe('21')
  expect(neighbour(adultTeeth, '36', 'ArrowUp')).toBe('26')
  expect(neighbour(adultTeeth, '18', 'ArrowLeft')).toBeNull()
  expect(neighbour(milkTeeth, '85', 'ArrowUp')).toBe('55')
})

test('a mouth has milk teeth until the sixth birthday', () => {
  const today = '2026-11-21'
  const born = ['2026-08-01', '2023-11-21', '2020-11-22', '2020-11-21', '1990-05-01', null]
  expect(born.map((bornOn) => hasMilkTeeth(bornOn, today))).toEqual([true, true, true, false, false, false])
})

test('vitals are stored exactly in small units, and what was not measured is left out', () => {
  expect(measured({ ...emptyVitals, temperatureTenthsCelsius: 36.6, weightGrams: 72.3, note: ' ' })).toEqual({
    temperatureTenthsCelsius: 366,
    weightGrams: 72300,
  })
})

test('blood pressure is one value, and stands out when one half does', () => {
  const nothing = {
    pulsePerMinute: null,
    temperatureTenthsCelsius: 366,
    spo2Percent: null,
    weightGrams: null,
    glucoseMgDl: null,
  }
  const vitals = { ...nothing, systolicMmhg: 160, diastolicMmhg: 85 } as Vitals
  expect(shownVitals(vitals)).toEqual([
    { label: 'pressure', text: '160/85', unit: 'mmHg', isUnusual: true },
    { label: 'temperature', text: '36.6', unit: '°C', isUnusual: false },
  ])
})
