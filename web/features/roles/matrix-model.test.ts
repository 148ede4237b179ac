import { expect, test } from 'vitest'
import { modules } from '#contract/permissions.ts'
import type { Access } from '#contract/roles.ts'
import english from '../../locales/en/roles.json' with { type: 'json' }
import urdu from '../../locales/ur/roles.json' with { type: 'json' }
import { cellKey, cellOf, matrixOf, resetsOf, withChange } from './matrix-model.ts'

const branch = '00000000-0000-4000-8000-000000000001'
const access: Access = {
  branches: [
    {
      clinicId: branch,
      name: 'Gulberg',
      city: '',
      currency: 'PKR',
      active: true,
      modulesOff: ['queue'],
      ownPatients: false,
    },
  ],
  holders: [],
  deviations: [
    { clinicId: null, role: 'nurse', permission: 'patients.update', allowed: false, limitMinor: null },
    { clinicId: branch, role: 'nurse', permission: 'patients.update', allowed: true, limitMinor: null },
    { clinicId: null, role: 'billing', permission: 'invoices.update', allowed: true, limitMinor: 50_000 },
  ],
}
const everywhere = { access, clinicId: null, pending: new Map() }
const atBranch = { access, clinicId: branch, pending: new Map() }

test('a branch’s own row wins over the organization’s, which wins over the committed matrix', () => {
  expect(cellOf(everywhere, 'nurse', 'patients.update')).toMatchObject({
    allowed: false,
    from: 'organization',
    branchesDeviating: 1,
  })
  expect(cellOf(atBranch, 'nurse', 'patients.update')).toMatchObject({ allowed: true, from: 'clinic', deviates: true })
  expect(cellOf(atBranch, 'billing', 'invoices.update')).toMatchObject({
    limitMinor: 50_000,
    from: 'organization',
    deviates: false,
  })
})

test('a change that says what is saved already is no change', () => {
  const change = { role: 'nurse', permission: 'patients.create', allowed: false, limitMinor: null } as const
  const one = withChange(everywhere, change)
  expect([...one.keys()]).toEqual([cellKey('nurse', 'patients.create')])
  expect(withChange({ ...everywhere, pending: one }, { ...change, allowed: true }).size).toBe(0)
})

test('going back to the default shows what will hold', () => {
  const pending = withChange(atBranch, {
    role: 'nurse',
    permission: 'patients.update',
    allowed: null,
    limitMinor: null,
  })
  expect(cellOf({ ...atBranch, pending }, 'nurse', 'patients.update')).toMatchObject({
    allowed: false,
    pending: true,
    deviates: false,
  })
  expect(resetsOf(access, branch)).toEqual([
    { role: 'nurse', permission: 'patients.update', allowed: null, limitMinor: null },
  ])
})

test('the owner’s rights and head office’s own are fixed', () => {
  expect(cellOf(everywhere, 'org_admin', 'patients.read').fixed).toBe(true)
  expect(cellOf(everywhere, 'nurse', 'network.read').fixed).toBe(true)
  expect(cellOf(everywhere, 'nurse', 'patients.read').fixed).toBe(false)
})

test('a module that is off says so; only what deviates is shown when asked', () => {
  expect(matrixOf(atBranch).find(({ module }) => module === 'queue')?.off).toBe(true)
  expect(
    matrixOf({ ...atBranch, changed: true }).flatMap(({ rows }) => rows.map(({ permission }) => permission)),
  ).toEqual(['patients.update', 'invoices.update'])
  expect(matrixOf({ ...everywhere, role: 'nurse', module: 'vitals' })[0]!.rows[0]!.cells).toHaveLength(1)
})

test('every module of the matrix has its name in both languages', () => {
  for (const words of [english, urdu]) expect(modules.filter((module) => !(module in words.module))).toEqual([])
})
