import { beforeAll, describe, expect, test } from 'vitest'
import { openTokens } from '#api/core/session.ts'
import { listDay } from '#contract/appointments.ts'
import type { Role } from '#contract/permissions.ts'
import { addStaff, getDrift, listStaff, removeStaff, setPlaces } from '#contract/staff.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const owner = () => app.people.owner
const list = (filters: object = {}) => app.ok(owner(), listStaff, filters)
const names = async (filters: object) => (await list(filters)).staff.map(({ fullName }) => fullName)
const refusedAs = (reply: { status: number; refusal: string | null }) => [reply.status, reply.refusal]

describe('head office’s table', () => {
  test('has everybody with branches and roles, doctors without a sign-in too, and nobody of another organization', async () => {
    const { staff, total } = await list()
    expect(total).toBe(staff.length)
    expect(staff.find(({ fullName }) => fullName === 'nurse')).toMatchObject({
      state: 'active',
      places: [{ branchId: app.clinics.gulberg, branchName: 'Gulberg', city: 'Lahore', roles: ['nurse'] }],
    })
    expect(staff.find(({ fullName }) => fullName === 'owner')).toMatchObject({
      places: [{ branchId: null, branchName: null, roles: ['org_admin'] }],
    })
    expect(staff.find(({ fullName }) => fullName === 'Dr Bilal Ahmed')).toMatchObject({ state: 'contact_only' })
    expect(JSON.stringify(staff)).not.toMatch(/stranger|Farid/)
  })

  test('is filtered by branch, role, city, state and text, all together', async () => {
    expect(await names({ branchId: app.clinics.north, role: 'receptionist' })).toEqual(['receptionistNorth'])
    expect(await names({ q: 'BILLING' })).toEqual(['billing'])
    expect(await names({ q: '%' })).toEqual([])
    expect(await names({ city: 'Karachi' })).toEqual([])
    expect((await names({ city: 'Lahore', state: 'contact_only' })).sort()).toEqual(['Dr Bilal Ahmed', 'Dr Nadia Khan'])
    expect(await names({ branchId: app.clinics.foreign })).toEqual([])
  })

  test('is closed to everybody but head office', async () => {
    for (const who of ['clinicAdmin', 'manager', 'doctor'] as const)
      expect(refusedAs(await app.call(app.people[who], listStaff, {}))).toEqual([403, 'forbidden'])
  })
})

describe('head office', () => {
  const was = () => [{ branchId: app.clinics.gulberg, roles: ['receptionist' as const] }]
  let count = 0
  /** Somebody new who works at these places. */
  const somebody = async (places: { branchId: string | null; roles: Role[] }[] = was()) => {
    const person = { way: 'create' as const, fullName: 'Somebody New', username: `somebody.${++count}`, places }
    return (await app.ok(owner(), addStaff, person)).id
  }

  test('adds somebody to several branches with several roles at once', async () => {
    const personId = await somebody([
      { branchId: app.clinics.gulberg, roles: ['receptionist', 'billing'] },
      { branchId: app.clinics.north, roles: ['clinic_manager'] },
    ])
    const [row] = (await list({ personId })).staff
    expect(row!.places.map(({ branchName, roles }) => [branchName, roles])).toEqual([
      ['Gulberg', ['receptionist', 'billing']],
      ['North', ['clinic_manager']],
    ])
  })

  test('sets all places of somebody at once, and is shown what changed meanwhile', async () => {
    const personId = await somebody([{ branchId: app.clinics.north, roles: ['clinic_manager'] }])
    const stale = await app.call(owner(), setPlaces, { personId, was: was(), places: was() })
    expect(refusedAs(stale)).toEqual([409, 'changed_meanwhile'])
    const seen = (await list({ personId })).staff[0]!.places.map(({ branchId, roles }) => ({ branchId, roles }))
    expect((await app.call(owner(), setPlaces, { personId, was: seen, places: was() })).status).toBe(200)
    expect((await list({ personId })).staff[0]!.places).toMatchObject(was())
  })

  test('gives head office’s own role for the whole organization alone', async () => {
    const personId = await somebody()
    const inBranch = [{ branchId: app.clinics.north, roles: ['org_admin' as const] }]
    expect(refusedAs(await app.call(owner(), setPlaces, { personId, was: was(), places: inBranch }))).toEqual([
      403,
      'forbidden',
    ])
    const everywhere = [{ branchId: null, roles: ['org_admin' as const] }]
    expect((await app.call(owner(), setPlaces, { personId, was: was(), places: everywhere })).status).toBe(200)
  })

  test('always keeps somebody who may put things right', async () => {
    const personId = await somebody([{ branchId: null, roles: ['org_admin'] }])
    // Whoever else has become one in another test is none here.
    await app.admin.query(
      `delete from assignments where organization_id = $1 and role = 'org_admin' and user_id not in ($2, $3)`,
      [app.organizationId, owner().userId, personId],
    )
    // Two remove each other at the same moment: one of them stays.
    const { rows } = await app.admin.query(
      `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 hour') returning id`,
      [app.organizationId, personId],
    )
    const claims = { sessionId: rows[0].id, userId: personId, organizationId: app.organizationId }
    const token = await openTokens(testSecret).sign({ ...claims, roles: ['org_admin'], clinicIds: ['*'] })
    const second = { ...claims, token }
    const both = await Promise.all([
      app.call(owner(), removeStaff, { personId }),
      app.call(second, removeStaff, { personId: owner().userId }),
    ])
    expect(both.filter(({ status }) => status < 300)).toHaveLength(1)
    const left = await app.admin.query(
      `select user_id from assignments where organization_id = $1 and role = 'org_admin'`,
      [app.organizationId],
    )
    expect(left.rows).toHaveLength(1)
    // Whoever is left, for the tests below.
    if (left.rows[0].user_id !== owner().userId) {
      await app.admin.query(`insert into assignments (organization_id, user_id, role) values ($1, $2, 'org_admin')`, [
        app.organizationId,
        owner().userId,
      ])
      await app.admin.query('update sessions set ended_at = null where id = $1', [owner().sessionId])
      await app.admin.query('delete from assignments where user_id = $1', [personId])
    }
    const alone = [{ branchId: null, roles: ['org_admin' as const] }]
    const lesser = [{ branchId: null, roles: ['clinic_manager' as const] }]
    const last = await app.call(owner(), setPlaces, { personId: owner().userId, was: alone, places: lesser })
    expect(refusedAs(last)).toEqual([409, 'last_org_admin'])
    expect((await app.call(owner(), listStaff, {})).status).toBe(200)
  })
})

