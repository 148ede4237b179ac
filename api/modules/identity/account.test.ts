import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSeal } from '#api/core/seal.ts'
import { hashPassword } from '#api/integrations/password.ts'
import * as account from '#contract/account.ts'
import { searchPatients } from '#contract/patients.ts'
import { forgotPassword, getOrganizationInfo, refreshSession, resetPassword, signIn } from '#contract/session.ts'
import { openTab, type Tab } from '#tests/harness/browser-tab.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { totpAt } from './totp.ts'

const password = 'seven quiet horses'
let app: TestApp
let hash: string
beforeAll(async () => {
  app = await openTestApp()
  hash = await hashPassword(password)
})
beforeEach(async () => {
  await app.admin.query(
    'update users set password_hash = $1, totp_sealed = null, totp_since = null, must_change_password = false',
    [hash],
  )
  await app.admin.query('update organizations set totp_required = false')
  await app.admin.query(
    'delete from sign_in_failures; delete from mails; delete from password_links; delete from recovery_codes',
  )
  await app.admin.query(
    'delete from known_devices; delete from known_seats; update sessions set ended_at = null where user_agent is null',
  )
})

async function signedIn(login = 'owner@example.com', options: Parameters<typeof openTab>[1] = {}): Promise<Tab> {
  const tab = openTab(app.fetch, options)
  const { status, refusal } = await tab.call(signIn, { login, password })
  expect([status, refusal]).toEqual([200, null])
  return tab
}
const codeNow = (secret: string, ahead = 0) => totpAt(secret, Math.floor(Date.now() / 30_000) + ahead)

describe('a fresh proof', () => {
  const old = (tab: Tab) =>
    app.admin
      .query(`update sessions set proved_at = now() - interval '11 minutes' where ended_at is null`)
      .then(() => tab)

  test('is asked for after ten minutes, and given by the password', async () => {
    const tab = await old(await signedIn())
    expect(await tab.call(account.renewRecoveryCodes, {})).toMatchObject({
      status: 403,
      refusal: 'confirmation_needed',
    })
    expect(await tab.call(account.confirmSession, { password: 'wrong' })).toMatchObject({ refusal: 'password_wrong' })
    expect((await tab.call(account.renewRecoveryCodes, {})).refusal).toBe('confirmation_needed')
    expect((await tab.call(account.confirmSession, { password })).status).toBe(200)
    // Nothing to renew without a second step, but the door is open.
    expect((await tab.call(account.renewRecoveryCodes, {})).refusal).toBe('not_found')
  })

  test('cannot be guessed: ten wrong ones, then the right one is not looked at either', async () => {
    const tab = await signedIn()
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => tab.call(account.confirmSession, { password: 'wrong' })),
    )
    expect(answers.filter(({ refusal }) => refusal === 'password_wrong')).toHaveLength(10)
    expect((await tab.call(account.confirmSession, { password })).refusal).toBe('too_many_attempts')
  })

  test('is asked for head office’s rules as well', async () => {
    const tab = await old(await signedIn())
    expect((await tab.call(account.setSignInRules, { totpRequired: false })).refusal).toBe('confirmation_needed')
  })
})

