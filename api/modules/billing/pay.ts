import type { takePayment as endpoint, Payment } from '#contract/billing.ts'
import type { Input } from '#contract/endpoint.ts'
import { settleOldestFirst } from '#contract/money.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { issueDrafts } from './issue.ts'
import { getIssuingClinic, takeNumbers } from './numbers.ts'
import { getPayment } from './queries.ts'

interface Owed {
  id: string
  status: 'draft' | 'issued'
  dueMinor: number
}

/** Settles the oldest dues first, issues the drafts it pays, and gives a numbered receipt. */
export async function takePayment(tx: Tx, input: Input<typeof endpoint>): Promise<Payment> {
  // The patient's row first: two desks taking money for one patient wait here, and the second sees what is left.
  await tx.one(sql`select id from patients
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${input.patientId} for update`)
  const owed = await tx.rows(sql<Owed>`select id, status, total_minor - paid_minor as "dueMinor" from invoices
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and patient_id = ${input.patientId}
      and status <> 'void' and paid_minor < total_minor order by created_at, id for update`)

  const dueMinor = owed.reduce((sum, invoice) => sum + invoice.dueMinor, 0)
  if (dueMinor === 0) throw new Refused('nothing_due')
  if (input.expectedDueMinor !== undefined && input.expectedDueMinor !== dueMinor)
    throw new Refused(
      'changed_meanwhile',
      { dueMinor },
      'What is due has changed meanwhile. Look at the new amount before you take the money.',
    )
  if (input.amountMinor > dueMinor) throw new Refused('more_than_due', { dueMinor })

  const parts = settleOldestFirst(input.amountMinor, owed)
  const clinic = await getIssuingClinic(tx)
  const paid = new Set(parts.map((part) => part.invoiceId))
  await issueDrafts(
    tx,
    clinic,
    owed.filter((invoice) => invoice.status === 'draft' && paid.has(invoice.id)).map((invoice) => invoice.id),
  )
  const [number] = await takeNumbers(tx, clinic, 'receipt', 1)

  const { id } = await tx.one(sql<{
    id: string
  }>`insert into payments (number, patient_id, currency, amount_minor, method, reference,
      received_on, letterhead, balance_minor)
    values (${number}, ${input.patientId}, ${clinic.currency}, ${input.amountMinor}, ${input.method}, ${input.reference},
      ${clinic.today}::date, ${JSON.stringify(clinic.letterhead)}::jsonb, ${dueMinor - input.amountMinor}) returning id`)
  const allocations = JSON.stringify(parts)
  await tx.batch(
    sql`insert into payment_allocations (payment_id, invoice_id, amount_minor)
      select ${id}, p."invoiceId", p."amountMinor" from jsonb_to_recordset(${allocations}::jsonb) as p("invoiceId" uuid, "amountMinor" bigint)`,
    sql`update invoices i set paid_minor = i.paid_minor + p."amountMinor", version = version + 1
      from jsonb_to_recordset(${allocations}::jsonb) as p("invoiceId" uuid, "amountMinor" bigint)
      where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} and i.id = p."invoiceId"`,
  )
  tx.record('payment.taken', id, { number, amountMinor: input.amountMinor, method: input.method, allocations: parts })
  return getPayment(tx, id)
}
