import type { RefusalCode } from '#contract/errors.ts'
import { sayField } from '#contract/field-sentences.ts'
import type { Language } from '#contract/languages.ts'
import { type Role, roles as weight } from '#contract/permissions.ts'

// Pure decisions about who may be given what.

/** A role in a branch; `clinicId` null: in the whole organization. */
export interface Grant {
  clinicId: string | null
  role: Role
}

export interface NewPerson {
  way: 'invite' | 'create' | 'contact'
  fullName: string
  email?: string | undefined
  username?: string | undefined
  phone: string | null
  specialties: string[]
  language: Language
}

interface Fault {
  field: string
  message: string
}

/** What is missing or too much in a form, by field; null when nothing is. */
export function refuseNew({ way, email, username }: NewPerson, grants: readonly Grant[]): Fault | null {
  if (way === 'contact') {
    if (username) return { field: 'username', message: sayField('contactSignsNotIn') }
    return grants.every(({ role }) => role === 'doctor')
      ? null
      : { field: 'roles', message: sayField('contactIsDoctor') }
  }
  if (grants.length === 0) return { field: 'roles', message: sayField('roleMissing') }
  if (way === 'invite' && !email) return { field: 'email', message: sayField('inviteNeedsAddress') }
  if (way === 'invite' && username) return { field: 'username', message: sayField('invitedByAddress') }
  if (way === 'create' && !email === !username) return { field: 'username', message: sayField('oneOfTwoNames') }
  return null
}

/** Why nobody may be given these roles there; head office's role is for the whole organization alone. */
export function refuseGrants(grants: readonly Grant[]): RefusalCode | null {
  return grants.some(({ clinicId, role }) => role === 'org_admin' && clinicId !== null) ? 'forbidden' : null
}

const keyOf = ({ clinicId, role }: Grant) => `${clinicId ?? ''} ${role}`

export function sameGrants(left: readonly Grant[], right: readonly Grant[]): boolean {
  const keys = (grants: readonly Grant[]) => [...new Set(grants.map(keyOf))].sort().join()
  return keys(left) === keys(right)
}

/** Those of `left` that are not in `right`. */
export function grantsWithout<One extends Grant>(left: readonly One[], right: readonly Grant[]): One[] {
  const keys = new Set(right.map(keyOf))
  return left.filter((grant) => !keys.has(keyOf(grant)))
}

/** One of each, in the order given. */
export function distinctGrants(grants: readonly Grant[]): Grant[] {
  return [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()]
}

/** A name of the organization's own: `hina` at `dentocare` signs in as `hina@dentocare`, and clashes with nobody's. */
export const ownLogin = (username: string, slug: string) => `${username}@${slug}`

/** Roles by branch, one by one. */
export function grantsOf(places: readonly { branchId: string | null; roles: readonly Role[] }[]): Grant[] {
  return places.flatMap(({ branchId, roles }) => roles.map((role) => ({ clinicId: branchId, role })))
}

/** As a person reads them: the one that may most first. */
export const byWeight = (roles: readonly Role[]): Role[] => weight.filter((role) => roles.includes(role))
