import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import { keepSeal } from '#api/core/seal.ts'
import * as contract from '#contract/audit.ts'
import * as patients from '#contract/patients.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { type Heads, openHeads } from './heads.ts'
import { checkAudit } from './jobs.ts'
import { sealTrail } from './seal.ts'
import { organizationTrail } from './trail.ts'
import { watchAudit } from './watch.ts'

let app: TestApp
let database: Database
let scope: InScope
let folder: string
let heads: Heads
beforeAll(async () => {
  app = await openTestApp()
  await app.admin.query(`update people set email = full_name || '@example.com'`)
  database = openDatabase(app.database.appUrl, 3)
  keepSeal(database, testSecret)
  scope = jobScope(database, { organizationId: app.organizationId })
  folder = await mkdtemp(join(tmpdir(), 'heads-'))
  heads = openHeads(folder)
})
afterAll(async () => {
  await database.end()
  await rm(folder, { recursive: true, force: true })
})

/** A few acts and their seal. */
async function acts(...cities: string[]) {
  for (const city of cities) {
    const here = { clinicId: app.clinics.gulberg, patientId: app.patients.gulberg }
    const { version } = await app.ok(app.people.owner, patients.getPatient, here)
    await app.ok(app.people.receptionist, patients.editPatient, { ...here, version, city })
  }
  await untilOthersEnded(app.admin)
  await sealTrail(scope, organizationTrail(app.organizationId), heads, 2)
}
/** One night: the job asks, and what it asked for is done. Answers what stands in the table. */
async function night() {
  await app.admin.query(
    `update audit_checks set asked_at = asked_at - interval '1 day', finished_at = finished_at - interval '1 day'`,
  )
  const check = checkAudit(heads)
  const queued = async () =>
    (await app.admin.query(`select data -> 'data' ->> 'checkId' as id from pgboss.job where name = 'audit.check'`)).rows
  await runJob(watchAudit(check), scope, {})
  for (const { id } of await queued()) await runJob(check, scope, { checkId: id })
  await app.admin.query(`delete from pgboss.job where name = 'audit.check'`)
  const { rows } = await app.admin.query(
    'select kind, state, after_seal as after, seals, finding from audit_checks order by id desc limit 1',
  )
  return rows[0]
}
const chain = () => app.ok(app.people.owner, contract.getAuditChain, {})
const second = `(select id from audit_events order by tx, id offset 1 limit 1)`
const take = `delete from audit_details where event_id = ${second}; delete from audit_events where id = ${second}`
const broken = async () => (await waitingMails(app.admin)).filter(({ template }) => template === 'auditBroken')

test('the first night verifies the whole chain, the following ones what is new, and after a week the whole again', async () => {
  await acts('Lahore', 'Multan', 'Sialkot')
  expect(await night()).toMatchObject({ kind: 'weekly', state: 'whole', after: 0, seals: 2 })
  await acts('Quetta')
  expect(await night()).toMatchObject({ kind: 'daily', state: 'whole', after: 2, seals: 1 })
  expect(await night()).toMatchObject({ kind: 'daily', state: 'whole', after: 3, seals: 0 })
  const { verified, lastSeal, broken } = await chain()
  expect([verified?.until, broken]).toEqual([lastSeal?.lastAt, null])
  await app.admin.query(`update audit_checks set finished_at = finished_at - interval '5 days' where after_seal = 0`)
  expect(await night()).toMatchObject({ kind: 'weekly', state: 'whole', after: 0, seals: 3 })
})

test('asks once a night, however often the job runs', async () => {
  const count = async () => (await app.admin.query('select count(*)::int as count from audit_checks')).rows[0].count
  await night()
  const before = await count()
  await runJob(watchAudit(checkAudit(heads)), scope, {})
  expect(await count()).toBe(before)
})

test('what an earlier night left unfinished is called failed', async () => {
  await app.admin.query(
    `insert into audit_checks (organization_id, asked_at) values ($1, now() - interval '3 hours')`,
    [app.organizationId],
  )
  await night()
  const { rows } = await app.admin.query(`select state from audit_checks where asked_by is null order by asked_at, id`)
  expect(rows.map(({ state }) => state)).toContain('failed')
})

test('a row that was taken away is found, the owners are told by mail once, and the screen says so until it is whole', async () => {
  await app.admin.query(`create table kept as select * from audit_events where id = ${second};
    create table kept_detail as select * from audit_details where event_id = ${second}`)
  await app.admin.query('set session_replication_role = replica')
  await app.admin.query(take)
  await app.admin.query(`update audit_checks set finished_at = finished_at - interval '8 days' where after_seal = 0`)
  expect(await night()).toMatchObject({ kind: 'weekly', state: 'broken', finding: { kind: 'row_removed', seal: 1 } })
  expect(await broken()).toMatchObject([{ to: 'owner@example.com', values: { seal: 1, count: 1 } }])
  const seen = await chain()
  expect(seen.broken?.finding).toMatchObject({ kind: 'row_removed' })
  // The next night looks at all of it again, and does not repeat the mail.
  expect(await night()).toMatchObject({ kind: 'weekly', state: 'broken' })
  expect(await broken()).toHaveLength(1)
  // A verification that runs takes nothing back.
  await app.ok(app.people.owner, contract.checkAuditChain, {})
  expect((await chain()).broken).not.toBeNull()

  const columns = (
    await app.admin.query(`select string_agg(quote_ident(attname), ', ') as list from pg_attribute
    where attrelid = 'audit_events'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)
  ).rows[0].list
  await app.admin.query(`insert into audit_events (${columns}) select ${columns} from kept;
    insert into audit_details select * from kept_detail; set session_replication_role = origin`)
  expect(await night()).toMatchObject({ state: 'whole' })
  expect((await chain()).broken).toBeNull()
})

test('the app can neither take a finished verification away nor change what it found', async () => {
  const asApp = (statement: string) =>
    scope.write(async (tx) => {
      tx.recordNothing('a test')
      return tx.rows({ compile: () => ({ sql: statement, parameters: [] }) } as never)
    })
  expect(
    await asApp(`update audit_checks set state = 'whole', finding = null where state <> 'waiting' returning id`),
  ).toEqual([])
  await expect(asApp('delete from audit_checks')).rejects.toThrow('permission denied')
  await expect(asApp(`insert into audit_checks (state, finished_at) values ('whole', now())`)).rejects.toThrow(
    'permission denied',
  )
})
