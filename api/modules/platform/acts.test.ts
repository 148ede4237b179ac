import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import { noOrganization } from '#api/core/tx.ts'
import type { Call } from '#contract/endpoint.ts'
import * as contract from '#contract/platform.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import type { Person } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { addOperator } from '#tests/harness/operators.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { type Heads, openHeads } from '../audit/heads.ts'
import { sealAudit } from '../audit/seal.ts'
import { operatorsTrail } from '../audit/trail.ts'
import { verifyChain } from '../audit/verify.ts'

let app: TestApp
let chief: Person
let helper: Person
let operator: pg.Client
let database: Database
let scope: InScope
let folder: string
let heads: Heads
beforeAll(async () => {
  app = await openTestApp()
  chief = await addOperator(app.admin, 'Chief Operator', 'super_admin')
  helper = await addOperator(app.admin, 'Helper Operator', 'support')
  operator = new pg.Client(app.database.platformUrl)
  await operator.connect()
  database = openDatabase(app.database.appUrl, 2)
  scope = jobScope(database, { organizationId: noOrganization })
  folder = await mkdtemp(join(tmpdir(), 'heads-'))
  heads = openHeads(folder)
  const { organizationId } = app
  const plan = (planVersion: number, trialEndsOn: string) =>
    app.ok(chief, contract.setPlan, { organizationId, plan: 'trial', trialEndsOn, planVersion })
  await plan(0, dayAhead(30))
  await plan(1, dayAhead(60))
  await app.ok(helper, contract.startElevation, { organizationId, reason: 'A look at the queue', minutes: 15 })
})
afterAll(async () => {
  await operator.end()
  await database.end()
  await rm(folder, { recursive: true, force: true })
})

type Asked = Partial<Call<typeof contract.listOperatorActs>>
const list = (input: Asked = {}) => app.ok(chief, contract.listOperatorActs, { kinds: [], ...input })
const events = async (input: Asked) => (await list(input)).acts.map(({ event }) => event)
/** The sealer as the worker runs it. */
const runSealer = async () => {
  await untilOthersEnded(app.admin)
  await runJob(sealAudit(heads), scope, {})
}
const verify = async () => verifyChain(scope, operatorsTrail, await heads.read(operatorsTrail.name))

test('what operators did is listed newest first, with who, about whom, why and what it changed', async () => {
  const { acts, next } = await list()
  expect(next).toBeNull()
  expect(acts.map(({ event }) => event)).toEqual(['elevation.started', 'organization.planSet', 'organization.planSet'])
  expect(acts[0]).toMatchObject({
    operatorName: 'Helper Operator',
    organizationName: 'DentoCare',
    reason: 'A look at the queue',
  })
  expect(acts[0]!.facts).toContainEqual({ field: 'minutes', value: '15' })
  expect(acts[1]).toMatchObject({
    operatorId: chief.userId,
    organizationId: app.organizationId,
    changes: [{ field: 'trialEndsOn', before: dayAhead(30), after: dayAhead(60) }],
  })
})

test('acts are found by operator, organization, kind and day, and page by page', async () => {
  expect(await events({ operatorId: helper.userId })).toEqual(['elevation.started'])
  expect(await events({ organizationId: app.people.stranger.organizationId })).toEqual([])
  expect(await events({ organizationId: app.organizationId, kinds: ['organizations'] })).toHaveLength(2)
  expect(await events({ kinds: ['support', 'account'] })).toEqual(['elevation.started'])
  expect(await events({ kinds: ['account'] })).toEqual([])
  const zone = 'Pacific/Kiritimati' // where it is tomorrow for most of the day
  const { rows } = await app.admin.query<{ day: string; yesterday: string }>(
    `select (now() at time zone $1)::date::text as day, ((now() at time zone $1)::date - 1)::text as yesterday`,
    [zone],
  )
  const { day, yesterday } = rows[0]!
  expect(await events({ from: day, to: day, zone })).toHaveLength(3)
  expect(await events({ from: yesterday, to: yesterday, zone })).toEqual([])
  const first = await list({ limit: 2 })
  const second = await list({ limit: 2, before: first.next! })
  expect([...first.acts, ...second.acts].map(({ id }) => id)).toEqual((await list()).acts.map(({ id }) => id))
  expect(second.next).toBeNull()
})

