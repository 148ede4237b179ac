import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveMutations } from '#tests/proofs/mutations.ts'

test('whatever of the guard is broken is noticed', { timeout: 600_000 }, async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  const { failures, sentence } = await proveMutations({ adminUrl, appUrl, report: () => {} })
  console.log(sentence)
  expect(failures).toEqual([])
})
