import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { type Database, openDatabase } from '#api/core/databases.ts'
import { keepSeal } from '#api/core/seal.ts'
import { mailJob, openMailer, sendMail } from '#api/integrations/mail/index.ts'
import * as contract from '#contract/branding.ts'
import { type FakeSmtp, openFakeSmtp } from '#tests/fakes/smtp.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { outsideOf, publicHalf } from './outside.ts'

// As the receiving side reads it: the key from the record that the admin was told to set, the signature by RFC 6376.
let app: TestApp
let database: Database
let smtp: FakeSmtp
let record: contract.DnsRecord
const dkimKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string

beforeAll(async () => {
  app = await openTestApp()
  smtp = await openFakeSmtp()
  database = openDatabase(app.database.appUrl, 2)
  keepSeal(database, testSecret)
  const outside = outsideOf(testSecret, {
    baseDomain: 'polyclinic.test',
    spfHost: 's.test',
    dkimPublicKey: publicHalf(dkimKey),
  })
  const api = openApp({ appUrl: app.database.appUrl, secret: testSecret, outside })
  const { ok } = callerOf((request) => api.fetch(request))
  const { sender } = await ok(app.people.owner, contract.setNetworkSender, { address: 'hello@dento.example' })
  record = sender!.records.find(({ purpose }) => purpose === 'dkim')!
  await app.admin.query('update mail_senders set verified_at = now()')
  afterAll(async () => {
    await api.stop()
    await smtp.close()
    await database.end()
  })
})

async function sent(language: 'en' | 'ur'): Promise<string> {
  const scope = jobScope(database, { organizationId: app.organizationId })
  const values = { name: 'سنا Sana', link: 'http://localhost/reset#x', minutes: 30 }
  const mailId = await scope.write((tx) => {
    tx.recordNothing('a test')
    return sendMail(tx, { to: 'sana@clinic.example', template: 'passwordReset', values, language })
  })
  const mailer = openMailer({ folder: '/nowhere', from: 'no-reply@polyclinic.example', smtpUrl: smtp.url, dkimKey })
  await runJob(mailJob(mailer), scope, { mailId }).finally(() => mailer.close())
  return smtp.taken.at(-1)!.raw
}

/** `ok`, or what does not hold of the first signature. Relaxed/relaxed, rsa-sha256. */
function verify(raw: string): string {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => ({
      name: line.slice(0, line.indexOf(':')).trim().toLowerCase(),
      value: line.slice(line.indexOf(':') + 1),
    }))
  const squeezed = (value: string) =>
    value
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()
  const signature = headers.find(({ name }) => name === 'dkim-signature')
  if (!signature) return 'not signed'
  const tags = Object.fromEntries(
    signature.value.split(';').flatMap((part) => {
      const [, name, value] = /^\s*(\w+)\s*=([\s\S]*)$/.exec(part) ?? []
      return name ? [[name, value!.replace(/\s/g, '')] as const] : []
    }),
  )
  if (tags.v !== '1' || tags.a !== 'rsa-sha256' || tags.c !== 'relaxed/relaxed') return 'another kind'
  if (`${tags.s}._domainkey.${tags.d}` !== record.name) return 'another key'
  // Whom it is from must be under the signature, and of the domain that signed (DMARC).
  const signed = tags.h!.toLowerCase().split(':')
  const from = squeezed(headers.find(({ name }) => name === 'from')!.value)
  if (!signed.includes('from') || !from.endsWith(`@${tags.d}>`)) return 'another sender'

  const lines = raw.slice(end + 4).split('\r\n')
  const body = lines.map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n')
  const canonical = `${body.replace(/(\r\n)*$/, '')}\r\n`
  if (createHash('sha256').update(canonical).digest('base64') !== tags.bh) return 'another body'

  const left = [...headers]
  const chosen = signed.flatMap((name) => {
    const at = left.findLastIndex((header) => header.name === name)
    return at < 0 ? [] : left.splice(at, 1)
  })
  const unsigned = squeezed(signature.value).replace(/\bb=[^;]*/, 'b=')
  const text = [...chosen.map(({ name, value }) => `${name}:${squeezed(value)}`), `dkim-signature:${unsigned}`].join(
    '\r\n',
  )
  const key = createPublicKey({
    key: Buffer.from(/p=([^;]+)/.exec(record.value)![1]!, 'base64'),
    format: 'der',
    type: 'spki',
  })
  return createVerify('sha256').update(text).verify(key, tags.b!, 'base64') ? 'ok' : 'another header'
}

test.each(['en', 'ur'] as const)(
  'a mail from one’s own address is signed, and holds against the key in the record, in %s',
  async (language) => {
    const raw = await sent(language)
    expect(raw).toMatch(/^From: .*<hello@dento\.example>/m)
    expect(verify(raw)).toBe('ok')
    // A receiver folds and spaces anew on the way; whoever changes a word is found out.
    expect(verify(raw.replace(/^Subject: /m, 'Subject:   '))).toBe('ok')
    expect(verify(raw.replace(/^Subject: /m, 'Subject: Re '))).toBe('another header')
    expect(verify(raw.replace('hello@dento.example>', 'boss@dento.example>'))).toBe('another header')
    expect(verify(`${raw}\r\nP.S. And your card number.`)).toBe('another body')
  },
)

test('from the common address nothing is signed in an organization’s name', async () => {
  await app.admin.query('update mail_senders set verified_at = null')
  const raw = await sent('en')
  expect(raw).toMatch(/^From: .*<no-reply@polyclinic\.example>/m)
  expect(verify(raw)).toBe('not signed')
})
