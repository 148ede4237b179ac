import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTokens } from '#api/core/session.ts'
import { listDay } from '#contract/appointments.ts'
import { registerPatient, searchPatients } from '#contract/patients.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { rowsPrint } from './rows-print.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const key = createHash('sha256').update(`access:${testSecret}`).digest()
const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = () => {
  const { userId, organizationId, sessionId } = app.people.owner
  return { userId, organizationId, roles: ['org_admin'], clinicIds: ['*'], sid: sessionId }
}

interface Made {
  signedWith?: Parameters<SignJWT['sign']>[0]
  alg?: string
  typ?: string
  issuer?: string
  audience?: string
  expires?: number | string
}
function make({ signedWith = key, alg = 'HS256', typ = 'at+jwt', issuer, audience, expires = '10m' }: Made = {}) {
  return new SignJWT(claims())
    .setProtectedHeader({ alg, typ })
    .setSubject(app.people.owner.userId)
    .setIssuer(issuer ?? 'polyclinic')
    .setAudience(audience ?? 'polyclinic-api')
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(signedWith)
}

const ask = async (token: string) =>
  app.call({ ...app.people.owner, token }, listDay, { clinicId: app.clinics.gulberg, day: dayAhead(0) })

describe('a token', () => {
  test('made as ours are opens the day, so that the refusals below mean something', async () => {
    expect((await ask(await make())).status).toBe(200)
  })

  const forged: Record<string, () => Promise<string> | string> = {
    'of another secret': () => make({ signedWith: createHash('sha256').update('other').digest() }),
    'of the bare secret': () => make({ signedWith: new TextEncoder().encode(testSecret) }),
    'of another algorithm': () => make({ signedWith: Buffer.concat([key, key]), alg: 'HS512' }),
    'of a key of its own': () =>
      make({ signedWith: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, alg: 'RS256' }),
    'that has expired': () => make({ expires: Math.floor(Date.now() / 1000) - 5 }),
    'of another issuer': () => make({ issuer: 'elsewhere' }),
    'for another audience': () => make({ audience: 'elsewhere' }),
    'of another kind': () => make({ typ: 'rt+jwt' }),
    'without a signature (alg none)': () =>
      `${text({ alg: 'none', typ: 'at+jwt' })}.${text({ ...claims(), iss: 'polyclinic', aud: 'polyclinic-api', exp: 9_999_999_999 })}.`,
    'whose header says None': () =>
      `${text({ alg: 'None', typ: 'at+jwt' })}.${text({ ...claims(), exp: 9_999_999_999 })}.x`,
    'whose claims were changed': async () => {
      const [head, , signature] = (await make()).split('.')
      return `${head}.${text({ ...claims(), iss: 'polyclinic', aud: 'polyclinic-api', exp: 9_999_999_999 })}.${signature}`
    },
    'that brings its own key': () => {
      const head = text({ alg: 'HS256', typ: 'at+jwt', jwk: { kty: 'oct', k: 'AAAA' }, kid: '../../dev/null' })
      const body = text({ ...claims(), iss: 'polyclinic', aud: 'polyclinic-api', exp: 9_999_999_999 })
      return `${head}.${body}.${createHmac('sha256', Buffer.alloc(3)).update(`${head}.${body}`).digest('base64url')}`
    },
    'that is a refresh token': () => 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE',
    'that is nothing': () => '',
    'that is three dots': () => '...',
    'that is too long': () => 'a'.repeat(5000),
  }
  test.each(Object.entries(forged))('%s opens nothing', async (_, forge) => {
    expect(await ask(await forge())).toMatchObject({ status: 401, refusal: 'sign_in_needed' })
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
