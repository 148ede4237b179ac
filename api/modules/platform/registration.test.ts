import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { trustedProxies } from '#api/core/proxies.ts'
import { hashPassword } from '#api/integrations/password.ts'
import { bookAppointment, proposeSlots } from '#contract/appointments.ts'
import { getClinic, setHours } from '#contract/clinics.ts'
import { searchPatients } from '#contract/patients.ts'
import { makeOrganization } from '#contract/platform.ts'
import * as contract from '#contract/registration.ts'
import { type Session, signIn } from '#contract/session.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { type Person, testSecret } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { addOperator } from '#tests/harness/operators.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
beforeEach(() => app.admin.query('delete from mails; delete from registrations'))

const password = 'seven quiet lanterns'
let count = 0
const practice = (more: object = {}) => ({
  organizationName: 'Sunrise Dental',
  city: 'Karachi',
  country: 'PK',
  fullName: 'Nida Farooq',
  email: `nida${++count}@practice.example`,
  ...more,
})
const begin = (more: object = {}) => app.call(null, contract.beginRegistration, practice(more) as never)
/** What the latest mail to this address links to. */
async function tokenFor(email: string): Promise<string> {
  const mail = (await waitingMails(app.admin)).filter(({ to }) => to === email).at(-1)!
  return String(mail.values.link).split('#')[1]!
}
const confirm = (token: string, more: object = {}) =>
  app.call(null, contract.confirmRegistration, { token, password, ...more })
/** A new password signs its owner out everywhere; these people were just arranged. */
async function givePassword(email: string) {
  await app.admin.query('update users set password_hash = $2 where email = $1', [
    email,
    await hashPassword('the right password'),
  ])
  await app.admin.query('update sessions set ended_at = null')
}
const asPerson = ({ accessToken }: Session) => ({ token: accessToken }) as Person

async function register(more: object = {}): Promise<{ session: Session; email: string }> {
  const email = `nida${++count}@practice.example`
  await begin({ email, ...more })
  const done = await confirm(await tokenFor(email))
  expect(done.status).toBe(200)
  return { session: done.body, email }
}

