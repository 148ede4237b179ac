import type { Invoice, issueInvoice as issueEndpoint } from '#contract/billing.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { getIssuingClinic, type IssuingClinic, takeNumbers } from './numbers.ts'
import { getInvoice } from './queries.ts'

export async function issueInvoice(tx: Tx, input: Input<typeof issueEndpoint>): Promise<Invoice> {
  const held = await tx.one(sql<{ version: number; status: string }>`select version, status from invoices
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${input.invoiceId} for update`)
  if (held.status !== 'draft') throw new Refused('issued')
  if (held.version !== input.version) throw new Refused('changed_meanwhile', { current: await getInvoice(tx, input) })
  await issueDrafts(tx, await getIssuingClinic(tx), [input.invoiceId])
  return getInvoice(tx, input)
}

/** Numbers drafts in the order given, and keeps the letterhead as it is now. Their rows must be locked. */
export async function issueDrafts(tx: Tx, clinic: IssuingClinic, invoiceIds: readonly string[]): Promise<void> {
  const numbers = await takeNumbers(tx, clinic, 'invoice', invoiceIds.length)
  if (numbers.length === 0) return
  await tx.rows(sql`update invoices i set status = 'issued', number = n.number, issued_at = now(), issued_on = ${clinic.today}::date,
      letterhead = ${JSON.stringify(clinic.letterhead)}::jsonb, version = version + 1
    from unnest(${[...invoiceIds]}::uuid[], ${numbers}::text[]) as n(id, number)
    where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} and i.id = n.id`)
  for (const [index, id] of invoiceIds.entries()) tx.record('invoice.issued', id, { number: numbers[index] })
}
