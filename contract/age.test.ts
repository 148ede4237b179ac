import { expect, test } from 'vitest'
import { ageOn } from './age.ts'

test('age changes on the birthday', () => {
  expect(ageOn('1990-11-21', '2026-11-20')).toEqual({ count: 35, unit: 'year' })
  expect(ageOn('1990-11-21', '2026-11-21')).toEqual({ count: 36, unit: 'year' })
})

test('a small child’s age is told in whole months, and never below none', () => {
  expect(ageOn('2026-10-31', '2026-11-21')).toEqual({ count: 0, unit: 'month' })
  expect(ageOn('2024-11-22', '2026-11-21')).toEqual({ count: 23, unit: 'month' })
  expect(ageOn('2024-11-21', '2026-11-21')).toEqual({ count: 2, unit: 'year' })
  expect(ageOn('2026-12-01', '2026-11-21')).toEqual({ count: 0, unit: 'month' })
})
