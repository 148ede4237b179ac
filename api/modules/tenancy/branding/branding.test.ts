import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDns } from '#api/integrations/dns.ts'
import { readPdf } from '#api/integrations/pdf/pdf-reader.test-help.ts'
import { startApi } from '#api/node.ts'
import * as contract from '#contract/branding.ts'
import { setLogo } from '#contract/clinics.ts'
import { getPatientSheet } from '#contract/patients.ts'
import { getOrganizationInfo } from '#contract/session.ts'
import { type FakeDns, openFakeDns } from '#tests/fakes/dns.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { publicHalf } from './outside.ts'

// Over real HTTP, with a name server on loopback.
let app: TestApp
let dns: FakeDns
let api: Awaited<ReturnType<typeof startApi>>
let http: ReturnType<typeof callerOf>
let clinicId: string
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const dkimPublicKey = publicHalf(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)

beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  dns = await openFakeDns()
  const outside = {
    dns: openDns([dns.server]),
    baseDomain: 'polyclinic.test',
    certificates: 'automatic' as const,
    spfHost: '_spf.polyclinic.test',
    dkimPublicKey,
  }
  api = await startApi({ appUrl: app.database.appUrl, secret: testSecret, port: 0, strictAnswers: true, outside })
  http = callerOf((request) => fetch(new Request(request.url.replace('http://localhost', api.url), request)))
})
afterAll(async () => {
  await api.stop()
  dns.stop()
})

const info = async (domain: string) => (await http.call(null, getOrganizationInfo, { domain })).body
const nobody = { name: null, color: null, logo: null }

describe('an address on the web', () => {
  test('of the operator’s domain works at once, and is given back with one call', async () => {
    const had = await http.ok(app.people.owner, contract.claimNetworkDomain, { host: null })
    expect(had.domains).toMatchObject([{ host: 'dentocare.polyclinic.test', own: false, state: 'verified' }])
    expect(had.subdomain).toBeNull()
    expect(await info('dentocare.polyclinic.test')).toEqual({ name: 'DentoCare', color: '#0f766e', logo: null })
    const branch = await http.ok(app.people.clinicAdmin, contract.claimDomain, { clinicId, host: null })
    expect(branch.domains.map(({ host }) => host)).toEqual(['dentocare-gul.polyclinic.test'])
    expect((await info('dentocare-gul.polyclinic.test')).name).toBe('Gulberg')
    await http.ok(app.people.owner, contract.releaseNetworkDomain, { domainId: had.domains[0]!.domainId })
    expect(await info('dentocare.polyclinic.test')).toEqual(nobody)
  })

  test('of one’s own waits until its CNAME points here, and says what was found', async () => {
    const { domains } = await http.ok(app.people.clinicAdmin, contract.claimDomain, {
      clinicId,
      host: 'Portal.Dento.example',
    })
    const { domainId, host, state } = domains.at(-1)!
    expect([host, state]).toEqual(['portal.dento.example', 'waiting'])
    expect(await info('portal.dento.example')).toEqual(nobody)
    const check = async () => {
      const reply = await http.call(app.people.clinicAdmin, contract.checkDomain, { clinicId, domainId })
      return reply.refusal ?? reply.body.domains.find((one) => one.domainId === domainId)!
    }
    expect(await check()).toMatchObject({
      state: 'waiting',
      found: '',
    })
    dns.zone.set('portal.dento.example', { cname: 'elsewhere.example' })
    expect(await check()).toMatchObject({
      state: 'waiting',
      found: 'elsewhere.example',
    })
    dns.mood('broken')
    expect(await check()).toBe('dns_silent')
    dns.mood('silent')
    expect(await check()).toBe('dns_silent')
    dns.mood('well')
    dns.zone.set('portal.dento.example', { cname: 'dentocare-gul.polyclinic.test' })
    expect(await check()).toMatchObject({ state: 'verified' })
    expect((await info('portal.dento.example')).name).toBe('Gulberg')
    // It stops pointing here: so does the sign-in page.
    dns.zone.delete('portal.dento.example')
    expect(await check()).toMatchObject({ state: 'waiting' })
    expect(await info('portal.dento.example')).toEqual(nobody)
  })

  test('that another organization has is refused without a word about whose it is; a mere wish does not keep it', async () => {
    const wish = await http.ok(app.people.stranger, contract.claimNetworkDomain, { host: 'www.wanted.example' })
    const ours = await http.ok(app.people.owner, contract.claimNetworkDomain, { host: 'www.wanted.example' })
    dns.zone.set('www.wanted.example', { cname: 'dentocare.polyclinic.test' })
    const of = (branding: contract.NetworkBranding) =>
      branding.domains.find(({ host }) => host === 'www.wanted.example')!
    const mine = await http.ok(app.people.owner, contract.checkNetworkDomain, { domainId: of(ours).domainId })
    expect(of(mine).state).toBe('verified')
    const theirs = await http.ok(app.people.stranger, contract.checkNetworkDomain, { domainId: of(wish).domainId })
    expect(of(theirs)).toMatchObject({ state: 'waiting', found: expect.not.stringContaining('DentoCare') })
    await http.ok(app.people.stranger, contract.releaseNetworkDomain, { domainId: of(wish).domainId })
    const again = await http.call(app.people.stranger, contract.claimNetworkDomain, { host: 'www.wanted.example' })
    expect(again.error).toMatchObject({ code: 'domain_taken', message: 'That address is in use already.' })
    expect(JSON.stringify(again.error)).not.toMatch(/Dento/i)
  })

  test('is for admins, and of nobody else’s branch', async () => {
    const claim = (who: keyof TestApp['people'], at = clinicId) =>
      http.call(app.people[who], contract.claimDomain, { clinicId: at, host: 'a.b.example' })
    expect((await claim('manager')).status).toBe(403)
    expect((await claim('stranger')).status).toBe(404)
    expect((await claim('clinicAdmin', app.clinics.north)).status).toBe(404)
    expect((await http.call(app.people.clinicAdmin, contract.claimNetworkDomain, { host: null })).status).toBe(403)
    for (const host of [
      'example',
      'polyclinic.test',
      'x.polyclinic.test',
      'a b.example.com',
      '-x.example.com',
      'localhost',
    ])
      expect((await http.call(app.people.owner, contract.claimNetworkDomain, { host })).refusal).toBe('domain_odd')
    const foreign = await http.ok(app.people.stranger, contract.claimNetworkDomain, { host: null })
    const { domainId } = foreign.domains[0]!
    for (const endpoint of [contract.checkNetworkDomain, contract.releaseNetworkDomain])
      expect((await http.call(app.people.owner, endpoint, { domainId })).status).toBe(404)
  })
})

