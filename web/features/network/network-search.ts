import * as z from 'zod'

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

export const sortKeys = ['name', 'booked', 'noShow', 'revenue', 'dues', 'wait'] as const
export type SortKey = (typeof sortKeys)[number]

/** What the overview's URL says: the day, the filters, the order, and whose story is open. */
export const NetworkSearch = z.object({
  /** yyyy-mm-dd; left out: each branch's own today. */
  day: optional(z.iso.date()),
  q: optional(z.string().min(1).max(100)),
  region: optional(z.string().min(1)),
  city: optional(z.string().min(1)),
  /** Rows under the names of their regions. */
  group: optional(z.literal('region')),
  /** Left out: by trouble. */
  sort: optional(z.enum(sortKeys)),
  /** The branch whose story stands beside the grid. */
  branch: optional(z.uuid()),
})
export type NetworkSearch = z.infer<typeof NetworkSearch>
