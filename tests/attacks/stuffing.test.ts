import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { hashPassword } from '#api/integrations/password.ts'
import { signIn } from '#contract/session.ts'
import { openTab } from '#tests/harness/browser-tab.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'

// Somebody tries lists of names and passwords, against two processes of the product over one database.
const password = 'seven quiet horses'
let app: TestApp
let other: ReturnType<typeof openApp>
beforeAll(async () => {
  app = await openTestApp()
  other = openApp({ appUrl: app.database.appUrl, secret: testSecret })
  await app.admin.query('update users set password_hash = $1', [await hashPassword(password)])
})
afterAll(() => other.stop())
beforeEach(() => app.admin.query('delete from sign_in_failures; delete from known_devices; delete from known_seats'))

const login = 'owner@example.com'
const guess = (from: string, name = login, at: { fetch: TestApp['fetch'] } = app) =>
  openTab(at.fetch, { from }).call(signIn, { login: name, password: 'wrong' })
const count = (answers: { refusal: string | null }[], refusal: string) =>
  answers.filter((answer) => answer.refusal === refusal).length

test('sent at once to two processes, as many are looked at as one process would look at', async () => {
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, number) => guess('203.0.113.9', login, number % 2 ? app : other)),
  )
  expect([count(answers, 'sign_in_refused'), count(answers, 'too_many_attempts')]).toEqual([20, 60])
})

test('from one address over many names, forty are looked at, names that nobody has among them', async () => {
  const answers = await Promise.all(
    Array.from({ length: 90 }, (_, number) =>
      guess('203.0.113.9', `name${number}@example.com`, number % 2 ? app : other),
    ),
  )
  expect([count(answers, 'sign_in_refused'), count(answers, 'too_many_attempts')]).toEqual([40, 50])
})

test('of IPv6 the whole network counts as one, however its last half is written', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, number) => guess(`2001:db8:7:1::${(number + 1).toString(16)}`)),
  )
  expect(count(answers, 'too_many_attempts')).toBe(10)
  expect((await guess('2001:0db8:0007:0001:ffff::1')).refusal).toBe('too_many_attempts')
  expect((await guess('2001:db8:7:2::1')).refusal).toBe('sign_in_refused')
})

test('guessing from everywhere keeps strangers out, and nobody at a device or a place of her own', async () => {
  const own = openTab(app.fetch, { from: '198.51.100.7' })
  expect((await own.call(signIn, { login, password })).status).toBe(200)
  await app.admin.query(
    `insert into sign_in_failures (login_hash, seat_hash)
     select sha256(convert_to($1, 'UTF8')), int4send(n) from generate_series(1, 500) n`,
    [login],
  )
  const enter = (tab: ReturnType<typeof openTab>) => tab.call(signIn, { login, password })
  expect((await enter(openTab(app.fetch, { from: '198.51.100.99' }))).refusal).toBe('too_many_attempts')
  // Another browser at her own desk, her own browser somewhere else, and in the other process.
  expect((await enter(openTab(app.fetch, { from: '198.51.100.7' }))).status).toBe(200)
  const travelling = openTab(other.fetch, { from: '198.51.100.98' })
  travelling.jar.set('polyclinic_device', own.jar.get('polyclinic_device')!)
  expect((await enter(travelling)).status).toBe(200)
})

test('her own browser gets in though somebody in the same house has used up its budget', async () => {
  const own = openTab(app.fetch, { from: '198.51.100.7' })
  await own.call(signIn, { login, password })
  for (let number = 0; number < 21; number++) await guess('198.51.100.7')
  expect((await guess('198.51.100.7')).refusal).toBe('too_many_attempts')
  expect((await own.call(signIn, { login, password })).status).toBe(200)
})

test('a device cookie that is made up, or somebody else’s, opens no other budget', async () => {
  const hers = openTab(app.fetch, { from: '198.51.100.50' })
  await hers.call(signIn, { login: 'nurse@example.com', password })
  for (let number = 0; number < 20; number++) await guess('203.0.113.9')
  for (const cookie of ['A'.repeat(43), hers.jar.get('polyclinic_device')!, 'x', '%00']) {
    const tab = openTab(app.fetch, { from: '203.0.113.9' })
    tab.jar.set('polyclinic_device', cookie)
    expect((await tab.call(signIn, { login, password: 'wrong' })).refusal).toBe('too_many_attempts')
  }
})

test('whoever comes from a place of her own does not wait behind the crowd', async () => {
  const own = openTab(app.fetch, { from: '198.51.100.7' })
  await own.call(signIn, { login, password })
  const crowd: Promise<unknown>[] = []
  let stillWaiting = 0
  for (let number = 0; number < 40; number++) {
    stillWaiting += 1
    const name = `crowd${number}@example.com`
    crowd.push(
      guess(`203.0.113.${number}`, name).then(() => {
        stillWaiting -= 1
      }),
    )
  }
  expect((await own.call(signIn, { login, password })).status).toBe(200)
  expect(stillWaiting).toBeGreaterThan(15)
  await Promise.all(crowd)
})

test('what is counted is forgotten after a quarter of an hour', async () => {
  for (let number = 0; number < 21; number++) await guess('203.0.113.9')
  expect((await guess('203.0.113.9')).refusal).toBe('too_many_attempts')
  await app.admin.query(`update sign_in_failures set failed_at = failed_at - interval '16 minutes'`)
  expect((await openTab(app.fetch, { from: '203.0.113.9' }).call(signIn, { login, password })).status).toBe(200)
})
