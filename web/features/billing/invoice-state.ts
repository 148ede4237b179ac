import type { InvoiceRow } from '#contract/billing.ts'

export type InvoiceState = 'draft' | 'unpaid' | 'partly' | 'paid' | 'void'

/** How an invoice stands, as people say it. */
export function stateOf({
  status,
  paidMinor,
  dueMinor,
}: Pick<InvoiceRow, 'status' | 'paidMinor' | 'dueMinor'>): InvoiceState {
  if (status !== 'issued') return status
  if (dueMinor === 0) return 'paid'
  return paidMinor > 0 ? 'partly' : 'unpaid'
}
