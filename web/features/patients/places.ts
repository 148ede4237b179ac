import * as z from 'zod'
import { type FieldFilter, timelineKinds } from '#contract/patients.ts'

/** What the URL of the list says. `register` opens the registration, with a name or phone that was typed before. */
export const PatientsSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  show: z.enum(['owing', 'archived']).optional().catch(undefined),
  before: z.string().max(100).optional().catch(undefined),
  /** One of the clinic's own fields, and what it must be. */
  field: z.uuid().optional().catch(undefined),
  is: z.string().max(100).optional().catch(undefined),
  from: z.string().max(30).optional().catch(undefined),
  to: z.string().max(30).optional().catch(undefined),
  empty: z.boolean().optional().catch(undefined),
  register: z.union([z.boolean(), z.string()]).optional().catch(undefined),
})
export type PatientsSearch = z.infer<typeof PatientsSearch>

/** The filter by a custom field as the API takes it. */
export function filterOf({ field, is, from, to, empty }: PatientsSearch): FieldFilter {
  if (!field) return {}
  return {
    fieldId: field,
    ...(is && { fieldIs: is }),
    ...(from && { fieldFrom: from }),
    ...(to && { fieldTo: to }),
    ...(empty && { fieldEmpty: true }),
  }
}

export const TimelineSearch = z.object({ kind: z.enum(timelineKinds).optional().catch(undefined) })

/** `edit`: the drawer is open; `alert`: the form for an allergy or alert is. */
export const PatientSearch = z.object({
  edit: z.boolean().optional().catch(undefined),
  alert: z.boolean().optional().catch(undefined),
  archive: z.boolean().optional().catch(undefined),
})

export const DuplicatesSearch = z.object({ before: z.string().max(100).optional().catch(undefined) })
