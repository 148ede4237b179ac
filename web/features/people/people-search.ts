import * as z from 'zod'
import { personStates } from '#contract/people.ts'
import { roles } from '#contract/permissions.ts'

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

/** A branch's people: what is looked for, and whose drawer is open. */
export const PeopleSearch = z.object({
  q: optional(z.string().min(1).max(100)),
  state: optional(z.enum(personStates)),
  /** Somebody's id, or the form for a new one. */
  person: optional(z.union([z.uuid(), z.literal('new')])),
})

/** Head office's table: every filter, the page, and whose drawer is open. */
export const StaffSearch = PeopleSearch.extend({
  branch: optional(z.uuid()),
  role: optional(z.enum(roles)),
  city: optional(z.string().min(1).max(100)),
  page: optional(z.int().min(2).max(1000)),
})
export type StaffSearch = z.infer<typeof StaffSearch>

/** A transfer as it is being planned. */
export const TransferSearch = z.object({
  doctor: optional(z.uuid()),
  from: optional(z.uuid()),
  to: optional(z.uuid()),
  day: optional(z.iso.date()),
})
