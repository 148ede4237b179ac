import * as z from 'zod'
import { AuditChain, AuditCheck, AuditEvent } from './audit.ts'
import { isTimeZone } from './countries.ts'
import { endpoint, lookKinds, queryList } from './endpoint.ts'
import { newPractice } from './registration.ts'
import { Day, Instant } from './time.ts'

export const planCodes = ['trial', 'basic', 'premium', 'enterprise'] as const
export const PlanCode = z.enum(planCodes)
export type PlanCode = z.infer<typeof PlanCode>

/** An organization as the operator sees it: what it has, and how much of it is used. Nothing of its patients. */
export const PlatformOrganization = z.object({
  id: z.uuid(),
  name: z.string(),
  country: z.string(),
  isSample: z.boolean(),
  status: z.enum(['active', 'suspended']),
  suspendedAt: Instant.nullable(),
  suspendedBecause: z.string().nullable(),
  plan: PlanCode,
  trialEndsOn: Day.nullable(),
  /** From when nothing can be changed any more: the trial's end and a week of grace. */
  readOnlyFrom: Instant.nullable(),
  /** For setPlan; 0: no plan was ever set. */
  planVersion: z.int(),
  /** null: without limit. */
  clinicLimit: z.int().nullable(),
  seatLimit: z.int().nullable(),
  clinics: z.int(),
  staff: z.int(),
  lastActiveAt: Instant.nullable(),
  countedAt: Instant.nullable(),
  createdAt: Instant,
})
export type PlatformOrganization = z.infer<typeof PlatformOrganization>

export const listOrganizations = endpoint({
  name: 'listOrganizations',
  verb: 'GET',
  path: '/platform/organizations',
  needs: 'platform.support',
  summary: 'Every organization of this installation, with plan and use.',
  input: z.object({ q: z.string().trim().max(100).default(''), status: z.enum(['active', 'suspended']).optional() }),
  output: z.array(PlatformOrganization),
})

export const makeOrganization = endpoint({
  name: 'makeOrganization',
  verb: 'POST',
  path: '/platform/organizations',
  needs: 'platform.super_admin',
  summary:
    'Make an organization; its first admin gets a mail. A known address gets one more organization, no second account.',
  input: z.object({ ...newPractice, plan: PlanCode.default('trial'), trialEndsOn: Day.nullable().default(null) }),
  output: z.object({
    id: z.uuid(),
    /** The admin is new here and chooses a password by the mail. */
    invited: z.boolean(),
  }),
  status: 201,
})

export const setPlan = endpoint({
  name: 'setPlan',
  verb: 'PUT',
  path: '/platform/organizations/:organizationId/plan',
  needs: 'platform.super_admin',
  summary: 'Change an organization’s plan or the end of its trial.',
  input: z.object({ plan: PlanCode, trialEndsOn: Day.nullable(), planVersion: z.int() }),
  output: PlatformOrganization,
})

export const suspendOrganization = endpoint({
  name: 'suspendOrganization',
  verb: 'POST',
  path: '/platform/organizations/:organizationId/suspension',
  needs: 'platform.super_admin',
  confirm: true,
  summary: 'Suspend an organization: everybody is signed out and signing in is refused. Its data stays.',
  input: z.object({ reason: z.string().trim().min(3).max(500) }),
  output: PlatformOrganization,
})

export const resumeOrganization = endpoint({
  name: 'resumeOrganization',
  verb: 'DELETE',
  path: '/platform/organizations/:organizationId/suspension',
  needs: 'platform.super_admin',
  summary: 'Take a suspension back.',
  output: PlatformOrganization,
})

/** Support inside an organization, now or before. */
export const Elevation = z.object({
  id: z.uuid(),
  operatorName: z.string(),
  /** null: looked in as itself, and could change nothing. */
  asName: z.string().nullable(),
  reason: z.string(),
  startedAt: Instant,
  endsAt: Instant,
  endedAt: Instant.nullable(),
  live: z.boolean(),
})
export type Elevation = z.infer<typeof Elevation>

export const listElevations = endpoint({
  name: 'listElevations',
  verb: 'GET',
  path: '/platform/elevations',
  needs: 'platform.support',
  summary: 'When support was inside which organization, as whom and why; the latest 200.',
  input: z.object({ organizationId: z.uuid().optional() }),
  output: z.array(Elevation.extend({ organizationId: z.uuid(), organizationName: z.string(), mine: z.boolean() })),
})

/** How long a visit of support may last. */
export const supportMinutes = [15, 30, 60] as const

export const startElevation = endpoint({
  name: 'startElevation',
  verb: 'POST',
  path: '/platform/organizations/:organizationId/elevations',
  needs: 'platform.support',
  confirm: true,
  summary:
    'Open an organization for a while; its admins are told. Without `asLogin` one reads as head office would, with it one is that person.',
  input: z.object({
    reason: z.string().trim().min(10, 'Say in a sentence why: the organization reads it.').max(500),
    minutes: z.literal(supportMinutes),
    asLogin: z.string().trim().min(1).max(254).optional(),
  }),
  output: z.object({ id: z.uuid(), endsAt: Instant }),
  status: 201,
})

export const endElevation = endpoint({
  name: 'endElevation',
  verb: 'DELETE',
  path: '/platform/elevations/:elevationId',
  needs: 'platform.support',
  summary: 'End a visit from outside: one’s own, such as of a browser that was closed; a super admin anybody’s.',
})

