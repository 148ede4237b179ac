import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openApp } from '#api/app.ts'
import { type Database, openDatabase } from '#api/core/databases.ts'
import * as patients from '#contract/patients.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope } from '#tests/harness/jobs.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { acceptTrails, verifyTrails } from './accept.ts'
import { type Heads, openHeads } from './heads.ts'
import { sealTrail } from './seal.ts'
import { organizationTrail } from './trail.ts'

// A dump restored on another server: a database whose transaction numbers run a thousand million ahead, copied table by
// table into one of this server.
let source: TestApp
let restored: { admin: pg.Client; database: Database; stop(): Promise<void>; caller: ReturnType<typeof callerOf> }
let folder: string
let heads: Heads
let organizations: { id: string; name: string }[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restored-'))
  await chmod(folder, 0o777)
  heads = openHeads(join(folder, 'heads'))
  source = await openTestApp()
  await source.admin.query(`create or replace function app.server_offset() returns bigint
    language sql immutable parallel safe return 1000000000::bigint`)
  for (const city of ['Lahore', 'Multan', 'Swat']) await edit(source, city)
  const scope = openDatabase(source.database.appUrl, 1)
  await untilOthersEnded(source.admin)
  const sealed = jobScope(scope, { organizationId: source.organizationId })
  expect(await sealTrail(sealed, organizationTrail(source.organizationId), null, 2)).toBe(2)
  await scope.end()
  await edit(source, 'Gilgit') // not sealed yet when the dump is made

  const target = await freshDatabase()
  const admin = new pg.Client(target.adminUrl)
  await admin.connect()
  await copyRows(source.admin, admin)
  const app = openApp({ appUrl: target.appUrl, secret: testSecret, strictAnswers: true, poolSize: 2 })
  const database = openDatabase(target.appUrl, 2)
  restored = {
    admin,
    database,
    caller: callerOf((request) => app.fetch(request)),
    async stop() {
      await app.stop()
      await database.end()
      await admin.end()
    },
  }
  organizations = (await admin.query('select id, name from organizations where id = $1', [source.organizationId])).rows
})
afterAll(async () => {
  await restored.stop()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => {
  vi.useRealTimers()
})

async function edit({ ok }: Pick<TestApp, 'ok'>, city: string) {
  const here = { clinicId: source.clinics.gulberg, patientId: source.patients.gulberg }
  const { version } = await ok(source.people.owner, patients.getPatient, here)
  await ok(source.people.receptionist, patients.editPatient, { ...here, version, city })
}

/** Every table of the product, by COPY. */
async function copyRows(from: pg.Client, to: pg.Client) {
  const { rows: tables } = await from.query<{ name: string; columns: string }>(`select c.oid::regclass::text as name,
      string_agg(quote_ident(attname), ', ' order by attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid`)
  await to.query('set session_replication_role = replica')
  for (const { name, columns } of tables) {
    const file = join(folder, `${name}.copy`)
    await from.query(`copy ${name} (${columns}) to '${file}'`)
    await to.query(`truncate ${name} cascade`)
  }
  for (const { name, columns } of tables)
    await to.query(`copy ${name} (${columns}) from '${join(folder, `${name}.copy`)}'`)
  await to.query('set session_replication_role = origin')
}

const trails = () => ({ database: restored.database, heads, organizations })
const kinds = async () => (await verifyTrails(trails())).map(({ finding }) => finding?.kind ?? null)
const accept = async () =>
  (await acceptTrails({ ...trails(), reason: 'restored from the dump' })).map(({ outcome }) => outcome)
const adopt = async () => Number((await restored.admin.query('select app.adopt_trails() as added')).rows[0].added)
const seal = async () => {
  await untilOthersEnded(restored.admin)
  const scope = jobScope(restored.database, { organizationId: source.organizationId })
  return sealTrail(scope, organizationTrail(source.organizationId), heads, 100)
}
/** The heads of what was sealed yesterday should have been noted by now. */
const twoDaysLater = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 48 * 3_600_000 })

test('is found to come from another server, and seals nothing until that is accepted', async () => {
  await edit(restored.caller, 'Hunza')
  expect(await kinds()).toEqual(['other_server', null])
  await expect(seal()).rejects.toThrow('docs/runbooks/audit-trail-restored.md')
})

test('counts on from where the trail ends, and then misses the copy outside, until that is accepted too', async () => {
  expect(await adopt()).toBeGreaterThan(900_000_000)
  expect(await adopt()).toBe(0)
  twoDaysLater()
  expect(await kinds()).toEqual(['outside_missing', null])
  expect(await accept()).toEqual(['accepted', 'agrees'])
  expect(await kinds()).toEqual([null, null])
  expect(await accept()).toEqual(['agrees', 'agrees'])
})

test('then holds every row of before and after once, in seals that agree with the copy outside', async () => {
  expect(await seal()).toBe(1)
  const [found] = await verifyTrails(trails())
  const { rows } = await restored.admin.query(
    `select count(*)::int as count, count(*) filter (where event = 'audit.restore_accepted')::int as accepted
     from audit_events where organization_id = $1`,
    [source.organizationId],
  )
  expect(found).toMatchObject({ finding: null, outside: 'agrees', rowsChecked: rows[0].count })
  expect(rows[0].accepted).toBe(1)
  await edit(restored.caller, 'Chitral')
  expect(await seal()).toBe(1)
  expect(await kinds()).toEqual([null, null])
})

test('that is older than the copy outside is called so; accepted, the old copy is kept beside', async () => {
  await heads.append(source.organizationId, [{ number: 99, hash: 'f'.repeat(64), rows: 3 }])
  expect(await kinds()).toEqual(['seal_missing', null])
  expect(await accept()).toEqual(['accepted', 'agrees'])
  expect(await kinds()).toEqual([null, null])
  const kept = (await readdir(join(folder, 'heads'))).filter((name) => name.includes('.heads-until-'))
  expect(kept).toHaveLength(1)
})

test('is not accepted when a row is gone from it', async () => {
  await restored.admin.query('set session_replication_role = replica')
  await restored.admin.query(
    `delete from audit_events where id = (select id from audit_events where organization_id = $1 order by tx, id limit 1)`,
    [source.organizationId],
  )
  expect(await accept()).toMatchObject([{ kind: 'row_removed', seal: 1 }, 'agrees'])
})
