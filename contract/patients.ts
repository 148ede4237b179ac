import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { FieldAnswer, PatientFieldValue } from './fields.ts'
import { PrintLanguage } from './languages.ts'
import { Phone } from './phone.ts'
import { Day, Instant } from './time.ts'

export const Sex = z.enum(['female', 'male', 'other', 'unknown'])
export type Sex = z.infer<typeof Sex>

export const PatientAlert = z.object({
  id: z.uuid(),
  kind: z.enum(['allergy', 'alert']),
  label: z.string(),
  /** The substance family that prescriptions are checked against; null when it is no medicine. */
  drugClass: z.string().nullable(),
  severity: z.enum(['mild', 'moderate', 'severe']),
})
export type PatientAlert = z.infer<typeof PatientAlert>

/** Everything of one patient that the banner and the details show. */
export const Patient = z.object({
  id: z.uuid(),
  /** The clinic's own number, such as GUL-000123; gaps are allowed. */
  number: z.string(),
  fullName: z.string(),
  sex: Sex,
  bornOn: Day.nullable(),
  /** E.164, or as it was given when it does not parse. */
  phone: z.string().nullable(),
  secondPhone: z.string().nullable(),
  email: z.string().nullable(),
  nationalId: z.string().nullable(),
  guardian: z.string().nullable(),
  address: z.string(),
  city: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  externalRef: z.string().nullable(),
  alerts: z.array(PatientAlert),
  /** The custom fields asked here, in order, and retired ones that were answered. */
  fields: z.array(PatientFieldValue),
  dueMinor: z.int(),
  /** Proposed duplicates of this patient that wait for a decision. */
  openDuplicates: z.int(),
  archivedAt: Instant.nullable(),
  archiveReason: z.string().nullable(),
  createdAt: Instant,
  version: z.int(),
})
export type Patient = z.infer<typeof Patient>

/** A patient as a line of a list. */
export const PatientRow = Patient.pick({
  id: true,
  number: true,
  fullName: true,
  sex: true,
  bornOn: true,
  phone: true,
  guardian: true,
  city: true,
  dueMinor: true,
}).extend({ archived: z.boolean() })
export type PatientRow = z.infer<typeof PatientRow>

const optionalText = (most: number) => z.string().trim().max(most).nullable()
const details = {
  sex: Sex,
  bornOn: Day.nullable(),
  secondPhone: Phone.nullable(),
  email: z.email().max(254).nullable(),
  nationalId: optionalText(40),
  guardian: optionalText(200),
  address: z.string().trim().max(500),
  city: z.string().trim().max(100),
  notes: z.string().trim().max(5000),
  tags: z.array(z.string().trim().min(1).max(40)).max(20),
}
const name = z.string().trim().min(1).max(200)
const phone = Phone.nullable()
const answers = z.array(FieldAnswer).max(100)

/** Patients by one custom field: what it is, begins with or lies between (both ends included), or that it is empty. */
export const FieldFilter = z.object({
  fieldId: z.uuid().optional(),
  /** The id of a choice, or how a text begins. */
  fieldIs: z.string().trim().max(100).optional(),
  /** A number or a day, both ends included. */
  fieldFrom: z.string().trim().max(30).optional(),
  fieldTo: z.string().trim().max(30).optional(),
  fieldEmpty: z.stringbool().optional(),
})
export type FieldFilter = z.infer<typeof FieldFilter>

