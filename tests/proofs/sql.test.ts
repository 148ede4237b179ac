import { expect, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveSql } from './sql.ts'

test('SQL as the app role opens nothing, and alternating scopes on one connection show no wrong row', {
  timeout: 180_000,
}, async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  const { failures, figures } = await proveSql({ adminUrl, appUrl, full: false, report: () => {} }, 1_000)
  expect(failures).toEqual([])
  expect(figures).toMatchObject({ scopes: 1_000, wrongRows: 0, disconnects: expect.any(Number) })
})

test('the proof sees a wall that is down', { timeout: 180_000 }, async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  await withClient(adminUrl, (admin) => admin.query('alter policy clinic_wall on patients using (true)'))
  const { passed, figures } = await proveSql({ adminUrl, appUrl, full: false, report: () => {} }, 50)
  expect(passed).toBe(false)
  expect(figures.wrongRows).toBeGreaterThan(10)
})
