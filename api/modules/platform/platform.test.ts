import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyEndpoint } from '#contract/index.ts'
import * as contract from '#contract/platform.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import type { Person } from '#tests/harness/group.ts'
import { addOperator } from '#tests/harness/operators.ts'

let app: TestApp
let chief: Person
let helper: Person
let operator: pg.Client
beforeAll(async () => {
  app = await openTestApp()
  chief = await addOperator(app.admin, 'Chief Operator', 'super_admin')
  helper = await addOperator(app.admin, 'Helper Operator', 'support')
  operator = new pg.Client(app.database.platformUrl)
  await operator.connect()
})
afterAll(() => operator.end())

const organization = async (id = app.organizationId) =>
  (await app.ok(chief, contract.listOrganizations, {})).find((one) => one.id === id)!
const refresh = (session: string) => app.admin.query('update sessions set proved_at = now() where id = $1', [session])

describe('the role polyclinic_platform, asked in SQL', () => {
  test('is refused every table that an organization fills, patients first, and reads the control tables', async () => {
    await expect(operator.query('select * from patients')).rejects.toThrow('permission denied')
    const { rows: tables } = await operator.query<{ name: string; readable: boolean }>(
      `select relname as name, has_any_column_privilege(oid, 'select') as readable from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') order by 1`,
    )
    expect(tables.filter(({ readable }) => readable).map(({ name }) => name)).toEqual([
      'diagnosis_codes', // a public list
      'elevations',
      'medicines', // a public list
      'organization_usage',
      'organizations',
      'plans',
      'platform_checks',
      'platform_events',
      'platform_idempotency_keys',
      'platform_roles',
      'platform_seals',
      'subscriptions',
    ])
    for (const { name } of tables.filter(({ readable }) => !readable))
      await expect(operator.query(`select from ${name}`)).rejects.toThrow('permission denied')
    expect((await operator.query('select name from organizations')).rows).toHaveLength(2)
  })

  test('stays out with the settings of any scope, as any other role, and by any function that reads patients', async () => {
    await operator.query('begin')
    await operator.query(
      `select set_config('app.organization_id', $1, true), set_config('app.clinic_ids', $2, true),
       set_config('app.clinic_id', $3, true), set_config('app.whole_organization', 'on', true)`,
      [app.organizationId, `{${app.clinics.gulberg}}`, app.clinics.gulberg],
    )
    await expect(operator.query('select * from patients')).rejects.toThrow('permission denied')
    await operator.query('rollback')
    await expect(operator.query('set role polyclinic_app')).rejects.toThrow('permission denied')
    const { rows } = await operator.query<{ name: string }>(
      `select p.oid::regproc::text as name from pg_proc p where pronamespace = 'app'::regnamespace and prosecdef
       and has_function_privilege(p.oid, 'execute') order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual([
      'app.enter_platform',
      'app.make_organization_for',
      'app.operators',
      'app.record_platform',
      'app.remove_second_step_of',
      'app.set_suspended',
    ])
  })

  test('changes no organization through a table that is not its own', async () => {
    await expect(operator.query(`update sessions set organization_id = null`)).rejects.toThrow('permission denied')
    await expect(
      operator.query(`insert into platform_roles (user_id, role) values ($1, 'super_admin')`, [helper.userId]),
    ).rejects.toThrow('permission denied')
    await expect(operator.query(`update elevations set ends_at = now() + interval '1 year'`)).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('every endpoint below /platform', () => {
  const endpoints = everyEndpoint.filter(({ path }) => path.startsWith('/platform/'))
  const anId = '00000000-0000-4000-8000-000000000000'
  const inputs: Record<string, Record<string, unknown>> = {
    makeOrganization: {
      organizationName: 'Probe',
      city: 'Lahore',
      country: 'PK',
      fullName: 'Probe',
      email: 'probe@example.com',
    },
    setPlan: { organizationId: anId, plan: 'basic', trialEndsOn: null, planVersion: 0 },
    suspendOrganization: { organizationId: anId, reason: 'a probe' },
    resumeOrganization: { organizationId: anId },
    endElevation: { elevationId: anId },
    removeAnySecondStep: { login: 'nobody@example.com', reason: 'a probe' },
    startElevation: { organizationId: anId, reason: 'a probe of the door', minutes: 15 },
  }

  test.each(endpoints)('$name opens to operators of its right and to nobody else', async (endpoint) => {
    const as = async (person: Person | null) =>
      (await app.call(person, endpoint, (inputs[endpoint.name] ?? {}) as Record<string, unknown>)).status
    await refresh(chief.sessionId)
    await refresh(helper.sessionId)
    expect(await as(null)).toBe(401)
    for (const person of Object.values(app.people)) expect(await as(person)).toBe(403)
    const allowed = [200, 201, 404]
    expect(allowed).toContain(await as(chief))
    if (endpoint.needs === 'platform.support') expect(allowed).toContain(await as(helper))
    else expect(await as(helper)).toBe(403)
  })

  test('what only a super admin may is on this list, and nothing else', () => {
    const hers = endpoints.filter(({ needs }) => needs === 'platform.super_admin')
    expect(hers.map(({ name }) => name).sort()).toEqual([
      'makeOrganization',
      'removeAnySecondStep',
      'resumeOrganization',
      'setPlan',
      'suspendOrganization',
    ])
  })

  test('an operator’s session opens nothing of any organization', async () => {
    const tenants = everyEndpoint.filter(
      ({ needs, path, uploadLimit }) => /^\/(clinics|organization)\b/.test(path) && needs !== 'public' && !uploadLimit,
    )
    expect(tenants.length).toBeGreaterThan(60)
    const open: string[] = []
    for (const endpoint of tenants) {
      const ids = Object.fromEntries(
        [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => [
          name!,
          name === 'clinicId' ? app.clinics.gulberg : anId,
        ]),
      )
      const { status } = await app.call(chief, endpoint, ids)
      if (![403, 404, 422].includes(status)) open.push(`${endpoint.name} ${status}`)
    }
    expect(open).toEqual([])
  })

  test('an operator whose role was taken away is out at once, in the middle of a session', async () => {
    const gone = await addOperator(app.admin, 'Gone Operator', 'support')
    expect((await app.call(gone, contract.listOrganizations, {})).status).toBe(200)
    await app.admin.query('delete from platform_roles where user_id = $1', [gone.userId])
    expect(await app.call(gone, contract.listOrganizations, {})).toMatchObject({
      status: 401,
      refusal: 'session_ended',
    })
  })
})

describe('organizations', () => {
  test('are listed with plan, branches, people and last activity', async () => {
    await app.admin.query('select app.count_usage()')
    expect(await organization()).toMatchObject({
      name: 'DentoCare',
      plan: 'enterprise',
      clinicLimit: null,
      clinics: 2,
      staff: 9,
      status: 'active',
    })
    expect((await organization()).lastActiveAt).not.toBeNull()
  })

  test('get another plan, and a save over somebody else’s is refused', async () => {
    const organizationId = app.organizationId
    const saved = await app.ok(chief, contract.setPlan, {
      organizationId,
      plan: 'trial',
      trialEndsOn: dayAhead(30),
      planVersion: 0,
    })
    expect(saved).toMatchObject({ plan: 'trial', trialEndsOn: dayAhead(30), planVersion: 1, clinicLimit: 1 })
    const late = await app.call(chief, contract.setPlan, {
      organizationId,
      plan: 'basic',
      trialEndsOn: null,
      planVersion: 0,
    })
    expect(late.refusal).toBe('changed_meanwhile')
    await app.ok(chief, contract.setPlan, { organizationId, plan: 'enterprise', trialEndsOn: null, planVersion: 1 })
  })

  test('a plan refuses one branch too many, and one within it goes through', async () => {
    const { id: organizationId } = await organization(app.people.stranger.organizationId)
    const add = (name: string, code: string) =>
      app.admin.query('insert into clinics (organization_id, name, code) values ($1, $2, $3)', [
        organizationId,
        name,
        code,
      ])
    await app.ok(chief, contract.setPlan, { organizationId, plan: 'basic', trialEndsOn: null, planVersion: 0 })
    await add('Second', 'SEC')
    await add('Third', 'THI')
    await expect(add('Fourth', 'FOU')).rejects.toMatchObject({ constraint: 'plans__plan_clinics' })
  })

  test('suspended: everybody is out at once; resumed, they sign in again; another organization notices nothing', async () => {
    const { stranger, owner } = app.people
    const organizationId = stranger.organizationId
    const look = () => app.call(stranger, contract.listSupportVisits, {})
    expect((await look()).status).toBe(200)
    await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where id = $1`, [
      chief.sessionId,
    ])
    expect((await app.call(chief, contract.suspendOrganization, { organizationId, reason: 'Unpaid' })).refusal).toBe(
      'confirmation_needed',
    )
    await refresh(chief.sessionId)
    expect(await app.ok(chief, contract.suspendOrganization, { organizationId, reason: 'Unpaid' })).toMatchObject({
      status: 'suspended',
      suspendedBecause: 'Unpaid',
    })
    expect((await look()).refusal).toBe('session_ended')
    expect((await app.call(owner, contract.listSupportVisits, {})).status).toBe(200)
    const open = () =>
      app.admin.query(`select * from app.open_session($1, null, $2, '', interval '1 day', null, '', '', '')`, [
        stranger.userId,
        crypto.getRandomValues(Buffer.alloc(32)),
      ])
    expect((await open()).rows).toEqual([])
    await expect(
      app.admin.query(
        `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 day')`,
        [organizationId, stranger.userId],
      ),
    ).rejects.toMatchObject({ constraint: 'sessions__organization_suspended' })
    const { rows } = await app.admin.query('select count(*)::int as kept from patients where organization_id = $1', [
      organizationId,
    ])
    expect(rows[0].kept).toBe(1)
    expect(await app.ok(chief, contract.resumeOrganization, { organizationId })).toMatchObject({
      status: 'active',
      suspendedBecause: null,
    })
    expect((await open()).rows).toHaveLength(1)
  })

  test('what operators did is written down with who and why', async () => {
    const { rows } = await app.admin.query(
      `select event, user_id, reason from platform_events where event = 'organization.suspended'`,
    )
    expect(rows).toEqual([
      { event: 'organization.suspended', user_id: chief.userId, reason: 'to suspend an organization' },
    ])
  })
})