describe('a new practice', () => {
  test('opens by the link in the mail: organization, branch, admin of both, trial of thirty days', async () => {
    const email = 'Nida@Practice.example'
    expect(await begin({ email, organizationName: 'Sunrise Dental & Sons' })).toMatchObject({ status: 201, body: null })
    const token = await tokenFor(email.toLowerCase())
    const found = await app.call(null, contract.openRegistration, { token })
    expect(found.body).toMatchObject({
      organizationName: 'Sunrise Dental & Sons',
      clinicName: 'Sunrise Dental & Sons',
      city: 'Karachi',
      known: false,
    })
    const done = await confirm(token)
    expect(done).toMatchObject({
      status: 200,
      body: { organizationWide: true, roles: ['org_admin', 'clinic_admin'], home: 'network' },
    })
    expect(done.body.clinics).toMatchObject([
      {
        city: 'Karachi',
        timeZone: 'Asia/Karachi',
        currency: 'PKR',
        roles: expect.arrayContaining(['org_admin', 'clinic_admin']),
      },
    ])
    expect(done.headers.get('set-cookie')).toMatch(/polyclinic_refresh=[\w-]{43}; Path=\/api\/session; HttpOnly/)
    const { rows } = await app.admin.query(
      `select s.plan, s.trial_ends_on::text as ends, (now() at time zone 'Asia/Karachi')::date + 30 as expected, u.clinics, u.staff
       from subscriptions s join organization_usage u using (organization_id) where organization_id = $1`,
      [done.body.organization.id],
    )
    expect(rows[0]).toMatchObject({ plan: 'trial', clinics: 1, staff: 1 })
    expect(rows[0].ends).toBe(rows[0].expected.toLocaleDateString('en-CA'))
    // She signs in from now on as everybody does, and sees her own organization only.
    const again = await app.call(null, signIn, { login: email, password })
    expect(again).toMatchObject({ status: 200, body: { organization: { name: 'Sunrise Dental & Sons' } } })
    expect((await app.call(asPerson(again.body), getClinic, { clinicId: app.clinics.gulberg })).status).toBe(404)
  })

  test('has the currency and the time zone of its country, unless it says another', async () => {
    const { session } = await register({ country: 'US', city: 'Denver', timeZone: 'America/Denver' })
    expect(session.clinics[0]).toMatchObject({ currency: 'USD', timeZone: 'America/Denver', country: 'US' })
    expect((await begin({ timeZone: 'Mars/Olympus' })).status).toBe(422)
    expect((await begin({ timeZone: '+05:00' })).status).toBe(422)
    expect((await begin({ country: 'XX' })).status).toBe(422)
  })

  test('a link works once, in its time, and only whole; a weak password is refused and the link stays', async () => {
    const email = 'once@practice.example'
    await begin({ email })
    const token = await tokenFor(email)
    expect((await confirm(token, { password: 'short' })).status).toBe(422)
    expect((await confirm('A'.repeat(43))).refusal).toBe('link_spent')
    expect((await confirm('short')).refusal).toBe('link_spent')
    expect((await confirm(token)).status).toBe(200)
    expect((await confirm(token)).refusal).toBe('link_spent')
    expect((await app.call(null, contract.openRegistration, { token })).refusal).toBe('link_spent')
    await begin({ email: 'late@practice.example' })
    const late = await tokenFor('late@practice.example')
    await app.admin.query(`update registrations set expires_at = now() where email = 'late@practice.example'`)
    expect((await confirm(late)).refusal).toBe('link_spent')
  })

  test('opened twice at once, in two processes, is made once', async () => {
    const other = openApp({ appUrl: app.database.appUrl, secret: testSecret, strictAnswers: true, poolSize: 4 })
    try {
      const email = 'twice@practice.example'
      await begin({ email, organizationName: 'Made Once' })
      const token = await tokenFor(email)
      const elsewhere = callerOf((request) => other.fetch(request)).call
      const both = await Promise.all([
        confirm(token),
        elsewhere(null, contract.confirmRegistration, { token, password }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
      const { rows } = await app.admin.query(`select count(*)::int as made from organizations where name = 'Made Once'`)
      expect(rows[0].made).toBe(1)
    } finally {
      await other.stop()
    }
  })
})

describe('who has an account', () => {
  test('is told by neither the answer nor the mail', async () => {
    const [fresh, known] = [
      await begin({ email: 'unknown@practice.example' }),
      await begin({ email: 'owner@example.com' }),
    ]
    expect([known.status, known.body]).toEqual([fresh.status, fresh.body])
    const mails = await waitingMails(app.admin)
    expect(mails.map(({ template }) => template)).toEqual(['confirmPractice', 'confirmPractice'])
    expect(Object.keys(mails[0]!.values)).toEqual(Object.keys(mails[1]!.values))
  })

  test('gets one more organization after proving it, and never a second account', async () => {
    const email = 'owner@example.com'
    await givePassword(email)
    await begin({ email, organizationName: 'Second House' })
    const token = await tokenFor(email)
    expect((await app.call(null, contract.openRegistration, { token })).body).toMatchObject({ known: true })
    expect((await confirm(token)).refusal).toBe('sign_in_refused')
    const done = await confirm(token, { password: 'the right password' })
    expect(done).toMatchObject({
      status: 200,
      body: { organization: { name: 'Second House' }, user: { id: app.people.owner.userId } },
    })
    const { rows } = await app.admin.query('select count(*)::int as users from users where email = $1', [email])
    expect(rows[0].users).toBe(1)
    expect((await app.call(asPerson(done.body), getClinic, { clinicId: app.clinics.gulberg })).status).toBe(404)
  })

  test('comes back with a practice of her own when she belongs to no organization any more', async () => {
    const email = 'left@example.com'
    await app.admin.query(`insert into users (email, full_name) values ($1, 'Left Once')`, [email])
    await givePassword(email)
    const login = { login: email, password: 'the right password' }
    expect((await app.call(null, signIn, login)).refusal).toBe('no_organization')
    await begin({ email, organizationName: 'Her Own House' })
    const done = await confirm(await tokenFor(email), { password: login.password })
    expect(done).toMatchObject({ status: 200, body: { organization: { name: 'Her Own House' } } })
    expect((await app.call(null, signIn, login)).status).toBe(200)
  })

  test('guessing that password over the link is limited like any sign-in', async () => {
    const email = 'manager@example.com'
    await givePassword(email)
    await begin({ email })
    const token = await tokenFor(email)
    let last: string | null = null
    for (let guess = 0; guess < 60 && last !== 'too_many_attempts'; guess++)
      last = (await confirm(token, { password: `guess number ${guess}` })).refusal
    expect(last).toBe('too_many_attempts')
  })
})

describe('registrations are limited, in both processes together', () => {
  const other = () =>
    openApp({
      appUrl: app.database.appUrl,
      secret: testSecret,
      strictAnswers: true,
      poolSize: 4,
      trustedProxies: trustedProxies('10.0.0.0/24'),
    })
  let elsewhere: ReturnType<typeof other>
  beforeAll(() => {
    elsewhere = other()
  })
  afterAll(() => elsewhere.stop())
  /** From an address, with what a proxy (or somebody who plays one) wrote before it. */
  const from = async (where: { fetch: TestApp['fetch'] }, address: string, forwarded = '') => {
    const request = new Request('http://localhost/api/public/registrations', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        host: 'localhost',
        ...(forwarded && { 'x-forwarded-for': forwarded, forwarded: `for=${forwarded}`, 'x-real-ip': forwarded }),
      },
      body: JSON.stringify(practice()),
    })
    const response = await where.fetch(request, { incoming: { socket: { remoteAddress: address } } })
    return response.status === 201 ? 'taken' : ((await response.json()).error.code as string)
  }
  const tally = (answers: string[]) => ({
    taken: answers.filter((one) => one === 'taken').length,
    refused: [...new Set(answers.filter((one) => one !== 'taken'))],
  })
  const before = (count: number) =>
    app.admin.query(
      `insert into registrations (email, full_name, organization_name, clinic_name, city, country, time_zone, currency,
         token_hash, address_hash, expires_at)
       select n || '@botnet.example', 'B', 'B', 'B', 'B', 'PK', 'Asia/Karachi', 'PKR', int4send(n), int4send(n), now() + interval '1 day'
       from generate_series(1, $1) n`,
      [count],
    )

  test('one address begins ten an hour, whatever it says of itself, also when all are asked at once', async () => {
    const asked = Array.from({ length: 14 }, (_, n) => from(n % 2 ? elsewhere : app, '198.51.100.4', `192.0.2.${n}`))
    expect(tally(await Promise.all(asked))).toEqual({ taken: 10, refused: ['registered_often'] })
    expect(await from(app, '198.51.100.5')).toBe('taken')
  })

  test('behind a proxy that was named it is the address the proxy noted, and not what stands before it', async () => {
    const asked = Array.from({ length: 12 }, (_, n) => from(elsewhere, '10.0.0.2', `192.0.2.${n}, 203.0.113.9`))
    expect(tally(await Promise.all(asked))).toEqual({ taken: 10, refused: ['registered_often'] })
    expect(await from(elsewhere, '10.0.0.2', '203.0.113.9, 203.0.113.10')).toBe('taken')
    // The other process was told of no proxy: there the proxy itself is who asks.
    expect(await from(app, '10.0.0.2', '203.0.113.9')).toBe('taken')
  })

  test('two hundred an hour are taken from all addresses together, and the next says to come back', async () => {
    await before(197)
    const asked = Array.from({ length: 8 }, (_, n) => from(n % 2 ? elsewhere : app, `198.51.100.${n}`))
    expect(tally(await Promise.all(asked))).toEqual({ taken: 3, refused: ['registrations_full'] })
    const { rows } = await app.admin.query('select count(*)::int as count from registrations')
    expect(rows[0].count).toBe(200)
    const refused = await app.call(null, contract.beginRegistration, practice() as never)
    expect(refused).toMatchObject({ status: 429, refusal: 'registrations_full' })
    await app.admin.query(
      `update registrations set created_at = now() - interval '61 minutes' where email like '%botnet%'`,
    )
    expect(await from(app, '198.51.100.20')).toBe('taken')
  })

  test('one mailbox gets three mails', async () => {
    for (let time = 0; time < 5; time++) await begin({ email: 'flooded@practice.example' })
    expect((await waitingMails(app.admin)).length).toBe(3)
  })
})

describe('made by the operator', () => {
  test('is there at once; a new admin chooses a password by the mail, a known one signs in', async () => {
    const chief = await addOperator(app.admin, 'Chief Maker', 'super_admin')
    const email = 'boss@house.example'
    const made = await app.ok(
      chief,
      makeOrganization,
      practice({ email, organizationName: 'Made House', plan: 'premium' }) as never,
    )
    expect(made.invited).toBe(true)
    const token = await tokenFor(email)
    const done = await confirm(token)
    expect(done).toMatchObject({ status: 200, body: { organization: { id: made.id, name: 'Made House' } } })
    const second = await app.ok(chief, makeOrganization, practice({ email, organizationName: 'Other House' }) as never)
    expect(second.invited).toBe(false)
    const { rows } = await app.admin.query(
      `select o.name, s.plan from assignments a join users u on u.id = a.user_id and u.email = $1 join organizations o on o.id = a.organization_id
       join subscriptions s on s.organization_id = o.id where a.role = 'org_admin' order by 1`,
      [email],
    )
    expect(rows).toEqual([
      { name: 'Made House', plan: 'premium' },
      { name: 'Other House', plan: 'trial' },
    ])
  })
})

describe('first steps', () => {
  test('name what is missing, and are done with the first booking', async () => {
    const { session } = await register()
    const me = asPerson(session)
    const clinicId = session.clinics[0]!.id
    const steps = () => app.ok(me, contract.getFirstSteps, { clinicId })
    expect(await steps()).toEqual({
      shown: true,
      hours: false,
      doctor: false,
      booking: false,
      samplePatients: 0,
      sampleAppointments: 0,
    })
    const { version } = await app.ok(me, getClinic, { clinicId })
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }))
    await app.ok(me, setHours, { clinicId, version, hours: week })
    const doctor = await app.ok(me, contract.addFirstDoctor, {
      clinicId,
      fullName: 'Dr Nida Farooq',
      specialty: 'Dentistry',
      isMe: true,
    })
    expect(doctor.sessions).toBe(7)
    expect(await steps()).toMatchObject({ shown: true, hours: true, doctor: true, booking: false })
    const { slots } = await app.ok(me, proposeSlots, { clinicId, doctorId: doctor.id })
    const { doctorId, startsAt } = slots[0]!
    await app.ok(me, bookAppointment, {
      clinicId,
      doctorId,
      startsAt,
      minutes: 30,
      newPatient: { fullName: 'First Patient', phone: '03001234567' },
    })
    expect(await steps()).toMatchObject({ shown: false, booking: true })
  })

  test('are put away by whoever may, and by nobody else; an old branch has none', async () => {
    const { session } = await register()
    const clinicId = session.clinics[0]!.id
    expect((await app.call(app.people.owner, contract.dismissFirstSteps, { clinicId })).status).toBe(404)
    expect(await app.ok(asPerson(session), contract.dismissFirstSteps, { clinicId })).toMatchObject({
      shown: false,
      hours: false,
    })
    const { gulberg } = app.clinics
    expect(await app.ok(app.people.manager, contract.getFirstSteps, { clinicId: gulberg })).toMatchObject({
      shown: false,
    })
    expect((await app.call(app.people.nurse, contract.getFirstSteps, { clinicId: gulberg })).status).toBe(403)
  })
})