describe('a sender of one’s own', () => {
  const sender = async () =>
    (await app.admin.query('select * from app.mail_sender($1, $2)', [app.organizationId, clinicId])).rows[0]

  test('is used only once all its records are found, and is taken back with one call', async () => {
    await http.ok(app.people.owner, contract.editNetworkBranding, { version: 1, senderName: 'DentoCare Group' })
    expect(await sender()).toMatchObject({ name: 'DentoCare Group', address: null })
    const before = await http.ok(app.people.clinicAdmin, contract.getBranding, { clinicId })
    await http.ok(app.people.clinicAdmin, contract.editBranding, {
      clinicId,
      version: before.version,
      senderName: 'Gulberg Smiles',
    })
    const { sender: chosen } = await http.ok(app.people.clinicAdmin, contract.setSender, {
      clinicId,
      address: 'Hello@dento.example',
    })
    expect(chosen).toMatchObject({ address: 'hello@dento.example', state: 'waiting' })
    expect(chosen!.records.map(({ name }) => name)).toEqual([
      '_polyclinic.dento.example',
      'polyclinic._domainkey.dento.example',
      'dento.example',
    ])
    // Until then the installation's address, with the clinic's name.
    expect(await sender()).toMatchObject({ name: 'Gulberg Smiles', address: null })

    const check = async () => (await http.ok(app.people.clinicAdmin, contract.checkSender, { clinicId })).sender!
    const value = (purpose: string) => chosen!.records.find((one) => one.purpose === purpose)!.value
    dns.zone.set('_polyclinic.dento.example', { txt: [value('owner')] })
    dns.zone.set('polyclinic._domainkey.dento.example', { txt: [value('dkim')] })
    dns.zone.set('dento.example', { txt: ['v=spf1 include:_spf.polyclinic.test ~all', 'v=spf1 -all'] })
    const partly = await check()
    expect([partly.state, partly.records.map(({ found }) => found)]).toEqual(['waiting', [true, true, false]])
    dns.zone.set('dento.example', {
      txt: ['google-site=1', 'v=spf1 include:other.example include:_spf.polyclinic.test -all'],
    })
    expect((await check()).state).toBe('verified')
    expect(await sender()).toMatchObject({ name: 'Gulberg Smiles', address: 'hello@dento.example' })
    // The same records are no proof for another organization.
    await http.ok(app.people.stranger, contract.setNetworkSender, { address: 'spoof@dento.example' })
    const spoof = await http.ok(app.people.stranger, contract.checkNetworkSender, {})
    expect([spoof.sender!.state, spoof.sender!.records[0]!.found]).toEqual(['waiting', false])

    await http.ok(app.people.clinicAdmin, contract.removeSender, { clinicId })
    expect(await sender()).toMatchObject({ address: null })
    expect((await http.call(app.people.clinicAdmin, contract.checkSender, { clinicId })).status).toBe(404)
    expect((await http.call(app.people.manager, contract.setSender, { clinicId, address: 'a@b.example' })).status).toBe(
      403,
    )
  })
})

