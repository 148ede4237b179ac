import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDay } from '#contract/appointments.ts'
import { getAuditChain } from '#contract/audit.ts'
import type { ErrorBody } from '#contract/errors.ts'
import { acceptInvitation } from '#contract/invitations.ts'
import { exportPatients, registerPatient } from '#contract/patients.ts'
import { addPerson, removePerson, revokeInvitation, setRoles } from '#contract/people.ts'
import * as contract from '#contract/platform.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import type { Person } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { addOperator } from '#tests/harness/operators.ts'

let app: TestApp
let chief: Person
let other: pg.Client
beforeAll(async () => {
  app = await openTestApp()
  chief = await addOperator(app.admin, 'Chief Operator', 'super_admin')
  other = new pg.Client(app.database.adminUrl)
  await other.connect()
})
afterAll(() => other.end())

const setPlan = async (plan: 'trial' | 'basic' | 'enterprise', trialEndsOn: string | null = null) => {
  const all = await app.ok(chief, contract.listOrganizations, {})
  const { planVersion } = all.find(({ id }) => id === app.organizationId)!
  return app.ok(chief, contract.setPlan, { organizationId: app.organizationId, plan, trialEndsOn, planVersion })
}
const uses = async () => {
  const { uses: all } = await app.ok(app.people.owner, contract.getPlan, {})
  return Object.fromEntries(all.map(({ what, used }) => [what, used])) as Record<contract.PlanLimit, number>
}
/** Makes the basic plan as large as it is full, and so many more. */
const room = async (what: contract.PlanLimit, more: number) => {
  await setPlan('basic')
  const used = (await uses())[what]
  await app.admin.query(`update plans set ${what} = $1 where code = 'basic'`, [used + more])
}
const roomAgain = () =>
  app.admin.query(`update plans set doctors = 20, clinics = 3, seats = 50, patients = 50000 where code = 'basic'`)
const here = () => ({ clinicId: app.clinics.gulberg })
const refusalOf = ({ body }: { body: unknown }) => (body as ErrorBody).error
type Adding = Parameters<typeof app.call<typeof addPerson>>[2]
let made = 0
const add = (given: object) =>
  app.call(app.people.clinicAdmin, addPerson, {
    ...here(),
    fullName: `Person ${++made}`,
    phone: null,
    way: 'invite',
    email: `person.${made}@example.com`,
    roles: ['receptionist'],
    ...given,
  } as Adding)
const addDoctor = () => add({ way: 'contact', roles: undefined })

describe('what a plan limits', () => {
  test('is shown with what is used of it, and an organization without a plan has no limit', async () => {
    await app.admin.query('delete from subscriptions where organization_id = $1', [app.organizationId])
    const none = await app.ok(app.people.owner, contract.getPlan, {})
    expect(none).toMatchObject({ plan: null, trialEndsOn: null, readOnlyFrom: null })
    expect(none.uses.every(({ allowed }) => allowed === null)).toBe(true)
    expect(none.uses.find(({ what }) => what === 'clinics')).toEqual({ what: 'clinics', used: 2, allowed: null })
    expect(none.plans.map(({ code, limits }) => [code, limits.doctors])).toEqual([
      ['trial', 5],
      ['basic', 20],
      ['premium', 100],
      ['enterprise', null],
    ])
  })

  test('refuses one doctor too many, and says which plan has room; one within it goes through', async () => {
    await room('doctors', 1)
    expect((await addDoctor()).status).toBe(201)
    const refused = await addDoctor()
    expect(refused).toMatchObject({ status: 409, refusal: 'plan_doctors' })
    expect(refusalOf(refused).detail).toMatchObject({ plan: 'basic', lifts: 'premium' })
    expect(refusalOf(refused).message).toMatch(
      /^The Basic plan includes \d+ doctors\. The Premium plan has room for more/,
    )
    await roomAgain()
  })

  test('of two who add the last one at the same moment, one is refused', async () => {
    await room('doctors', 1)
    // The first has added and not committed yet: the second waits for it, and is counted after it.
    await other.query('begin')
    await other.query(`insert into doctors (organization_id, full_name) values ($1, 'First')`, [app.organizationId])
    const second = addDoctor()
    const waits = `select exists (select from pg_locks where locktype = 'advisory' and not granted) as it`
    await expect.poll(async () => (await app.admin.query(waits)).rows[0].it).toBe(true)
    await other.query('commit')
    expect((await second).refusal).toBe('plan_doctors')

    await room('doctors', 1)
    const both = await Promise.all([addDoctor(), addDoctor(), addDoctor()])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    await roomAgain()
  })

  test('counts who is invited as a doctor at once, and not again when she says yes', async () => {
    await room('doctors', 1)
    const invited = await add({ roles: ['doctor'] })
    expect(invited.status).toBe(201)
    expect((await addDoctor()).refusal).toBe('plan_doctors')
    const token = String((await waitingMails(app.admin)).at(-1)!.values.link).split('#')[1]!
    const accepted = await app.call(null, acceptInvitation, { token, password: 'a long enough password' } as never)
    expect(accepted.status).toBeLessThan(300)
    expect((await addDoctor()).refusal).toBe('plan_doctors')
    await roomAgain()
  })

  test('gives a seat to each person: invitations take one, another role takes none, a removal gives it back', async () => {
    await room('seats', 1)
    const invited = await add({})
    expect(invited.status).toBe(201)
    expect((await add({})).refusal).toBe('plan_seats')
    const roles = { ...here(), personId: app.people.receptionist.userId, was: ['receptionist' as const] }
    await app.ok(app.people.clinicAdmin, setRoles, { ...roles, roles: ['receptionist', 'billing'] })
    await app.ok(app.people.clinicAdmin, revokeInvitation, { ...here(), invitationId: invited.body.id })
    expect((await add({})).status).toBe(201)
    await roomAgain()
  })

  test('refuses another branch, or one that opens again', async () => {
    await room('clinics', 1)
    const branch = (code: string) =>
      app.admin.query('insert into clinics (organization_id, name, code) values ($1, $2, $2)', [
        app.organizationId,
        code,
      ])
    await branch('SEC')
    await expect(branch('THI')).rejects.toMatchObject({ constraint: 'plans__plan_clinics' })
    const set = (status: string) => app.admin.query(`update clinics set status = $1 where code = 'SEC'`, [status])
    await set('inactive')
    await branch('THI')
    await expect(set('active')).rejects.toMatchObject({ constraint: 'plans__plan_clinics' })
    await roomAgain()
  })

  test('refuses an import of more patients than there is room for, and never one at the desk', async () => {
    await room('patients', 2)
    const start = (rows: number) =>
      app.admin
        .query(
          `with made as (insert into imports (organization_id, clinic_id, kind, file_name, rows_total)
           values ($1, $2, 'patients', 'a.csv', $3) returning id) select id from made`,
          [app.organizationId, app.clinics.gulberg, rows],
        )
        .then(({ rows: [one] }) => app.admin.query(`update imports set status = 'queued' where id = $1`, [one.id]))
    await expect(start(3)).rejects.toMatchObject({ constraint: 'plans__plan_patients' })
    await start(2)
    await app.admin.query(`update plans set patients = 1 where code = 'basic'`)
    const patient = { ...here(), fullName: 'Zubair Alam', phone: '03001234599', sex: 'male' }
    expect((await app.call(app.people.receptionist, registerPatient, patient as never)).status).toBe(201)
    await roomAgain()
  })
})

