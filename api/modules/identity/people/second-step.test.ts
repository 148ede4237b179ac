import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hashPassword } from '#api/integrations/password.ts'
import { listPeople } from '#contract/people.ts'
import type { Role } from '#contract/permissions.ts'
import { removeAnySecondStep, removeSecondStep, removeStaffSecondStep } from '#contract/second-step.ts'
import { refreshSession, signIn } from '#contract/session.ts'
import { listStaff } from '#contract/staff.ts'
import { openTab } from '#tests/harness/browser-tab.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { assign } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { addOperator } from '#tests/harness/operators.ts'

const password = 'seven quiet horses'
const reason = 'Lost the phone and the codes in a taxi.'
let app: TestApp
let chief: Awaited<ReturnType<typeof addOperator>>
let helper: Awaited<ReturnType<typeof addOperator>>
beforeAll(async () => {
  app = await openTestApp()
  chief = await addOperator(app.admin, 'Chief Operator', 'super_admin')
  helper = await addOperator(app.admin, 'Helper Operator', 'support')
  await app.admin.query('update users set password_hash = $1', [await hashPassword(password)])
})
beforeEach(async () => {
  await app.admin.query(`update users set totp_sealed = '\\x00', totp_since = now()`)
  await app.admin.query('update sessions set ended_at = null, proved_at = now() where user_agent is null')
  await app.admin.query('delete from mails; delete from recovery_codes')
})

const here = () => ({ clinicId: app.clinics.gulberg, reason })
const give = (userId: string, role: Role, clinicId: string | null) =>
  assign(app.admin, { organizationId: app.organizationId, userId }, clinicId, role)
const unassign = (userId: string, role: Role, clinicId: string | null) =>
  app.admin.query(
    'delete from assignments where user_id = $1 and role = $2 and clinic_id is not distinct from $3::uuid',
    [userId, role, clinicId],
  )
const hasStep = async (userId: string) =>
  (await app.admin.query('select totp_sealed is not null as it from users where id = $1', [userId])).rows[0].it
const trail = async (userId: string) =>
  (
    await app.admin.query(
      `select e.user_id as by, d.detail from audit_events e join audit_details d on d.event_id = e.id
       where e.event = 'person.secondStepRemoved' and e.subject_id = $1`,
      [userId],
    )
  ).rows

test('a clinic admin lets somebody of the branch in again: sessions end, a mail is sent, the trail says why', async () => {
  const { nurse, clinicAdmin } = app.people
  await app.admin.query(`insert into recovery_codes (user_id, code_hash) values ($1, '\\x01')`, [nurse.userId])
  const rowOf = async () =>
    (await app.ok(clinicAdmin, listPeople, { clinicId: app.clinics.gulberg })).people.find(
      ({ id }) => id === nurse.userId,
    )
  expect(await rowOf()).toMatchObject({ hasSecondStep: true })
  const asked = { login: 'nurse@example.com', password }
  expect((await openTab(app.fetch).call(signIn, asked)).refusal).toBe('code_needed')

  await app.ok(clinicAdmin, removeSecondStep, { ...here(), personId: nurse.userId })
  expect((await app.call(nurse, listPeople, { clinicId: app.clinics.gulberg })).refusal).toBe('session_ended')
  expect(await rowOf()).toMatchObject({ hasSecondStep: false })
  const { rows: codes } = await app.admin.query('select 1 from recovery_codes')
  expect(codes).toEqual([])
  expect(await waitingMails(app.admin)).toMatchObject([
    { to: 'nurse@example.com', template: 'secondStepRemoved', values: { by: 'clinicAdmin · DentoCare', reason } },
  ])
  expect(await trail(nurse.userId)).toEqual([{ by: clinicAdmin.userId, detail: { reason } }])
  expect((await openTab(app.fetch).call(signIn, asked)).status).toBe(200)

  const again = await app.call(clinicAdmin, removeSecondStep, { ...here(), personId: nurse.userId })
  expect(again).toMatchObject({ status: 409, refusal: 'no_second_step' })
})

test('where the organization asks for a second step it is set up again on the way in', async () => {
  const second = app.people.pharmacist
  await give(second.userId, 'org_admin', null)
  await app.admin.query('update organizations set totp_required = true')
  await app.ok(app.people.owner, removeStaffSecondStep, { personId: second.userId, reason })
  const asked = { login: 'pharmacist@example.com', password }
  expect((await openTab(app.fetch).call(signIn, asked)).refusal).toBe('totp_setup_needed')
  await app.admin.query('update organizations set totp_required = false')
  await unassign(second.userId, 'org_admin', null)
})

test('a clinic admin removes it of nobody whose rights are higher, or reach beyond the branch; head office does', async () => {
  const { doctor, clinicAdmin, owner } = app.people
  const personId = doctor.userId
  for (const [role, clinicId] of [
    ['org_admin', null],
    ['nurse', null],
    ['doctor', app.clinics.north],
  ] as const) {
    await give(personId, role, clinicId)
    const refused = await app.call(clinicAdmin, removeSecondStep, { ...here(), personId })
    expect(refused).toMatchObject({ status: 403, refusal: 'above_you' })
    expect(await hasStep(personId)).toBe(true)
    await app.ok(owner, removeStaffSecondStep, { personId, reason })
    expect(await hasStep(personId)).toBe(false)
    await app.admin.query(`update users set totp_sealed = '\\x00', totp_since = now() where id = $1`, [personId])
    await unassign(personId, role, clinicId)
  }
  // Both branches are hers.
  await give(personId, 'doctor', app.clinics.north)
  await give(clinicAdmin.userId, 'clinic_admin', app.clinics.north)
  await app.ok(clinicAdmin, removeSecondStep, { ...here(), personId })
  await unassign(personId, 'doctor', app.clinics.north)
  await unassign(clinicAdmin.userId, 'clinic_admin', app.clinics.north)
})