test('the group’s letterhead is printed only where it was chosen', async () => {
  const { version } = await http.ok(app.people.owner, contract.getNetworkBranding, {})
  const letterhead = {
    tagline: 'Since 1998',
    address: '1 Mall Road',
    phone: '',
    email: '',
    taxNumber: '',
    footer: 'Group foot',
  }
  await http.ok(app.people.owner, contract.editNetworkBranding, { version, letterhead })
  const stale = await http.call(app.people.owner, contract.editNetworkBranding, { version, color: '#112233' })
  expect(stale.refusal).toBe('changed_meanwhile')
  const sheet = async () => {
    const reply = await http.call(app.people.receptionist, getPatientSheet, {
      clinicId,
      patientId: app.patients.gulberg,
      language: 'en',
    })
    return readPdf(Buffer.from(reply.body as unknown as Uint8Array)).text
  }
  expect(await sheet()).not.toContain('Group foot')
  const mine = await http.ok(app.people.clinicAdmin, contract.getBranding, { clinicId })
  await http.ok(app.people.clinicAdmin, contract.editBranding, {
    clinicId,
    version: mine.version,
    letterheadFrom: 'group',
  })
  for (const word of ['Group foot', '1 Mall Road', 'DentoCare']) expect(await sheet()).toContain(word)
})

describe('a logo', () => {
  const svg = (inside: string, head = '') =>
    Buffer.from(`${head}<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`)
  const put = (file: Uint8Array, who: keyof TestApp['people'] = 'clinicAdmin') =>
    http.call(app.people[who], setLogo, { clinicId }, { file })

  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script under a prefix', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>')],
    ['foreign content', svg('<foreignObject><body/></foreignObject>')],
    ['an event', svg('<rect onload="x()"/>')],
    ['an event on a new line', svg('<rect\nonload="x()"/>')],
    ['an animation of a link', svg('<a><set attributeName="href" to="javascript:x"/></a>')],
    ['a picture from elsewhere', svg('<image href="https://evil.example/x.png"/>')],
    ['a style from elsewhere', svg('<style>@import "//evil.example"</style>')],
    ['a fill from elsewhere', svg('<rect fill="url( \'//evil.example/x\')"/>')],
    ['an entity', svg('&x;', '<!DOCTYPE svg [<!ENTITY x "<script/>">]>')],
  ])('with %s is refused with a sentence', async (_, file) => {
    const reply = await put(file)
    expect([reply.status, reply.refusal]).toEqual([422, 'unsafe_image'])
    expect(reply.error!.message).toContain('plain SVG or PNG')
  })

  test('that is a plain picture is taken, also the organization’s, which the sign-in page then wears', async () => {
    const plain = svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>')
    expect((await put(plain)).status).toBe(200)
    const had = await http.call(app.people.owner, contract.setNetworkLogo, {}, { file: plain })
    expect(had.body.hasLogo).toBe(true)
    await http.ok(app.people.owner, contract.claimNetworkDomain, { host: null })
    const seen = await info('dentocare.polyclinic.test')
    expect(seen.logo).toMatch(/^data:image\/svg\+xml;base64,/)
    expect(Object.keys(seen).sort()).toEqual(['color', 'logo', 'name'])
    expect((await http.ok(app.people.owner, contract.removeNetworkLogo, {})).hasLogo).toBe(false)
  })

  test('from somebody who may not is refused before it is read', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 64 * 1024
          if (sent > 480 * 1024) controller.close()
          else controller.enqueue(new Uint8Array(64 * 1024))
        },
      },
      { highWaterMark: 0 },
    )
    const asked = (who: keyof TestApp['people']) =>
      app.fetch(
        new Request(`http://localhost/api/clinics/${clinicId}/logo`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${app.people[who].token}`, 'content-type': 'image/png' },
          body,
          duplex: 'half',
        } as RequestInit),
      )
    expect((await asked('receptionist')).status).toBe(403)
    expect(sent).toBe(0)
    expect((await asked('clinicAdmin')).status).toBe(422) // no picture, but read
    expect(sent).toBeGreaterThan(400 * 1024)
  })
})
