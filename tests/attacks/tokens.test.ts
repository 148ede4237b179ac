import { beforeAll, describe, expect, test } from 'vitest'
import { openTokens } from '#api/core/session.ts'
import { listDay } from '#contract/appointments.ts'
import { registerPatient, searchPatients } from '#contract/patients.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { forgedTokens, tokenOf } from './forged-tokens.ts'
import { rowsPrint } from './rows-print.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const ask = async (token: string) =>
  app.call({ ...app.people.owner, token }, listDay, { clinicId: app.clinics.gulberg, day: dayAhead(0) })

// What each is made of needs a session; the names do not.
const nobody = { userId: '', organizationId: '', sessionId: '' }

describe('a token', () => {
  test('made as ours are opens the day, so that the refusals below mean something', async () => {
    expect((await ask(tokenOf(app.people.owner))).status).toBe(200)
  })

  test.each(Object.keys(forgedTokens(nobody, 'http://127.0.0.1:1')))('with %s opens nothing', async (name) => {
    const token = forgedTokens(app.people.owner, 'http://127.0.0.1:1')[name]!
    expect((await ask(token)).status).toBe(401)
  })

  test('that was good a moment ago opens nothing once it is over, remembered or not', async () => {
    const token = tokenOf(app.people.owner, { exp: Math.floor(Date.now() / 1000) + 3 })
    expect((await ask(token)).status).toBe(200)
    await expect.poll(async () => (await ask(token)).status, { timeout: 10_000 }).toBe(401)
  })

  test('that lives longer than ten minutes is not made', async () => {
    const token = await openTokens(testSecret).sign({ ...app.people.owner, roles: [], clinicIds: [] })
    const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
    expect(exp - iat).toBe(600)
  })
})

describe('a token that names one organization and a session of another', () => {
  const mixed = async (token: 'owner' | 'stranger', session: 'owner' | 'stranger') => {
    const { sessionId, userId } = app.people[session]
    const { organizationId } = app.people[token]
    return openTokens(testSecret).sign({ sessionId, userId, organizationId, roles: ['org_admin'], clinicIds: ['*'] })
  }
  test.each([
    ['owner', 'stranger', 'gulberg'],
    ['owner', 'stranger', 'foreign'],
    ['stranger', 'owner', 'foreign'],
    ['stranger', 'owner', 'gulberg'],
  ] as const)('(%s with the session of %s) shows no patient of %s and writes none', async (token, session, clinic) => {
    const before = await rowsPrint(app.admin)
    const person = { ...app.people.owner, token: await mixed(token, session) }
    const found = await app.call(person, searchPatients, { clinicId: app.clinics[clinic] })
    expect(found.status === 200 ? found.body.patients : []).toEqual([])
    const made = await app.call(person, registerPatient, {
      clinicId: app.clinics[clinic],
      fullName: 'Between',
      evenSo: true,
    })
    expect(made.status).toBeGreaterThanOrEqual(400)
    expect(await rowsPrint(app.admin)).toBe(before)
  })
})
