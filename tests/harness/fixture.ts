import pg from 'pg'
import { afterAll } from 'vitest'
import { openApp } from '#api/app.ts'
import { callerOf } from './caller.ts'
import { freshDatabase } from './database.ts'
import { arrangeGroup, testSecret } from './group.ts'

/**
 * The whole API over a database of its own, with the group of `group.ts` in it. Call it once in `beforeAll`;
 * everything is closed when the test file ends.
 * `call(person, endpoint, input)` → status, body, refusal; `ok(…)` → the output, or throws; `admin`: a connection
 * above the walls, to arrange and to look behind them.
 */
export async function openTestApp() {
  const database = await freshDatabase()
  const admin = new pg.Client(database.adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  const group = await arrangeGroup(admin)
  const app = openApp({
    appUrl: database.appUrl,
    platformUrl: database.platformUrl,
    secret: testSecret,
    strictAnswers: true,
    poolSize: 8,
  })
  closing.push(async () => {
    await app.stop()
    await admin.end()
  })
  return { ...group, ...callerOf((request) => app.fetch(request)), fetch: app.fetch, database, admin }
}
export type TestApp = Awaited<ReturnType<typeof openTestApp>>

export { dayAhead, instant, zoneAt } from './days.ts'

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})
