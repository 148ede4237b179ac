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
  const app = openApp({ appUrl: database.appUrl, secret: testSecret, strictAnswers: true, poolSize: 8 })
  closing.push(async () => {
    await app.stop()
    await admin.end()
  })
  return { ...group, ...callerOf((request) => app.fetch(request)), fetch: app.fetch, database, admin }
}
export type TestApp = Awaited<ReturnType<typeof openTestApp>>

/** A local day of the group's branches (Asia/Karachi), `daysAhead` from today: yyyy-mm-dd. */
export function dayAhead(daysAhead: number): string {
  return new Date(Date.now() + 5 * 3_600_000 + daysAhead * 86_400_000).toISOString().slice(0, 10)
}

/** The instant of a local time of the group's branches, such as `instant(dayAhead(1), '10:30')`. */
export function instant(day: string, time: string): string {
  return new Date(`${day}T${time}:00+05:00`).toISOString().replace('.000Z', 'Z')
}

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})
