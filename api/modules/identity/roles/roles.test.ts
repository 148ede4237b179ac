import { beforeAll, describe, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { createInvoice, editInvoice } from '#contract/billing.ts'
import { everyEndpoint } from '#contract/index.ts'
import { listenToClinic } from '#contract/live.ts'
import { registerPatient, searchPatients } from '#contract/patients.ts'
import { notAskedYet, permissions } from '#contract/permissions.ts'
import { changeRoles, getClinicRoles, getRoles, listAccessChanges, switchModules } from '#contract/roles.ts'
import { callerOf, requestOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { testSecret } from '#tests/harness/group.ts'

let app: TestApp
let clinicId: string
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
})

type Change = Parameters<typeof app.ok<typeof changeRoles>>[2]['changes'][number]
const change = (branchId: string | null, ...changes: Change[]) =>
  app.ok(app.people.owner, changeRoles, { branchId, changes })
let count = 0
const register = (who: 'receptionist' | 'receptionistNorth', at = clinicId) =>
  app.call(app.people[who], registerPatient, {
    clinicId: at,
    fullName: `Somebody ${'abcdefghijk'[count++]}rif`,
    phone: null,
  })
const mayNot = { role: 'receptionist', permission: 'patients.create', allowed: false } as const
const asDefault = { ...mayNot, allowed: null }

describe('a right that head office takes from a role', () => {
  test('is gone on the next request, in every process, and comes back', async () => {
    const other = openApp({ appUrl: app.database.appUrl, secret: testSecret, strictAnswers: true, poolSize: 2 })
    const elsewhere = callerOf((request) => other.fetch(request))
    const look = () => elsewhere.call(app.people.receptionist, searchPatients, { clinicId })
    expect((await look()).status).toBe(200)
    await change(null, { role: 'receptionist', permission: 'patients.read', allowed: false })
    expect((await look()).refusal).toBe('forbidden')
    expect((await app.call(app.people.receptionist, searchPatients, { clinicId })).refusal).toBe('forbidden')
    await change(null, { role: 'receptionist', permission: 'patients.read', allowed: null })
    expect((await look()).status).toBe(200)
    await other.stop()
  })

  test('stays in a branch that gives it, and only there', async () => {
    await change(null, mayNot)
    await change(clinicId, { ...mayNot, allowed: true })
    expect((await register('receptionist')).status).toBe(201)
    expect((await register('receptionistNorth', app.clinics.north)).refusal).toBe('forbidden')
    await change(clinicId, asDefault)
    expect((await register('receptionist')).refusal).toBe('forbidden')
    await change(null, asDefault)
    expect((await register('receptionist')).status).toBe(201)
  })

  test('is heard by the open screens of every branch', async () => {
    const { path, init } = requestOf(listenToClinic, { clinicId: app.clinics.north })
    const stop = new AbortController()
    const headers = { authorization: `Bearer ${app.people.receptionistNorth.token}` }
    const response = await app.fetch(new Request(`http://localhost${path}`, { ...init, headers, signal: stop.signal }))
    const reader = response.body!.getReader()
    let heard = ''
    const hear = async (topic: string) => {
      while (!heard.includes(topic)) heard += new TextDecoder().decode((await reader.read()).value)
    }
    // A new stream is first told what changed shortly before.
    await app.ok(app.people.receptionistNorth, registerPatient, {
      clinicId: app.clinics.north,
      fullName: 'Heard First',
    })
    await hear('patient')
    heard = ''
    await change(null, mayNot)
    await hear('access')
    expect(heard).toContain('{"topic":"access"}')
    stop.abort()
    await reader.cancel().catch(() => {})
    await change(null, asDefault)
  })

  test('stands in the history with who, where and what it was before', async () => {
    await change(clinicId, mayNot)
    await change(clinicId, asDefault)
    const { changes } = await app.ok(app.people.owner, listAccessChanges, { branchId: clinicId })
    expect(changes.slice(0, 2)).toMatchObject([
      {
        by: 'owner',
        clinicName: 'Gulberg',
        rights: [{ role: 'receptionist', permission: 'patients.create', from: false, to: true }],
      },
      {
        by: 'owner',
        clinicName: 'Gulberg',
        rights: [{ role: 'receptionist', permission: 'patients.create', from: true, to: false }],
      },
    ])
  })
})

