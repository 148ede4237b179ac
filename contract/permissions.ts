/**
 * Who may do what: module × action × role, the one committed matrix (R4). Default is deny. The database function
 * app.enter gets the roles that a permission names and refuses everybody else.
 */
export const roles = [
  'org_admin',
  'clinic_admin',
  'clinic_manager',
  'doctor',
  'receptionist',
  'billing',
  'nurse',
  'pharmacist',
] as const
export type Role = (typeof roles)[number]

/** The roles that somebody who holds these may give to others and take from them, where a right over people is hers. */
export function rolesUpTo(held: readonly string[]): Role[] {
  const first = roles.findIndex((role) => held.includes(role))
  return first < 0 ? [] : roles.slice(first)
}

export const actions = ['read', 'create', 'update', 'delete', 'approve', 'export'] as const
export type Action = (typeof actions)[number]

const everyone: Role[] = [...roles]
const management: Role[] = ['org_admin', 'clinic_admin', 'clinic_manager']
const desk: Role[] = [...management, 'receptionist']
const clinical: Role[] = ['org_admin', 'clinic_admin', 'doctor']
const money: Role[] = ['org_admin', 'clinic_admin', 'clinic_manager', 'billing', 'receptionist']

export const matrix = {
  /** Head office's own screens. */
  network: { read: ['org_admin'], export: ['org_admin'], update: ['org_admin'], create: ['org_admin'] },
  /** A branch's profile, hours, branding. */
  clinic: { read: everyone, update: management },
  people: {
    read: management,
    create: ['org_admin', 'clinic_admin'],
    update: ['org_admin', 'clinic_admin'],
    delete: ['org_admin', 'clinic_admin'],
  },
  /** Who may do what: read it, change it (head office), and (approve) whose patients a doctor of the branch sees. */
  roles: { read: ['org_admin', 'clinic_admin'], update: ['org_admin'], approve: ['org_admin', 'clinic_admin'] },
  /** Doctors on the branch's calendar and their sessions. */
  schedule: { read: everyone, create: management, update: management, delete: management },
  services: { read: everyone, create: management, update: management, delete: management },
  patients: {
    read: everyone,
    create: [...desk, 'doctor', 'nurse'],
    update: [...desk, 'doctor', 'nurse'],
    delete: management,
    export: management,
  },
  appointments: {
    read: everyone,
    create: [...desk, 'doctor', 'nurse'],
    update: [...desk, 'doctor', 'nurse'],
    delete: desk,
  },
  queue: { read: everyone, update: [...desk, 'doctor', 'nurse'] },
  vitals: { read: [...clinical, 'nurse', 'pharmacist'], create: [...clinical, 'nurse'] },
  /** Notes, diagnoses, prescriptions: finishing a visit is its approval. */
  encounters: {
    read: [...clinical, 'nurse', 'pharmacist'],
    create: ['doctor'],
    update: ['doctor'],
    approve: ['doctor'],
  },
  prescriptions: { read: [...clinical, 'nurse', 'pharmacist', 'receptionist'] },
  invoices: {
    read: [...money, 'doctor'],
    create: money,
    update: money,
    approve: ['org_admin', 'clinic_admin', 'billing'],
  },
  payments: { read: money, create: money },
  imports: { read: management, create: management, delete: ['org_admin', 'clinic_admin'] },
  reports: { read: management, export: management },
  /** Custom patient fields of a branch; everybody who reads patients reads them. */
  fields: { create: ['org_admin', 'clinic_admin'], update: ['org_admin', 'clinic_admin'] },
  /** A branch's own domain and the address its mail comes from. */
  branding: {
    read: management,
    create: ['org_admin', 'clinic_admin'],
    update: ['org_admin', 'clinic_admin'],
    delete: ['org_admin', 'clinic_admin'],
  },
  /** Who did what to whom, and who looked; approve: verify the chain. */
  audit: { read: ['org_admin', 'clinic_admin'], export: ['org_admin', 'clinic_admin'], approve: ['org_admin'] },
} satisfies Record<string, Partial<Record<Action, Role[]>>>

