import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { type Database, openDatabase } from './databases.ts'
import { Refused } from './errors.ts'
import { entering, enteringAgain, readWithin, type SessionScope, sql, writeWithin } from './tx.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'
let admin: pg.Client
let database: Database
let mine: SessionScope
let otherClinicId: string

async function insert(text: string, values: unknown[]): Promise<string> {
  return (await admin.query<{ id: string }>(`${text} returning id`, values)).rows[0]!.id
}

beforeAll(async () => {
  const urls = await freshDatabase()
  admin = new pg.Client(urls.adminUrl)
  await admin.connect()
  database = openDatabase(urls.appUrl, 2)
  const organizationId = await insert('insert into organizations (name, slug) values ($1, $2)', ['Ours', 'ours'])
  const clinicId = await insert('insert into clinics (organization_id, name, code) values ($1, $2, $3)', [
    organizationId,
    'Here',
    'HER',
  ])
  otherClinicId = await insert('insert into clinics (organization_id, name, code) values ($1, $2, $3)', [
    organizationId,
    'There',
    'THE',
  ])
  const userId = await insert('insert into users (email, full_name) values ($1, $2)', ['desk@example.com', 'Desk'])
  await admin.query('insert into people (organization_id, user_id, full_name) values ($1, $2, $3)', [
    organizationId,
    userId,
    'Desk',
  ])
  await insert(
    `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'receptionist')`,
    [organizationId, userId, clinicId],
  )
  const sessionId = await insert(
    `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [organizationId, userId],
  )
  for (const clinic of [clinicId, otherClinicId])
    await admin.query(
      `insert into patients (organization_id, clinic_id, number, full_name) values ($1, $2, '1', 'Aisha')`,
      [organizationId, clinic],
    )
  mine = {
    kind: 'session',
    sessionId,
    organizationId,
    userId,
    permission: 'appointments.create',
    clinicId,
    traceId: 'test',
  }
})
afterAll(async () => {
  await database.end()
  await admin.end()
})

const patients = sql<{ clinic_id: string }>`select clinic_id from patients`
const rename = sql`update patients set full_name = 'Renamed'`

describe('a scope', () => {
  test('shows the rows of its clinic and of no other', async () => {
    const rows = await readWithin(database, mine, (tx) => tx.rows(patients))
    expect(rows.map((row) => row.clinic_id)).toEqual([mine.clinicId])
  })

  test.each([
    ['another clinic', () => ({ clinicId: otherClinicId }), 'not_found'],
    ['a clinic that does not exist', () => ({ clinicId: nowhere }), 'not_found'],
    ['a role that may not', () => ({ permission: 'encounters.create' as const }), 'forbidden'],
    ['a session that does not exist', () => ({ sessionId: nowhere }), 'session_ended'],
  ])('refuses %s, reading and writing', async (_name, change, code) => {
    const scope = { ...mine, ...change() }
    await expect(readWithin(database, scope, (tx) => tx.rows(patients))).rejects.toSatisfy(
      (error) => codeOf(error) === code,
    )
    await expect(readWithin(database, scope, async () => 'no query at all')).rejects.toSatisfy(
      (error) => codeOf(error) === code,
    )
    await expect(writeWithin(database, scope, (tx) => tx.rows(rename))).rejects.toSatisfy(
      (error) => codeOf(error) === code,
    )
  })

  test('ends with its statement: the same connection without one sees nothing and writes nothing', async () => {
    await database.hold(async (send) => {
      const enter = entering(mine)
      const [, inside] = await send([enter, { text: 'select full_name from patients', values: [] }])
      expect(inside!.rows).toHaveLength(1)
      const [outside] = await send([{ text: 'select full_name from patients', values: [] }])
      expect(outside!.rows).toEqual([])
      const refused = send([
        {
          text: `insert into patients (organization_id, clinic_id, number, full_name) values ($1, $2, '9', 'X')`,
          values: [mine.organizationId, mine.clinicId],
        },
      ])
      await expect(refused).rejects.toMatchObject({ code: '42501' })
    })
  })

  test('a role taken away is gone on the next request', async () => {
    const assignments = 'update assignments set role = $1 where user_id = $2'
    await admin.query(assignments, ['billing', mine.userId])
    await expect(readWithin(database, mine, (tx) => tx.rows(patients))).rejects.toSatisfy(
      (error) => codeOf(error) === 'forbidden',
    )
    await admin.query(assignments, ['receptionist', mine.userId])
    expect(await readWithin(database, mine, (tx) => tx.rows(patients))).toHaveLength(1)
  })
})

describe('the pass of a scope', () => {
  const passNow = async (scope: SessionScope = mine) => {
    const [given] = await database.once([entering(scope)])
    const pass = given!.rows[0]!.pass as string
    const again = () =>
      database.once([enteringAgain(scope, pass), { text: 'select full_name from patients', values: [] }])
    const kept = () =>
      again().then(
        (results) => results[1]!.rows.length === 1,
        (error) => {
          if (error.code === 'PC409') return false
          throw error
        },
      )
    return { pass, kept }
  }

  test('is good until somebody’s rights change, and a good one still asks whether the session has ended', async () => {
    const { pass, kept } = await passNow()
    expect(pass).toMatch(/^[0-9a-f-]{36}$/)
    expect(await kept()).toBe(true)
    await admin.query('update sessions set ended_at = now() where id = $1', [mine.sessionId])
    expect(await kept()).toBe(false)
    await admin.query('update sessions set ended_at = null where id = $1', [mine.sessionId])
    expect(await kept()).toBe(true)
  })

  test.each([
    [
      'a role is given',
      `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'nurse')`,
    ],
    [
      'a role is taken',
      `delete from assignments where organization_id = $1 and user_id = $2 and clinic_id = $3 and role = 'nurse'`,
    ],
    [
      'a right is given',
      `insert into role_changes (organization_id, clinic_id, role, permission, allowed) select $1, $3, 'nurse', 'patients.read', $2::uuid is not null`,
    ],
    [
      'a right is taken',
      `delete from role_changes where organization_id = $1 and clinic_id = $3 and $2::uuid is not null`,
    ],
    [
      'a module is switched off',
      `update clinics set modules_off = '{invoices}' where organization_id = $1 and id = $3 and $2::uuid is not null`,
    ],
    [
      'doctors see their own',
      `update clinics set doctors_see_own_patients = true where organization_id = $1 and id = $3 and $2::uuid is not null`,
    ],
  ])('is old as soon as %s', async (_what, text) => {
    const { kept } = await passNow()
    await admin.query(text, [mine.organizationId, mine.userId, mine.clinicId])
    expect(await kept()).toBe(false)
  })

  test('stays good when another organization’s rights change, or what is no right', async () => {
    const { kept } = await passNow()
    await admin.query(`update clinics set name = 'Here too' where id = $1`, [mine.clinicId])
    const other = await insert('insert into organizations (name, slug) values ($1, $2)', ['Theirs', 'theirs'])
    await insert(`insert into clinics (organization_id, name, code) values ($1, 'Far', 'FAR')`, [other])
    expect(await kept()).toBe(true)
  })
})

describe('a change', () => {
  test('that recorded nothing is rolled back', async () => {
    await expect(writeWithin(database, mine, (tx) => tx.rows(rename))).rejects.toThrow('recorded nothing')
    expect(await names()).toEqual(['Aisha'])
  })

  test('that throws half-way leaves nothing, and its connection is good for the next', async () => {
    const work = writeWithin(database, mine, async (tx) => {
      await tx.rows(rename)
      tx.record('patient.renamed', nowhere)
      throw new Refused('busy')
    })
    await expect(work).rejects.toThrow(Refused)
    expect(await names()).toEqual(['Aisha'])
  })

  test('is refused whole when a later statement of the commit fails', async () => {
    const work = writeWithin(database, mine, async (tx) => {
      await tx.rows(rename)
      tx.later(sql`insert into patients (number, full_name) values ('1', 'Twice')`)
      tx.record('patient.renamed', nowhere)
    })
    await expect(work).rejects.toMatchObject({ constraint: 'patients__number_taken' })
    expect(await names()).toEqual(['Aisha'])
  })

  test('writes its rows, its audit row and its detail together', async () => {
    await writeWithin(database, mine, async (tx) => {
      await tx.rows(sql`update patients set full_name = 'Ayesha'`)
      tx.record('patient.renamed', nowhere, { from: 'Aisha' })
    })
    const [rows, events] = await readWithin(database, mine, (tx) =>
      tx.batch<[{ full_name: string }, { event: string; detail: object; user_id: string }]>(
        sql`select full_name from patients`,
        sql`select e.event, e.user_id, d.detail from audit_events e join audit_details d on d.organization_id = e.organization_id and d.event_id = e.id`,
      ),
    )
    expect(rows).toEqual([{ full_name: 'Ayesha' }])
    expect(events).toEqual([{ event: 'patient.renamed', detail: { from: 'Aisha' }, user_id: mine.userId }])
  })
})

async function names() {
  return (
    await readWithin(database, mine, (tx) => tx.rows(sql<{ full_name: string }>`select full_name from patients`))
  ).map((row) => row.full_name)
}

function codeOf(error: unknown): string | undefined {
  const byState: Record<string, string> = { PC401: 'session_ended', PC403: 'forbidden', PC404: 'not_found' }
  return byState[(error as { code?: string }).code ?? '']
}
