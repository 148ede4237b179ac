import { expect, test } from 'vitest'
import { waitedMinutes } from './waiting.ts'

test('a wait is counted in whole minutes since the arrival', () => {
  const arrivedAt = '2026-11-21T05:00:00Z'
  expect(waitedMinutes(arrivedAt, Date.parse('2026-11-21T05:12:59Z'))).toBe(12)
  expect(waitedMinutes(arrivedAt, Date.parse('2026-11-21T04:59:00Z'))).toBe(0)
})
