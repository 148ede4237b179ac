import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addPerson,
  branchRoles,
  giveFirstPassword,
  removePerson,
  resendInvitation,
  revokeInvitation,
  setRoles,
} from '#contract/people.ts'
import { type Role, roles as ranks } from '#contract/permissions.ts'
import { addStaff } from '#contract/staff.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { assign } from '#tests/harness/group.ts'

// Head office gave the rights over people to roles that do not have them by default: no higher, and no further.

let app: TestApp
let here: { clinicId: string }
beforeAll(async () => {
  app = await openTestApp()
  here = { clinicId: app.clinics.gulberg }
  for (const role of ['receptionist', 'clinic_manager'])
    for (const act of ['read', 'create', 'update', 'delete'])
      await app.admin.query(
        `insert into role_changes (organization_id, role, permission, allowed) values ($1, $2, $3, true)
         on conflict do nothing`,
        [app.organizationId, role, `people.${act}`],
      )
})

let count = 0
/** Somebody new with these roles, made beside the API. */
async function somebody(...held: [role: Role, clinicId: string | null][]): Promise<string> {
  const { rows } = await app.admin.query(
    `insert into users (email, full_name, must_change_password, made_in) values ($1, 'Somebody', true, $2) returning id`,
    [`somebody${count++}@example.com`, app.organizationId],
  )
  const id = rows[0].id as string
  const values = [app.organizationId, id]
  await app.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'Somebody')`, values)
  for (const [role, clinicId] of held)
    await assign(app.admin, { organizationId: app.organizationId, userId: id }, clinicId, role)
  return id
}
const held = async (userId: string) =>
  (await app.admin.query('select role from assignments where user_id = $1 order by role', [userId])).rows.map(
    ({ role }) => role,
  )
const ranksBelow = (role: Role) => branchRoles.filter((one) => ranks.indexOf(one) >= ranks.indexOf(role))
const ranksAbove = (role: Role) => branchRoles.filter((one) => ranks.indexOf(one) < ranks.indexOf(role))

const actors = [
  ['receptionist', 'receptionist'],
  ['manager', 'clinic_manager'],
  ['clinicAdmin', 'clinic_admin'],
] as const

beforeEach(() => app.admin.query('update sessions set proved_at = now()'))

test.each(actors)('%s hands out roles up to the own one, and none above', async (name, own) => {
  const actor = app.people[name]
  const adding = (roles: Role[], way: 'invite' | 'create') =>
    app.call(actor, addPerson, {
      ...here,
      way,
      fullName: 'New Person',
      email: `${name}${count++}@example.com`,
      roles: roles as never,
    })
  for (const role of ranksAbove(own))
    for (const way of ['invite', 'create'] as const) {
      expect(await adding([role], way)).toMatchObject({ status: 403, refusal: 'above_you' })
      expect(await adding(['pharmacist', role], way)).toMatchObject({ status: 403, refusal: 'above_you' })
    }
  for (const role of ranksBelow(own)) expect(await adding([role], 'invite')).toMatchObject({ status: 201 })

  const person = await somebody(['pharmacist', here.clinicId])
  const setting = (roles: Role[]) =>
    app.call(actor, setRoles, { ...here, personId: person, was: ['pharmacist'], roles: roles as never })
  for (const role of ranksAbove(own)) expect(await setting([role])).toMatchObject({ refusal: 'above_you' })
  expect(await held(person)).toEqual(['pharmacist'])
  expect(await setting([own])).toMatchObject({ status: 200 })
})

test.each(actors)('%s touches nobody who holds more, here or in the whole organization', async (name, own) => {
  const actor = app.people[name]
  const above: [Role, string | null][] = [
    ...ranksAbove(own).map((role): [Role, string] => [role, here.clinicId]),
    ['org_admin', null],
    // Of the own rank, but of every branch: head office's alone.
    ['pharmacist', null],
  ]
  for (const grant of above) {
    const personId = await somebody(grant, ['nurse', here.clinicId])
    const was = (grant[1] ? [grant[0], 'nurse'] : ['nurse']) as Role[]
    const before = await held(personId)
    const tries = [
      await app.call(actor, setRoles, { ...here, personId, was, roles: ['pharmacist'] }),
      await app.call(actor, giveFirstPassword, { ...here, personId }),
      await app.call(actor, removePerson, { ...here, personId }),
    ]
    expect(tries.map(({ refusal }) => refusal)).toEqual(['above_you', 'above_you', 'above_you'])
    expect(await held(personId)).toEqual(before)
  }
  const like = await somebody([own, here.clinicId], ['nurse', here.clinicId])
  expect((await app.call(actor, giveFirstPassword, { ...here, personId: like })).status).toBe(200)
  expect((await app.call(actor, setRoles, { ...here, personId: like, was: [own, 'nurse'], roles: [own] })).status).toBe(
    200,
  )
  expect((await app.call(actor, removePerson, { ...here, personId: like })).status).toBe(200)
})

test('an invitation to a higher role is neither sent again nor taken back from below', async () => {
  const open = async (role: Role, by = app.people.clinicAdmin) =>
    (
      await app.ok(by, addPerson, {
        ...here,
        way: 'invite',
        fullName: 'Invited',
        email: `open${count++}@example.com`,
        roles: [role as never],
      })
    ).id
  const { receptionist } = app.people
  const high = { ...here, invitationId: await open('clinic_manager') }
  const low = { ...here, invitationId: await open('nurse') }
  for (const endpoint of [resendInvitation, revokeInvitation] as const) {
    expect(await app.call(receptionist, endpoint, high)).toMatchObject({ status: 403, refusal: 'above_you' })
    expect(await app.call(receptionist, endpoint, low)).toMatchObject({ status: 200 })
  }
})

test('nobody gives herself a role, by whichever door', async () => {
  for (const name of ['receptionist', 'clinicAdmin'] as const) {
    const { userId } = app.people[name]
    const before = await held(userId)
    const mine = { ...here, way: 'invite', fullName: 'Myself', email: `${name.toLowerCase()}@example.com` } as const
    expect(await app.call(app.people[name], addPerson, { ...mine, roles: ['nurse'] })).toMatchObject({
      status: 409,
      refusal: 'not_yourself',
    })
    const role = name === 'receptionist' ? 'receptionist' : 'clinic_admin'
    const self = { ...here, personId: userId, was: [role] as Role[], roles: ['nurse'] as 'nurse'[] }
    expect(await app.call(app.people[name], setRoles, self)).toMatchObject({ refusal: 'not_yourself' })
    expect(await app.call(app.people[name], removePerson, { ...here, personId: userId })).toMatchObject({
      refusal: 'not_yourself',
    })
    expect(await held(userId)).toEqual(before)
  }
})

test('a right over people in one branch gives nothing and touches nobody in another', async () => {
  const north = { clinicId: app.clinics.north }
  const { receptionist, receptionistNorth } = app.people
  const theirs = { ...north, personId: receptionistNorth.userId }
  const given = { way: 'invite', fullName: 'New Person', email: 'elsewhere@example.com' } as const
  const tries = [
    await app.call(receptionist, addPerson, { ...north, ...given, roles: ['nurse'] }),
    await app.call(receptionist, setRoles, { ...theirs, was: ['receptionist'], roles: ['nurse'] }),
    await app.call(receptionist, giveFirstPassword, theirs),
    await app.call(receptionist, removePerson, theirs),
    // Her own branch's path with somebody of the other one.
    await app.call(receptionist, setRoles, { ...theirs, ...here, was: ['receptionist'], roles: ['nurse'] }),
    await app.call(receptionist, removePerson, { ...theirs, ...here }),
  ]
  expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
  const everywhere = { ...given, places: [{ branchId: app.clinics.north, roles: ['nurse'] as Role[] }] }
  expect(await app.call(receptionist, addStaff, everywhere)).toMatchObject({ status: 403 })
  expect(await held(receptionistNorth.userId)).toEqual(['receptionist'])
})

test('a right that one branch gave reaches no role of another branch', async () => {
  // At North a receptionist may add people; the same person is clinic admin at Gulberg.
  const personId = await somebody(['nurse', app.clinics.north])
  const admin = app.people.clinicAdmin
  await assign(app.admin, admin, app.clinics.north, 'receptionist')
  const north = { clinicId: app.clinics.north, personId, was: ['nurse'] as Role[] }
  expect(await app.call(admin, setRoles, { ...north, roles: ['clinic_admin'] })).toMatchObject({ refusal: 'above_you' })
  expect(await app.call(admin, setRoles, { ...north, roles: ['billing'] })).toMatchObject({ status: 200 })
})
