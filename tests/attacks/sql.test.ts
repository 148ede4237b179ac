import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { refusedStatements } from '#tests/proofs/sql/refused.ts'
import { rowsPrint } from './rows-print.ts'

// Whoever could run any SQL as the app's own role: values are always bound, so nobody can; this is the wall behind it.
let app: TestApp
let injected: pg.Client
beforeAll(async () => {
  app = await openTestApp()
  injected = new pg.Client(app.database.appUrl)
  injected.on('error', () => {})
  await injected.connect()
})
afterAll(() => injected.end())
beforeEach(() => injected.query('rollback'))

const refused = async (text: string, values: unknown[] = []) =>
  injected.query(text, values).then(
    ({ rows }) => `ran: ${JSON.stringify(rows).slice(0, 200)}`,
    (error) => error.code as string,
  )

describe('the app role', () => {
  test.each(refusedStatements)('%s', async (_, text) => {
    const before = await rowsPrint(app.admin)
    expect(await refused(text)).toBe('42501')
    expect(await rowsPrint(app.admin)).toBe(before)
  })

  test('passes none of its rights on', async () => {
    // PostgreSQL only warns here.
    await injected.query('grant select on patients to public')
    const { rows } = await app.admin.query(`select has_table_privilege('public', 'patients', 'select') as open`)
    expect(rows).toEqual([{ open: false }])
  })

  test('may do what the product does, so that the refusals above mean something', async () => {
    await injected.query('begin')
    await injected.query('select app.enter($1, null, null, $2)', [app.people.owner.sessionId, app.clinics.gulberg])
    expect((await injected.query('select id from patients')).rows).toEqual([{ id: app.patients.gulberg }])
  })

  test('sees no row of any walled table without a scope, with the walls asked to be off, or by copying out', async () => {
    const { rows: tables } = await app.admin.query(
      `select c.oid::regclass::text as name from pg_class c where relnamespace = 'public'::regnamespace
       and relkind in ('r', 'p') and relrowsecurity and has_table_privilege('polyclinic_app', c.oid, 'select')`,
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      expect((await injected.query(`select count(*)::int as count from ${name}`)).rows, name).toEqual([{ count: 0 }])
      await injected.query('begin; set local row_security = off')
      expect(await refused(`select count(*) from ${name}`), name).toBe('42501')
      await injected.query('rollback')
    }
  })

  test('keeps no scope beyond its transaction', async () => {
    await injected.query('begin')
    await injected.query('select app.enter($1, null, null, $2)', [app.people.owner.sessionId, app.clinics.gulberg])
    await injected.query('commit')
    expect((await injected.query('select id from patients')).rows).toEqual([])
  })
})

describe('a function with higher rights', () => {
  // The stranger's own scope, and the ids of the organization that she must never see.
  const asStranger = async () => {
    await injected.query('rollback; begin')
    await injected.query('select app.enter($1, null, null, $2)', [app.people.stranger.sessionId, app.clinics.foreign])
  }
  test('finds nobody of another organization', async () => {
    await asStranger()
    const words = ['w:patient', 'patient', 'gulberg']
    const ask = async (text: string, values: unknown[]) =>
      (await injected.query(text, values)).rows.map(({ id }) => (id ?? 'a session') as string)
    const found = [
      await ask('select id from app.find_patients($1, 0, 100)', [words]),
      await ask('select id from app.find_same_people($1, $2)', [
        app.clinics.gulberg,
        JSON.stringify([{ line: 1, words }]),
      ]),
      await ask('select id from app.search_patients($1, $1, $1, $1, null, null, $1, null, null, true, 100)', [
        ['P-000001', ...words],
      ]),
      await ask('select * from app.sessions_elsewhere($1)', [app.doctors.sana]),
    ]
    expect(found[2]).toContain(app.patients.foreign)
    expect(found.flat().filter((id) => id !== app.patients.foreign)).toEqual([])
  })

  test('takes no time of another organization’s doctor and undoes no import of it', async () => {
    const day = "now() + interval '2 days'"
    const take = (doctor: string, place: string) =>
      refused(`select app.lock_time(array['${doctor}']::uuid[]), app.take_time(gen_random_uuid(), '${doctor}', '${place}',
        ${day}, ${day} + interval '30 minutes')`)
    await asStranger()
    expect(await take(app.doctors.sana, app.clinics.gulberg)).toMatch(/^(23503|42501|PC404|P0001|23514)$/)
    await asStranger()
    expect(await refused('select app.undo_import(gen_random_uuid(), 10)')).toBe('PC404')
    await asStranger()
    expect(await take(app.doctors.farid, app.clinics.foreign)).toMatch(/^ran/)
  })

  test('searches temporary tables last, so that none of them stands in for a real one', async () => {
    const { rows } = await app.admin.query(
      `select p.oid::regproc::text as name from pg_proc p where prosecdef and pronamespace in ('app'::regnamespace, 'public'::regnamespace)
       and not exists (select from unnest(proconfig) c where c like 'search_path=%, pg_temp')`,
    )
    expect(rows).toEqual([])
  })

  test('a temporary table called sessions opens no session', async () => {
    const name = new URL(app.database.adminUrl).pathname.slice(1)
    await app.admin.query(`grant temporary on database ${name} to polyclinic_app`)
    const forger = new pg.Client(app.database.appUrl)
    await forger.connect()
    await forger.query(
      `create temp table sessions (id uuid, organization_id uuid, user_id uuid, ended_at timestamptz, expires_at timestamptz)`,
    )
    await forger.query('grant select on sessions to public')
    const sessionId = crypto.randomUUID()
    await forger.query(`insert into sessions values ($1, $2, $3, null, now() + interval '1 day')`, [
      sessionId,
      app.organizationId,
      app.people.owner.userId,
    ])
    const entered = await forger
      .query('select app.enter($1, null, null, null)', [sessionId])
      .catch((error) => error.code)
    await forger.end()
    expect(entered).toBe('PC401')
  })
})

// docs/decisions/2026-11-21-injected-sql.md: these doors are open to injected SQL, and to nothing else.
test('what injected SQL could open is known: the settings themselves, and the door of the jobs', async () => {
  await injected.query('begin')
  await injected.query(`select set_config('app.organization_id', $1, true), set_config('app.clinic_ids', $2, true)`, [
    app.organizationId,
    `{${app.clinics.gulberg}}`,
  ])
  expect((await injected.query('select id from patients')).rows).toEqual([{ id: app.patients.gulberg }])
  await injected.query('rollback; begin')
  await injected.query('select app.enter_job($1, null, null)', [app.organizationId])
  expect((await injected.query('select count(*)::int as count from patients')).rows).toEqual([{ count: 2 }])
})
