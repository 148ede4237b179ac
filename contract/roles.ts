import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { modules, type Permission, permissions, roles, rolesAllowed } from './permissions.ts'
import { Instant } from './time.ts'

/** A deviation from the committed matrix of permissions.ts. */
export const RoleDeviation = z.object({
  /** null: every branch without a deviation of its own. */
  clinicId: z.uuid().nullable(),
  role: z.enum(roles),
  permission: z.enum(permissions as [Permission, ...Permission[]]),
  allowed: z.boolean(),
  /** The highest amount of one act, in minor units; null: no limit. */
  limitMinor: z.int().nullable(),
})
export type RoleDeviation = z.infer<typeof RoleDeviation>

/** What of a branch changes who may do what there. */
export const BranchAccess = z.object({
  clinicId: z.uuid(),
  name: z.string(),
  city: z.string(),
  currency: z.string(),
  active: z.boolean(),
  modulesOff: z.array(z.string()),
  /** Doctors see their own patients only. */
  ownPatients: z.boolean(),
})
export type BranchAccess = z.infer<typeof BranchAccess>

/** How many people hold a role: in a branch, or (null) in the whole organization. */
const Holders = z.object({ clinicId: z.uuid().nullable(), role: z.enum(roles), people: z.int() })

export const Access = z.object({
  deviations: z.array(RoleDeviation),
  branches: z.array(BranchAccess),
  holders: z.array(Holders),
})
export type Access = z.infer<typeof Access>

export const getRoles = endpoint({
  name: 'getRoles',
  verb: 'GET',
  path: '/organization/roles',
  needs: 'network.read',
  summary:
    'Where the organization and its branches deviate from the committed matrix of roles, and what is switched off.',
  output: Access,
})

export const getClinicRoles = endpoint({
  name: 'getClinicRoles',
  verb: 'GET',
  path: '/clinics/:clinicId/roles',
  needs: 'roles.read',
  summary: 'The same for one branch: what holds there.',
  output: Access,
})

const RoleChangeAsked = z.strictObject({
  role: z.enum(roles),
  permission: z.enum(permissions as [Permission, ...Permission[]]),
  /** null: back to what holds without a deviation. */
  allowed: z.boolean().nullable(),
  limitMinor: z.int().min(0).max(1_000_000_000_000).nullable().default(null),
})
export type RoleChangeAsked = z.infer<typeof RoleChangeAsked>

export const changeRoles = endpoint({
  name: 'changeRoles',
  verb: 'PUT',
  path: '/organization/roles',
  needs: 'roles.update',
  confirm: true,
  summary:
    'Give rights to a role or take them: everywhere (branchId null) or in one branch. Holds from the next request on.',
  input: z.object({ branchId: z.uuid().nullable(), changes: z.array(RoleChangeAsked).min(1).max(500) }),
  output: Access,
})

export const switchModules = endpoint({
  name: 'switchModules',
  verb: 'PUT',
  path: '/organization/modules',
  needs: 'network.update',
  confirm: true,
  summary: 'Switch modules off or on in branches. What is off answers there as if it did not exist.',
  input: z.object({
    branchIds: z.array(z.uuid()).min(1).max(1000),
    off: z.array(z.enum(modules)).default([]),
    on: z.array(z.enum(modules)).default([]),
  }),
  output: Access,
})

export const switchOwnPatients = endpoint({
  name: 'switchOwnPatients',
  verb: 'PUT',
  path: '/clinics/:clinicId/own-patients',
  needs: 'roles.approve',
  confirm: true,
  summary: 'Whether doctors of this branch see their own patients only. Kept by the database.',
  input: z.object({ on: z.boolean() }),
  output: Access,
})

export const AccessChange = z.object({
  id: z.uuid(),
  at: Instant,
  /** null: a job. */
  by: z.string().nullable(),
  clinicId: z.uuid().nullable(),
  /** null: all branches. */
  clinicName: z.string().nullable(),
  rights: z.array(
    z.object({
      role: z.string(),
      permission: z.string(),
      from: z.boolean(),
      to: z.boolean(),
      fromLimitMinor: z.int().nullable(),
      toLimitMinor: z.int().nullable(),
    }),
  ),
  modulesOff: z.array(z.string()),
  modulesOn: z.array(z.string()),
  ownPatients: z.boolean().nullable(),
})
export type AccessChange = z.infer<typeof AccessChange>

export const listAccessChanges = endpoint({
  name: 'listAccessChanges',
  verb: 'GET',
  path: '/organization/access-changes',
  needs: 'network.read',
  summary:
    'Who changed rights, modules and switches, where and when, newest first; `before` is the id of the last one seen.',
  input: z.object({ branchId: z.uuid().optional(), before: z.uuid().optional() }),
  output: z.object({ changes: z.array(AccessChange), more: z.boolean() }),
})

/** Where a right comes from: the committed matrix, the organization's deviation, or the branch's own. */
export type RightSource = 'default' | 'organization' | 'clinic'
export interface Right {
  allowed: boolean
  limitMinor: number | null
  from: RightSource
}

/**
 * What a role may do, in a branch or (clinicId null) wherever no branch deviates: the rule of the database's
 * app.role_allows. Modules that are off are not looked at.
 */
export function rightOf(
  role: RoleDeviation['role'],
  permission: Permission,
  deviations: readonly RoleDeviation[],
  clinicId: string | null,
): Right {
  const byDefault: Right = { allowed: rolesAllowed(permission).includes(role), limitMinor: null, from: 'default' }
  if (role === 'org_admin') return byDefault
  const said = deviations.filter((one) => one.role === role && one.permission === permission)
  const own = clinicId === null ? undefined : said.find((one) => one.clinicId === clinicId)
  const one = own ?? said.find((one) => one.clinicId === null)
  if (!one) return byDefault
  return { allowed: one.allowed, limitMinor: one.limitMinor, from: own ? 'clinic' : 'organization' }
}
