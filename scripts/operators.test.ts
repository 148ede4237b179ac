import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { totpAt } from '#api/modules/identity/totp.ts'
import { listOrganizations } from '#contract/platform.ts'
import { type Session, signIn } from '#contract/session.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { type Person, testSecret } from '#tests/harness/group.ts'
import { addOperator as arrangeOperator } from '#tests/harness/operators.ts'
import { addOperator, listOperators, removeOperator } from './operators.ts'

let admin: pg.Client
let app: ReturnType<typeof openApp>
let call: ReturnType<typeof callerOf>['call']
beforeAll(async () => {
  const { adminUrl, appUrl, platformUrl } = await freshDatabase()
  admin = new pg.Client(adminUrl)
  await admin.connect()
  app = openApp({ appUrl, platformUrl, secret: testSecret, strictAnswers: true, poolSize: 4 })
  ;({ call } = callerOf((request) => app.fetch(request)))
})
afterAll(async () => {
  await app.stop()
  await admin.end()
})

const login = 'first@operator.example'
const newPassword = 'nine slow bicycles'
const code = (secret: string) => totpAt(secret, Math.floor(Date.now() / 30_000))

test('an operator made by the command must choose a password and set up a second step, and is in then', async () => {
  const { password } = await addOperator(admin, { email: 'First@Operator.example', role: 'super_admin', name: 'First' })
  const asked = (more: object = {}) => call(null, signIn, { login, password: password!, ...more })
  expect((await asked()).refusal).toBe('new_password_needed')
  const setup = await asked({ newPassword })
  expect(setup.refusal).toBe('totp_setup_needed')
  const { secret, setup: sealed } = setup.error!.detail
  expect((await asked({ newPassword, setup: sealed, code: '000000' })).status).toBeGreaterThanOrEqual(400)
  const opened = await asked({ newPassword, setup: sealed, code: code(secret) })
  expect(opened).toMatchObject({ status: 200, body: { platform: 'super_admin', home: 'platform', clinics: [] } })
  const person = { token: (opened.body as Session).accessToken } as Person
  expect((await call(person, listOrganizations, {})).status).toBe(200)
  // From now on never without the code.
  expect((await call(null, signIn, { login, password: newPassword })).refusal).toBe('code_needed')
})

test('the command lists operators, changes a role, and takes one away with its sessions', async () => {
  expect(await addOperator(admin, { email: login, role: 'support', name: null })).toEqual({ password: null })
  expect(await listOperators(admin)).toEqual([{ email: login, name: 'First', role: 'support' }])
  await expect(addOperator(admin, { email: 'nobody', role: 'support', name: null })).rejects.toThrow('not an e-mail')
  await removeOperator(admin, login)
  await expect(removeOperator(admin, login)).rejects.toThrow('no role')
  const { rows } = await admin.query('select count(*)::int as open from sessions where ended_at is null')
  expect(rows[0].open).toBe(0)
})

test('without PLATFORM_DATABASE_URL an operator hears what is missing, and nobody else does', async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  const arranging = new pg.Client(adminUrl)
  await arranging.connect()
  const operator = await arrangeOperator(arranging, 'Lone Operator', 'super_admin')
  await arranging.end()
  // An address of another role, of the superuser at that, is none.
  for (const platformUrl of [null, adminUrl, appUrl]) {
    const bare = openApp({ appUrl, platformUrl, secret: testSecret, strictAnswers: true, poolSize: 2 })
    try {
      const ask = callerOf((request) => bare.fetch(request)).call
      expect((await ask(null, listOrganizations, {})).status).toBe(401)
      expect(await ask(operator, listOrganizations, {})).toMatchObject({ status: 503, refusal: 'platform_not_set_up' })
    } finally {
      await bare.stop()
    }
  }
})