export const searchPatients = endpoint({
  name: 'searchPatients',
  verb: 'GET',
  path: '/clinics/:clinicId/patients',
  needs: 'patients.read',
  summary:
    'Patients by name (typing mistakes forgiven, the beginning of the last word is enough), any four digits of a phone number, or patient number; the best first. Without `q` the newest, paged by `before`.',
  input: z.object({
    q: z.string().trim().max(200).default(''),
    show: z.enum(['active', 'archived', 'owing']).default('active'),
    ...FieldFilter.shape,
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({ patients: z.array(PatientRow), next: z.string().nullable() }),
})

export const getPatient = endpoint({
  name: 'getPatient',
  verb: 'GET',
  path: '/clinics/:clinicId/patients/:patientId',
  needs: 'patients.read',
  opens: 'record',
  summary: 'One patient: banner, details, allergies and alerts.',
  output: Patient,
})

/** A registered patient who may be the same person, with the reasons in words, the strongest first. */
export const LikePatient = PatientRow.extend({ score: z.int().min(0).max(100), reasons: z.array(z.string()) })
export type LikePatient = z.infer<typeof LikePatient>

export const listLikePatients = endpoint({
  name: 'listLikePatients',
  verb: 'GET',
  path: '/clinics/:clinicId/like-patients',
  needs: 'patients.read',
  summary: 'Who is registered here already and may be this person; asked while a registration is typed.',
  input: z.object({
    fullName: z.string().trim().max(200).default(''),
    phone: z.string().trim().max(40).optional(),
    bornOn: Day.optional(),
    sex: Sex.optional(),
    nationalId: z.string().trim().max(40).optional(),
  }),
  output: z.array(LikePatient),
})

export const registerPatient = endpoint({
  name: 'registerPatient',
  verb: 'POST',
  path: '/clinics/:clinicId/patients',
  needs: 'patients.create',
  summary:
    'Register a patient; a name is enough, and what the branch’s own fields require. Somebody alike is refused as `possible_duplicate` with the candidates in the detail; `evenSo` registers all the same and notes the pair for review.',
  input: z.object({
    fullName: name,
    phone: phone.optional(),
    ...z.object(details).partial().shape,
    fields: answers.default([]),
    evenSo: z.boolean().default(false),
  }),
  output: Patient,
  status: 201,
})

export const editPatient = endpoint({
  name: 'editPatient',
  verb: 'PATCH',
  path: '/clinics/:clinicId/patients/:patientId',
  needs: 'patients.update',
  summary: 'Change what is given. With an older version: `changed_meanwhile`, with both sides in the detail.',
  input: z.object({
    version: z.int(),
    fullName: name.optional(),
    phone: phone.optional(),
    ...z.object(details).partial().shape,
    /** Given at all, the required ones must all be answered afterwards. */
    fields: answers.optional(),
  }),
  output: Patient,
})

export const archivePatient = endpoint({
  name: 'archivePatient',
  verb: 'POST',
  path: '/clinics/:clinicId/patients/:patientId/archive',
  needs: 'patients.delete',
  summary: 'Take a patient out of the lists, with the reason. Nothing is deleted.',
  input: z.object({ reason: z.string().trim().min(3).max(300) }),
  output: Patient,
})

export const restorePatient = endpoint({
  name: 'restorePatient',
  verb: 'POST',
  path: '/clinics/:clinicId/patients/:patientId/restore',
  needs: 'patients.delete',
  summary: 'Bring an archived patient back.',
  output: Patient,
})

export const addAlert = endpoint({
  name: 'addAlert',
  verb: 'POST',
  path: '/clinics/:clinicId/patients/:patientId/alerts',
  needs: 'patients.update',
  summary: 'Note an allergy or an alert; an allergy with a drug class is what prescriptions are checked against.',
  input: z.object({
    kind: z.enum(['allergy', 'alert']),
    label: z.string().trim().min(1).max(200),
    drugClass: z.string().trim().min(1).max(100).nullable().default(null),
    severity: z.enum(['mild', 'moderate', 'severe']).default('moderate'),
  }),
  output: Patient,
  status: 201,
})

export const removeAlert = endpoint({
  name: 'removeAlert',
  verb: 'DELETE',
  path: '/clinics/:clinicId/patients/:patientId/alerts/:alertId',
  needs: 'patients.update',
  summary: 'Remove an allergy or alert that does not hold; who did so stays in the record.',
  output: Patient,
})

export const listDrugClasses = endpoint({
  name: 'listDrugClasses',
  verb: 'GET',
  path: '/clinics/:clinicId/drug-classes',
  needs: 'patients.read',
  summary: 'The substance families that medicines belong to, for noting an allergy.',
  output: z.array(z.string()),
})

export const timelineKinds = ['visit', 'prescription', 'payment', 'change'] as const
export type TimelineKind = (typeof timelineKinds)[number]

const moment = { id: z.uuid(), at: Instant }
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visit'),
    ...moment,
    status: z.string(),
    /** False: the source knew the day only. */
    timed: z.boolean(),
    doctorName: z.string().nullable(),
    serviceName: z.string().nullable(),
    reason: z.string(),
    /** Empty for those who may not read what the doctor wrote. */
    diagnoses: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('prescription'),
    ...moment,
    doctorName: z.string(),
    lines: z.array(z.object({ medicine: z.string(), dose: z.string(), days: z.int().nullable() })),
  }),
  z.object({
    kind: z.literal('payment'),
    ...moment,
    number: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    method: z.string(),
  }),
  z.object({
    kind: z.literal('change'),
    ...moment,
    /** Such as `patient.edited`. */
    event: z.string(),
    /** Names of the fields that were changed. */
    fields: z.array(z.string()),
    by: z.string().nullable(),
  }),
])
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const getTimeline = endpoint({
  name: 'getTimeline',
  verb: 'GET',
  path: '/clinics/:clinicId/patients/:patientId/timeline',
  needs: 'patients.read',
  opens: 'timeline',
  summary:
    'Visits, prescriptions, payments and changes in one stream, the newest first. Kinds that the role may not read are left out.',
  input: z.object({
    kind: z.enum(timelineKinds).optional(),
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  output: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }),
})

