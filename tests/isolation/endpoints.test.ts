import { beforeAll, describe, expect, test } from 'vitest'
import { everyEndpoint } from '#contract/index.ts'
import { type Permission, permissions, roles, rolesAllowed } from '#contract/permissions.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveWalls, type WallsResult } from '#tests/proofs/walls.ts'

describe('every endpoint, as every role', () => {
  let result: WallsResult
  beforeAll(async () => {
    const { adminUrl, appUrl } = await freshDatabase()
    result = await proveWalls({ adminUrl, appUrl, report: () => {} })
    console.log(result.sentence)
  }, 600_000)

  test('is closed to another organization’s and another branch’s ids, and open to rightful ones', () => {
    expect(result.failures).toEqual([])
    expect(result.figures).toMatchObject({
      serverErrors: 0,
      endpoints: everyEndpoint.filter(
        ({ needs, path }) => needs !== 'public' && !path.startsWith('/session') && !path.startsWith('/platform'),
      ).length,
    })
  })

  test('gives each role what the matrix gives it, in every cell that an endpoint asks for', () => {
    const used = permissions.filter((permission) => everyEndpoint.some(({ needs }) => needs === permission))
    const expected = used.flatMap((permission) =>
      roles.map((role) => [`${permission} ${role}`, rolesAllowed(permission as Permission).includes(role)] as const),
    )
    expect(Object.fromEntries(expected)).toEqual(
      Object.fromEntries(expected.map(([cell]) => [cell, result.cells.get(cell)])),
    )
  })
})

const publicNames = () => everyEndpoint.flatMap(({ name, needs }) => (needs === 'public' ? [name] : [])).sort()

test('what answers without a session is on this list, and nothing else', () => {
  expect(publicNames()).toEqual([
    'acceptInvitation',
    'beginRegistration',
    'confirmRegistration',
    'forgotPassword',
    'getHealth',
    'getOrganizationInfo',
    'getReadiness',
    'listSampleSignIns',
    'lookAtInvitation',
    'openRegistration',
    'refreshSession',
    'resetPassword',
    'signIn',
    'signOut',
  ])
})

test('every endpoint has a name of its own, and a verb and path of its own', () => {
  const twice = (of: string[]) => of.filter((one, index) => of.indexOf(one) !== index)
  expect(twice(everyEndpoint.map(({ name }) => name))).toEqual([])
  expect(twice(everyEndpoint.map(({ verb, path }) => `${verb} ${path.replace(/:\w+/g, ':')}`))).toEqual([])
})

test('what changes something asks for more than the right to read, and nothing in a branch is for just anybody', () => {
  const changing = everyEndpoint.filter(({ verb, needs }) => verb !== 'GET' && needs !== 'public')
  expect(
    changing
      .filter(({ needs }) => needs === 'signed_in' || needs.endsWith('.read'))
      // A person's own account is hers alone: api/modules/identity/account.test.ts.
      .filter(({ path }) => !path.startsWith('/session'))
      .map(({ name }) => name),
  ).toEqual([])
  const inBranch = everyEndpoint.filter(({ path }) => /^\/(clinics|organization)\//.test(path))
  expect(inBranch.filter(({ needs }) => ['public', 'signed_in'].includes(needs)).map(({ name }) => name)).toEqual([])
})