type Matrix = typeof matrix
export type Permission = { [M in keyof Matrix]: `${M & string}.${keyof Matrix[M] & string}` }[keyof Matrix]

/** Every permission that exists, as `module.action`. */
export const permissions = Object.entries(matrix).flatMap(([module, cells]) =>
  Object.keys(cells).map((action) => `${module}.${action}` as Permission),
)

export type Module = keyof Matrix
export const modules = Object.keys(matrix) as Module[]

/** Without these a branch would stand still, or nobody could switch anything on again. */
export const essentialModules: readonly Module[] = [
  'network',
  'clinic',
  'people',
  'roles',
  'patients',
  'schedule',
  'services',
  'audit',
]

/** What no other role can be given: head office's own screens, and the right to give rights. */
export function isHeadOfficeOnly(permission: Permission): boolean {
  return permission.startsWith('network.') || permission === 'roles.update' || permission === 'audit.approve'
}

/**
 * Permissions that can have a highest amount, and what is measured: the discount on one invoice. Whoever may approve
 * gives discounts above the limits of adding and changing, up to a limit of its own. No other act has an amount that
 * somebody decides: prices come from the branch's list, and a payment is what was received.
 */
export const limitedPermissions: Partial<Record<Permission, 'discount'>> = {
  'invoices.create': 'discount',
  'invoices.update': 'discount',
  'invoices.approve': 'discount',
}

/** Rights that no endpoint asks for yet: the matrix says so. A test holds the list against the endpoints. */
export const notAskedYet: readonly Permission[] = [
  'network.export',
  'services.delete',
  'reports.read',
  'reports.export',
]

/** The roles a permission is given to. */
export function rolesAllowed(permission: Permission): readonly Role[] {
  const [module, action] = permission.split('.') as [keyof Matrix, Action]
  return (matrix[module] as Partial<Record<Action, Role[]>>)[action] ?? []
}

/** A deviation from the default matrix, as a network or a branch decided it. */
export interface RoleChange {
  /** null: every clinic without a row of its own. */
  clinicId: string | null
  role: Role
  permission: string
  allowed: boolean
}

/** What a person with these roles may do in a clinic: the same rule as the database's app.role_allows and app.enter. */
export function permissionsIn(
  clinic: { id: string; modulesOff: readonly string[] },
  held: readonly string[],
  changes: readonly RoleChange[],
): Permission[] {
  const about = changes.filter((change) => change.clinicId === null || change.clinicId === clinic.id)
  const allows = (role: string, permission: Permission) => {
    const said = about.filter((change) => change.role === role && change.permission === permission)
    const own = said.find((change) => change.clinicId !== null) ?? said[0]
    if (own && role !== 'org_admin') return own.allowed
    return rolesAllowed(permission).includes(role as Role)
  }
  return permissions
    .filter((permission) => !clinic.modulesOff.includes(permission.split('.')[0]!))
    .filter((permission) => held.some((role) => allows(role, permission)))
}

/** Where each role lands after sign-in; the first that a person holds wins. */
export const homes: Record<Role, string> = {
  org_admin: 'network',
  doctor: 'doctor',
  receptionist: 'day',
  billing: 'billing',
  nurse: 'vitals',
  pharmacist: 'patients',
  clinic_manager: 'day',
  clinic_admin: 'day',
}

/** What each home asks for. */
const homeNeeds: Record<string, Permission> = {
  doctor: 'encounters.update',
  day: 'appointments.read',
  billing: 'invoices.read',
  vitals: 'vitals.create',
  patients: 'patients.read',
}

/**
 * Where somebody with these roles lands: the first home she may open. `can`: what holds where she lands; a right that
 * was taken away, or a module that is switched off, sends her to the next one.
 */
export function homeOf(held: readonly string[], can: (permission: Permission) => boolean = () => true): string {
  const open = (home: string) => home === 'network' || can(homeNeeds[home]!)
  const hers = Object.entries(homes).flatMap(([role, home]) => (held.includes(role) ? [home] : []))
  return [...hers, ...Object.keys(homeNeeds)].find(open) ?? 'day'
}
