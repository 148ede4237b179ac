import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import * as contract from '#contract/audit.ts'
import * as billing from '#contract/billing.ts'
import * as patients from '#contract/patients.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { type Heads, openHeads } from './heads.ts'
import { checkAudit } from './jobs.ts'
import { sealAudit, sealTrail } from './seal.ts'
import { organizationTrail } from './trail.ts'
import { verifyChain } from './verify.ts'

let app: TestApp
let database: Database
let scope: InScope
let folder: string
let heads: Heads
beforeAll(async () => {
  app = await openTestApp()
  database = openDatabase(app.database.appUrl, 3)
  scope = jobScope(database, { organizationId: app.organizationId })
  folder = await mkdtemp(join(tmpdir(), 'heads-'))
  heads = openHeads(folder)
})
afterAll(async () => {
  await database.end()
  await rm(folder, { recursive: true, force: true })
})

const edit = async (city: string) => {
  const here = { clinicId: app.clinics.gulberg, patientId: app.patients.gulberg }
  const { version } = await app.ok(app.people.owner, patients.getPatient, here)
  return app.ok(app.people.receptionist, patients.editPatient, { ...here, version, city })
}
const sealNow = () => sealTrail(scope, organizationTrail(app.organizationId), heads, 3)
const seal = async () => {
  await untilOthersEnded(app.admin)
  return sealNow()
}
const verify = async () =>
  verifyChain(scope, organizationTrail(app.organizationId), await heads.read(app.organizationId))
