import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import * as contract from '#contract/audit.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { openHeads } from './heads.ts'
import { shredDetails } from './retention.ts'
import { sealTrail } from './seal.ts'
import { organizationTrail } from './trail.ts'
import { verifyChain } from './verify.ts'

let app: TestApp
let database: Database
let scope: InScope
let folder: string
beforeAll(async () => {
  app = await openTestApp()
  database = openDatabase(app.database.appUrl, 2)
  scope = jobScope(database, { organizationId: app.organizationId })
  folder = await mkdtemp(join(tmpdir(), 'heads-'))
})
afterAll(async () => {
  await database.end()
  await rm(folder, { recursive: true, force: true })
})

/** Acts of a day so many years ago, as they would stand there. */
const acts = (yearsAgo: number, count: number) =>
  app.admin.query(
    `with made as (
       select (left(app.id_at(now() - make_interval(years => $2))::text, 24) || right(uuidv7()::text, 12))::uuid as id, gen_random_uuid() as salt
       from generate_series(1, $3)
     ), row as (
       insert into audit_events (organization_id, id, recorded_at, event, subject_id, detail_digest)
       select $1, id, now() - make_interval(years => $2), 'patient.edited', gen_random_uuid(), app.detail_digest(salt, '{"city":"Hunza"}') from made
     )
     insert into audit_details (organization_id, event_id, detail, salt) select $1, id, '{"city":"Hunza"}', salt from made`,
    [app.organizationId, yearsAgo, count],
  )
const left = async () => {
  const { rows } = await app.admin.query(
    `select extract(year from age(now() + interval '1 day', e.recorded_at))::int as age, count(*) filter (where d.detail is not null)::int as kept,
       count(d.shredded_at)::int as forgotten
     from audit_events e join audit_details d on d.event_id = e.id where e.event = 'patient.edited' group by 1 order by 1`,
  )
  return rows.map(({ age, kept, forgotten }) => [age, kept, forgotten])
}
const night = () => runJob(shredDetails, scope, {})
const verdict = async () => {
  const heads = openHeads(folder)
  const trail = organizationTrail(app.organizationId)
  await untilOthersEnded(app.admin)
  await sealTrail(scope, trail, heads, 1000)
  return verifyChain(scope, trail, await heads.read(app.organizationId))
}

test('details older than seven years are forgotten in pieces, the acts stay, and the chain is whole before and after', async () => {
  await acts(8, 4_100)
  await acts(6, 3)
  await acts(2, 2)
  expect(await verdict()).toMatchObject({ finding: null, shredded: 0 })
  await night()
  expect(await left()).toEqual([
    [2, 2, 0],
    [6, 3, 0],
    [8, 0, 4_100],
  ])
  expect(await verdict()).toMatchObject({ finding: null, shredded: 4_100, outside: 'agrees' })
  const { rows } = await app.admin.query(
    `select (d.detail ->> 'rows')::int as rows from audit_events e join audit_details d on d.event_id = e.id
     where e.event = 'audit.details_forgotten' order by e.id`,
  )
  expect(rows.map((row) => row.rows)).toEqual([2_000, 2_000, 100])
  await night()
  expect((await verdict()).shredded).toBe(4_100)
})

test('head office says for how long, and the next night keeps to it; the trail says who did', async () => {
  expect((await app.ok(app.people.owner, contract.getAuditChain, {})).years).toBe(7)
  expect((await app.ok(app.people.owner, contract.setAuditRetention, { years: 3 })).years).toBe(3)
  await night()
  expect(await left()).toEqual([
    [2, 2, 0],
    [6, 0, 3],
    [8, 0, 4_100],
  ])
  expect(await verdict()).toMatchObject({ finding: null, shredded: 4_103 })
  const { events } = await app.ok(app.people.owner, contract.listAuditEvents, { groups: ['files'] })
  expect(events.find(({ event }) => event === 'audit.retention_set')).toMatchObject({
    userName: 'owner',
    changes: [{ field: 'years', before: '7', after: '3' }],
  })
})

test('nobody else does, nobody without a fresh proof, and nobody for less than a year', async () => {
  const set = (who: 'owner' | 'clinicAdmin', years: number) =>
    app.call(app.people[who], contract.setAuditRetention, { years })
  expect((await set('clinicAdmin', 2)).refusal).toBe('forbidden')
  expect((await set('owner', 0)).refusal).toBe('invalid')
  await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes'`)
  expect((await set('owner', 2)).refusal).toBe('confirmation_needed')
  expect((await app.ok(app.people.owner, contract.getAuditChain, {})).years).toBe(3)
})
