import { describe, expect, test } from 'vitest'
import { modulesChangedBy, reachOf, unusedOf } from './drift-rules.ts'
import { distinctGrants, grantsWithout, ownLogin, refuseGrants, refuseNew, sameGrants } from './rules.ts'
import { newFirstPassword, newToken, readToken } from './secrets.ts'

const person = { fullName: 'Amna', phone: null, specialties: [], language: 'en' as const }
const nurse = [{ clinicId: 'a', role: 'nurse' as const }]

describe('a new person', () => {
  test.each([
    [{ way: 'invite' as const }, nurse, 'email'],
    [{ way: 'invite' as const, email: 'a@b.co', username: 'amna' }, nurse, 'username'],
    [{ way: 'invite' as const, email: 'a@b.co' }, [], 'roles'],
    [{ way: 'create' as const }, nurse, 'username'],
    [{ way: 'create' as const, email: 'a@b.co', username: 'amna' }, nurse, 'username'],
    [{ way: 'contact' as const }, nurse, 'roles'],
    [{ way: 'contact' as const, username: 'amna' }, [], 'username'],
  ])('%j is told what is missing', (given, grants, field) => {
    expect(refuseNew({ ...person, ...given }, grants)).toMatchObject({ field })
  })

  test('is taken in each of the three ways', () => {
    expect(refuseNew({ ...person, way: 'invite', email: 'a@b.co' }, nurse)).toBeNull()
    expect(refuseNew({ ...person, way: 'create', username: 'amna' }, nurse)).toBeNull()
    expect(refuseNew({ ...person, way: 'create', email: 'a@b.co' }, nurse)).toBeNull()
    expect(refuseNew({ ...person, way: 'contact' }, [])).toBeNull()
  })
})

describe('grants', () => {
  test('head office’s role is for the whole organization alone', () => {
    expect(refuseGrants([{ clinicId: 'a', role: 'org_admin' }])).toBe('forbidden')
    expect(refuseGrants([{ clinicId: null, role: 'org_admin' }])).toBeNull()
  })

  test('are the same in any order, and told apart by branch', () => {
    const doctor = { clinicId: 'a', role: 'doctor' as const }
    expect(sameGrants([...nurse, doctor], [doctor, ...nurse])).toBe(true)
    expect(sameGrants(nurse, [{ clinicId: 'b', role: 'nurse' }])).toBe(false)
    expect(grantsWithout([...nurse, doctor], nurse)).toEqual([doctor])
    expect(distinctGrants([...nurse, ...nurse])).toEqual(nurse)
  })
})

test('a name of the organization’s own is no e-mail address', () => {
  expect(ownLogin('hina', 'dentocare')).toBe('hina@dentocare')
})

test('the secret of a link says whose it is, and what is none says nothing', () => {
  const organizationId = crypto.randomUUID()
  const { token, hash } = newToken(organizationId)
  expect(readToken(token)).toEqual({ organizationId, hash })
  for (const none of ['', 'abc', `${token}.more`, token.replace('.', '')]) expect(readToken(none)).toBeNull()
})

test('first passwords are read out without doubt and never the same', () => {
  const many = new Set(Array.from({ length: 200 }, newFirstPassword))
  expect(many.size).toBe(200)
  for (const one of many) expect(one).toMatch(/^[abcdefghjkmnpqrstuvwxyz2-9]{4}(-[abcdefghjkmnpqrstuvwxyz2-9]{4}){2}$/)
})

describe('drift', () => {
  const since = '2026-08-23T00:00:00Z'
  const held = (personId: string, branchId: string | null, role: never, givenAt = '2026-01-01T00:00:00Z') => ({
    personId,
    fullName: personId,
    branchId,
    branchName: branchId,
    role,
    givenAt,
  })
  const worked = (personId: string, branchId: string, topic: string) => ({ personId, branchId, topic, lastAt: since })

  test('names the branches that somebody may enter and did not work in, the most first', () => {
    const all = [
      held('amna', 'a', 'nurse' as never),
      held('amna', 'b', 'nurse' as never),
      held('bilal', 'a', 'nurse' as never),
      held('bilal', 'b', 'nurse' as never),
      held('bilal', 'c', 'nurse' as never),
      held('calm', 'a', 'nurse' as never),
      held('fresh', 'a', 'nurse' as never, '2026-11-01T00:00:00Z'),
      held('owner', null, 'org_admin' as never),
    ]
    const did = [worked('amna', 'a', 'vitals'), worked('bilal', 'a', 'vitals'), worked('calm', 'a', 'vitals')]
    const reach = reachOf(all, did, 9, new Map([['amna', since]]), since)
    expect(reach.map(({ personId, reachable, worked, idle }) => [personId, reachable, worked, idle.length])).toEqual([
      ['owner', 9, 0, 0],
      ['bilal', 3, 1, 2],
      ['amna', 2, 1, 1],
    ])
    expect(reach[2]).toMatchObject({ lastSignInAt: since, idle: [{ branchId: 'b', roles: ['nurse'] }] })
  })

  test('names a role of whose own modules nothing was touched, beside one that was used', () => {
    const both = [held('amna', 'a', 'nurse' as never), held('amna', 'a', 'billing' as never)]
    const nursing = [worked('amna', 'a', 'vitals')]
    expect(modulesChangedBy('billing')).toContain('payments')
    expect(unusedOf(both, nursing, since)).toMatchObject([{ role: 'billing', otherRoles: ['nurse'] }])
    expect(unusedOf(both, [...nursing, worked('amna', 'a', 'payment')], since)).toEqual([])
    expect(unusedOf([both[0]!], nursing, since)).toEqual([])
    const given = both.map((one) => ({ ...one, givenAt: '2026-11-01T00:00:00Z' }))
    expect(unusedOf(given, nursing, since)).toEqual([])
  })
})
