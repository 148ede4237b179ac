import * as z from 'zod'

/** The operator's list: what is searched for, and whose drawer is open (`new`: one that is being made; `second-step`: somebody is let in). */
export const OrganizationsSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  suspended: z.literal(true).optional().catch(undefined),
  open: z
    .union([z.uuid(), z.enum(['new', 'second-step'])])
    .optional()
    .catch(undefined),
})
export type OrganizationsSearch = z.infer<typeof OrganizationsSearch>

/** Of head office's list of visits: the one that is open. */
export const SupportVisitsSearch = z.object({ visit: z.uuid().optional().catch(undefined) })
