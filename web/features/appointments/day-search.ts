import * as z from 'zod'

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

/** What the day's URL says beside the branch and the date: filters, and which drawer is open. */
export const DaySearch = z.object({
  /** Only these doctors. */
  doctors: optional(z.array(z.uuid()).min(1)),
  /** What a phone shows. */
  view: optional(z.enum(['calendar', 'queue'])),
  /** The appointment whose drawer is open. */
  visit: optional(z.uuid()),
  /** The booking drawer: a doctor, or `any`. */
  book: optional(z.union([z.uuid(), z.literal('any')])),
  /** `10:30`: the time being booked. */
  at: optional(z.string().regex(/^\d{2}:\d{2}$/)),
  /** The patient being booked, or registered as a walk-in. */
  patient: optional(z.uuid()),
  walkIn: optional(z.boolean()),
})
export type DaySearch = z.infer<typeof DaySearch>

/** What to put into the URL so that no drawer is open. */
export const noDrawer = { visit: undefined, book: undefined, at: undefined, patient: undefined, walkIn: undefined }