test('what says nothing new is not kept as a deviation', async () => {
  const { deviations } = await change(null, { role: 'nurse', permission: 'patients.update', allowed: true })
  expect(deviations).toEqual([])
})

test.each([
  ['the owner’s rights', { role: 'org_admin', permission: 'patients.read', allowed: false }, 'owner_keeps_rights'],
  ['the right to give rights', { role: 'clinic_admin', permission: 'roles.update', allowed: true }, 'head_office_only'],
  ['head office’s screens', { role: 'clinic_admin', permission: 'network.read', allowed: true }, 'head_office_only'],
  [
    'an amount where there is none',
    { role: 'nurse', permission: 'patients.read', allowed: true, limitMinor: 5 },
    'no_amount_here',
  ],
] as const)('%s cannot be changed', async (_name, asked, code) => {
  const { refusal } = await app.call(app.people.owner, changeRoles, { branchId: null, changes: [asked] })
  expect(refusal).toBe(code)
})

test('a clinic admin reads her own branch’s and changes nothing; a receptionist reads nothing', async () => {
  await change(app.clinics.north, { role: 'nurse', permission: 'patients.update', allowed: false })
  const { call, ok, people } = app
  const seen = await ok(people.clinicAdmin, getClinicRoles, { clinicId })
  expect(seen.branches.map((branch) => branch.name)).toEqual(['Gulberg'])
  expect(seen.deviations).toEqual([])
  expect((await call(people.clinicAdmin, getRoles, {})).refusal).toBe('forbidden')
  expect((await call(people.clinicAdmin, changeRoles, { branchId: clinicId, changes: [mayNot] })).refusal).toBe(
    'forbidden',
  )
  expect((await call(people.receptionist, getClinicRoles, { clinicId })).refusal).toBe('forbidden')
  await change(app.clinics.north, { role: 'nurse', permission: 'patients.update', allowed: null })
})

