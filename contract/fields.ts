import * as z from 'zod'
import { endpoint } from './endpoint.ts'

/** What a custom field of a patient can hold. */
export const FieldKind = z.enum(['text', 'number', 'date', 'choice'])
export type FieldKind = z.infer<typeof FieldKind>

export const FieldChoice = z.object({
  choiceId: z.uuid(),
  label: z.string(),
  /** Chosen before, and no longer offered. */
  retired: z.boolean(),
})
export type FieldChoice = z.infer<typeof FieldChoice>

/** A field that an organization, or one branch, asks beside those that every patient has. */
export const PatientField = z.object({
  id: z.uuid(),
  label: z.string(),
  kind: FieldKind,
  required: z.boolean(),
  /** Asked in every branch: head office's. Otherwise this branch's own. */
  everywhere: z.boolean(),
  /** Asked no more; what was answered stays. */
  retired: z.boolean(),
  /** In the order in which they are offered; empty unless the kind is `choice`. */
  choices: z.array(FieldChoice),
  version: z.int(),
})
export type PatientField = z.infer<typeof PatientField>

/** An answer as it is stored: a text, a number, a day (yyyy-mm-dd) or the id of a choice. */
export const FieldAnswer = z.strictObject({
  fieldId: z.uuid(),
  /** null takes the answer away. */
  value: z.union([z.string().trim().max(500), z.number()]).nullable(),
})
export type FieldAnswer = z.infer<typeof FieldAnswer>

/** One custom field of one patient; `value` null: not answered yet. */
export const PatientFieldValue = z.object({
  fieldId: z.uuid(),
  label: z.string(),
  kind: FieldKind,
  required: z.boolean(),
  retired: z.boolean(),
  value: z.union([z.string(), z.number()]).nullable(),
  /** The value as people read it: the words of a choice; a day stays yyyy-mm-dd. */
  shown: z.string().nullable(),
})
export type PatientFieldValue = z.infer<typeof PatientFieldValue>

const label = z.string().trim().min(1).max(60)
const choiceLabel = z.string().trim().min(1).max(100)
const newField = {
  label,
  kind: FieldKind,
  required: z.boolean().default(false),
  choices: z.array(choiceLabel).max(100).default([]),
}
const changes = {
  version: z.int(),
  label: label.optional(),
  kind: FieldKind.optional(),
  required: z.boolean().optional(),
  retired: z.boolean().optional(),
  /** The whole list in its new order; without an id: a new one. One that is left out is removed, unless it is in use. */
  choices: z
    .array(z.strictObject({ choiceId: z.uuid().optional(), label: choiceLabel, retired: z.boolean().default(false) }))
    .max(100)
    .optional(),
}
const order = { fieldIds: z.array(z.uuid()).min(1).max(100) }
const fields = z.object({ fields: z.array(PatientField) })

export const listPatientFields = endpoint({
  name: 'listPatientFields',
  verb: 'GET',
  path: '/clinics/:clinicId/patient-fields',
  needs: 'patients.read',
  summary: 'The custom fields this branch asks of a patient, in order: head office’s first, then its own.',
  input: z.object({ retired: z.stringbool().default(false) }),
  output: fields,
})

export const addPatientField = endpoint({
  name: 'addPatientField',
  verb: 'POST',
  path: '/clinics/:clinicId/patient-fields',
  needs: 'fields.create',
  summary: 'Add a field of this branch.',
  input: z.object(newField),
  output: PatientField,
  status: 201,
})

export const editPatientField = endpoint({
  name: 'editPatientField',
  verb: 'PATCH',
  path: '/clinics/:clinicId/patient-fields/:fieldId',
  needs: 'fields.update',
  summary:
    'Change a field of this branch, retire it or bring it back. A kind with answers, and a choice in use, stay: `field_in_use`.',
  input: z.object(changes),
  output: PatientField,
})

export const orderPatientFields = endpoint({
  name: 'orderPatientFields',
  verb: 'PUT',
  path: '/clinics/:clinicId/patient-fields/order',
  needs: 'fields.update',
  summary: 'Put the branch’s own fields in this order.',
  input: z.object(order),
  output: fields,
})

export const listNetworkFields = endpoint({
  name: 'listNetworkFields',
  verb: 'GET',
  path: '/organization/patient-fields',
  needs: 'network.read',
  summary: 'The custom fields that every branch asks of a patient, in order.',
  input: z.object({ retired: z.stringbool().default(false) }),
  output: fields,
})

export const addNetworkField = endpoint({
  name: 'addNetworkField',
  verb: 'POST',
  path: '/organization/patient-fields',
  needs: 'network.create',
  summary: 'Add a field that every branch asks.',
  input: z.object(newField),
  output: PatientField,
  status: 201,
})

export const editNetworkField = endpoint({
  name: 'editNetworkField',
  verb: 'PATCH',
  path: '/organization/patient-fields/:fieldId',
  needs: 'network.update',
  summary: 'Change a field of every branch, retire it or bring it back.',
  input: z.object(changes),
  output: PatientField,
})

export const orderNetworkFields = endpoint({
  name: 'orderNetworkFields',
  verb: 'PUT',
  path: '/organization/patient-fields/order',
  needs: 'network.update',
  summary: 'Put the fields of every branch in this order.',
  input: z.object(order),
  output: fields,
})