describe('the report on rights', () => {
  const aged = (userId: string) =>
    app.admin.query(`update assignments set created_at = now() - interval '200 days' where user_id = $1`, [userId])
  const did = (userId: string, clinicId: string, event: string, daysAgo: number) =>
    app.admin.query(
      `insert into audit_events (organization_id, clinic_id, user_id, event, subject_id, recorded_at)
       values ($1, $2, $3, $4, $2, now() - make_interval(days => $5))`,
      [app.organizationId, clinicId, userId, event, daysAgo],
    )

  test('names branches not worked in and roles not used, from the trail of the last 90 days', async () => {
    const { userId } = app.people.nurse
    const { gulberg, north } = app.clinics
    await app.admin.query(
      `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'billing'), ($1, $2, $4, 'nurse')`,
      [app.organizationId, userId, gulberg, north],
    )
    await aged(userId)
    await did(userId, gulberg, 'vitals.recorded', 3)
    await did(userId, north, 'vitals.recorded', 91)
    const drift = await app.ok(owner(), getDrift, {})
    expect(drift.reach.find(({ personId }) => personId === userId)).toMatchObject({
      reachable: 2,
      worked: 1,
      idle: [{ branchId: north, roles: ['nurse'] }],
    })
    expect(drift.unused.filter(({ personId }) => personId === userId)).toMatchObject([
      { branchId: gulberg, role: 'billing', otherRoles: ['nurse'] },
    ])
    // Ended from there: gone from the report and at the door.
    await app.ok(owner(), removeStaff, { personId: userId, branchIds: [north] })
    const after = await app.ok(owner(), getDrift, {})
    expect(after.reach.find(({ personId }) => personId === userId)).toBeUndefined()
    const at = (clinicId: string) => app.call(app.people.nurse, listDay, { clinicId, day: dayAhead(0) })
    expect([(await at(north)).status, (await at(gulberg)).status]).toEqual([404, 200])
  })

  test('names what a branch allows otherwise than the network, and nothing that says the same', async () => {
    const set = (clinicId: string | null, permission: string, allowed: boolean) =>
      app.admin.query(
        `insert into role_changes (organization_id, clinic_id, role, permission, allowed) values ($1, $2, 'nurse', $3, $4)`,
        [app.organizationId, clinicId, permission, allowed],
      )
    await set(app.clinics.gulberg, 'invoices.read', true)
    await set(app.clinics.gulberg, 'vitals.create', true)
    const { deviations } = await app.ok(owner(), getDrift, {})
    expect(deviations).toMatchObject([
      { branchName: 'Gulberg', role: 'nurse', permission: 'invoices.read', allowed: true, networkAllows: false },
    ])
    await set(null, 'invoices.read', true)
    expect((await app.ok(owner(), getDrift, {})).deviations).toEqual([])
  })
})

test('two thousand people are listed, searched and filtered quickly', async () => {
  await app.admin.query(
    `with made as (insert into users (email, full_name) select 'person' || i || '@example.com', 'Person ' || i
       from generate_series(1, 2000) i returning id, full_name, email),
     known as (insert into people (organization_id, user_id, full_name, email) select $1, id, full_name, email from made)
     select 1`,
    [app.organizationId],
  )
  await app.admin.query(
    `insert into assignments (organization_id, user_id, clinic_id, role)
     select $1, p.user_id, c.id, r from people p, clinics c, unnest(array['receptionist', 'billing']) r
     where p.organization_id = $1 and c.organization_id = $1 and p.full_name like 'Person %'`,
    [app.organizationId],
  )
  await app.admin.query('analyze')
  await list()
  for (const filters of [{}, { page: 40 }, { q: 'person 19' }, { role: 'billing', branchId: app.clinics.north }]) {
    const milliseconds = async () => {
      const began = performance.now()
      expect((await list(filters)).total).toBeGreaterThan(100)
      return performance.now() - began
    }
    // Asked again: any of them may meet a machine that is busy with something else.
    await expect.poll(milliseconds).toBeLessThan(500)
  }
})
