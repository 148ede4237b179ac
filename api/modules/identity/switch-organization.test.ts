import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hashPassword } from '#api/integrations/password.ts'
import * as account from '#contract/account.ts'
import { searchPatients } from '#contract/patients.ts'
import { listOrganizations } from '#contract/platform.ts'
import { platformId, refreshSession, signIn, switchOrganization } from '#contract/session.ts'
import { openTab, type Tab } from '#tests/harness/browser-tab.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { addOperator, operatorPassword } from '#tests/harness/operators.ts'

const password = 'seven quiet horses'
let app: TestApp
/** The second organization of the receptionist, where she is a nurse of the foreign clinic. */
let second: string
let userId: string
beforeAll(async () => {
  app = await openTestApp()
  await app.admin.query('update users set password_hash = $1', [await hashPassword(password)])
  second = app.people.stranger.organizationId
  userId = app.people.receptionist.userId
  await app.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'Receptionist')`, [
    second,
    userId,
  ])
})
beforeEach(async () => {
  await app.admin.query('delete from assignments where organization_id = $1 and user_id = $2', [second, userId])
  await assign('nurse', app.clinics.foreign)
  await app.admin.query(`update organizations set totp_required = false, status = 'active'`)
  await app.admin.query(`update users set totp_sealed = null, totp_since = null; delete from sign_in_failures`)
  await app.admin.query(`delete from refresh_tokens; delete from domains`)
  await app.admin.query(`delete from sessions where user_id = $1 and user_agent is not null`, [userId])
})

const assign = (role: string, clinicId: string | null) =>
  app.admin.query('insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, $4)', [
    second,
    userId,
    clinicId,
    role,
  ])
async function signedIn(options: Parameters<typeof openTab>[1] = {}, login = 'receptionist@example.com') {
  const tab = openTab(app.fetch, options)
  const { body, refusal } = await tab.call(signIn, { login, password })
  expect(refusal).toBe(null)
  return { tab, session: body }
}
const go = (tab: Tab, organizationId = second) => tab.call(switchOrganization, { organizationId })
const events = async (organizationId: string) =>
  (
    await app.admin.query(
      `select event from audit_events where organization_id = $1 and user_id = $2 and event like 'session.%' order by id`,
      [organizationId, userId],
    )
  ).rows.map(({ event }) => event)

test('somebody of two organizations goes from one into the other and back, each with its own rights', async () => {
  const before = await events(second)
  const { tab, session } = await signedIn()
  expect(session).toMatchObject({
    organization: { id: app.organizationId },
    otherOrganizations: [{ id: second, name: 'Smile House' }],
  })
  const old = tab.token
  const there = await go(tab)
  expect(there).toMatchObject({
    status: 200,
    body: {
      organization: { id: second },
      roles: ['nurse'],
      clinics: [{ id: app.clinics.foreign }],
      otherOrganizations: [{ id: app.organizationId, name: 'DentoCare' }],
    },
  })
  expect((await tab.call(searchPatients, { clinicId: app.clinics.foreign, q: 'Patient' })).status).toBe(200)
  expect((await tab.call(searchPatients, { clinicId: app.clinics.gulberg, q: 'Patient' })).status).toBe(404)
  // The one she came from is over.
  const authorization = `Bearer ${old}`
  const asked = { clinicId: app.clinics.gulberg, q: 'Patient' }
  expect((await tab.call(searchPatients, asked, { authorization })).refusal).toBe('session_ended')
  expect((await tab.call(refreshSession, {})).body).toMatchObject({ organization: { id: second } })
  expect((await events(second)).slice(before.length)).toEqual(['session.opened'])
  expect((await events(app.organizationId)).slice(-2)).toEqual(['session.opened', 'session.closed'])
  const { rows: told } = await app.admin.query(
    `select d.detail::text as detail from audit_events e join audit_details d on d.event_id = e.id
     where e.organization_id = $1 and e.event = 'session.closed'`,
    [app.organizationId],
  )
  expect(told.length).toBeGreaterThan(0)
  for (const { detail } of told) expect(detail).not.toContain(second)

  expect((await go(tab, app.organizationId)).body).toMatchObject({ roles: ['receptionist'] })
  await go(tab)
  // The next time she lands where she was last.
  expect((await signedIn()).session.organization.id).toBe(second)
})

test('nothing is gained by it: the session ends when it would have, and its proof is as old as it was', async () => {
  const { tab } = await signedIn()
  await app.admin.query(
    `update sessions set proved_at = now() - interval '11 minutes', expires_at = now() + interval '1 hour'
     where user_id = $1 and user_agent is not null`,
    [userId],
  )
  await go(tab)
  const { rows } = await app.admin.query(
    `select expires_at < now() + interval '61 minutes' as short from sessions where user_id = $1 and organization_id = $2`,
    [userId, second],
  )
  expect(rows).toEqual([{ short: true }])
  expect((await tab.call(account.removeTotp, {})).refusal).toBe('confirmation_needed')
  expect((await tab.call(account.listDevices, {})).body).toMatchObject([{ isThis: true }])
})

test('only into an organization of hers that is open', async () => {
  const { tab } = await signedIn()
  expect((await go(tab, crypto.randomUUID())).refusal).toBe('not_found')
  expect((await go(tab, app.organizationId)).refusal).toBe('not_found')
  const { tab: other } = await signedIn({}, 'nurse@example.com')
  expect((await go(other)).refusal).toBe('not_found')

  await app.admin.query(`update organizations set status = 'suspended' where id = $1`, [second])
  expect((await tab.call(refreshSession, {})).body).toMatchObject({ otherOrganizations: [] })
  expect((await go(tab)).refusal).toBe('not_found')
  await app.admin.query(`update organizations set status = 'active'`)
  await app.admin.query('delete from assignments where organization_id = $1 and user_id = $2', [second, userId])
  expect((await go(tab)).refusal).toBe('not_found')
  // None of these ended what she has.
  expect((await tab.call(searchPatients, { clinicId: app.clinics.gulberg, q: 'Patient' })).status).toBe(200)
})

test('where the other one asks for a second step she has one, or stays', async () => {
  await app.admin.query('delete from assignments where organization_id = $1 and user_id = $2', [second, userId])
  await assign('org_admin', null)
  const { tab } = await signedIn()
  await app.admin.query('update organizations set totp_required = true where id = $1', [second])
  expect(await go(tab)).toMatchObject({ status: 409, refusal: 'second_step_first' })
  expect((await tab.call(searchPatients, { clinicId: app.clinics.gulberg, q: 'Patient' })).status).toBe(200)
  await app.admin.query(`update users set totp_sealed = '\\x00', totp_since = now() where id = $1`, [userId])
  expect((await go(tab)).status).toBe(200)
})

test('on the host of one organization there is no other', async () => {
  await app.admin.query(
    `insert into domains (host, organization_id, verified_at) values ('dentocare.example', $1, now())`,
    [app.organizationId],
  )
  const { tab, session } = await signedIn({ host: 'dentocare.example' })
  expect(session.otherOrganizations).toEqual([])
  expect((await go(tab)).refusal).toBe('not_found')
})

test('an operator does not come into an organization of others this way, nor support that sits there as somebody', async () => {
  const chief = await addOperator(app.admin, 'Chief Operator', 'super_admin')
  const tab = openTab(app.fetch)
  expect((await tab.call(signIn, { login: chief.email, password: operatorPassword })).status).toBe(200)
  expect((await go(tab)).refusal).toBe('not_found')

  const { tab: hers } = await signedIn()
  await app.admin.query('update sessions set operator_id = $1 where user_id = $2 and user_agent is not null', [
    chief.userId,
    userId,
  ])
  expect((await go(hers)).refusal).toBe('forbidden')
})

test('an operator who works in an organization too goes both ways, with the rights of where she is', async () => {
  const both = await addOperator(app.admin, 'Both Ways', 'support')
  const of = [app.organizationId, both.userId]
  await app.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'Both Ways')`, of)
  await app.admin.query(
    `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'receptionist')`,
    [...of, app.clinics.gulberg],
  )
  const tab = openTab(app.fetch)
  const enter = () => tab.call(signIn, { login: both.email, password: operatorPassword })
  const first = await enter()
  expect(first.body).toMatchObject({ platform: 'support', otherOrganizations: [{ id: app.organizationId }] })
  const search = () => tab.call(searchPatients, { clinicId: app.clinics.gulberg, q: 'Patient' })
  expect((await search()).status).toBe(403)

  const there = await go(tab, app.organizationId)
  expect(there.body).toMatchObject({
    platform: null,
    roles: ['receptionist'],
    otherOrganizations: [{ id: platformId, name: 'Polyclinic' }],
  })
  expect((await search()).status).toBe(200)
  expect((await tab.call(listOrganizations, {})).refusal).toBe('forbidden')
  // The next time she lands where she was last, and is told of the other.
  expect((await enter()).body).toMatchObject({ platform: null, otherOrganizations: [{ id: platformId }] })

  expect((await go(tab, platformId)).body).toMatchObject({ platform: 'support', home: 'platform' })
  expect((await tab.call(listOrganizations, {})).status).toBe(200)
  expect((await tab.call(refreshSession, {})).body).toMatchObject({ platform: 'support' })
  expect((await search()).status).toBe(403)
})

test('nobody else reaches the platform, and support inside an organization goes nowhere from there', async () => {
  const { tab } = await signedIn()
  expect((await go(tab, platformId)).refusal).toBe('not_found')
})