describe('sample rows', () => {
  const here = () => ({ clinicId: app.clinics.gulberg })
  const owner = () => app.people.owner
  const counts = async () =>
    (
      await app.admin.query(
        `select (select count(*)::int from patients) as patients, (select count(*)::int from appointments) as appointments, (select count(*)::int from bookings) as bookings`,
      )
    ).rows[0]

  test('come at a click and go at a click, and nothing else goes', async () => {
    const before = await counts()
    const added = await app.ok(owner(), contract.addSample, here())
    expect(added.samplePatients).toBe(10)
    expect(added.sampleAppointments).toBeGreaterThan(2)
    expect(await app.ok(owner(), contract.addSample, here())).toEqual(added)
    expect((await app.ok(owner(), searchPatients, { ...here(), q: 'Carmen' })).patients).toHaveLength(1)
    expect((await app.call(app.people.receptionist, contract.removeSample, here())).status).toBe(403)
    const gone = await app.ok(owner(), contract.removeSample, here())
    expect(gone).toMatchObject({
      patients: 10,
      appointments: added.sampleAppointments,
      kept: 0,
      steps: { samplePatients: 0 },
    })
    expect(await counts()).toEqual(before)
  })

  test('a sample patient with a real appointment stays with it, and that is said', async () => {
    await app.ok(owner(), contract.addSample, here())
    const [carmen] = (await app.ok(owner(), searchPatients, { ...here(), q: 'Carmen' })).patients
    const { slots } = await app.ok(owner(), proposeSlots, here())
    const { doctorId, startsAt } = slots[0]!
    const visit = await app.ok(app.people.receptionist, bookAppointment, {
      ...here(),
      doctorId,
      startsAt,
      minutes: 30,
      patientId: carmen!.id,
    })
    expect(await app.ok(owner(), contract.removeSample, here())).toMatchObject({ patients: 9, kept: 1 })
    const { rows } = await app.admin.query('select patient_id from appointments where id = $1', [visit.id])
    expect(rows).toEqual([{ patient_id: carmen!.id }])
    // Theirs now: a second removal takes nothing.
    expect(await app.ok(owner(), contract.removeSample, here())).toMatchObject({
      patients: 0,
      appointments: 0,
      kept: 0,
    })
  })
})
