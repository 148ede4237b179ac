import type { createInvoice as createEndpoint, editInvoice as editEndpoint, Invoice } from '#contract/billing.ts'
import type { Input } from '#contract/endpoint.ts'
import { sayField } from '#contract/field-sentences.ts'
import { lineAmounts } from '#contract/money.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import type { FinishedVisit } from '../clinical/index.ts'
import { refuseOverLimit } from '../identity/index.ts'
import { getInvoice } from './queries.ts'

interface AskedLine {
  serviceId: string
  tooth: string | null
  quantity: number
  discountMinor: number
  /** The price at the visit; without one the catalogue's price of now. */
  unitMinor?: number
}

/** Drafts the invoice of a finished visit from the services done; nothing done, nothing drafted. */
export async function draftInvoice(tx: Tx, visit: FinishedVisit): Promise<void> {
  if (visit.services.length === 0) return
  const lines = visit.services.map(({ serviceId, tooth, quantity, unitMinor }) => ({
    serviceId,
    tooth,
    quantity,
    unitMinor,
    discountMinor: 0,
  }))
  await insertDraft(tx, { patientId: visit.patientId, encounterId: visit.encounterId, doctorId: visit.doctorId }, lines)
}

export async function createInvoice(tx: Tx, input: Input<typeof createEndpoint>): Promise<Invoice> {
  const lines = input.lines.map((line) => ({ ...line, tooth: null }))
  await refuseDiscount(tx, 'invoices.create', lines)
  const id = await insertDraft(tx, { patientId: input.patientId, encounterId: null, doctorId: null }, lines)
  return getInvoice(tx, { invoiceId: id })
}

export async function editInvoice(tx: Tx, input: Input<typeof editEndpoint>): Promise<Invoice> {
  const held = await tx.one(sql<{ version: number; status: string }>`select version, status from invoices
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${input.invoiceId} for update`)
  if (held.status !== 'draft') throw new Refused('issued')
  const current = await getInvoice(tx, input)
  if (held.version !== input.version) throw new Refused('changed_meanwhile', { current })
  // What somebody with a higher limit gave already may stay.
  if (discountOf(input.lines) > discountOf(current.lines)) await refuseDiscount(tx, 'invoices.update', input.lines)
  // A line that was there keeps the price it was agreed at, the first of a service the first, and so on.
  const agreed = Map.groupBy(current.lines, (line) => line.serviceId)
  const priced = await priceLines(
    tx,
    input.lines.map((line) => ({ ...line, unitMinor: agreed.get(line.serviceId)?.shift()?.unitMinor })),
  )
  await tx.rows(sql`delete from invoice_lines
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and invoice_id = ${input.invoiceId}`)
  await insertLines(tx, input.invoiceId, priced)
  await tx.rows(sql`update invoices set total_minor = ${totalOf(priced)}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${input.invoiceId}`)
  const after = await getInvoice(tx, input)
  const side = ({ lines, totalMinor }: Invoice) => ({
    lines: lines.map(({ quantity, description }) => `${quantity} × ${description}`),
    totalMinor,
  })
  tx.record('invoice.edited', input.invoiceId, { from: side(current), to: side(after) })
  return after
}

const discountOf = (lines: readonly { discountMinor: number }[]) =>
  lines.reduce((sum, line) => sum + line.discountMinor, 0)

/** The discount on one invoice, against the limit of whoever gives it. */
async function refuseDiscount(
  tx: Tx,
  permission: 'invoices.create' | 'invoices.update',
  lines: readonly { discountMinor: number }[],
): Promise<void> {
  const amountMinor = discountOf(lines)
  if (amountMinor === 0) return
  const { currency } = await tx.one(sql<{ currency: string }>`select currency from clinics
    where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`)
  await refuseOverLimit(tx, permission, { amountMinor, currency, what: 'A discount' })
}

async function insertDraft(
  tx: Tx,
  { patientId, encounterId, doctorId }: { patientId: string; encounterId: string | null; doctorId: string | null },
  asked: AskedLine[],
): Promise<string> {
  const priced = await priceLines(tx, asked)
  const { id } = await tx.one(sql<{
    id: string
  }>`insert into invoices (patient_id, encounter_id, doctor_id, currency, total_minor)
    select ${patientId}, ${encounterId}, ${doctorId}, c.currency, ${totalOf(priced)} from clinics c
    where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId} returning id`)
  await insertLines(tx, id, priced)
  tx.record('invoice.drafted', id, { encounterId, totalMinor: totalOf(priced) })
  return id
}

type Priced = AskedLine & { description: string; unitMinor: number; taxMinor: number; amountMinor: number }

async function priceLines(tx: Tx, asked: AskedLine[]): Promise<Priced[]> {
  const services = await tx.rows(sql<{ id: string; name: string; price: number; tax: number }>`
    select id, name, price_minor as price, tax_basis_points as tax from services
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = any (${asked.map((line) => line.serviceId)}::uuid[])`)
  const byId = new Map(services.map((service) => [service.id, service]))
  return asked.map((line, index) => {
    const service = byId.get(line.serviceId)
    if (!service) throw new Refused('not_found')
    const unitMinor = line.unitMinor ?? service.price
    const amounts = lineAmounts({ ...line, unitMinor, taxBasisPoints: service.tax })
    const message = sayField('discountAbovePrice')
    if (!amounts)
      throw new Refused('invalid', { fields: [{ field: `lines.${index}.discountMinor`, message }] }, message)
    return { ...line, description: service.name, unitMinor, ...amounts }
  })
}

const totalOf = (lines: Priced[]) => lines.reduce((sum, line) => sum + line.amountMinor, 0)

function insertLines(tx: Tx, invoiceId: string, lines: Priced[]) {
  return tx.rows(sql`insert into invoice_lines (invoice_id, position, service_id, description, tooth, quantity, unit_minor,
      discount_minor, tax_minor, amount_minor)
    select ${invoiceId}, l.n, l."serviceId", l.description, l.tooth, l.quantity, l."unitMinor", l."discountMinor", l."taxMinor", l."amountMinor"
    from rows from (jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as ("serviceId" uuid, description text, tooth text,
      quantity int, "unitMinor" bigint, "discountMinor" bigint, "taxMinor" bigint, "amountMinor" bigint)) with ordinality
      as l("serviceId", description, tooth, quantity, "unitMinor", "discountMinor", "taxMinor", "amountMinor", n)`)
}