describe('a trial', () => {
  const day = (plus: number) =>
    app.admin
      .query<{ day: string }>(`select ((now() at time zone 'Asia/Karachi')::date + $1::int)::text as day`, [plus])
      .then(({ rows }) => rows[0]!.day)
  const register = (fullName: string) =>
    app.call(app.people.receptionist, registerPatient, {
      ...here(),
      fullName,
      phone: '03001234500',
      sex: 'male',
    } as never)

  test('goes on for a week after its last day; then nothing can be changed, and everything be read', async () => {
    expect(await setPlan('trial', await day(-7))).toMatchObject({ plan: 'trial' })
    expect((await register('Within Grace')).status).toBe(201)
    const { readOnlyFrom } = await setPlan('trial', await day(-8))
    expect(Date.parse(readOnlyFrom!)).toBeLessThanOrEqual(Date.now())
    const refused = await register('After It')
    expect(refused).toMatchObject({ status: 409, refusal: 'read_only' })
    expect(refusalOf(refused).message).toContain('can be exported')
    const today = (await app.ok(app.people.receptionist, listDay, { ...here(), day: await day(0) })).visits ?? []
    expect(Array.isArray(today)).toBe(true)
    await app.ok(app.people.owner, getAuditChain, {})
  })

  test('over: patients can be exported and people removed, and one’s own account is one’s own', async () => {
    const exported = await app.call(app.people.owner, exportPatients, { ...here(), format: 'csv' } as never)
    expect([exported.status, exported.refusal]).toEqual([201, null])
    const gone = await app.call(app.people.clinicAdmin, removePerson, {
      ...here(),
      personId: app.people.nurse.userId,
    })
    expect([gone.status, gone.refusal]).toEqual([200, null])
  })

  test('over: another organization notices nothing', async () => {
    const { stranger } = app.people
    const clinics = await app.admin.query('select id from clinics where organization_id = $1', [
      stranger.organizationId,
    ])
    const reply = await app.call(stranger, registerPatient, {
      clinicId: clinics.rows[0].id,
      fullName: 'Elsewhere',
      phone: '03001234511',
      sex: 'male',
    } as never)
    expect([reply.status, reply.refusal]).toEqual([201, null])
  })

  test('extended by the operator, or given a plan: work goes on at once', async () => {
    await setPlan('trial', await day(30))
    expect((await register('Extended One')).status).toBe(201)
    await setPlan('trial', await day(-30))
    expect((await register('Refused One')).refusal).toBe('read_only')
    expect((await setPlan('basic')).readOnlyFrom).toBeNull()
    expect((await register('Paying One')).status).toBe(201)
  })

  test('what was answered before it was over is answered again', async () => {
    await setPlan('trial', await day(30))
    const token = app.people.receptionist.token
    const ask = () =>
      app.fetch(
        new Request(`http://localhost/api/clinics/${app.clinics.gulberg}/patients`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': 'the same key twice',
          },
          body: JSON.stringify({ fullName: 'Answered Twice', phone: '03009999999', sex: 'male' }),
        }),
      )
    const first = await ask()
    expect(first.status).toBe(201)
    await setPlan('trial', await day(-30))
    expect(await (await ask()).json()).toEqual(await first.json())
    await setPlan('enterprise')
  })

  test('the API’s role cannot move the moment itself', async () => {
    const asApp = new pg.Client(app.database.appUrl)
    await asApp.connect()
    await expect(asApp.query('update organizations set read_only_from = null')).rejects.toThrow('permission denied')
    await expect(asApp.query(`update plans set doctors = null`)).rejects.toThrow('permission denied')
    await asApp.end()
  })
})
