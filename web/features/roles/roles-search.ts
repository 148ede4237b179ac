import * as z from 'zod'
import { modules, roles } from '#contract/permissions.ts'

/** The matrix: of all branches or of one, narrowed to a role, a module, or to what deviates. */
export const RolesSearch = z.object({
  branch: z.uuid().optional().catch(undefined),
  role: z.enum(roles).optional().catch(undefined),
  module: z.enum(modules).optional().catch(undefined),
  changed: z.literal(true).optional().catch(undefined),
})
export type RolesSearch = z.infer<typeof RolesSearch>

/** Modules: branches by name, those without one module, and the branch whose drawer is open. */
export const ModulesSearch = z.object({
  q: z.string().optional().catch(undefined),
  off: z.enum(modules).optional().catch(undefined),
  branch: z.uuid().optional().catch(undefined),
})

export const AccessHistorySearch = z.object({ branch: z.uuid().optional().catch(undefined) })