describe('a forgotten password', () => {
  const linkIn = async (login: string) => {
    await openTab(app.fetch).call(forgotPassword, { login })
    await expect.poll(async () => (await waitingMails(app.admin)).length).toBeGreaterThan(0)
    const [mail] = (await waitingMails(app.admin)).filter(({ template }) => template === 'passwordReset')
    return { mail, token: String(mail!.values.link).split('#')[1]! }
  }

  test('is replaced by a link that works once, and ends every session', async () => {
    const before = await signedIn('billing@example.com')
    const { mail, token } = await linkIn('billing@example.com')
    expect(mail).toMatchObject({ to: 'billing@example.com', organizationId: app.organizationId })
    expect(mail!.values.link).toMatch(/^http:\/\/localhost\/new-password#/)
    const tab = openTab(app.fetch)
    expect((await tab.call(resetPassword, { token, password: 'short' })).refusal).toBe('password_short')
    expect((await tab.call(resetPassword, { token, password: 'a new and longer one' })).status).toBe(200)
    expect((await tab.call(resetPassword, { token, password: 'another long one' })).refusal).toBe('link_over')
    expect((await before.call(account.getAccount, {})).status).toBe(401)
    expect((await tab.call(signIn, { login: 'billing@example.com', password })).refusal).toBe('sign_in_refused')
    expect((await tab.call(signIn, { login: 'billing@example.com', password: 'a new and longer one' })).status).toBe(
      200,
    )
    expect((await waitingMails(app.admin)).map(({ template }) => template)).toContain('passwordChanged')
  })

  test('gives a link that is over after half an hour', async () => {
    const { token } = await linkIn('billing@example.com')
    await app.admin.query(`update password_links set expires_at = expires_at - interval '31 minutes'`)
    expect((await openTab(app.fetch).call(resetPassword, { token, password: 'a new and longer one' })).refusal).toBe(
      'link_over',
    )
  })

  test('is answered alike for a name that nobody has, and no mail is sent', async () => {
    const answers = await Promise.all(
      ['nobody@example.com', 'nurse@example.com'].map((login) => openTab(app.fetch).call(forgotPassword, { login })),
    )
    expect(answers[0]).toEqual(answers[1])
    await expect.poll(async () => (await waitingMails(app.admin)).map(({ to }) => to)).toEqual(['nurse@example.com'])
  })

  test('sends no link to a host that somebody made up', async () => {
    await openTab(app.fetch, { host: 'evil.example' }).call(forgotPassword, { login: 'nurse@example.com' })
    await expect.poll(async () => (await waitingMails(app.admin)).length).toBe(1)
    expect((await waitingMails(app.admin))[0]!.values.link).not.toContain('evil')
  })

  test('cannot flood a mailbox: three links an hour', async () => {
    const tab = openTab(app.fetch)
    for (let count = 0; count < 6; count++) await tab.call(forgotPassword, { login: 'nurse@example.com' })
    await expect.poll(async () => (await waitingMails(app.admin)).length).toBe(3)
    const { rows } = await app.admin.query('select count(*)::int as count from password_links')
    expect(rows[0].count).toBe(3)
  })
})

describe('a password', () => {
  test('is changed by whoever knows it, signs out the other devices and leaves this one', async () => {
    const [here, there] = [await signedIn('nurse@example.com'), await signedIn('nurse@example.com')]
    const change = (newPassword: string, old = password) =>
      here.call(account.changePassword, { password: old, newPassword })
    expect((await change('short')).refusal).toBe('password_short')
    expect((await change('1234567890')).refusal).toBe('password_common')
    expect((await change('nurse nurse nurse', 'wrong')).refusal).toBe('password_wrong')
    expect((await change(password)).refusal).toBe('password_same')
    expect((await change('eight loud horses')).status).toBe(200)
    expect((await here.call(account.getAccount, {})).status).toBe(200)
    expect((await here.call(refreshSession, {})).status).toBe(200)
    expect((await there.call(account.getAccount, {})).refusal).toBe('session_ended')
  })

  test('given by somebody else is replaced before anything opens', async () => {
    await app.admin.query(`update users set must_change_password = true where email = 'nurse@example.com'`)
    const tab = openTab(app.fetch)
    const given = { login: 'nurse@example.com', password }
    expect(await tab.call(signIn, given)).toMatchObject({ status: 403, refusal: 'new_password_needed' })
    expect(tab.token).toBeNull()
    expect((await tab.call(signIn, { ...given, newPassword: password })).refusal).toBe('password_same')
    expect((await tab.call(signIn, { ...given, newPassword: '1111111111' })).refusal).toBe('password_common')
    expect((await tab.call(signIn, { ...given, password: 'wrong', newPassword: 'eight loud horses' })).refusal).toBe(
      'sign_in_refused',
    )
    expect((await tab.call(signIn, { ...given, newPassword: 'eight loud horses' })).status).toBe(200)
    expect((await openTab(app.fetch).call(signIn, given)).refusal).toBe('sign_in_refused')
    expect((await openTab(app.fetch).call(signIn, { ...given, password: 'eight loud horses' })).status).toBe(200)
  })
})

describe('a second step', () => {
  async function withTotp(login = 'manager@example.com') {
    const tab = await signedIn(login)
    const { body } = await tab.call(account.startTotp, {})
    const spent = codeNow(body.secret)
    const added = await tab.call(account.addTotp, { setup: body.setup, code: spent })
    expect(added.status).toBe(200)
    return { tab, secret: body.secret, spent, codes: added.body.recoveryCodes, login }
  }

  test('is asked for after the password; each code opens once', async () => {
    const { secret, spent, login } = await withTotp()
    const tab = openTab(app.fetch)
    expect(await tab.call(signIn, { login, password })).toMatchObject({ status: 401, refusal: 'code_needed' })
    expect((await tab.call(signIn, { login, password: 'wrong', code: codeNow(secret, 1) })).refusal).toBe(
      'sign_in_refused',
    )
    expect((await tab.call(signIn, { login, password, code: '000000' })).refusal).toBe('code_refused')
    // The code that set it up is spent already.
    expect((await tab.call(signIn, { login, password, code: spent })).refusal).toBe('code_refused')
    const code = codeNow(secret, 1)
    const both = await Promise.all([0, 1].map(() => openTab(app.fetch).call(signIn, { login, password, code })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('has ten recovery codes that open once each, and stands sealed in its column', async () => {
    const { secret, codes, login } = await withTotp()
    expect(codes).toHaveLength(10)
    const enter = (code: string) => openTab(app.fetch).call(signIn, { login, password, code })
    expect((await enter(codes[0]!.toLowerCase().replaceAll('-', ' '))).status).toBe(200)
    expect((await enter(codes[0]!)).refusal).toBe('code_refused')
    expect((await enter(codes[1]!)).status).toBe(200)
    const { rows } = await app.admin.query(
      `select u.totp_sealed, (select string_agg(code_hash::text, ' ') from recovery_codes) as hashes
      from users u where u.email = $1`,
      [login],
    )
    expect(rows[0].totp_sealed.toString('latin1')).not.toContain(secret)
    expect(rows[0].hashes).not.toContain(Buffer.from(codes[2]!).toString('hex'))
  })

  test('cannot be guessed, whoever knows the password', async () => {
    const { secret, login } = await withTotp()
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, from) =>
        openTab(app.fetch, { from: `203.0.113.${from}` }).call(signIn, { login, password, code: '123456' }),
      ),
    )
    expect(tries.filter(({ refusal }) => refusal === 'code_refused')).toHaveLength(20)
    const strange = openTab(app.fetch, { from: '203.0.113.99' })
    expect((await strange.call(signIn, { login, password, code: codeNow(secret, 1) })).refusal).toBe(
      'too_many_attempts',
    )
    // At her own desk she still gets in.
    expect((await openTab(app.fetch).call(signIn, { login, password, code: codeNow(secret, 1) })).status).toBe(200)
  })

  test('that somebody else began is not hers to finish, nor one that took too long', async () => {
    const [one, other] = [await signedIn('manager@example.com'), await signedIn('billing@example.com')]
    const { body } = await one.call(account.startTotp, {})
    expect((await other.call(account.addTotp, { setup: body.setup, code: codeNow(body.secret) })).refusal).toBe(
      'setup_over',
    )
    expect((await one.call(account.addTotp, { setup: 'made up', code: '123456' })).refusal).toBe('setup_over')
    const place = `totp-setup:${app.people.manager.userId}`
    const setup = (until: number) =>
      openSeal(testSecret)
        .close(JSON.stringify({ secret: body.secret, until }), place)
        .toString('base64url')
    const finish = (until: number) => one.call(account.addTotp, { setup: setup(until), code: codeNow(body.secret) })
    expect((await finish(Date.now() - 1)).refusal).toBe('setup_over')
    expect((await finish(Date.now() + 60_000)).status).toBe(200)
  })

  test('is required of head office when the organization says so, and set up on the way in', async () => {
    const { tab } = await withTotp('owner@example.com')
    const without = await signedIn('manager@example.com')
    expect((await without.call(account.getSignInRules, {})).status).toBe(403)
    const { body: rules } = await tab.call(account.setSignInRules, { totpRequired: true })
    expect(rules).toMatchObject({ totpRequired: true, admins: [{ fullName: 'owner', hasTotp: true }] })
    expect((await tab.call(account.removeTotp, {})).refusal).toBe('totp_required')
    // Nobody else is asked.
    expect((await openTab(app.fetch).call(signIn, { login: 'nurse@example.com', password })).status).toBe(200)

    await app.admin.query(`update users set totp_sealed = null, totp_since = null where email = 'owner@example.com'`)
    const fresh = openTab(app.fetch)
    const given = { login: 'owner@example.com', password }
    const asked = await fresh.call(signIn, given)
    expect(asked.refusal).toBe('totp_setup_needed')
    const { setup, secret } = asked.error!.detail
    expect((await fresh.call(signIn, { ...given, setup, code: '000000' })).refusal).toBe('code_refused')
    const entered = await fresh.call(signIn, { ...given, setup, code: codeNow(secret) })
    expect(entered.status).toBe(200)
    expect(entered.body.recoveryCodes).toHaveLength(10)
    expect((await openTab(app.fetch).call(signIn, given)).refusal).toBe('code_needed')
  })

  test('is required only by somebody who has one herself', async () => {
    const tab = await signedIn()
    expect((await tab.call(account.setSignInRules, { totpRequired: true })).refusal).toBe('own_totp_first')
  })
})

describe('devices', () => {
  test('are listed without their full address, and ended one by one or all at once', async () => {
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1'
    await app.admin.query('update sessions set ended_at = now() where user_agent is not null')
    const here = await signedIn('doctor@example.com')
    const there = await signedIn('doctor@example.com', { from: '203.0.113.77', agent: phone })
    const third = await signedIn('doctor@example.com', { from: '2001:db8:1:2::5' })
    const { body } = await here.call(account.listDevices, {})
    expect(body.filter(({ name }) => name).map(({ name, place, isThis }) => [name, place, isThis])).toEqual([
      ['Chrome · Linux', '192.0.2.…', true],
      ['Chrome · Linux', '2001:db8:1::…', false],
      ['Safari · iPhone', '203.0.113.…', false],
    ])
    const deviceId = body.find(({ name }) => name.includes('iPhone'))!.id
    expect((await here.call(account.endDevice, { deviceId })).status).toBe(200)
    expect((await there.call(account.getAccount, {})).refusal).toBe('session_ended')
    expect((await third.call(account.getAccount, {})).status).toBe(200)
    expect((await here.call(account.endOtherDevices, {})).body.ended).toBeGreaterThanOrEqual(1)
    expect((await third.call(account.getAccount, {})).refusal).toBe('session_ended')
    expect((await here.call(account.getAccount, {})).status).toBe(200)
  })

  test('of somebody else cannot be ended, nor seen', async () => {
    const mine = await signedIn('nurse@example.com')
    const deviceId = app.people.owner.sessionId
    expect((await mine.call(account.endDevice, { deviceId })).refusal).toBe('not_found')
    expect((await mine.call(account.listDevices, {})).body.map(({ id }) => id)).not.toContain(deviceId)
    expect((await app.call(app.people.owner, account.getAccount, {})).status).toBe(200)
  })

  test('that are new to a person are told of by mail, the first one and known ones are not', async () => {
    const first = await signedIn('doctor@example.com')
    await first.call(signIn, { login: 'doctor@example.com', password })
    expect(await waitingMails(app.admin)).toEqual([])
    await signedIn('doctor@example.com', { from: '203.0.113.77' })
    await expect
      .poll(async () => (await waitingMails(app.admin)).map(({ template, to }) => [template, to]))
      .toEqual([['newDevice', 'doctor@example.com']])
  })

  test('leave a row in the trail, each sign-in and each that was ended', async () => {
    const tab = await signedIn('doctor@example.com')
    await signedIn('doctor@example.com')
    await tab.call(account.endOtherDevices, {})
    const { rows } = await app.admin.query(
      `select event from audit_events where user_id = $1 order by id desc limit 3`,
      [app.people.doctor.userId],
    )
    expect(rows.map(({ event }) => event)).toEqual(['account.devices_ended', 'session.opened', 'session.opened'])
  })
})

describe('an account', () => {
  test('is read and edited by its person alone; a session that is over opens nothing', async () => {
    const tab = await signedIn('nurse@example.com')
    expect((await tab.call(account.editAccount, { phone: '+923001234567', language: 'ur' })).body).toMatchObject({
      fullName: 'nurse',
      phone: '+923001234567',
      language: 'ur',
      totpSince: null,
    })
    await tab.call(account.editAccount, { phone: '+923001234567', language: 'en' })
    const { rows } = await app.admin.query(
      `select d.detail from audit_events e join audit_details d on d.event_id = e.id
       where e.event = 'account.edited' and e.user_id = $1 order by e.id`,
      [app.people.nurse.userId],
    )
    expect(rows.map(({ detail }) => detail)).toEqual([
      { phone: { from: null, to: '+923001234567' }, language: { from: null, to: 'ur' } },
      { language: { from: 'ur', to: 'en' } },
    ])
    await app.admin.query('update sessions set ended_at = now() where user_id = $1', [app.people.nurse.userId])
    for (const endpoint of [account.getAccount, account.listDevices, account.startTotp] as const)
      expect((await tab.call(endpoint, {})).refusal).toBe('session_ended')
  })

  test('is closed to support that sits there as this person', async () => {
    const tab = await signedIn('nurse@example.com')
    await app.admin.query('update sessions set operator_id = $1 where user_id = $2', [
      app.people.stranger.userId,
      app.people.nurse.userId,
    ])
    expect((await tab.call(account.getAccount, {})).status).toBe(403)
    expect((await tab.call(account.changePassword, { password, newPassword: 'eight loud horses' })).status).toBe(403)
    await app.admin.query('update sessions set operator_id = null')
  })
})

describe('a host', () => {
  beforeAll(async () => {
    await app.admin.query(
      `insert into domains (host, organization_id, verified_at) values ('smile.example', $1, now()), ('dento.example', $2, now())`,
      [app.people.stranger.organizationId, app.organizationId],
    )
  })

  test('of another organization opens nothing with a session of ours, and renews none', async () => {
    const ours = await signedIn('owner@example.com', { host: 'dento.example' })
    const ask = { clinicId: app.clinics.gulberg }
    expect((await ours.call(searchPatients, ask)).status).toBe(200)
    const theirs = openTab(app.fetch, { host: 'smile.example' })
    theirs.token = ours.token
    for (const [name, value] of ours.jar) theirs.jar.set(name, value)
    expect(await theirs.call(searchPatients, ask)).toMatchObject({ status: 401, refusal: 'sign_in_needed' })
    expect(await theirs.call(account.getAccount, {})).toMatchObject({ status: 401 })
    expect((await theirs.call(refreshSession, {})).refusal).toBe('session_ended')
    // Tried there, it is not spoilt here.
    expect((await ours.call(refreshSession, {})).status).toBe(200)
  })

  test('is one’s own organization’s door: who does not belong there does not get in', async () => {
    const tab = openTab(app.fetch, { host: 'smile.example' })
    expect((await tab.call(signIn, { login: 'owner@example.com', password })).refusal).toBe('no_organization')
    expect((await tab.call(signIn, { login: 'stranger@example.com', password })).status).toBe(200)
  })

  test('tells the sign-in page a name, a colour and a logo, and nothing else; a strange one nothing at all', async () => {
    await app.admin.query(
      `insert into domains (host, organization_id, verified_at) values ('unverified.example', $1, null)`,
      [app.organizationId],
    )
    const told = async (domain: string) => (await openTab(app.fetch).call(getOrganizationInfo, { domain })).body
    for (const known of ['DENTO.example', 'dento.example.'])
      expect(await told(known)).toEqual({ name: 'DentoCare', color: '#0f766e', logo: null })
    const nothing = { name: null, color: null, logo: null }
    for (const strange of ['unverified.example', 'nobody.example', '', "'; drop table users; --"])
      expect(await told(strange)).toEqual(nothing)
  })

  test('of no organization opens for everybody', async () => {
    const tab = await signedIn('owner@example.com', { host: 'polyclinic.example' })
    expect((await tab.call(account.getAccount, {})).status).toBe(200)
  })
})