test('the operators to choose from are those who are or were one, and nobody else', async () => {
  expect(await app.ok(helper, contract.listOperators, {})).toEqual([
    { userId: chief.userId, fullName: 'Chief Operator' },
    { userId: helper.userId, fullName: 'Helper Operator' },
  ])
})

test.each([
  `update platform_events set event = 'x'`,
  'delete from platform_events',
  'truncate platform_events',
  `insert into platform_events (user_id, event, subject_id) values (gen_random_uuid(), 'x.y', gen_random_uuid())`,
  'update platform_seals set hash = hash',
  'delete from platform_seals',
  `update platform_checks set state = 'whole'`,
  `insert into platform_checks (state) values ('whole')`,
])('the operators’ own role cannot: %s', async (statement) => {
  await expect(operator.query(statement)).rejects.toThrow('permission denied')
})

test('the role of the API cannot touch or read them either, and only it makes seals', async () => {
  const asApp = new pg.Client(app.database.appUrl)
  await asApp.connect()
  for (const statement of ['select from platform_events', 'delete from platform_seals', 'select from platform_checks'])
    await expect(asApp.query(statement)).rejects.toThrow('permission denied')
  await asApp.end()
  await expect(operator.query('select app.seal_platform(5)')).rejects.toThrow('permission denied')
})

test('the chain covers every act, its head is noted outside, and what is done to a row is found', async () => {
  await runSealer()
  const { rows } = await app.admin.query<{ count: number }>('select count(*)::int as count from platform_events')
  expect(await verify()).toMatchObject({ rowsChecked: rows[0]!.count, outside: 'agrees', finding: null })
  const one = `(select id from platform_events where event = 'organization.planSet' order by id limit 1)`
  const tries: [statements: string, kind: string][] = [
    [`delete from platform_events where id = ${one}`, 'row_removed'],
    [`update platform_events set reason = 'another' where id = ${one}`, 'row_changed'],
    [`update platform_events set detail = '{}' where id = ${one}`, 'row_changed'],
    [`update platform_seals set hash = sha256('x')`, 'seal_changed'],
    ['delete from platform_seals', 'seal_missing'],
  ]
  await app.admin.query(
    'create table kept_events as select * from platform_events; create table kept_seals as select * from platform_seals',
  )
  for (const [statements, kind] of tries) {
    await app.admin.query(statements)
    expect((await verify()).finding?.kind).toBe(kind)
    await app.admin.query(`delete from platform_events; delete from platform_seals;
      insert into platform_events (id, recorded_at, user_id, event, subject_id, reason, detail, trace_id, tx)
        select id, recorded_at, user_id, event, subject_id, reason, detail, trace_id, tx from kept_events;
      insert into platform_seals select * from kept_seals`)
  }
  expect((await verify()).finding).toBeNull()
})

test('the trail verifies itself once a day, whether or not somebody asks', async () => {
  await app.admin.query('delete from platform_checks')
  await runSealer()
  await runSealer()
  const { check } = await app.ok(chief, contract.getOperatorChain, {})
  expect(check).toMatchObject({ state: 'whole', askedBy: null })
  const count = async () =>
    (await app.admin.query<{ count: number }>('select count(*)::int as count from platform_checks')).rows[0]!.count
  expect(await count()).toBe(1)
  await app.admin.query(`update platform_checks set asked_at = now() - interval '25 hours'`)
  await runSealer()
  expect(await count()).toBe(2)
})

test('an operator asks for a verification, and the worker’s next round answers', async () => {
  const asked = await app.ok(helper, contract.checkOperatorChain, {})
  expect(asked).toMatchObject({ state: 'waiting', askedBy: 'Helper Operator' })
  await runSealer()
  const whole = await app.ok(chief, contract.getOperatorChain, {})
  expect(whole.check).toMatchObject({ id: asked.id, state: 'whole', outside: 'agrees', finding: null })
  expect(whole.unsealed).toBe(0)
  expect(await events({ kinds: ['trail'] })).toEqual(['audit.check_asked'])

  await app.admin.query(`update platform_events set reason = 'nothing' where event = 'audit.check_asked'`)
  await app.ok(helper, contract.checkOperatorChain, {})
  await runSealer()
  const { check } = await app.ok(chief, contract.getOperatorChain, {})
  expect(check).toMatchObject({ state: 'broken', finding: { kind: 'row_changed', count: 1 } })
})
