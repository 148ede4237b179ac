import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { type ImportProofResult, proveImport } from './import.ts'

let result: ImportProofResult
beforeAll(async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  result = await proveImport({ adminUrl, appUrl, report: () => {} })
}, 300_000)

test('both real files go in and come out again, every row accounted for', () => {
  expect(result.failures).toEqual([])
  expect(result.figures).toMatchObject({ clinicsMade: 78, appointments: 2999, noShows: 588, noShowPercent: 19.6 })
})

test('the proposed duplicates are right and complete above 95 in a hundred', () => {
  expect(result.figures.precision).toBeGreaterThan(0.95)
  expect(result.figures.recall).toBeGreaterThan(0.95)
})