export const DuplicateProposal = z.object({
  id: z.uuid(),
  score: z.int(),
  reasons: z.array(z.string()),
  createdAt: Instant,
  patients: z.tuple([PatientRow, PatientRow]),
})
export type DuplicateProposal = z.infer<typeof DuplicateProposal>

export const listDuplicates = endpoint({
  name: 'listDuplicates',
  verb: 'GET',
  path: '/clinics/:clinicId/duplicates',
  needs: 'patients.read',
  summary: 'Pairs of patients that may be one person and wait for a decision, the likeliest first.',
  input: z.object({ patientId: z.uuid().optional(), before: z.string().max(100).optional() }),
  output: z.object({ proposals: z.array(DuplicateProposal), next: z.string().nullable(), open: z.int() }),
})

export const decideDuplicate = endpoint({
  name: 'decideDuplicate',
  verb: 'POST',
  path: '/clinics/:clinicId/duplicates/:proposalId/decision',
  needs: 'patients.update',
  summary: 'Say whether a pair is one person. Both records stay; `open` takes a decision back.',
  input: z.object({ decision: z.enum(['same', 'different', 'open']) }),
  output: z.object({ open: z.int() }),
})

export const exportPatients = endpoint({
  name: 'exportPatients',
  verb: 'POST',
  path: '/clinics/:clinicId/patient-exports',
  needs: 'patients.export',
  whileReadOnly: true,
  confirm: true,
  summary:
    'Make an export of the patients that the list shows for a word and a filter, custom fields included; its file is fetched within ten minutes.',
  input: z.object({
    format: z.enum(['csv', 'xlsx']),
    /** As in `searchPatients`: those that are found, and no others. */
    q: z.string().trim().min(1).max(200).optional(),
    show: z.enum(['active', 'archived', 'owing', 'all']).default('active'),
    ...FieldFilter.omit({ fieldEmpty: true }).shape,
    fieldEmpty: z.boolean().optional(),
  }),
  output: z.object({ exportId: z.uuid(), rows: z.int() }),
  status: 201,
})

export const downloadPatients = endpoint({
  name: 'downloadPatients',
  verb: 'GET',
  path: '/clinics/:clinicId/patient-exports/:exportId',
  needs: 'patients.export',
  summary: 'The file of an export, for whoever made it.',
  answers: 'text/csv',
})

export const getPatientSheet = endpoint({
  name: 'getPatientSheet',
  verb: 'GET',
  path: '/clinics/:clinicId/patients/:patientId/sheet',
  needs: 'patients.read',
  opens: 'record',
  summary: 'The patient’s details on paper, custom fields included.',
  input: z.object({ language: PrintLanguage.default('en') }),
  answers: 'application/pdf',
})
