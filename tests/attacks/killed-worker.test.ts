import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '#api/worker.ts'
import { startImport, uploadImport } from '#contract/imports.ts'
import { testSecret } from '#tests/harness/group.ts'
import { type Served, serveForAttack } from './served.ts'

const rows = 6000
let served: Served
let worker: Awaited<ReturnType<typeof startWorker>> | undefined
beforeAll(async () => {
  served = await serveForAttack({ WITH_WORKER: 'yes' })
})
afterAll(() => worker?.stop())

const importNow = async () =>
  (await served.admin.query('select status, rows_done, rows_imported from imports')).rows[0] as {
    status: string
    rows_done: number
    rows_imported: number
  }

test('a worker killed in the middle of an import: another one goes on, no row twice and none lost', {
  timeout: 120_000,
}, async () => {
  const lines = Array.from({ length: rows }, (_, index) => `Person ${letters(index)},0300${String(1_000_000 + index)}`)
  const file = new TextEncoder().encode(`Name,Phone\n${lines.join('\n')}\n`)
  const clinicId = served.clinics.gulberg
  const upload = { clinicId, kind: 'patients' as const, fileName: 'people.csv' }
  const { id: importId } = await served.ok(served.people.owner, uploadImport, upload, { file })
  await served.ok(served.people.owner, startImport, { clinicId, importId })
  await expect.poll(async () => (await importNow()).rows_done, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0)
  served.child.kill('SIGKILL')
  const killed = await importNow()
  expect(killed.status).toBe('running')
  expect(killed.rows_done).toBeLessThan(rows)

  // A minute without a heartbeat, in no time.
  await served.admin.query(`update pgboss.job set heartbeat_on = now() - interval '2 minutes' where state = 'active'`)
  const executeSql = async (text: string, values: unknown[] = []) => {
    const answer = await served.admin.query(text, values.length > 0 ? values : undefined)
    return { rows: [answer].flat().flatMap((part) => part.rows) }
  }
  const timekeeper = new PgBoss({
    db: { executeSql },
    schema: 'pgboss',
    migrate: false,
    supervise: false,
    schedule: false,
  })
  await timekeeper.start()
  await timekeeper.supervise('imports.run')
  await timekeeper.stop({ graceful: false })
  await served.admin.query(`update pgboss.job set start_after = now() where state = 'retry'`)

  worker = await startWorker({ appUrl: served.database.appUrl, secret: testSecret })
  await expect.poll(async () => (await importNow()).status, { timeout: 90_000 }).toBe('done')
  expect(await importNow()).toMatchObject({ rows_done: rows, rows_imported: rows })
  const { rows: counted } = await served.admin.query(
    `select count(*)::int as patients, count(distinct full_name)::int as names from patients where full_name like 'Person %'`,
  )
  expect(counted).toEqual([{ patients: rows, names: rows }])
})

/** A name of its own for each: numbers in names would look alike to the search for duplicates. */
function letters(index: number): string {
  const syllables = [
    'ba',
    'du',
    'ki',
    'lo',
    'me',
    'ny',
    'pa',
    'qu',
    'ri',
    'so',
    'ta',
    'vu',
    'xi',
    'yo',
    'ze',
    'fa',
    'gu',
    'hi',
    'jo',
    'wa',
  ]
  const word = (of: number) =>
    [of % 20, Math.floor(of / 20) % 20, Math.floor(of / 400) % 20].map((n) => syllables[n]).join('')
  return `${word(index)} ${word(index * 7919 + 13)}`
}
