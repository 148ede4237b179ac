import { beforeAll, describe, expect, test } from 'vitest'
import { listDay } from '#contract/appointments.ts'
import { acceptInvitation, lookAtInvitation } from '#contract/invitations.ts'
import {
  addPerson,
  editContact,
  giveFirstPassword,
  listPeople,
  removePerson,
  resendInvitation,
  revokeInvitation,
  setRoles,
  setVisitingMail,
} from '#contract/people.ts'
import { listDoctors } from '#contract/schedule.ts'
import { signIn } from '#contract/session.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { assign } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const here = () => ({ clinicId: app.clinics.gulberg })
const admin = () => app.people.clinicAdmin
type Adding = Parameters<typeof app.call<typeof addPerson>>[2]
const add = (given: object, by = admin(), where = here()) =>
  app.call(by, addPerson, { ...where, phone: null, ...given } as Adding)
const people = async (by = admin(), where = here()) => (await app.ok(by, listPeople, where)).people
const rowOf = async (id: string) => (await people()).find((one) => one.id === id)
const tokenOf = async (address: string) => {
  const mail = (await waitingMails(app.admin)).filter(({ to }) => to === address).at(-1)
  return String(mail?.values.link).split('#')[1]!
}
const typed = async (login: string, password: string) => app.call(null as never, signIn, { login, password })
const rememberRefused = (reply: { status: number; refusal: string | null }) => [reply.status, reply.refusal]

describe('an invitation', () => {
  const invite = (email: string) =>
    add({ way: 'invite', fullName: 'Amna Tariq', email, roles: ['receptionist', 'billing'] })

  test('is mailed, and its person stands in the list as invited until she says yes', async () => {
    const email = 'amna.tariq@example.com'
    const made = await invite(email)
    expect(made).toMatchObject({ status: 201, body: { outcome: 'invited', login: email } })
    expect(await rowOf(made.body.id)).toMatchObject({ state: 'invited', roles: ['receptionist', 'billing'], email })
    expect(await people(app.people.owner, { clinicId: app.clinics.north })).not.toContainEqual(
      expect.objectContaining({ email }),
    )
  })

  test('shows whoever holds the link what it is about, and nobody else anything', async () => {
    const email = 'shown@example.com'
    await invite(email)
    const token = await tokenOf(email)
    const shown = await app.call(null, lookAtInvitation, { token })
    expect(shown.body).toMatchObject({
      organizationName: 'DentoCare',
      email,
      hasAccount: false,
      places: [{ branchName: 'Gulberg', roles: ['receptionist', 'billing'] }],
    })
    const wrong = `${token.slice(0, -4)}AAAA`
    expect(rememberRefused(await app.call(null, lookAtInvitation, { token: wrong }))).toEqual([409, 'invitation_over'])
    const nonsense = { token: 'x'.repeat(60) }
    expect(rememberRefused(await app.call(null, lookAtInvitation, nonsense))).toEqual([409, 'invitation_over'])
  })

  test('sent again, the link before works no more', async () => {
    const email = 'sent.again@example.com'
    const { id } = (await invite(email)).body
    const old = await tokenOf(email)
    await app.ok(admin(), resendInvitation, { ...here(), invitationId: id })
    expect(rememberRefused(await app.call(null, lookAtInvitation, { token: old }))).toEqual([409, 'invitation_over'])
    expect((await app.call(null, lookAtInvitation, { token: await tokenOf(email) })).status).toBe(200)
  })

  test('is accepted once, with a password of some length, and the person signs in to what she was given', async () => {
    const email = 'accepted@example.com'
    await invite(email)
    const token = await tokenOf(email)
    const short = await app.call(null, acceptInvitation, { token, password: 'short' })
    expect(rememberRefused(short)).toEqual([422, 'password_short'])
    const named = await app.call(null, acceptInvitation, { token, fullName: 'Amna Tariq', password: 'amna tariq' })
    expect(rememberRefused(named)).toEqual([422, 'password_like_you'])
    const password = 'a password of her own'
    const accepted = await app.call(null, acceptInvitation, { token, fullName: 'Amna Tariq Khan', password })
    expect(accepted).toMatchObject({ status: 200, body: { login: email } })
    expect(rememberRefused(await app.call(null, acceptInvitation, { token, password }))).toEqual([
      409,
      'invitation_over',
    ])
    const session = await typed(email, password)
    expect(session.body).toMatchObject({ user: { fullName: 'Amna Tariq Khan' }, roles: ['receptionist', 'billing'] })
    expect(session.body.clinics.map(({ name }) => name)).toEqual(['Gulberg'])
    const row = (await people()).find((one) => one.email === email)
    expect(row).toMatchObject({ state: 'active', fullName: 'Amna Tariq Khan' })
  })

  test('that is over after seven days, or taken back, opens nothing', async () => {
    for (const end of ['late', 'revoked'] as const) {
      const address = `${end}@example.com`
      const made = await add({ way: 'invite', fullName: 'Late Person', email: address, roles: ['nurse'] })
      const token = await tokenOf(address)
      expect((await app.call(null, lookAtInvitation, { token })).status).toBe(200)
      if (end === 'revoked') await app.ok(admin(), revokeInvitation, { ...here(), invitationId: made.body.id })
      else
        await app.admin.query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [
          made.body.id,
        ])
      const tried = await app.call(null, acceptInvitation, { token, password: 'a password of her own' })
      expect(rememberRefused(tried)).toEqual([409, 'invitation_over'])
    }
    const { rows } = await app.admin.query(
      `select 1 from users where email in ('late@example.com', 'revoked@example.com')`,
    )
    expect(rows).toEqual([])
  })
})