test('rights are changed only by somebody who proved who she is within ten minutes', async () => {
  await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where id = $1`, [
    app.people.owner.sessionId,
  ])
  const asked = { branchId: null, changes: [mayNot] }
  expect((await app.call(app.people.owner, changeRoles, asked)).refusal).toBe('confirmation_needed')
  await app.admin.query(`update sessions set proved_at = now() where id = $1`, [app.people.owner.sessionId])
})

describe('a module that is switched off for a branch', () => {
  const turn = (asked: { off?: ['invoices']; on?: ['invoices'] }, branchIds = [clinicId]) =>
    app.ok(app.people.owner, switchModules, { branchIds, ...asked })
  const invoiceAs = (who: 'owner' | 'billing' | 'nurse') =>
    app.call(app.people[who], createInvoice, {
      clinicId,
      patientId: app.patients.gulberg,
      lines: [{ serviceId: app.services.gulberg }],
    })

  test('answers as if it did not exist, to everybody, and is there again when switched on', async () => {
    await turn({ off: ['invoices'] })
    const [owner, billing, nurse] = await Promise.all([invoiceAs('owner'), invoiceAs('billing'), invoiceAs('nurse')])
    const nowhere = await app.call(app.people.owner, searchPatients, { clinicId: crypto.randomUUID() })
    for (const { error } of [owner, billing, nurse])
      expect({ ...error, traceId: '' }).toEqual({ ...nowhere.error, traceId: '' })
    await turn({ on: ['invoices'] })
    expect((await invoiceAs('billing')).status).toBe(201)
  })

  test('can be switched in many branches at once, and each has its line in the history', async () => {
    const both = [clinicId, app.clinics.north]
    const { branches } = await turn({ off: ['invoices'] }, both)
    expect(branches.map(({ modulesOff }) => modulesOff)).toEqual([['invoices'], ['invoices']])
    await turn({ on: ['invoices'] }, both)
    const { changes } = await app.ok(app.people.owner, listAccessChanges, {})
    expect(changes.slice(0, 4).map(({ modulesOff, modulesOn }) => [modulesOff, modulesOn])).toEqual([
      [[], ['invoices']],
      [[], ['invoices']],
      [['invoices'], []],
      [['invoices'], []],
    ])
  })

  test('is never one that a branch needs, and never in a branch of somebody else', async () => {
    const { call, people } = app
    expect((await call(people.owner, switchModules, { branchIds: [clinicId], off: ['patients'] })).refusal).toBe(
      'module_needed',
    )
    expect(
      (await call(people.owner, switchModules, { branchIds: [clinicId, app.clinics.foreign], off: ['queue'] })).refusal,
    ).toBe('not_found')
    expect((await app.ok(people.owner, getRoles, {})).branches.every(({ modulesOff }) => modulesOff.length === 0)).toBe(
      true,
    )
  })
})

test('every right is asked for by an endpoint or beside a discount, or the matrix says that nothing asks for it yet', () => {
  const asked = new Set<string>([...everyEndpoint.map(({ needs }) => needs), 'invoices.approve'])
  expect(permissions.filter((permission) => !asked.has(permission))).toEqual(notAskedYet)
})

describe('a discount above the limit of a role', () => {
  const invoice = (who: 'receptionist' | 'owner' | 'billing', discountMinor: number) =>
    app.call(app.people[who], createInvoice, {
      clinicId,
      patientId: app.patients.gulberg,
      lines: [{ serviceId: app.services.gulberg, discountMinor }],
    })
  beforeAll(() =>
    change(
      null,
      { role: 'receptionist', permission: 'invoices.create', allowed: true, limitMinor: 10_000 },
      { role: 'receptionist', permission: 'invoices.update', allowed: true, limitMinor: 10_000 },
    ),
  )

  test('is refused with the limit and who may give more; up to the limit, and for others, it goes through', async () => {
    const { status, refusal, error } = await invoice('receptionist', 10_001)
    expect([status, refusal]).toEqual([403, 'over_limit'])
    expect(error!.message.replaceAll('\u00a0', ' ')).toBe(
      'A discount of Rs 100.01 is more than you may give here: your limit is Rs 100. ' +
        'More may be given by: owner, clinic admin, clinic manager, billing.',
    )
    expect((await invoice('receptionist', 10_000)).status).toBe(201)
    expect((await invoice('owner', 50_000)).status).toBe(201)
  })

  test('is refused when a draft is edited, unless it was given already', async () => {
    const { body } = await invoice('owner', 50_000)
    const edit = (discountMinor: number, version: number) =>
      app.call(app.people.receptionist, editInvoice, {
        clinicId,
        invoiceId: body.id,
        version,
        lines: [{ serviceId: app.services.gulberg, tooth: null, quantity: 1, discountMinor }],
      })
    expect((await edit(60_000, body.version)).refusal).toBe('over_limit')
    expect((await edit(50_000, body.version)).status).toBe(200)
  })

  test('is a branch’s own affair where it has a limit of its own', async () => {
    await change(clinicId, { role: 'receptionist', permission: 'invoices.create', allowed: true, limitMinor: 20_000 })
    expect((await invoice('receptionist', 20_000)).status).toBe(201)
    expect((await invoice('receptionist', 20_001)).refusal).toBe('over_limit')
  })

  test('is given by whoever may approve, up to the limit of approving; without that right by her own', async () => {
    await change(clinicId, { role: 'billing', permission: 'invoices.create', allowed: true, limitMinor: 10_000 })
    expect((await invoice('billing', 50_000)).status).toBe(201)
    await change(clinicId, { role: 'billing', permission: 'invoices.approve', allowed: true, limitMinor: 20_000 })
    expect((await invoice('billing', 20_000)).status).toBe(201)
    const { refusal, error } = await invoice('billing', 20_001)
    expect([refusal, error!.detail]).toMatchObject(['over_limit', { limitMinor: 20_000 }])
    expect(error!.detail.roles).not.toContain('billing')
    await change(clinicId, { role: 'billing', permission: 'invoices.approve', allowed: false })
    expect((await invoice('billing', 10_001)).refusal).toBe('over_limit')
    expect((await invoice('billing', 10_000)).status).toBe(201)
  })
})
