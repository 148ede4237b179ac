import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { listPatientLooks } from '#contract/audit.ts'
import { getClinic, setHours } from '#contract/clinics.ts'
import { getOverview } from '#contract/network.ts'
import { addAlert, getPatient, searchPatients } from '#contract/patients.ts'
import * as contract from '#contract/platform.ts'
import { refreshSession, type Session } from '#contract/session.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { type Person, testSecret } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { addOperator, operatorPassword } from '#tests/harness/operators.ts'

let app: TestApp
let support: Person & { email: string }
beforeAll(async () => {
  app = await openTestApp()
  support = await addOperator(app.admin, 'Sara Support', 'support')
  await app.admin.query(`update people set email = user_id || '@example.com'`)
})
beforeEach(async () => {
  await app.admin.query(`update sessions set ended_at = now() where elevation_id is not null;
    update elevations set ended_at = now() where ended_at is null; delete from mails`)
  await app.admin.query('update sessions set proved_at = now() where id = $1', [support.sessionId])
})

const reason = 'They cannot find an invoice of yesterday'
const start = (more: object = {}) =>
  app.call(support, contract.startElevation, { organizationId: app.organizationId, reason, minutes: 15, ...more })

/** Signs in as a browser does; answers how it refreshes. */
async function signIn() {
  const answer = await app.fetch(
    new Request('http://localhost/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: support.email, password: operatorPassword }),
    }),
  )
  let cookie = /polyclinic_refresh=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')![0]
  const session = (await answer.json()) as Session
  const refresh = async () => {
    const renewed = await app.fetch(
      new Request(`http://localhost/api${refreshSession.path}`, { method: 'POST', headers: { cookie } }),
    )
    cookie = /polyclinic_refresh=[^;]+/.exec(renewed.headers.get('set-cookie') ?? '')?.[0] ?? cookie
    return { status: renewed.status, session: (await renewed.json()) as Session }
  }
  return { session, refresh }
}
const asPerson = ({ accessToken }: Session) => ({ token: accessToken }) as Person

/** Support inside, as its browser is: signed in, elevated, refreshed. */
async function inside(more: object = {}) {
  const browser = await signIn()
  const input = { organizationId: app.organizationId, reason, minutes: 15 as const, ...more }
  await app.ok(asPerson(browser.session), contract.startElevation, input)
  const { session } = await browser.refresh()
  return { ...browser, session, person: asPerson(session), own: asPerson(browser.session) }
}

