import * as z from 'zod'
import { auditGroupNames } from '#contract/audit.ts'
import { operatorActKindNames } from '#contract/platform.ts'

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

/** What the trail's URL says: the filters, the page, and the act that is open. */
export const AuditSearch = z.object({
  /** Who did it. */
  who: optional(z.uuid()),
  branch: optional(z.uuid()),
  kinds: optional(z.array(z.enum(auditGroupNames)).min(1)),
  patient: optional(z.uuid()),
  subject: optional(z.uuid()),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  support: optional(z.literal(true)),
  before: optional(z.uuid()),
  act: optional(z.uuid()),
})
export type AuditSearch = z.infer<typeof AuditSearch>

/** What the list of looks at a patient says in its URL. */
export const LooksSearch = z.object({
  who: optional(z.uuid()),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  before: optional(z.string().max(160)),
})
export type LooksSearch = z.infer<typeof LooksSearch>

/** What the operators' trail says in its URL. */
export const OperatorActsSearch = z.object({
  who: optional(z.uuid()),
  organization: optional(z.uuid()),
  kinds: optional(z.array(z.enum(operatorActKindNames)).min(1)),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  before: optional(z.uuid()),
  act: optional(z.uuid()),
})
export type OperatorActsSearch = z.infer<typeof OperatorActsSearch>