test('two branches’ admins who press at once make one invitation, and neither meets an error', async () => {
  const given = { way: 'invite', fullName: 'Pressed Twice', email: 'twice@example.com', roles: ['nurse'] }
  const both = await Promise.all([add(given), add(given, app.people.owner, { clinicId: app.clinics.north })])
  expect(both.every(({ status }) => status === 201 || status === 409)).toBe(true)
  expect(both.some(({ status }) => status === 201)).toBe(true)
  const { rows } = await app.admin.query(
    `select count(*)::int as open from invitations where email = 'twice@example.com'`,
  )
  expect(rows).toEqual([{ open: 1 }])
})

describe('somebody who has a sign-in at another organization', () => {
  // The owner of the other organization; this one must not learn that she exists.
  const email = 'stranger@example.com'

  test('is invited with the same answer, list and mail as somebody unknown', async () => {
    const known = await add({ way: 'invite', fullName: 'Saima Rauf', email, roles: ['nurse'] })
    const unknown = await add({ way: 'invite', fullName: 'Saima Rauf', email: 'unknown@example.com', roles: ['nurse'] })
    const bare = (reply: typeof known) => ({ ...reply.body, id: '', login: '' })
    expect([known.status, bare(known)]).toEqual([unknown.status, bare(unknown)])
    const rows = [await rowOf(known.body.id), await rowOf(unknown.body.id)]
    const [one, other] = rows.map((row) => ({ ...row, id: '', email: '', login: '', expiresAt: '' }))
    expect(one).toEqual(other)
    const mails = await waitingMails(app.admin)
    const [left, right] = [email, 'unknown@example.com'].map((to) => mails.filter((mail) => mail.to === to).at(-1)!)
    expect(left!.template).toBe(right!.template)
    expect({ ...left!.values, link: '' }).toEqual({ ...right!.values, link: '' })
  })

  test('says yes with the password of that sign-in, and has one account for both', async () => {
    await app.admin.query(`update users set password_hash = $1 where email = $2`, [
      await (await import('../../../integrations/password.ts')).hashPassword('the stranger’s own password'),
      email,
    ])
    const token = await tokenOf(email)
    expect((await app.call(null, lookAtInvitation, { token })).body).toMatchObject({ hasAccount: true })
    const guessed = await app.call(null, acceptInvitation, { token, password: 'a password of my choice' })
    expect(rememberRefused(guessed)).toEqual([409, 'wrong_password'])
    const accepted = await app.call(null, acceptInvitation, { token, password: 'the stranger’s own password' })
    expect(accepted.status).toBe(200)
    const { rows } = await app.admin.query(
      `select count(*)::int as accounts, (select count(*)::int from people p where p.user_id = $2) as memberships
       from users where email = $1`,
      [email, app.people.stranger.userId],
    )
    expect(rows[0]).toEqual({ accounts: 1, memberships: 2 })
  })

  test('may be guessed at ten times by whoever holds the link, then the link is dead', async () => {
    await app.admin.query(
      `insert into users (email, full_name, password_hash) values ('guessed@example.com', 'G', 'x')`,
    )
    await add({ way: 'invite', fullName: 'Guessed Person', email: 'guessed@example.com', roles: ['nurse'] })
    const token = await tokenOf('guessed@example.com')
    const answers: (string | null)[] = []
    for (let time = 0; time < 11; time++)
      answers.push((await app.call(null, acceptInvitation, { token, password: 'not this one' })).refusal)
    expect(answers).toEqual([...Array(10).fill('wrong_password'), 'invitation_over'])
  })

  test('given a first password, looks like anybody who was, and keeps her own', async () => {
    await app.admin.query(
      `insert into users (email, full_name, password_hash) values ('elsewhere@example.com', 'E', 'x')`,
    )
    const made = { way: 'create', fullName: 'Tahira Noor', roles: ['doctor'] }
    const known = await add({ ...made, email: 'elsewhere@example.com' })
    const unknown = await add({ ...made, email: 'nowhere@example.com' })
    const bare = (reply: typeof known) => ({ ...reply.body, id: '', login: '' })
    expect([known.status, bare(known)]).toEqual([unknown.status, bare(unknown)])
    const rows = await Promise.all([known, unknown].map(({ body }) => rowOf(body.id)))
    const [one, other] = rows.map((row) => ({ ...row, id: '', email: '', login: '', doctorId: typeof row?.doctorId }))
    expect(one).toEqual(other)
    expect(one).toMatchObject({ state: 'must_change_password', roles: ['doctor'], doctorId: 'string' })
    // One profile each on the calendar, and none of them as a contact beside.
    expect((await people()).filter(({ fullName }) => fullName === 'Tahira Noor')).toHaveLength(2)
    for (const { body } of [known, unknown]) {
      const given = await app.ok(admin(), giveFirstPassword, { ...here(), personId: body.id })
      expect(given.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
      const again = await add({ ...made, email: body.login })
      expect(rememberRefused(again)).toEqual([409, 'given_already'])
    }
    const { rows: hashes } = await app.admin.query(
      `select password_hash from users where email = 'elsewhere@example.com'`,
    )
    expect(hashes).toEqual([{ password_hash: 'x' }])
  })
})

describe('a first password', () => {
  test('opens the door for a username of the organization’s own, and must be changed', async () => {
    const made = await add({ way: 'create', fullName: 'Bushra Ali', username: 'bushra', roles: ['receptionist'] })
    expect(made.body).toMatchObject({ outcome: 'created', login: 'bushra@dentocare' })
    expect(await rowOf(made.body.id)).toMatchObject({ state: 'must_change_password', login: 'bushra@dentocare' })
    const first = await app.ok(admin(), giveFirstPassword, { ...here(), personId: made.body.id })
    expect((await typed(first.login, 'not this')).refusal).toBe('sign_in_refused')
    expect((await typed(first.login, first.password)).refusal).not.toBe('sign_in_refused')
    // Another one: the first works no more.
    const second = await app.ok(admin(), giveFirstPassword, { ...here(), personId: made.body.id })
    expect((await typed(first.login, first.password)).refusal).toBe('sign_in_refused')
    await app.admin.query('update users set must_change_password = false where username = $1', [second.login])
    const late = await app.call(admin(), giveFirstPassword, { ...here(), personId: made.body.id })
    expect(rememberRefused(late)).toEqual([409, 'password_chosen'])
  })

  test('is not kept anywhere: not among the answers, not in the trail, not in a mail', async () => {
    const made = await add({ way: 'create', fullName: 'Kept Nowhere', email: 'kept@example.com', roles: ['nurse'] })
    const { password } = await app.ok(admin(), giveFirstPassword, { ...here(), personId: made.body.id })
    const { rows } = await app.admin.query(
      `select (select count(*)::int from idempotency_keys where answer::text like $1) as answers,
        (select count(*)::int from audit_details where detail::text like $1) as details`,
      [`%${password}%`],
    )
    expect(rows[0]).toEqual({ answers: 0, details: 0 })
    expect(JSON.stringify(await waitingMails(app.admin))).not.toContain(password)
  })

  test('a name is taken once in the organization, and who has it already gets the role', async () => {
    const given = { way: 'create', fullName: 'Batool Ali', username: 'batool' }
    await add({ ...given, roles: ['receptionist'] })
    const again = await add({ ...given, roles: ['receptionist'] })
    expect(rememberRefused(again)).toEqual([409, 'given_already'])
    const more = await add({ ...given, roles: ['billing'] })
    expect(more).toMatchObject({ status: 201, body: { outcome: 'added' } })
    expect(await rowOf(more.body.id)).toMatchObject({ roles: ['receptionist', 'billing'] })
  })
})

describe('a contact', () => {
  test('stands on the calendar without a sign-in, and her contact is changed', async () => {
    const made = await add({ way: 'contact', fullName: 'Dr Visiting Shah', email: 'shah@example.com', roles: [] })
    expect(made.body).toMatchObject({ outcome: 'contact', login: null })
    expect(await rowOf(made.body.id)).toMatchObject({ state: 'contact_only', login: null, roles: [] })
    const doctors = await app.ok(admin(), listDoctors, { ...here(), specialty: [] })
    expect(doctors).toContainEqual(expect.objectContaining({ id: made.body.id, visiting: true }))
    const change = {
      ...here(),
      doctorId: made.body.id,
      fullName: 'Dr Visiting Shah',
      email: 'new@example.com',
      phone: null,
    }
    await app.ok(admin(), editContact, { ...change, specialties: ['Implants'] })
    expect(await rowOf(made.body.id)).toMatchObject({ email: 'new@example.com', specialties: ['Implants'] })
    const withSignIn = await app.call(admin(), editContact, { ...change, doctorId: app.doctors.sana, specialties: [] })
    expect(rememberRefused(withSignIn)).toEqual([404, 'not_found'])
  })

  test('who gets a sign-in later is the same doctor on the calendar', async () => {
    const contact = await add({ way: 'contact', fullName: 'Dr Later', email: 'later@example.com', roles: [] })
    await add({ way: 'invite', fullName: 'Dr Later', email: 'later@example.com', roles: ['doctor'] })
    const token = await tokenOf('later@example.com')
    await app.call(null, acceptInvitation, { token, password: 'a password of her own' })
    const rows = (await people()).filter(({ email }) => email === 'later@example.com')
    expect(rows).toEqual([expect.objectContaining({ state: 'active', doctorId: contact.body.id, roles: ['doctor'] })])
  })

  test('the switch of her mails is the branch’s', async () => {
    expect((await app.ok(admin(), listPeople, here())).mailsVisitingDoctors).toBe(false)
    await app.ok(admin(), setVisitingMail, { ...here(), on: true })
    expect((await app.ok(admin(), listPeople, here())).mailsVisitingDoctors).toBe(true)
    const north = { clinicId: app.clinics.north }
    expect((await app.ok(app.people.owner, listPeople, north)).mailsVisitingDoctors).toBe(false)
  })
})

describe('roles', () => {
  const personId = () => app.people.nurse.userId

  test('are set in one’s own branch, hold on the next request, and leave their difference in the trail', async () => {
    const day = { ...here(), day: dayAhead(0) }
    expect((await app.call(app.people.nurse, listDay, day)).status).toBe(200)
    const set = await app.ok(admin(), setRoles, {
      ...here(),
      personId: personId(),
      was: ['nurse'],
      roles: ['pharmacist', 'nurse'],
    })
    expect(set.roles.toSorted()).toEqual(['nurse', 'pharmacist'])
    const { rows } = await app.admin.query(
      `select d.detail from audit_events e join audit_details d on d.event_id = e.id
       where e.event = 'person.rolesSet' and e.subject_id = $1 and e.user_id = $2`,
      [personId(), admin().userId],
    )
    expect(rows[0].detail).toMatchObject({
      from: { roles: [{ role: 'nurse' }] },
      to: { roles: [{ role: 'pharmacist' }, { role: 'nurse' }] },
    })
  })

  test('that somebody else changed meanwhile are shown, not overwritten', async () => {
    const stale = await app.call(admin(), setRoles, {
      ...here(),
      personId: personId(),
      was: ['nurse'],
      roles: ['billing'],
    })
    expect(rememberRefused(stale)).toEqual([409, 'changed_meanwhile'])
  })

  test('a branch gives nobody head office’s role, and its admin nothing to herself', async () => {
    const lifted = { ...here(), personId: personId(), was: ['nurse', 'pharmacist'], roles: ['org_admin'] }
    expect((await app.call(admin(), setRoles, lifted as never)).status).toBe(422)
    const added = await add({ way: 'invite', fullName: 'Lifted', email: 'lifted@example.com', roles: ['org_admin'] })
    expect(added.status).toBe(422)
    const own = { ...here(), personId: admin().userId, was: ['clinic_admin'] as const }
    const self = await app.call(admin(), setRoles, { ...own, was: ['clinic_admin'], roles: ['clinic_admin', 'doctor'] })
    expect(rememberRefused(self)).toEqual([409, 'not_yourself'])
    const gone = await app.call(admin(), removePerson, { ...here(), personId: admin().userId })
    expect(rememberRefused(gone)).toEqual([409, 'not_yourself'])
  })

  test('of another branch’s people cannot be seen or touched, like those of nobody', async () => {
    const stranger = { ...here(), personId: app.people.receptionistNorth.userId }
    const change = { was: ['receptionist'] as const, roles: ['billing'] as const }
    for (const personId of [stranger.personId, crypto.randomUUID()]) {
      const reply = await app.call(admin(), setRoles, {
        ...here(),
        personId,
        was: [...change.was],
        roles: [...change.roles],
      })
      expect(rememberRefused(reply)).toEqual([404, 'not_found'])
    }
    const manager = await add({ way: 'contact', fullName: 'Nobody', roles: [] }, app.people.manager)
    expect(rememberRefused(manager)).toEqual([403, 'forbidden'])
  })
})

describe('removing', () => {
  test('ends the sessions of somebody who has nothing left, in the same moment', async () => {
    const day = { ...here(), day: dayAhead(0) }
    expect((await app.call(app.people.billing, listDay, day)).status).toBe(200)
    await app.ok(admin(), removePerson, { ...here(), personId: app.people.billing.userId })
    expect(rememberRefused(await app.call(app.people.billing, listDay, day))).toEqual([401, 'session_ended'])
    expect(await rowOf(app.people.billing.userId)).toBeUndefined()
  })

  test('leaves alone the sessions of somebody who works at another branch, who is refused here', async () => {
    await assign(app.admin, app.people.receptionist, app.clinics.north, 'receptionist')
    await app.ok(admin(), removePerson, { ...here(), personId: app.people.receptionist.userId })
    const at = (clinicId: string) => app.call(app.people.receptionist, listDay, { clinicId, day: dayAhead(0) })
    expect(rememberRefused(await at(app.clinics.gulberg))).toEqual([404, 'not_found'])
    expect((await at(app.clinics.north)).status).toBe(200)
  })

  test('asks for a fresh proof of who is there', async () => {
    const asked = { ...here(), personId: app.people.pharmacist.userId }
    await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where id = $1`, [
      admin().sessionId,
    ])
    expect(rememberRefused(await app.call(admin(), removePerson, asked))).toEqual([403, 'confirmation_needed'])
    expect(await rowOf(app.people.pharmacist.userId)).toBeDefined()
    await app.admin.query('update sessions set proved_at = now() where id = $1', [admin().sessionId])
    expect((await app.call(admin(), removePerson, asked)).status).toBe(200)
  })
})
