import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveRace } from './race.ts'

test('four hundred desks racing for one slot make one booking', { timeout: 180_000 }, async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  const result = await proveRace({ adminUrl, appUrl, rounds: 2, connections: 40, attempts: 400, report: () => {} })
  expect(result).toMatchObject({ booked: 2, refused: 798, serverErrors: 0, otherAnswers: 0, deadlocks: 0 })
})
