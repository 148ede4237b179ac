import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { type Database, openDatabase } from '#api/core/databases.ts'
import { keepSeal } from '#api/core/seal.ts'
import { openDns } from '#api/integrations/dns.ts'
import * as contract from '#contract/branding.ts'
import { getOrganizationInfo } from '#contract/session.ts'
import { type FakeDns, openFakeDns } from '#tests/fakes/dns.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { checkAddresses } from './checks.ts'
import { type Outside, outsideOf, publicHalf } from './outside.ts'
import { judgeCheck, minutesToNext } from './rules.ts'

let app: TestApp
let api: ReturnType<typeof callerOf>
let dns: FakeDns
let outside: Outside
let database: Database
let clinicId: string
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  await app.admin.query('update people p set email = u.email from users u where u.id = p.user_id')
  dns = await openFakeDns()
  outside = outsideOf(testSecret, {
    dns: openDns([dns.server]),
    baseDomain: 'polyclinic.test',
    spfHost: '_spf.polyclinic.test',
    dkimPublicKey: publicHalf(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string),
  })
  const own = openApp({ appUrl: app.database.appUrl, secret: testSecret, strictAnswers: true, outside })
  api = callerOf((request) => own.fetch(request))
  database = openDatabase(app.database.appUrl, 2)
  keepSeal(database, testSecret)
  afterAll(async () => {
    await own.stop()
    await database.end()
    dns.stop()
  })
})

const scope = () => jobScope(database, { organizationId: app.organizationId })
/** As if the time had come for each of them. */
async function checkNow() {
  await app.admin.query('update domains set next_check_at = now(); update mail_senders set next_check_at = now()')
  await runJob(checkAddresses(outside), scope(), {})
}
const branding = () => api.ok(app.people.clinicAdmin, contract.getBranding, { clinicId })
const acts = async (event: string) =>
  (await app.admin.query('select clinic_id from audit_events where event = $1', [event])).rows.length
const told = async () =>
  (await waitingMails(app.admin))
    .filter(({ template }) => template === 'addressLost')
    .map(({ to, values }) => [to, values])
const nameAt = async (domain: string) => (await api.call(null, getOrganizationInfo, { domain })).body.name

test('a waiting one is looked up soon and then ever more rarely, one in use daily, and one that is missing again the same day', () => {
  const waiting = (waitingMinutes: number) => minutesToNext({ verified: false, failed: 0, waitingMinutes })
  expect([0, 4, 60, 24 * 60, 90 * 24 * 60].map(waiting)).toEqual([1, 1, 15, 360, 1440])
  const used = (failed: number, silent = false) => minutesToNext({ verified: true, failed, silent, waitingMinutes: 9 })
  expect([used(0), used(1), used(2), used(0, true)]).toEqual([1440, 60, 360, 60])
  expect(judgeCheck({ verified: true, failed: 2 }, null)).toEqual({ verified: true, failed: 2, lost: false })
  expect(judgeCheck({ verified: true, failed: 2 }, true)).toEqual({ verified: true, failed: 0, lost: false })
  expect(judgeCheck({ verified: true, failed: 2 }, false)).toEqual({ verified: false, failed: 0, lost: true })
  expect(judgeCheck({ verified: false, failed: 0 }, false)).toEqual({ verified: false, failed: 0, lost: false })
})

