import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { cloneDatabase, type TestDatabase } from '#tests/harness/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
let database: TestDatabase
const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const run = () => migrate({ adminUrl: database.adminUrl, folder })
const ask = (sql: string) => withClient(database.adminUrl, async (admin) => (await admin.query(sql)).rows)

beforeEach(async () => {
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  write('0001_first.sql', 'create table first (id int primary key)')
  // template0 is PostgreSQL's own empty database.
  database = await cloneDatabase('template0')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('an empty database is migrated once, and a second run has nothing to do', async () => {
  expect((await run()).applied).toEqual(['0001_first'])
  expect(await run()).toMatchObject({ applied: [], before: 1 })
  expect(await ask(`select tableowner from pg_tables where tablename = 'first'`)).toEqual([
    { tableowner: 'polyclinic_owner' },
  ])
})

test('two runs at once apply each migration once', async () => {
  const both = await Promise.all([run(), run()])
  expect(both.flatMap(({ applied }) => applied)).toEqual(['0001_first'])
})

test('a migration changed after it was applied is refused by name', async () => {
  await run()
  write('0001_first.sql', 'create table first (id bigint primary key)')
  await expect(run()).rejects.toThrow(/^0001_first\.sql was changed after it was applied/)
})

test('a database newer than the program is refused', async () => {
  write('0002_second.sql', 'create table second ()')
  await run()
  rmSync(join(folder, '0002_second.sql'))
  await expect(run()).rejects.toThrow(/newer than this program: it has 0002_second/)
})

test('a number below one that was applied is refused', async () => {
  write('0003_third.sql', 'create table third ()')
  await run()
  write('0002_late.sql', 'create table late ()')
  await expect(run()).rejects.toThrow(/0002_late\.sql comes before/)
})

test('a migration that fails leaves nothing behind and says which line', async () => {
  write('0002_broken.sql', 'create table kept ();\ncreate table nothing (id unknown_type)')
  await expect(run()).rejects.toThrow(
    /^0002_broken\.sql line 2 failed, and nothing of it was kept: type "unknown_type" does not exist/,
  )
  expect(await ask(`select to_regclass('kept') as kept`)).toEqual([{ kept: null }])
  expect(await ask('select name from migrations.applied')).toEqual([{ name: '0001_first' }])
})

test('a database with tables of somebody else is refused', async () => {
  await ask('create table theirs ()')
  await expect(run()).rejects.toThrow(/is not empty \(it has theirs\)/)
})

test('a backfill sees the rows of a walled table, and the wall stands again afterwards', async () => {
  write(
    '0002_walled.sql',
    `create table walled (id int); insert into walled values (1);
    alter table walled enable row level security; alter table walled force row level security`,
  )
  await run()
  write('0003_backfill.sql', 'update walled set id = 2')
  await run()
  expect(await ask('select id from walled')).toEqual([{ id: 2 }])
  expect(await ask(`select relforcerowsecurity as forced from pg_class where relname = 'walled'`)).toEqual([
    { forced: true },
  ])
})

test('an administrator who is no superuser can migrate a database', async () => {
  const { adminUrl } = inject('testServer')
  const name = new URL(database.adminUrl).pathname.slice(1)
  const role = `manager_${name}`
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create role ${role} login createrole bypassrls password 'managed'`)
    await admin.query(`grant polyclinic_owner, polyclinic_lookup, polyclinic_app to ${role} with admin option`)
    await admin.query(`alter database ${name} owner to ${role}`)
  })
  const managed = new URL(database.adminUrl)
  managed.username = role
  managed.password = 'managed'
  expect((await migrate({ adminUrl: managed.href })).applied[0]).toBe('0001_walls')
  await database.drop()
  await withClient(adminUrl, (admin) => admin.query(`drop owned by ${role} cascade; drop role ${role}`))
})
