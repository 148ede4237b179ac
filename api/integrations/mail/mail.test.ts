import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import { keepSeal, openSeal } from '#api/core/seal.ts'
import { type FakeSmtp, openFakeSmtp } from '#tests/fakes/smtp.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { mailJob, openMailer, sendMail, sendMailFrom } from './index.ts'

let app: TestApp
let database: Database
let smtp: FakeSmtp
beforeAll(async () => {
  app = await openTestApp()
  database = openDatabase(app.database.appUrl, 2)
  keepSeal(database, testSecret)
  smtp = await openFakeSmtp()
})
afterAll(async () => {
  await smtp.close()
  await database.end()
})
beforeEach(async () => {
  await app.admin.query('delete from mails; delete from pgboss.job')
  smtp.taken.length = 0
  smtp.mood('well')
})

const to = 'sana@clinic.example'
const values = { name: 'Sana <b>', link: 'http://localhost/reset#one-time', minutes: 30 }
const scope = () => jobScope(database, { organizationId: app.organizationId })
const queueOne = (clinicId: string | null = null) =>
  scope().write((tx) => {
    tx.recordNothing('a test')
    return sendMail(tx, { to, template: 'passwordReset', values, clinicId })
  })
async function deliver(mailId: string, settings: { smtpUrl: string | null; folder?: string } = { smtpUrl: smtp.url }) {
  const mailer = openMailer({ folder: '/nowhere', from: 'no-reply@polyclinic.example', ...settings })
  await runJob(mailJob(mailer), scope(), { mailId }).finally(() => mailer.close())
}
const stateOf = async (id: string) =>
  (await app.admin.query('select state, attempts, sealed, last_error from mails where id = $1', [id])).rows[0]

test('a mail travels in the transaction of its change: committed together, rolled back together', async () => {
  await queueOne()
  const failing = scope().write(async (tx) => {
    await sendMail(tx, { to, template: 'passwordReset', values })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  const jobs = await app.admin.query(`select data from pgboss.job where name = 'mail.send'`)
  expect(jobs.rows).toHaveLength(1)
  expect(await waitingMails(app.admin)).toMatchObject([{ to, template: 'passwordReset', values }])
  // What waits says neither to whom nor with which link.
  const kept = await app.admin.query(
    'select m::text || (select string_agg(data::text, $1) from pgboss.job) as all from mails m',
    ['\n'],
  )
  expect(kept.rows[0].all).not.toMatch(/sana|one-time/)
  expect(kept.rows[0].all).not.toContain(Buffer.from('one-time').toString('hex'))
})

test('it goes over SMTP in the clinic’s name, in both forms, and is forgotten once it has left', async () => {
  const id = await queueOne(app.clinics.north)
  await deliver(id)
  expect(smtp.taken).toMatchObject([{ from: 'no-reply@polyclinic.example', to: [to] }])
  const { raw } = smtp.taken[0]!
  expect(raw).toMatch(/^From: North <no-reply@polyclinic\.example>/m)
  expect(raw).toContain(`Message-ID: <${id}@polyclinic.example>`)
  expect(raw).toContain('multipart/alternative')
  expect(raw).toContain('Sana &lt;b&gt;')
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1, sealed: null })
  await deliver(id)
  expect(smtp.taken).toHaveLength(1)
})

test('a server that is busy, or hangs up, is tried again; an address that it refuses is not', async () => {
  const id = await queueOne()
  smtp.mood('busy')
  await expect(deliver(id)).rejects.toThrow('451')
  smtp.mood('cut')
  await expect(deliver(id)).rejects.toThrow()
  expect(await stateOf(id)).toMatchObject({ state: 'waiting', attempts: 2 })
  smtp.mood('refuse')
  await deliver(id)
  const refused = await stateOf(id)
  expect(refused).toMatchObject({ state: 'refused', attempts: 3, sealed: null })
  expect(refused.last_error).toContain('550')
  expect(refused.last_error).not.toContain('clinic.example')
})

test('without a server it is a file that a person can open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'))
  const id = await sendMailFrom(database, null, { to, template: 'passwordReset', values, language: 'ur' })
  await deliver(id, { smtpUrl: null, folder })
  const files = await readdir(folder)
  expect(files).toEqual([expect.stringContaining(`${id}.eml`)])
  const text = await readFile(join(folder, files[0]!), 'utf8')
  expect(text).toMatch(/^To: <?sana@clinic\.example>?/m)
  expect(text).toContain('From: Polyclinic <')
})

test('one address stays one, whatever stands in it', async () => {
  const id = await sendMailFrom(database, app.organizationId, {
    to: 'a@x.example, b@y.example',
    template: 'passwordReset',
    values,
  })
  await deliver(id).catch(() => {})
  expect(smtp.taken.flatMap((mail) => mail.to)).not.toContain('b@y.example')
})

test('what is sealed opens with the same secret and for the same place alone', () => {
  const seal = openSeal(testSecret)
  const sealed = seal.close('secret', 'totp:1')
  expect(seal.open(sealed, 'totp:1')).toBe('secret')
  expect(() => seal.open(sealed, 'totp:2')).toThrow()
  expect(() => openSeal(`${testSecret}.`).open(sealed, 'totp:1')).toThrow()
  sealed[20]! ^= 1
  expect(() => seal.open(sealed, 'totp:1')).toThrow()
})