test('an address is taken into use by itself, outlives two bad days and silence, and falls back at the third with a mail', async () => {
  await api.ok(app.people.clinicAdmin, contract.claimDomain, { clinicId, host: 'portal.dento.example' })
  const here = async () => (await branding()).domains[0]!
  await runJob(checkAddresses(outside), scope(), {}) // not due yet
  expect(dns.asked).toEqual([])
  await checkNow()
  expect(await here()).toMatchObject({ state: 'waiting', found: '', checkedAt: expect.any(String) })
  const { rows } = await app.admin.query(`select next_check_at > now() as later from domains where own`)
  expect(rows).toEqual([{ later: true }])

  dns.zone.set('portal.dento.example', { cname: 'dentocare-gul.polyclinic.test' })
  await checkNow()
  expect(await here()).toMatchObject({ state: 'verified', failedChecks: 0 })
  expect([await nameAt('portal.dento.example'), await acts('domain.checked')]).toEqual(['Gulberg', 1])
  await checkNow()
  expect(await acts('domain.checked')).toBe(1) // what stays as it was is no news

  dns.zone.set('portal.dento.example', { cname: 'parked.example' })
  await checkNow()
  dns.mood('broken')
  await checkNow()
  dns.mood('well')
  expect(await here()).toMatchObject({ state: 'verified', failedChecks: 1, found: 'parked.example' })
  await checkNow()
  expect([await nameAt('portal.dento.example'), await told()]).toEqual(['Gulberg', []])
  await checkNow()
  expect(await here()).toMatchObject({ state: 'waiting', failedChecks: 0 })
  expect([await nameAt('portal.dento.example'), await acts('domain.reverted')]).toEqual([null, 1])
  const mails = await told()
  expect(mails.map(([to]) => to).sort()).toEqual(['clinicadmin@example.com', 'owner@example.com'])
  expect(mails[0]![1]).toMatchObject({ kind: 'domain', address: 'portal.dento.example' })

  // The record is back: so is the address.
  dns.zone.set('portal.dento.example', { cname: 'dentocare-gul.polyclinic.test' })
  await checkNow()
  expect(await nameAt('portal.dento.example')).toBe('Gulberg')
})

test('a sender is verified by itself, and mail comes from the common address again once its records are gone', async () => {
  const { sender } = await api.ok(app.people.owner, contract.setNetworkSender, { address: 'hello@dento.example' })
  const from = async () =>
    (await app.admin.query('select * from app.mail_sender($1, $2)', [app.organizationId, clinicId])).rows[0].address
  await checkNow()
  expect(await from()).toBeNull()
  for (const { name, value } of sender!.records) dns.zone.set(name, { txt: [value] })
  await checkNow()
  expect([await from(), await acts('sender.checked')]).toEqual(['hello@dento.example', 1])
  dns.zone.delete('polyclinic._domainkey.dento.example')
  await checkNow()
  await checkNow()
  expect(await from()).toBe('hello@dento.example')
  const { sender: failing } = await api.ok(app.people.owner, contract.getNetworkBranding, {})
  expect([failing!.state, failing!.failedChecks]).toEqual(['verified', 2])
  await checkNow()
  expect([await from(), await acts('sender.reverted')]).toEqual([null, 1])
  // Of the whole group: its owners alone are told.
  const mails = (await told()).filter(([, values]) => (values as { kind: string }).kind === 'sender')
  expect(mails.map(([to]) => to)).toEqual(['owner@example.com'])
})

test('a host that another organization has meanwhile stays waiting, and the others are checked all the same', async () => {
  await api.ok(app.people.owner, contract.claimNetworkDomain, { host: 'www.both.example' })
  const theirs = await api.ok(app.people.stranger, contract.claimNetworkDomain, { host: 'www.both.example' })
  await app.admin.query('update domains set verified_at = now() where id = $1', [theirs.domains[0]!.domainId])
  dns.zone.set('www.both.example', { cname: 'dentocare.polyclinic.test' })
  await api.ok(app.people.owner, contract.claimNetworkDomain, { host: 'www.later.example' })
  dns.zone.set('www.later.example', { cname: 'dentocare.polyclinic.test' })
  await checkNow()
  const { domains } = await api.ok(app.people.owner, contract.getNetworkBranding, {})
  expect(domains.map(({ host, state }) => [host, state])).toEqual([
    ['www.both.example', 'waiting'],
    ['www.later.example', 'verified'],
  ])
})