describe('going inside', () => {
  test('needs a reason, a fresh proof, and an organization that exists; with all of it it opens', async () => {
    expect((await start({ reason: 'because' })).status).toBe(422)
    expect((await start({ minutes: 120 })).status).toBe(422)
    expect((await start({ organizationId: crypto.randomUUID() })).status).toBe(404)
    await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where id = $1`, [
      support.sessionId,
    ])
    expect((await start()).refusal).toBe('confirmation_needed')
    await app.admin.query('update sessions set proved_at = now() where id = $1', [support.sessionId])
    expect((await start()).status).toBe(201)
    expect((await start()).refusal).toBe('elevated_already')
  })

  test('tells every head-office admin of that organization by mail, and nobody else', async () => {
    await start()
    const mails = await waitingMails(app.admin)
    expect(mails.map(({ to, template, organizationId }) => ({ to, template, organizationId }))).toEqual([
      { to: `${app.people.owner.userId}@example.com`, template: 'supportEntered', organizationId: app.organizationId },
    ])
    expect(mails[0]!.values).toMatchObject({ operator: 'Sara Support', asName: null, reason, minutes: 15 })
  })

  test('is kept from whoever is no member, and from other operators; a member is taken', async () => {
    const chief = await addOperator(app.admin, 'Carl Chief', 'super_admin')
    expect((await start({ asLogin: 'stranger@example.com' })).status).toBe(404)
    expect((await start({ asLogin: chief.email })).status).toBe(404)
    expect((await start({ asLogin: 'nobody@example.com' })).status).toBe(404)
    expect((await start({ asLogin: 'Receptionist@example.com' })).status).toBe(201)
  })
})

describe('inside, only looking', () => {
  test('the session says who, why and until when, and every read of head office answers', async () => {
    const { session, person } = await inside()
    expect(session).toMatchObject({
      platform: null,
      organization: { id: app.organizationId },
      organizationWide: true,
      roles: ['org_admin'],
      elevation: { operatorName: 'Sara Support', asName: null, reason },
    })
    expect(session.clinics.flatMap(({ permissions }) => permissions).every((one) => one.endsWith('.read'))).toBe(true)
    const clinicId = app.clinics.gulberg
    expect((await app.call(person, getOverview, {})).status).toBe(200)
    expect((await app.call(person, getPatient, { clinicId, patientId: app.patients.gulberg })).status).toBe(200)
    expect((await app.call(person, searchPatients, { clinicId, q: 'Patient' })).status).toBe(200)
  })

  test('changes nothing, reaches no other organization, and the same person outside reads not one patient', async () => {
    const { person, own } = await inside()
    const { gulberg: clinicId, foreign } = app.clinics
    const patientId = app.patients.gulberg
    const { version } = await app.ok(person, getClinic, { clinicId })
    expect((await app.call(person, setHours, { clinicId, version, hours: [] })).status).toBe(403)
    expect((await app.call(person, addAlert, { clinicId, patientId, kind: 'alert', label: 'x' })).status).toBe(403)
    expect((await app.call(person, getClinic, { clinicId: foreign })).status).toBe(404)
    expect((await app.call(person, contract.endSupportVisit, { elevationId: crypto.randomUUID() })).status).toBe(403)
    expect((await app.call(own, getPatient, { clinicId, patientId })).status).toBe(403)
    expect((await app.call(own, getPatient, { clinicId: crypto.randomUUID(), patientId })).status).toBe(403)
    expect((await app.call(person, contract.listOrganizations, {})).status).toBe(403)
  })

  test('leaving ends it at once, and the operator’s own session is what comes back', async () => {
    const { person, refresh } = await inside()
    expect((await app.call(person, contract.leaveOrganization, {})).status).toBe(200)
    expect((await app.call(person, getOverview, {})).refusal).toBe('session_ended')
    expect((await refresh()).session).toMatchObject({ home: 'platform', platform: 'support', elevation: null })
  })

  test('it ends by itself when its time is over', async () => {
    const { person, refresh } = await inside()
    await app.admin.query(`update sessions set expires_at = now() - interval '1 second' where elevation_id is not null`)
    expect((await app.call(person, getOverview, {})).refusal).toBe('session_ended')
    expect((await refresh()).session).toMatchObject({ home: 'platform' })
  })

  test('the organization sees it, and its admin ends it now; a branch and another organization may not', async () => {
    const { person } = await inside()
    const [visit] = await app.ok(app.people.owner, contract.listSupportVisits, {})
    expect(visit).toMatchObject({ operatorName: 'Sara Support', asName: null, reason, live: true, endedAt: null })
    const end = (who: Person) => app.call(who, contract.endSupportVisit, { elevationId: visit!.id })
    expect((await end(app.people.clinicAdmin)).status).toBe(403)
    expect((await end(app.people.stranger)).status).toBe(404)
    expect((await app.call(person, getOverview, {})).status).toBe(200)
    expect((await end(app.people.owner)).status).toBe(200)
    expect((await app.call(person, getOverview, {})).refusal).toBe('session_ended')
    expect((await app.ok(app.people.owner, contract.listSupportVisits, {}))[0]).toMatchObject({ live: false })
  })

  test('shown out in one process, it is out of the other with the next request; an opened record names support', async () => {
    const other = openApp({ appUrl: app.database.appUrl, secret: testSecret, strictAnswers: true, poolSize: 4 })
    try {
      const elsewhere = callerOf((request) => other.fetch(request)).call
      const { person, session } = await inside()
      const patient = { clinicId: app.clinics.gulberg, patientId: app.patients.gulberg }
      expect((await elsewhere(person, getPatient, patient)).status).toBe(200)
      const { looks } = await app.ok(app.people.owner, listPatientLooks, patient)
      expect(looks).toContainEqual(
        expect.objectContaining({ operatorName: 'Sara Support', elevationId: expect.any(String) }),
      )
      await app.ok(app.people.owner, contract.endSupportVisit, { elevationId: session.elevation!.id })
      expect((await elsewhere(person, getPatient, patient)).refusal).toBe('session_ended')
      expect((await app.call(person, getPatient, patient)).refusal).toBe('session_ended')
    } finally {
      await other.stop()
    }
  })

  test('signing out, and losing the role, end it too', async () => {
    for (const end of [
      `update sessions set ended_at = now() where organization_id is null and user_id = $1`,
      `with gone as (delete from platform_roles where user_id = $1 returning 1) select from gone`,
    ]) {
      const { person } = await inside()
      expect((await app.call(person, getOverview, {})).status).toBe(200)
      await app.admin.query(end, [support.userId])
      expect((await app.call(person, getOverview, {})).refusal).toBe('session_ended')
      const { rows } = await app.admin.query('select count(*)::int as open from elevations where ended_at is null')
      expect(rows[0].open).toBe(0)
    }
    await app.admin.query(`insert into platform_roles (user_id, role, is_sample) values ($1, 'support', true)`, [
      support.userId,
    ])
    await app.admin.query('update sessions set ended_at = null where id = $1', [support.sessionId])
  })
})

describe('inside as a named person', () => {
  test('may what she may, nothing more, and every row of the trail says who really sat there', async () => {
    const { session, person } = await inside({ asLogin: 'receptionist@example.com' })
    expect(session).toMatchObject({ user: { fullName: 'receptionist' }, elevation: { asName: 'receptionist' } })
    const { gulberg: clinicId, north } = app.clinics
    const patientId = app.patients.gulberg
    const { version } = await app.ok(person, getClinic, { clinicId })
    expect((await app.call(person, setHours, { clinicId, version, hours: [] })).status).toBe(403)
    expect((await app.call(person, getClinic, { clinicId: north })).status).toBe(404)
    await app.ok(person, addAlert, { clinicId, patientId, kind: 'alert', label: 'Hard of hearing' })
    const { rows } = await app.admin.query(
      `select event, user_id, operator_id, elevation_id is not null as marked from audit_events
       where elevation_id = $1 and event not in ('session.opened') order by id`,
      [session.elevation!.id],
    )
    expect(rows).toEqual([
      { event: 'support.entered', user_id: support.userId, operator_id: support.userId, marked: true },
      {
        event: expect.stringMatching(/^patient\./),
        user_id: app.people.receptionist.userId,
        operator_id: support.userId,
        marked: true,
      },
    ])
    // Her own act carries no mark.
    await app.ok(app.people.receptionist, addAlert, { clinicId, patientId, kind: 'alert', label: 'Own' })
    const own = await app.admin.query(
      `select operator_id from audit_events where user_id = $1 order by id desc limit 1`,
      [app.people.receptionist.userId],
    )
    expect(own.rows).toEqual([{ operator_id: null }])
  })

  test('cannot confirm as her: what asks for a fresh proof stays closed', async () => {
    const { person } = await inside({ asLogin: 'owner@example.com' })
    expect((await app.call(person, getOverview, {})).status).toBe(200)
    const refusals: (string | null)[] = []
    for (const endpoint of (await import('#contract/index.ts')).everyEndpoint.filter(
      ({ confirm, path }) => confirm && /^\/(clinics|organization)\//.test(path),
    )) {
      const ids = Object.fromEntries(
        [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => [
          name!,
          name === 'clinicId' ? app.clinics.gulberg : crypto.randomUUID(),
        ]),
      )
      const { status, refusal } = await app.call(person, endpoint, ids)
      if (status < 300) refusals.push(endpoint.name)
      else if (status !== 422) refusals.push(refusal)
    }
    expect([...new Set(refusals)]).toEqual(['confirmation_needed'])
  })

  test('is refused her account: neither her password nor her devices are for support to see', async () => {
    const { person } = await inside({ asLogin: 'owner@example.com' })
    const account = await import('#contract/account.ts')
    for (const endpoint of [account.getAccount, account.listDevices])
      expect((await app.call(person, endpoint, {})).status).toBeGreaterThanOrEqual(400)
  })
})

test('a suspended organization is still open to support, and to nobody of its own', async () => {
  const chief = await addOperator(app.admin, 'Suspends Some', 'super_admin')
  const { stranger } = app.people
  const organizationId = stranger.organizationId
  await app.ok(chief, contract.suspendOrganization, { organizationId, reason: 'Unpaid' })
  const { person, session } = await inside({ organizationId })
  expect(session.organization.id).toBe(organizationId)
  expect((await app.call(person, getOverview, {})).status).toBe(200)
  expect((await app.call(stranger, getOverview, {})).refusal).toBe('session_ended')
  await app.ok(chief, contract.resumeOrganization, { organizationId })
})

test('a visit is ended from outside by whoever made it or a super admin, and by no other operator', async () => {
  const other = await addOperator(app.admin, 'Other Support', 'support')
  const chief = await addOperator(app.admin, 'Ends Any', 'super_admin')
  for (const [who, status] of [
    [other, 404],
    [support, 200],
    [chief, 200],
  ] as const) {
    const { person } = await inside()
    const [latest] = await app.ok(support, contract.listElevations, {})
    expect((await app.call(who, contract.endElevation, { elevationId: latest!.id })).status).toBe(status)
    expect((await app.call(person, getOverview, {})).status).toBe(status === 200 ? 401 : 200)
    await app.ok(support, contract.endElevation, { elevationId: latest!.id })
  }
})

test('the operator’s list says where everybody was', async () => {
  await start()
  const [latest] = await app.ok(support, contract.listElevations, {})
  expect(latest).toMatchObject({ organizationName: 'DentoCare', operatorName: 'Sara Support', live: true, mine: true })
})

test('each visit leaves looks of its own, however soon it comes after another, and head office sees them', async () => {
  await app.admin.query('delete from patient_looks')
  const here = { clinicId: app.clinics.gulberg, patientId: app.patients.gulberg }
  const { owner, receptionist, stranger } = app.people
  await app.admin.query('update sessions set ended_at = null where id = $1', [stranger.sessionId])
  for (const _ of [1, 2]) {
    const { person, own } = await inside()
    for (const _again of [1, 2]) await app.ok(person, getPatient, here)
    const [latest] = await app.ok(own, contract.listElevations, {})
    await app.ok(own, contract.endElevation, { elevationId: latest!.id })
  }
  const visits = (await app.ok(owner, contract.listSupportVisits, {})).slice(0, 2)
  for (const { id: elevationId } of visits) {
    const looks = await app.ok(owner, contract.listSupportLooks, { elevationId })
    expect(looks).toMatchObject([
      { clinicName: 'Gulberg', patientId: here.patientId, patientName: 'Patient of Gulberg', kinds: ['record'] },
    ])
    expect((await app.call(receptionist, contract.listSupportLooks, { elevationId })).status).toBe(403)
    expect((await app.call(stranger, contract.listSupportLooks, { elevationId })).status).toBe(404)
  }
  const first = await app.ok(owner, listPatientLooks, { ...here, limit: 1 })
  const second = await app.ok(owner, listPatientLooks, { ...here, limit: 1, before: first.next! })
  expect([...first.looks, ...second.looks].map(({ elevationId }) => elevationId).sort()).toEqual(
    visits.map(({ id }) => id).sort(),
  )
  expect(second.next).toBeNull()
  // Outside of visits there is still one row for a quarter of an hour.
  for (const _again of [1, 2]) await app.ok(owner, getPatient, here)
  const { rows } = await app.admin.query('select count(*)::int as count from patient_looks where elevation_id is null')
  expect(rows[0].count).toBe(1)
})