test('nobody removes the own one here, and nobody without the right, or of another branch or organization, any', async () => {
  const { owner, clinicAdmin, manager, receptionist, receptionistNorth, stranger, nurse } = app.people
  const own = await app.call(owner, removeStaffSecondStep, { personId: owner.userId, reason })
  expect(own).toMatchObject({ status: 409, refusal: 'not_yourself' })
  const ownHere = await app.call(clinicAdmin, removeSecondStep, { ...here(), personId: clinicAdmin.userId })
  expect(ownHere).toMatchObject({ status: 409, refusal: 'not_yourself' })
  for (const person of [manager, receptionist])
    expect((await app.call(person, removeSecondStep, { ...here(), personId: nurse.userId })).refusal).toBe('forbidden')
  const elsewhere = await app.call(clinicAdmin, removeSecondStep, { ...here(), personId: receptionistNorth.userId })
  expect(elsewhere).toMatchObject({ status: 404 })
  const foreign = await app.call(stranger, removeStaffSecondStep, { personId: nurse.userId, reason })
  expect(foreign).toMatchObject({ status: 404 })
  const old = `update sessions set proved_at = now() - interval '11 minutes' where user_id = $1`
  await app.admin.query(old, [clinicAdmin.userId])
  const unproved = await app.call(clinicAdmin, removeSecondStep, { ...here(), personId: nurse.userId })
  expect(unproved.refusal).toBe('confirmation_needed')
  expect(await hasStep(nurse.userId)).toBe(true)
})

test('a sign-in that opens another organization or the operator’s console is out of head office’s reach', async () => {
  const { owner, billing, stranger } = app.people
  const values = [stranger.organizationId, billing.userId]
  await app.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'Billing')`, values)
  const asked = { personId: billing.userId, reason }
  expect(await app.call(owner, removeStaffSecondStep, asked)).toMatchObject({ status: 409, refusal: 'reaches_further' })
  await app.admin.query('delete from people where organization_id = $1 and user_id = $2', values)
  await app.admin.query(`insert into platform_roles (user_id, role) values ($1, 'support')`, [billing.userId])
  expect(await app.call(owner, removeStaffSecondStep, asked)).toMatchObject({ status: 409, refusal: 'reaches_further' })
  await app.admin.query('delete from platform_roles where user_id = $1', [billing.userId])
  await app.ok(owner, removeStaffSecondStep, asked)
  const { staff } = await app.ok(owner, listStaff, { personId: billing.userId })
  expect(staff[0]).toMatchObject({ hasSecondStep: false })
})

test('a super admin lets in an operator, an only owner and people of several organizations, and not herself', async () => {
  const { owner } = app.people
  const owned = openTab(app.fetch)
  await app.admin.query('update users set totp_sealed = null, totp_since = null where id = $1', [owner.userId])
  expect((await owned.call(signIn, { login: 'owner@example.com', password })).status).toBe(200)
  await app.admin.query(`update users set totp_sealed = '\\x00', totp_since = now() where id = $1`, [owner.userId])

  expect(await app.ok(chief, removeAnySecondStep, { login: 'Owner@example.com', reason })).toEqual({
    fullName: 'owner',
  })
  expect(await hasStep(owner.userId)).toBe(false)
  expect((await owned.call(refreshSession, {})).refusal).toBe('session_ended')
  expect(await trail(owner.userId)).toEqual([{ by: null, detail: { by: 'platform', reason } }])
  expect(await waitingMails(app.admin)).toMatchObject([{ to: 'owner@example.com', values: { by: 'Polyclinic' } }])

  await app.ok(chief, removeAnySecondStep, { login: helper.email, reason })
  expect(await hasStep(helper.userId)).toBe(false)
  const { rows: kept } = await app.admin.query(
    `select user_id, subject_id, detail from platform_events where event = 'person.secondStepRemoved'`,
  )
  expect(kept).toMatchObject([
    { user_id: chief.userId, subject_id: owner.userId, detail: { reason } },
    { user_id: chief.userId, subject_id: helper.userId, detail: { reason } },
  ])

  const tried = (login: string, by = chief) => app.call(by, removeAnySecondStep, { login, reason })
  expect(await tried(chief.email)).toMatchObject({ status: 409, refusal: 'not_yourself' })
  expect(await tried('nobody@example.com')).toMatchObject({ status: 404 })
  expect(await tried(helper.email)).toMatchObject({ refusal: 'no_second_step' })
  await app.admin.query('update sessions set ended_at = null where id = $1', [helper.sessionId])
  expect(await tried(chief.email, helper)).toMatchObject({ status: 403, refusal: 'forbidden' })
})