/** Runs statements as the database's owner would, looks, and puts everything back. */
async function tampered(statements: string, kind: string | null) {
  await app.admin.query(`create table kept_events as select * from audit_events;
    create table kept_details as select * from audit_details; create table kept_seals as select * from audit_seals`)
  await app.admin.query('set session_replication_role = replica')
  await app.admin.query(statements)
  const { finding } = await verify()
  const columns = (table: string) =>
    app.admin
      .query(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
      .then(({ rows }) => rows[0].list)
  for (const table of ['audit_details', 'audit_seals', 'audit_events']) await app.admin.query(`delete from ${table}`)
  for (const name of ['events', 'details', 'seals']) {
    const list = await columns(`audit_${name}`)
    await app.admin.query(
      `insert into audit_${name} (${list}) select ${list} from kept_${name}; drop table kept_${name}`,
    )
  }
  await app.admin.query('set session_replication_role = origin')
  expect(finding?.kind ?? null).toBe(kind)
  return finding
}

describe('the chain', () => {
  beforeAll(async () => {
    for (const city of ['Lahore', 'Multan', 'Sialkot', 'Quetta', 'Karachi', 'Swat', 'Gilgit']) await edit(city)
    await seal()
  })

  test('covers every row once, in seals that each hash the one before, and verifies', async () => {
    const { rows } = await app.admin.query(
      'select number, row_count from audit_seals where organization_id = $1 order by number',
      [app.organizationId],
    )
    expect(rows.map((row) => row.row_count)).toEqual([3, 3, 1])
    expect(await verify()).toMatchObject({ seals: 3, rowsChecked: 7, outside: 'agrees', finding: null })
  })

  test('makes no seal when nothing was recorded, and one for what is new', async () => {
    expect(await seal()).toBe(0)
    await edit('Hunza')
    expect(await seal()).toBe(1)
    expect((await verify()).rowsChecked).toBe(8)
  })

  test('leaves rows of a transaction that still runs, and all behind it, for later', async () => {
    await app.admin.query('begin')
    await app.admin.query('select pg_current_xact_id()')
    await edit('Kasur')
    expect(await sealNow()).toBe(0)
    await app.admin.query('commit')
    expect(await seal()).toBe(1)
  })

  const second = `(select id from audit_events order by tx, id offset 1 limit 1)`
  test.each([
    [
      'removed',
      `delete from audit_details where event_id = ${second}; delete from audit_events where id = ${second}`,
      'row_removed',
    ],
    ['changed', `update audit_events set user_id = null where id = ${second}`, 'row_changed'],
    [
      'given another time',
      `update audit_events set recorded_at = recorded_at - interval '1 day' where id = ${second}`,
      'row_changed',
    ],
    [
      'added',
      `insert into audit_events (organization_id, event, subject_id, tx) select organization_id, 'patient.edited', subject_id, tx from audit_events where id = ${second}`,
      'row_added',
    ],
    ['robbed of its detail', `delete from audit_details where event_id = ${second}`, 'detail_missing'],
    [
      'given another detail',
      `update audit_details set detail = '{"city": "Nowhere"}' where event_id = ${second}`,
      'detail_changed',
    ],
    ['left, but its seal changed', `update audit_seals set hash = sha256('x') where number = 2`, 'seal_changed'],
    ['left, but a seal removed', 'delete from audit_seals where number = 2', 'seal_missing'],
    ['left, but the newest seals removed', 'delete from audit_seals where number > 2', 'seal_missing'],
  ])('finds a row that was %s', async (_name, statements, kind) => {
    expect(await tampered(statements, kind)).toMatchObject({ seal: expect.any(Number) })
    expect((await verify()).finding).toBeNull()
  })

  test('names the row that is gone', async () => {
    const { rows } = await app.admin.query(`select ${second} as id`)
    const finding = await tampered(
      `delete from audit_details where event_id = ${second}; delete from audit_events where id = ${second}`,
      'row_removed',
    )
    expect(finding).toMatchObject({ seal: 1, count: 1, ids: [rows[0].id] })
  })

  // The database's owner can make every hash right again; the heads outside he cannot reach.
  const rewritten = `delete from audit_details where event_id = ${second}; delete from audit_events where id = ${second};
    update audit_seals s set row_count = 2, entries = r.entries from (select string_agg(uuid_send(e.id) || app.audit_line(e), ''::bytea order by e.tx, e.id) as entries
      from (select * from audit_events order by tx, id limit 2) e) r where s.number = 1;
    do $$ declare s record; before bytea; begin
      for s in select * from audit_seals order by number loop
        update audit_seals set hash = app.seal_hash(before, s.number, s.entries) where number = s.number returning hash into before;
      end loop; end $$`
  test('finds by the heads outside what the owner removed and sealed anew', async () => {
    expect(await tampered(rewritten, 'differs_outside')).toMatchObject({ seal: 1 })
  })

  test('lets retention shred an old detail: the chain stays whole and says so', async () => {
    await app.admin.query(
      `update audit_details set detail = null, salt = null, shredded_at = now() where event_id = ${second}`,
    )
    expect(await verify()).toMatchObject({ finding: null, shredded: 1 })
  })

  test('is noted outside again when an earlier worker could not', async () => {
    const file = join(folder, `${app.organizationId}.heads`)
    const text = await readFile(file, 'utf8')
    // In the middle of the third line.
    await writeFile(file, text.slice(0, text.indexOf('\n3 ') + 30))
    await edit('Murree')
    await seal()
    const noted = (await heads.read(app.organizationId)).map(({ number }) => number)
    expect(noted).toEqual(noted.map((_, index) => index + 1))
    expect(await verify()).toMatchObject({ outside: 'agrees', finding: null })
  })

  test('is verified by the worker when head office asks, and only head office may', async () => {
    const { id, state } = await app.ok(app.people.owner, contract.checkAuditChain, {})
    expect(state).toBe('waiting')
    await runJob(checkAudit(heads), scope, { checkId: id })
    const chain = await app.ok(app.people.owner, contract.getAuditChain, {})
    expect(chain.check).toMatchObject({ id, state: 'whole', outside: 'agrees', askedBy: 'owner', finding: null })
    expect(chain.lastSeal).toMatchObject({ rows: expect.any(Number) })
    expect((await app.call(app.people.clinicAdmin, contract.checkAuditChain, {})).refusal).toBe('forbidden')
    await runJob(sealAudit(heads), scope, {})
  })
})

describe('who looked', () => {
  const here = () => ({ clinicId: app.clinics.gulberg, patientId: app.patients.gulberg })
  const looksOf = async () =>
    (await app.ok(app.people.clinicAdmin, contract.listPatientLooks, here())).looks.map(
      ({ userName, kinds }) => [userName, kinds.toSorted()] as const,
    )

  test('is noted once per person, kind and quarter of an hour, in the transaction of the read', async () => {
    await app.admin.query('delete from patient_looks')
    for (let time = 0; time < 3; time++) {
      await app.ok(app.people.nurse, patients.getPatient, here())
      await app.ok(app.people.nurse, patients.getTimeline, here())
      await app.ok(app.people.billing, billing.getAccount, here())
    }
    expect(Object.fromEntries(await looksOf())).toEqual({ nurse: ['record', 'timeline'], billing: ['account'] })
  })

  test('is not noted of a patient whom one may not see', async () => {
    const { rows } = await app.admin.query('select count(*)::int as count from patient_looks')
    expect(
      (await app.call(app.people.doctor, patients.getPatient, { ...here(), patientId: app.patients.north })).status,
    ).toBe(404)
    expect((await app.call(app.people.stranger, patients.getPatient, here())).status).toBe(404)
    expect((await app.admin.query('select count(*)::int as count from patient_looks')).rows).toEqual(rows)
  })

  test('is no read at all when it cannot be noted', async () => {
    await app.admin.query('alter table patient_looks add constraint closed check (user_id is null) not valid')
    expect((await app.call(app.people.manager, patients.getPatient, here())).status).toBeGreaterThan(400)
    await app.admin.query('alter table patient_looks drop constraint closed')
    expect((await app.call(app.people.manager, patients.getPatient, here())).status).toBe(200)
    expect(await looksOf()).toContainEqual(['manager', ['record']])
  })

  test('is shown to who administers the branch, and to nobody else', async () => {
    for (const person of ['doctor', 'receptionist', 'manager'] as const)
      expect((await app.call(app.people[person], contract.listPatientLooks, here())).refusal).toBe('forbidden')
    expect((await app.call(app.people.stranger, contract.listPatientLooks, here())).refusal).toBe('not_found')
  })
})

describe('the trail', () => {
  test('says who did what to whom, with the difference, and pages', async () => {
    await edit('Chitral')
    const first = await app.ok(app.people.owner, contract.listAuditEvents, { limit: 2, groups: ['patients'] })
    expect(first.events[0]).toMatchObject({
      event: 'patient.edited',
      userName: 'receptionist',
      clinicName: 'Gulberg',
      patientId: app.patients.gulberg,
      changes: [{ field: 'city', after: 'Chitral' }],
    })
    const second = await app.ok(app.people.owner, contract.listAuditEvents, {
      limit: 2,
      groups: ['patients'],
      before: first.next!,
    })
    expect(second.events[0]!.id < first.events[1]!.id).toBe(true)
  })

  test('is filtered by person, patient, kind, branch and day', async () => {
    const count = async (input: object, person = app.people.owner) =>
      (await app.ok(person, contract.listAuditEvents, { limit: 200, groups: [], ...input } as never)).events.length
    const about = { patientId: app.patients.gulberg }
    expect(await count(about)).toBeGreaterThan(8)
    expect(await count({ ...about, userId: app.people.receptionist.userId })).toBe(await count(about))
    expect(await count({ ...about, userId: app.people.owner.userId })).toBe(0)
    expect(await count({ groups: ['money'] })).toBe(0)
    expect(await count({ groups: ['files', 'patients'] })).toBeGreaterThan(await count({ groups: ['patients'] }))
    expect(await count({ clinicId: app.clinics.north })).toBe(0)
    const today = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
    expect(await count({ from: today, to: today })).toBe(await count({}))
    expect(await count({ to: '2020-01-01' })).toBe(0)
    expect(await count({ from: '2100-01-01' })).toBe(0)
    expect(await count({ elevated: true })).toBe(0)
    // Who administers one branch sees that branch's, and nothing of head office.
    expect(await count({}, app.people.clinicAdmin)).toBeLessThan(await count({}))
    expect(await count({}, app.people.stranger)).toBe(0)
  })

  test('is exported as a file, and the export stands in the trail', async () => {
    const reply = await app.call(app.people.clinicAdmin, contract.exportAuditEvents, { groups: ['patients'] })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const [newest] = (await app.ok(app.people.clinicAdmin, contract.listAuditEvents, { groups: [] })).events
    expect(newest).toMatchObject({ event: 'audit.exported', userName: 'clinicAdmin', clinicName: 'Gulberg' })
    const foreign = { clinicId: app.clinics.foreign }
    expect((await app.call(app.people.clinicAdmin, contract.exportAuditEvents, foreign)).refusal).toBe('not_found')
  })
})
