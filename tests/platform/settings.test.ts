import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { completeEnv } from '#api/core/env.ts'
import { Misconfigured } from '#api/core/errors.ts'
import { mailSettings, openMailer } from '#api/integrations/mail/mailer.ts'
import { outsideOf } from '#api/modules/tenancy/branding/outside.ts'
import { rootFolder } from '#db/folders.ts'
import { installationSecret } from '#db/secrets.ts'
import { wishedAddress } from '../../scripts/address.ts'

afterEach(() => vi.unstubAllEnvs())
const secret = 'x'.repeat(32)
const environment = () => completeEnv({ appUrl: 'postgres://nowhere', secret })

describe('a setting that cannot be worked with is a sentence that names it', () => {
  const begin: Record<string, () => unknown> = {
    POLYCLINIC_SECRET: () => completeEnv({ appUrl: '', secret: process.env.POLYCLINIC_SECRET! }),
    TRUSTED_PROXIES: environment,
    PUBLIC_URL: environment,
    DKIM_KEY: () => outsideOf(secret),
    DNS_SERVERS: () => outsideOf(secret),
    SMTP_URL: () => openMailer(mailSettings()),
    PORT: wishedAddress,
  }
  test.each([
    ['POLYCLINIC_SECRET', 'short'],
    ['TRUSTED_PROXIES', 'nonsense'],
    ['TRUSTED_PROXIES', '10.0.0.0/99'],
    ['PUBLIC_URL', 'clinic.example'],
    ['PUBLIC_URL', 'ftp://clinic.example'],
    ['DKIM_KEY', 'abc'],
    ['DNS_SERVERS', 'not an address'],
    ['SMTP_URL', '::bad'],
    ['SMTP_URL', 'http://mail.example'],
    ['PORT', '70000'],
  ])('%s=%s', (name, value) => {
    vi.stubEnv(name, value)
    expect(begin[name]!).toThrow(new RegExp(`^${name} .*\\.$`))
  })

  test('and a command prints it without a stack', () => {
    const script = `import { runVerb } from './scripts/verb.ts'; import { Misconfigured } from './api/core/errors.ts'
      await runVerb(async () => { throw new Misconfigured('PUBLIC_URL is odd.') })`
    const args = ['--input-type=module', '-e', script]
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: rootFolder, encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, 'PUBLIC_URL is odd.\n'])
  })

  test('while those that can be are taken', () => {
    vi.stubEnv('TRUSTED_PROXIES', '10.0.0.2, ::1, fd00::a, 172.16.0.0/12')
    vi.stubEnv('PUBLIC_URL', 'https://clinic.example/')
    expect(environment()).not.toBeInstanceOf(Misconfigured)
    // Paths are put behind it, and two slashes in a row are another address.
    expect(environment().publicUrl).toBe('https://clinic.example')
  })
})

describe('a setting that is set to nothing is not set', () => {
  test('HOST and PORT, of which an empty host would be every address of this machine', () => {
    vi.stubEnv('HOST', '')
    vi.stubEnv('PORT', '')
    expect(wishedAddress()).toEqual({ host: '127.0.0.1', port: 3000 })
  })

  test('POLYCLINIC_VAR, which would be the folder one stands in', () => {
    const script = `import { varFolder } from '#db/folders.ts'; console.log(varFolder)`
    const env = { ...process.env, POLYCLINIC_VAR: '' }
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: rootFolder, env })
    expect(String(stdout).trim()).toBe(join(rootFolder, 'var'))
  })

  test('POLYCLINIC_SECRET, in place of which one is kept', () => {
    vi.stubEnv('POLYCLINIC_SECRET', '')
    expect(installationSecret().length).toBeGreaterThan(40)
  })
})

test('mails are kept with the installation, wherever it is started from', () => {
  expect(mailSettings({}).folder).toBe(join(rootFolder, 'var', 'mail'))
  expect(mailSettings({ POLYCLINIC_VAR: '/srv/data' }).folder).toBe('/srv/data/mail')
})

test('a folder where a file stands is told as such', () => {
  const script = `import { makeFolder } from '#db/folders.ts'
    for (const path of ['/etc/passwd', '/etc/passwd/below'])
      try { makeFolder(path) } catch (error) { console.log(error.name, error.message) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: rootFolder })
  expect(String(stdout).trim().split('\n')).toEqual([
    'Explained Polyclinic cannot make the folder /etc/passwd: /etc/passwd is a file.',
    'Explained Polyclinic cannot make the folder /etc/passwd/below: /etc/passwd is a file.',
  ])
})
