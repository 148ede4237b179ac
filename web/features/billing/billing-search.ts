import * as z from 'zod'

/** What the URL of billing's home says. */
export const BillingSearch = z.object({
  tab: z.enum(['payments']).optional().catch(undefined),
  state: z.enum(['open', 'draft', 'paid', 'all']).optional().catch(undefined),
  before: z.string().max(100).optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
})

/** What the URL of every screen of a branch can say: whose payment is taken, or that the payer is looked for. */
export const PaySearch = z.object({
  pay: z
    .union([z.uuid(), z.literal('find')])
    .optional()
    .catch(undefined),
})

/** A new invoice is being written on the patient's account. */
export const AccountSearch = z.object({ draft: z.literal(true).optional().catch(undefined) })
