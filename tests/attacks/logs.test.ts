import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#api/integrations/password.ts'
import * as imports from '#contract/imports.ts'
import { addAlert, editPatient, listLikePatients, registerPatient, searchPatients } from '#contract/patients.ts'
import { signIn } from '#contract/session.ts'
import { everythingOnce } from './everything-once.ts'
import { type Served, serveForAttack } from './served.ts'

// Made to be found: none of these may stand in a log, whole or in pieces.
const secrets = {
  name: 'Zubaidah Qureshizadeh',
  phone: '+923219876543',
  phoneAsTyped: '0321 9876543',
  email: 'zubaidah.q@private.example',
  nationalId: '35202-7654321-9',
  note: 'afraid of needlesticks',
  allergy: 'sulfamethoxazole rash',
  password: 'my-cat-is-called-Mitthu',
  wrongPassword: 'my-cat-is-called-Motu',
}

let served: Served
beforeAll(async () => {
  served = await serveForAttack({ WITH_WORKER: 'yes' })
  await served.admin.query('update users set password_hash = $1', [await hashPassword(secrets.password)])
  await served.admin.query('update sessions set ended_at = null') // a new password ends them
})

const registered = () => ({
  clinicId: served.clinics.gulberg,
  fullName: secrets.name,
  phone: secrets.phoneAsTyped,
  email: secrets.email,
  nationalId: secrets.nationalId,
  notes: secrets.note,
})

/** What was logged, without what the test itself printed. */
const expectNothingTold = (more: string[] = []) => {
  const log = served.log()
  const told = [...Object.values(secrets), ...more].filter((secret) => log.toLowerCase().includes(secret.toLowerCase()))
  expect(told).toEqual([])
  for (const piece of [
    'Zubaidah',
    'Qureshizadeh',
    '9876543',
    '7654321',
    'needlesticks',
    'Mitthu',
    'Ayesha Khan',
    '03001112233',
  ])
    expect(log).not.toContain(piece)
}

describe('a log at its most talkative', () => {
  test('speaks of requests, so that its silence about people means something', async () => {
    await served.call(served.people.owner, searchPatients, { clinicId: served.clinics.gulberg, q: secrets.name })
    await expect.poll(() => served.log()).toMatch(/"endpoint":"searchPatients","status":200,"milliseconds":\d+/)
  })

  test('names no patient: registered, refused, edited, searched, mistyped, imported', async () => {
    const { owner, receptionist } = served.people
    const made = await served.ok(receptionist, registerPatient, registered())
    expect((await served.call(receptionist, registerPatient, registered())).refusal).toBe('possible_duplicate')
    const patientId = made.id
    const clinicId = served.clinics.gulberg
    await served.ok(owner, addAlert, { clinicId, patientId, kind: 'allergy', label: secrets.allergy })
    await served.call(owner, editPatient, { clinicId, patientId, version: 99, notes: secrets.note })
    await served.call(owner, listLikePatients, { clinicId, fullName: secrets.name, phone: secrets.phone })
    await served.call(owner, searchPatients, { clinicId, q: `${secrets.phone}\0` })
    await served.call(owner, registerPatient, {
      ...registered(),
      email: `${secrets.email}@`,
      sex: secrets.note as never,
    })
    await fetch(`${served.url}/api/clinics/${clinicId}/patients`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${owner.token}`,
        'content-type': 'application/json',
        'idempotency-key': secrets.email,
      },
      body: `{"fullName":"${secrets.name}`,
    })
    const { importId } = await everythingOnce(served)
    await served.ok(owner, imports.startImport, { clinicId, importId: importId as string })
    await expect
      .poll(
        async () => (await served.ok(owner, imports.getImport, { clinicId, importId: importId as string })).status,
        {
          timeout: 15_000,
        },
      )
      .toBe('done')
    expectNothingTold()
  })

  test('holds no password, no token and no cookie', async () => {
    const login = 'owner@example.com'
    const good = await served.call(null, signIn, { login, password: secrets.password })
    expect(good.status).toBe(200)
    await served.call(null, signIn, { login, password: secrets.wrongPassword })
    await served.call(null, signIn, { login: secrets.password, password: login })
    const cookie = good.headers.get('set-cookie')!.split(';')[0]!
    await fetch(`${served.url}/api/session/refresh`, { method: 'POST', headers: { cookie } })
    await fetch(`${served.url}/api/organization/overview?token=${good.body.accessToken}`, {
      headers: { authorization: `Bearer ${good.body.accessToken}x` },
    })
    const { token } = served.people.owner
    const pieces = [good.body.accessToken, token, token.split('.')[2]!, cookie.split('=')[1]!, login]
    expectNothingTold(pieces)
  })

  // Last: it breaks the database on purpose.
  test('of an error of our own gives the trace, to the caller nothing else, and still names nobody', async () => {
    await served.admin.query('alter table patients rename column guardian to gone')
    const broken = await served.call(served.people.receptionist, registerPatient, { ...registered(), evenSo: true })
    expect(broken).toMatchObject({ status: 500, refusal: 'internal' })
    expect(Object.keys(broken.error!).sort()).toEqual(['code', 'message', 'traceId'])
    expect(JSON.stringify(broken.error)).not.toMatch(/column|guardian|select|\.ts|node_modules/)
    await expect.poll(() => served.log()).toContain(broken.error!.traceId)
    expect(served.log()).toMatch(/an unexpected error/)
    expectNothingTold()
  })
})
