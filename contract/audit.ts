import * as z from 'zod'
import { endpoint, lookKinds, queryList } from './endpoint.ts'
import { Language } from './languages.ts'
import { Day, Instant } from './time.ts'

/** Kinds of acts as a person would sort them; by the first word of the event. What stands nowhere is `other`. */
export const auditGroups = {
  patients: ['patient', 'field'],
  visits: ['appointment'],
  clinical: ['encounter', 'vitals', 'medicine'],
  money: ['invoice', 'payment'],
  people: ['person', 'invitation', 'doctor'],
  rights: ['access'],
  signIn: ['session', 'account'],
  settings: ['clinic', 'service', 'schedule', 'organization', 'domain', 'sender'],
  files: ['import', 'export', 'audit', 'job'],
  support: ['elevation', 'support'],
} as const satisfies Record<string, readonly string[]>
export const auditGroupNames = [...(Object.keys(auditGroups) as (keyof typeof auditGroups)[]), 'other'] as const
export type AuditGroup = (typeof auditGroupNames)[number]

/** What an act changed: the value before and after, as text; null where there was none. */
export const AuditChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type AuditChange = z.infer<typeof AuditChange>

export const AuditEvent = z.object({
  id: z.uuid(),
  at: Instant,
  clinicId: z.uuid().nullable(),
  /** null: head office. */
  clinicName: z.string().nullable(),
  userId: z.uuid().nullable(),
  /** null: the system itself (a job). */
  userName: z.string().nullable(),
  /** Support that sat there, inside an elevation. */
  operatorName: z.string().nullable(),
  elevationId: z.uuid().nullable(),
  /** `appointment.moved`; contract/audit-words.ts has the words. */
  event: z.string(),
  subjectId: z.uuid(),
  /** What the subject is called: a document's number, a service, a person. */
  subjectName: z.string().nullable(),
  patientId: z.uuid().nullable(),
  patientName: z.string().nullable(),
  patientNumber: z.string().nullable(),
  reason: z.string().nullable(),
  changes: z.array(AuditChange),
  /** What is known of the act beside what it changed. */
  facts: z.array(z.object({ field: z.string(), value: z.string() })),
  /** When its detail was forgotten by retention. */
  shreddedAt: Instant.nullable(),
  /** The request's trace, as logs and error messages name it. */
  traceId: z.string().nullable(),
})
export type AuditEvent = z.infer<typeof AuditEvent>

const filters = {
  clinicId: z.uuid().optional(),
  /** Who did it. */
  userId: z.uuid().optional(),
  /** About this patient: the record itself, visits, invoices, payments. */
  patientId: z.uuid().optional(),
  /** About this one thing. */
  subjectId: z.uuid().optional(),
  groups: queryList(z.enum(auditGroupNames)),
  /** Days of the organization's zone, both included. */
  from: Day.optional(),
  to: Day.optional(),
  /** Only what was done inside an elevation of support. */
  elevated: z.stringbool().default(false),
}

export const listAuditEvents = endpoint({
  name: 'listAuditEvents',
  verb: 'GET',
  path: '/organization/audit/events',
  needs: 'audit.read',
  summary: 'Who did what to whom, newest first: in the whole organization, or in the branches one administers.',
  input: z.object({
    ...filters,
    /** The id of the last row of the page before. */
    before: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ events: z.array(AuditEvent), next: z.uuid().nullable() }),
})

export const listAuditPeople = endpoint({
  name: 'listAuditPeople',
  verb: 'GET',
  path: '/organization/audit/people',
  needs: 'audit.read',
  summary: 'People whose acts may be looked for: of the organization, or of the branches one administers.',
  output: z.object({ people: z.array(z.object({ userId: z.uuid(), fullName: z.string() })) }),
})

export const exportAuditEvents = endpoint({
  name: 'exportAuditEvents',
  // No idempotency key: its answer would be kept, and a file of the trail is nothing to keep twice.
  verb: 'PUT',
  path: '/organization/audit/export',
  needs: 'audit.export',
  whileReadOnly: true,
  confirm: true,
  summary: 'The same as a file, at most 20,000 rows; the export stands in the trail as well.',
  input: z.object({
    ...filters,
    groups: z.array(z.enum(auditGroupNames)).default([]),
    elevated: z.boolean().default(false),
    language: Language.default('en'),
  }),
  answers: 'text/csv',
})

