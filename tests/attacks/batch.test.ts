import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import { refusalOf } from '#api/core/errors.ts'
import { readWithin, type SessionScope, sql, writeWithin } from '#api/core/tx.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { dice } from './rubbish.ts'

let app: TestApp
let two: Database
let one: Database
beforeAll(async () => {
  app = await openTestApp()
  two = openDatabase(app.database.appUrl, 2)
  one = openDatabase(app.database.appUrl, 1)
})
afterAll(async () => {
  await two.end()
  await one.end()
})

const { roll, pick } = dice(Number(process.env.FUZZ_SEED ?? 7))
const whole = (below: number) => Math.floor(roll() * below)

// Statements with an answer that can be foretold; `fails` is the state PostgreSQL gives.
const made = [
  () => {
    const [a, b] = [whole(1000), whole(1000)]
    return { text: 'select $1::int + $2::int as sum', values: [a, b], rows: [{ sum: a + b }] }
  },
  () => {
    const text = 'é🦷'.repeat(whole(5))
    return { text: 'select $1::text as text, $2::int as number', values: [text, null], rows: [{ text, number: null }] }
  },
  () => {
    const count = whole(4)
    const rows = Array.from({ length: count }, (_, index) => ({ n: index + 1 }))
    return { text: 'select n::int from generate_series(1, $1::int) n', values: [count], rows }
  },
  // Varied texts, so that statements are prepared anew all the time.
  () => {
    const column = `c${whole(200)}`
    return { text: `select 1 as ${column}`, values: [], rows: [{ [column]: 1 }] }
  },
  () => ({ text: 'set local application_name = default', values: [], rows: [] }),
  () => ({ text: 'select 1 / $1::int as never', values: [0], fails: '22012' }),
  () => ({ text: `selec ${whole(50)}`, values: [], fails: '42601' }),
  () => ({ text: `select ${whole(50)} from nowhere`, values: [], fails: '42P01' }),
  () => ({ text: 'select $1::int as number', values: ['no number'], fails: '22P02' }),
  () => ({ text: 'select $1::text as text', values: ['\0'], fails: '22021' }),
] as const
type Made = { text: string; values: readonly unknown[]; rows?: readonly object[]; fails?: string }

describe('batches on two connections', () => {
  test('get their own answers, whatever fails before, beside and after them', async () => {
    const work = async () => {
      for (let round = 0; round < 250; round++) {
        const batch: Made[] = Array.from({ length: 1 + whole(5) }, () => pick(made)())
        const failing = batch.find(({ fails }) => fails)
        const answer = await two.once(batch).catch((error) => error)
        if (failing) expect(answer.code).toBe(failing.fails)
        else expect(answer.map(({ rows }: { rows: object[] }) => rows)).toEqual(batch.map(({ rows }) => rows))
      }
    }
    await Promise.all(Array.from({ length: 8 }, work))
  })

  test('that never succeed leave nothing behind on the server', async () => {
    const database = openDatabase(app.database.appUrl, 1)
    const fail = () => database.once([{ text: 'select 1 / $1::int as never', values: [0] }]).catch(() => {})
    for (let count = 0; count < 50; count++) await fail()
    const held = await database.once([
      { text: `select count(*)::int as count from pg_prepared_statements`, values: [] },
    ])
    expect(held[0]!.rows[0]!.count).toBeLessThanOrEqual(2)
    await database.end()
  })

  test('go on when a migration changes a table under a prepared statement', async () => {
    const ask = () => one.once([{ text: 'select * from medicines where name = $1', values: ['none'] }])
    await ask()
    await app.admin.query('alter table medicines add column added int')
    expect(refusalOf(await ask().catch((error) => error))?.code).toBe('busy')
    expect((await ask())[0]!.rows).toEqual([])
    await app.admin.query('alter table medicines drop column added')
    await ask().catch(() => {})
  })

  test('go on when a pooler forgets their statements', async () => {
    const ask = () => one.once([{ text: 'select $1::int + 1 as sum', values: [1] }])
    await ask()
    await one.script('deallocate all')
    expect(refusalOf(await ask().catch((error) => error))?.code).toBe('busy')
    expect((await ask())[0]!.rows).toEqual([{ sum: 2 }])
  })

  test('refuse a value that cannot be sent before a byte is sent', async () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    await expect(one.once([{ text: 'select $1::jsonb', values: [circular] }])).rejects.toThrow(/circular/i)
    expect((await one.once([{ text: 'select 1 as one', values: [] }]))[0]!.rows).toEqual([{ one: 1 }])
  })
})

test('ten thousand scopes in turn on one connection never see a wrong row', async () => {
  const { people, clinics, patients } = app
  const scopeOf = (person: keyof TestApp['people'], clinic: keyof TestApp['clinics']): SessionScope => ({
    ...people[person],
    kind: 'session',
    permission: null,
    clinicId: clinics[clinic],
    traceId: crypto.randomUUID(),
  })
  const seen = [
    { scope: scopeOf('receptionist', 'gulberg'), sees: [patients.gulberg] },
    { scope: scopeOf('receptionistNorth', 'north'), sees: [patients.north] },
    { scope: scopeOf('owner', 'gulberg'), sees: [patients.gulberg] },
    { scope: scopeOf('owner', 'north'), sees: [patients.north] },
    { scope: scopeOf('stranger', 'foreign'), sees: [patients.foreign] },
    { scope: scopeOf('receptionist', 'north'), sees: 'not_found' },
    { scope: scopeOf('stranger', 'gulberg'), sees: 'not_found' },
    { scope: { ...scopeOf('nurse', 'gulberg'), permission: 'invoices.create' as const }, sees: 'forbidden' },
    { scope: { ...scopeOf('nurse', 'gulberg'), sessionId: crypto.randomUUID() }, sees: 'session_ended' },
  ]
  const everyone = sql<{ id: string }>`select id from patients`
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

  for (let turn = 0; turn < 10_000; turn++) {
    const { scope, sees } = pick(seen)
    const chance = roll()
    const answer = await (chance < 0.7
      ? readWithin(one, scope, (tx) => tx.rows(everyone))
      : writeWithin(one, scope, async (tx) => {
          const rows = await tx.rows(everyone)
          if (chance < 0.8) throw new Error('thrown')
          if (chance < 0.9) await tx.rows(sql`select 1 / 0`)
          tx.recordNothing('it only looks')
          return rows
        })
    ).then(idsOf, (error) => refusalOf(error)?.code ?? error)
    if (answer instanceof Error) {
      expect(Array.isArray(sees)).toBe(true)
      expect(answer.message).toMatch(/^(thrown|division by zero)$/)
    } else expect(answer).toEqual(sees)
    if (turn % 10 === 0) {
      const [outside] = await one.once([{ text: 'select count(*)::int as count from patients', values: [] }])
      expect(outside!.rows).toEqual([{ count: 0 }])
    }
  }
}, 180_000)