export const leaveOrganization = endpoint({
  name: 'leaveOrganization',
  verb: 'DELETE',
  path: '/session/elevation',
  needs: 'signed_in',
  summary: 'Support leaves the organization it is inside.',
})

export const listSupportVisits = endpoint({
  name: 'listSupportVisits',
  verb: 'GET',
  path: '/organization/support-visits',
  needs: 'network.read',
  summary: 'When the platform’s support was inside this organization, as whom and why; the latest 100.',
  output: z.array(Elevation),
})

/** A patient whose record support opened during a visit. */
export const SupportLook = z.object({
  clinicId: z.uuid(),
  clinicName: z.string(),
  patientId: z.uuid(),
  patientName: z.string().nullable(),
  patientNumber: z.string().nullable(),
  /** The first look. */
  at: Instant,
  kinds: z.array(z.enum(lookKinds)),
})
export type SupportLook = z.infer<typeof SupportLook>

export const listSupportLooks = endpoint({
  name: 'listSupportLooks',
  verb: 'GET',
  path: '/organization/support-visits/:elevationId/looks',
  needs: 'network.read',
  summary: 'At which patients support looked during one visit, the latest 500.',
  output: z.array(SupportLook),
})

export const endSupportVisit = endpoint({
  name: 'endSupportVisit',
  verb: 'DELETE',
  path: '/organization/support-visits/:elevationId',
  needs: 'network.update',
  whileReadOnly: true,
  summary: 'Show support out, now.',
})

/** What a plan limits. `seats`: people who may sign in, open invitations included; `patients`: of imports only. */
export const planLimits = ['doctors', 'clinics', 'seats', 'patients'] as const
export type PlanLimit = (typeof planLimits)[number]

const limits = z.object({
  doctors: z.int().nullable(),
  clinics: z.int().nullable(),
  seats: z.int().nullable(),
  patients: z.int().nullable(),
})

export const OrganizationPlan = z.object({
  /** null: none was ever set, and nothing is limited. */
  plan: PlanCode.nullable(),
  trialEndsOn: Day.nullable(),
  readOnlyFrom: Instant.nullable(),
  uses: z.array(z.object({ what: z.enum(planLimits), used: z.int(), allowed: z.int().nullable() })),
  /** Every plan there is, the smallest first; null: without limit. */
  plans: z.array(z.object({ code: PlanCode, limits })),
})
export type OrganizationPlan = z.infer<typeof OrganizationPlan>

export const getPlan = endpoint({
  name: 'getOrganizationPlan',
  verb: 'GET',
  path: '/organization/plan',
  needs: 'network.read',
  summary: 'The organization’s plan, how much of it is used, and what the other plans would allow.',
  output: OrganizationPlan,
})

/** Kinds of acts of operators, by the first word of the event; what stands nowhere is of their own account. */
export const operatorActKinds = {
  organizations: ['organization'],
  support: ['elevation'],
  people: ['person'],
  trail: ['audit'],
} as const
export const operatorActKindNames = [
  ...(Object.keys(operatorActKinds) as (keyof typeof operatorActKinds)[]),
  'account',
] as const
export type OperatorActKind = (typeof operatorActKindNames)[number]

export const OperatorAct = AuditEvent.pick({
  id: true,
  at: true,
  event: true,
  subjectId: true,
  reason: true,
  changes: true,
  facts: true,
  traceId: true,
}).extend({
  operatorId: z.uuid(),
  operatorName: z.string(),
  /** The organization it was about; null: none, such as signing in. */
  organizationId: z.uuid().nullable(),
  organizationName: z.string().nullable(),
})
export type OperatorAct = z.infer<typeof OperatorAct>

export const listOperatorActs = endpoint({
  name: 'listOperatorActs',
  verb: 'GET',
  path: '/platform/acts',
  needs: 'platform.support',
  summary: 'What operators did, newest first.',
  input: z.object({
    operatorId: z.uuid().optional(),
    organizationId: z.uuid().optional(),
    kinds: queryList(z.enum(operatorActKindNames)),
    /** Days of `zone`, both included. */
    from: Day.optional(),
    to: Day.optional(),
    zone: z.string().max(60).refine(isTimeZone, 'This is not a time zone, such as Asia/Karachi.').default('UTC'),
    /** The id of the last row of the page before. */
    before: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ acts: z.array(OperatorAct), next: z.uuid().nullable() }),
})

export const listOperators = endpoint({
  name: 'listOperators',
  verb: 'GET',
  path: '/platform/operators',
  needs: 'platform.support',
  summary: 'Who operates this installation, or did.',
  output: z.array(z.object({ userId: z.uuid(), fullName: z.string() })),
})

export const getOperatorChain = endpoint({
  name: 'getOperatorChain',
  verb: 'GET',
  path: '/platform/acts/chain',
  needs: 'platform.support',
  summary: 'How far the trail of operators is sealed, and what the last verification found.',
  output: AuditChain,
})

export const checkOperatorChain = endpoint({
  name: 'checkOperatorChain',
  verb: 'POST',
  path: '/platform/acts/checks',
  needs: 'platform.support',
  summary: 'Verifies the whole chain in the background, within a minute.',
  status: 201,
  output: AuditCheck,
})