/** What a verification found first. `outside`: what the copy of the heads outside the database says of that seal. */
export const AuditFinding = z.object({
  seal: z.int(),
  /** The seal's rows were recorded until then. */
  lastAt: Instant.nullable(),
  kind: z.enum([
    'row_removed',
    'row_changed',
    'row_added',
    'detail_missing',
    'detail_changed',
    'detail_added',
    'seal_changed',
    'seal_missing',
    'differs_outside',
    // The copy outside has no line of a seal that is older than a day.
    'outside_missing',
    // The database came from another server, whose transaction numbers were higher.
    'other_server',
  ]),
  /** How many rows of that seal are concerned, and the first of them. */
  count: z.int(),
  ids: z.array(z.uuid()),
})
export type AuditFinding = z.infer<typeof AuditFinding>

export const AuditCheck = z.object({
  id: z.uuid(),
  askedAt: Instant,
  askedBy: z.string().nullable(),
  state: z.enum(['waiting', 'whole', 'broken', 'failed']),
  seals: z.int(),
  rowsChecked: z.int(),
  /** Details that retention has forgotten. */
  shredded: z.int(),
  /** Whether the heads kept outside the database agree; `none`: there are none to compare. */
  outside: z.enum(['none', 'agrees', 'differs']),
  finding: AuditFinding.nullable(),
  finishedAt: Instant.nullable(),
})
export type AuditCheck = z.infer<typeof AuditCheck>

export const AuditChain = z.object({
  /** null: nothing sealed yet. */
  lastSeal: z
    .object({ number: z.int(), rows: z.int(), lastAt: Instant, sealedAt: Instant, head: z.string() })
    .nullable(),
  /** Rows that wait for the next seal; a minute's worth. */
  unsealed: z.int(),
  /** The newest verification, whatever became of it. */
  check: AuditCheck.nullable(),
})
export type AuditChain = z.infer<typeof AuditChain>

/** An organization's, which the worker verifies every night. */
export const WatchedChain = AuditChain.extend({
  /** The newest verification that came to an end, if it found a fault; while another runs, too. */
  broken: AuditCheck.nullable(),
  /** Until when the trail was last found whole, and when that was found out. */
  verified: z.object({ until: Instant, at: Instant }).nullable(),
  /** For how many years details are kept. */
  years: z.int(),
})
export type WatchedChain = z.infer<typeof WatchedChain>

export const getAuditChain = endpoint({
  name: 'getAuditChain',
  verb: 'GET',
  path: '/organization/audit/chain',
  needs: 'audit.read',
  summary: 'How far the trail is sealed, and what the last verification found.',
  output: WatchedChain,
})

export const checkAuditChain = endpoint({
  name: 'checkAuditChain',
  verb: 'POST',
  path: '/organization/audit/checks',
  needs: 'audit.approve',
  whileReadOnly: true,
  summary: 'Verifies the whole chain in the background: every row against its seal, every seal against the one before.',
  status: 201,
  output: AuditCheck,
})

export const setAuditRetention = endpoint({
  name: 'setAuditRetention',
  verb: 'PUT',
  path: '/organization/audit/retention',
  needs: 'audit.approve',
  confirm: true,
  summary: 'For how many years the details of acts are kept. Older ones are forgotten every night; the acts stay.',
  input: z.object({ years: z.int().min(1).max(50) }),
  output: WatchedChain,
})

export const PatientLook = z.object({
  /** The first look in that quarter of an hour. */
  at: Instant,
  userId: z.uuid(),
  userName: z.string(),
  /** What this person is in the branch now. */
  roles: z.array(z.string()),
  /** Support that sat there. */
  operatorName: z.string().nullable(),
  elevationId: z.uuid().nullable(),
  kinds: z.array(z.enum(lookKinds)),
})
export type PatientLook = z.infer<typeof PatientLook>

export const listPatientLooks = endpoint({
  name: 'listPatientLooks',
  verb: 'GET',
  path: '/clinics/:clinicId/patients/:patientId/looks',
  needs: 'audit.read',
  summary: 'Who looked at this patient, newest first: one line per person and quarter of an hour.',
  input: z.object({
    userId: z.uuid().optional(),
    from: Day.optional(),
    to: Day.optional(),
    before: z.string().max(160).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ looks: z.array(PatientLook), next: z.string().nullable() }),
})
