import * as z from 'zod'

/** Services: the one being edited, or `new`; withdrawn ones are listed too. */
export const ServicesSearch = z.object({
  service: z
    .union([z.uuid(), z.literal('new')])
    .optional()
    .catch(undefined),
  withdrawn: z.literal(true).optional().catch(undefined),
})

/** Sessions: which doctor's week, and the session being edited, or the weekday of a new one. */
export const DoctorsSearch = z.object({
  doctor: z.uuid().optional().catch(undefined),
  session: z.uuid().optional().catch(undefined),
  add: z.int().min(1).max(7).optional().catch(undefined),
})

/** Custom fields: the one being edited, or `new`; retired ones are listed too. */
export const FieldsSearch = z.object({
  field: z
    .union([z.uuid(), z.literal('new')])
    .optional()
    .catch(undefined),
  retired: z.literal(true).optional().catch(undefined),
})
export type FieldsSearch = z.infer<typeof FieldsSearch>
