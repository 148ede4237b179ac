import {
  actions,
  isHeadOfficeOnly,
  limitedPermissions,
  type Module,
  modules,
  type Permission,
  permissions,
  type Role,
  roles,
} from '#contract/permissions.ts'
import { type Access, type Right, type RoleChangeAsked, rightOf } from '#contract/roles.ts'

export interface Cell extends Right {
  role: Role
  permission: Permission
  /** Deviates from what holds without this row: the committed matrix, or for a branch what holds everywhere. */
  deviates: boolean
  /** Cannot be changed: the owner's rights, and what head office alone may hold. */
  fixed: boolean
  /** Can have a highest amount. */
  limited: boolean
  /** Branches with a row of their own, when all branches are looked at. */
  branchesDeviating: number
  /** Chosen here and not saved yet. */
  pending: boolean
}

export interface Group {
  module: Module
  off: boolean
  rows: { permission: Permission; cells: Cell[] }[]
}

/** Changes that are not saved yet, by cell. */
export type Pending = ReadonlyMap<string, RoleChangeAsked>
export const cellKey = (role: string, permission: string) => `${role} ${permission}`

export interface MatrixView {
  access: Access
  /** null: all branches. */
  clinicId: string | null
  pending: Pending
  role?: Role | undefined
  module?: Module | undefined
  changed?: boolean | undefined
}

export const shownRoles = (role: Role | undefined): readonly Role[] => (role ? [role] : roles)

/** The matrix as it is shown: a group per module, a row per permission, a cell per role. Empty rows and groups are left out. */
export function matrixOf(view: MatrixView): Group[] {
  const { access, clinicId, changed } = view
  const off = access.branches.find((branch) => branch.clinicId === clinicId)?.modulesOff ?? []
  return modules
    .filter((module) => !view.module || module === view.module)
    .map((module) => ({
      module,
      off: off.includes(module),
      rows: permissionsOfModule(module)
        .map((permission) => ({
          permission,
          cells: shownRoles(view.role).map((role) => cellOf(view, role, permission)),
        }))
        .filter(
          ({ cells }) =>
            !changed || cells.some((cell) => cell.from !== 'default' || cell.pending || cell.branchesDeviating > 0),
        ),
    }))
    .filter(({ rows }) => rows.length > 0)
}

function permissionsOfModule(module: Module): Permission[] {
  const order = (permission: Permission) => actions.findIndex((action) => permission.endsWith(`.${action}`))
  return permissions.filter((one) => one.startsWith(`${module}.`)).sort((one, other) => order(one) - order(other))
}

export function cellOf({ access, clinicId, pending }: MatrixView, role: Role, permission: Permission): Cell {
  const { deviations } = access
  const without = deviations.filter((one) => one.clinicId !== clinicId)
  const inherited = rightOf(role, permission, without, null)
  const saved = rightOf(role, permission, deviations, clinicId)
  const asked = pending.get(cellKey(role, permission))
  const right = !asked
    ? saved
    : asked.allowed === null
      ? inherited
      : { ...saved, allowed: asked.allowed, limitMinor: asked.limitMinor ?? null }
  const own = deviations.some((one) => one.clinicId === clinicId && one.role === role && one.permission === permission)
  return {
    role,
    permission,
    ...right,
    deviates: asked ? differ(right, inherited) : own,
    fixed: role === 'org_admin' || isHeadOfficeOnly(permission),
    limited: permission in limitedPermissions,
    branchesDeviating: clinicId
      ? 0
      : deviations.filter((one) => one.clinicId !== null && one.role === role && one.permission === permission).length,
    pending: asked !== undefined && differ(right, saved),
  }
}

const differ = (one: Pick<Right, 'allowed' | 'limitMinor'>, other: typeof one) =>
  one.allowed !== other.allowed || one.limitMinor !== other.limitMinor

/** The same changes with one more; one that says what is saved already is taken out again. */
export function withChange(view: MatrixView, change: RoleChangeAsked): Pending {
  const next = new Map(view.pending)
  const key = cellKey(change.role, change.permission)
  next.set(key, change)
  if (!cellOf({ ...view, pending: next }, change.role, change.permission as Permission).pending) next.delete(key)
  return next
}

/** What takes a branch (or, clinicId null, the organization) back to what holds without it. */
export function resetsOf({ deviations }: Access, clinicId: string | null): RoleChangeAsked[] {
  return deviations
    .filter((one) => one.clinicId === clinicId)
    .map(({ role, permission }) => ({ role, permission, allowed: null, limitMinor: null }))
}

/** Modules in which a doctor who sees own patients only sees those. */
export const patientModules: readonly string[] = [
  'patients',
  'appointments',
  'queue',
  'vitals',
  'encounters',
  'prescriptions',
  'invoices',
  'payments',
]
