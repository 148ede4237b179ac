import type {
  getAccount as accountEndpoint,
  Invoice,
  InvoiceRow,
  listInvoices as listEndpoint,
  Payment,
  listPayments as paymentsEndpoint,
} from '#contract/billing.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

const invoiceColumns = sql`i.id, i.number, i.status, i.patient_id as "patientId", p.full_name as "patientName", p.number as "patientNumber",
  d.full_name as "doctorName", i.currency, i.total_minor as "totalMinor", i.paid_minor as "paidMinor",
  case when i.status = 'void' then 0 else i.total_minor - i.paid_minor end as "dueMinor", i.created_at as "createdAt",
  i.issued_on as "issuedOn", i.version`
const invoiceTables = sql`invoices i
  join patients p on p.organization_id = i.organization_id and p.clinic_id = i.clinic_id and p.id = i.patient_id
  left join doctors d on d.organization_id = i.organization_id and d.id = i.doctor_id`
const paymentColumns = sql`y.id, y.number, y.patient_id as "patientId", p.full_name as "patientName", p.number as "patientNumber",
  y.currency, y.amount_minor as "amountMinor", y.method, y.reference, y.received_at as "receivedAt", b.full_name as "receivedBy",
  y.balance_minor as "balanceMinor", coalesce((select jsonb_agg(jsonb_build_object('invoiceId', a.invoice_id,
      'invoiceNumber', n.number, 'amountMinor', a.amount_minor) order by n.created_at, n.id)
    from payment_allocations a join invoices n on n.organization_id = a.organization_id and n.clinic_id = a.clinic_id and n.id = a.invoice_id
    where a.organization_id = y.organization_id and a.clinic_id = y.clinic_id and a.payment_id = y.id), '[]') as allocations`
const paymentTables = sql`payments y
  join patients p on p.organization_id = y.organization_id and p.clinic_id = y.clinic_id and p.id = y.patient_id
  left join people b on b.organization_id = y.organization_id and b.user_id = y.received_by`

const filters = {
  open: sql`and i.status <> 'void' and i.paid_minor < i.total_minor`,
  draft: sql`and i.status = 'draft'`,
  paid: sql`and i.status = 'issued' and i.paid_minor = i.total_minor`,
  all: sql``,
}

/** A page of invoices, newest first; `next` is what to ask for as `before`. */
export async function listInvoices(tx: Tx, input: Input<typeof listEndpoint>): Promise<Output<typeof listEndpoint>> {
  const [createdAt, id] = (input.before ?? '').split('|')
  const before = createdAt && id ? sql`and (i.created_at, i.id) < (${createdAt}::timestamptz, ${id}::uuid)` : sql``
  const named = input.number ? sql`and i.id in (${ofNumber(tx, input.number)})` : sql``
  const rows = await tx.rows(sql<InvoiceRow>`select ${invoiceColumns} from ${invoiceTables}
    where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} ${filters[input.state]} ${named} ${before}
    order by i.created_at desc, i.id desc limit ${input.limit + 1}`)
  const invoices = rows.slice(0, input.limit)
  const last = invoices.at(-1)
  return { invoices, next: rows.length > input.limit && last ? `${last.createdAt}|${last.id}` : null }
}

/** The invoice of a number, or those that the receipt of that number paid. */
const ofNumber = (tx: Tx, number: string) =>
  sql`select id from invoices where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and number = ${number}
    union all select a.invoice_id from payments y join payment_allocations a on a.organization_id = y.organization_id
      and a.clinic_id = y.clinic_id and a.payment_id = y.id
    where y.organization_id = ${tx.organizationId} and y.clinic_id = ${tx.clinicId} and y.number = ${number}`

export function getInvoice(tx: Tx, { invoiceId }: { invoiceId: string }): Promise<Invoice> {
  return tx.one(sql<Invoice>`select ${invoiceColumns}, i.encounter_id as "encounterId",
      coalesce((select jsonb_agg(jsonb_build_object('serviceId', l.service_id, 'description', l.description, 'tooth', l.tooth,
          'quantity', l.quantity, 'unitMinor', l.unit_minor, 'discountMinor', l.discount_minor, 'taxMinor', l.tax_minor,
          'amountMinor', l.amount_minor) order by l.position)
        from invoice_lines l where l.organization_id = i.organization_id and l.clinic_id = i.clinic_id and l.invoice_id = i.id), '[]') as lines
    from ${invoiceTables}
    where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} and i.id = ${invoiceId}`)
}

export function getPayment(tx: Tx, paymentId: string): Promise<Payment> {
  return tx.one(sql<Payment>`select ${paymentColumns} from ${paymentTables}
    where y.organization_id = ${tx.organizationId} and y.clinic_id = ${tx.clinicId} and y.id = ${paymentId}`)
}

export async function getAccount(
  tx: Tx,
  { patientId }: Input<typeof accountEndpoint>,
): Promise<Output<typeof accountEndpoint>> {
  const [patients, invoices, payments] = await tx.batch<
    [
      Pick<Output<typeof accountEndpoint>, 'patientId' | 'patientName' | 'patientNumber' | 'currency'>,
      InvoiceRow,
      Payment,
    ]
  >(
    sql`select p.id as "patientId", p.full_name as "patientName", p.number as "patientNumber", c.currency
      from patients p join clinics c on c.organization_id = p.organization_id and c.id = p.clinic_id
      where p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId} and p.id = ${patientId}`,
    sql`select ${invoiceColumns} from ${invoiceTables}
      where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} and i.patient_id = ${patientId}
      -- What is owed as it will be settled, the oldest first; what is settled the newest first.
      order by case when i.status <> 'void' and i.paid_minor < i.total_minor then i.created_at end, i.created_at desc, i.id limit 200`,
    sql`select ${paymentColumns} from ${paymentTables}
      where y.organization_id = ${tx.organizationId} and y.clinic_id = ${tx.clinicId} and y.patient_id = ${patientId}
      order by y.received_at desc limit 100`,
  )
  if (!patients[0]) throw new Refused('not_found')
  const dueMinor = invoices.reduce((sum, invoice) => sum + invoice.dueMinor, 0)
  return { ...patients[0], dueMinor, invoices, payments }
}

export async function listPayments(
  tx: Tx,
  { day }: Input<typeof paymentsEndpoint>,
): Promise<Output<typeof paymentsEndpoint>> {
  const here = sql`y.organization_id = ${tx.organizationId} and y.clinic_id = ${tx.clinicId} and y.received_on = ${day}::date`
  const [payments, methods, clinics] = await tx.batch<
    [Payment, Output<typeof paymentsEndpoint>['methods'][number], { currency: string }]
  >(
    sql`select ${paymentColumns} from ${paymentTables} where ${here} order by y.received_at desc limit 500`,
    sql`select y.method, sum(y.amount_minor)::bigint as "totalMinor", count(*)::int as count from payments y where ${here}
      group by y.method order by 2 desc`,
    sql`select currency from clinics where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`,
  )
  const totalMinor = methods.reduce((sum, method) => sum + method.totalMinor, 0)
  return { day, currency: clinics[0]!.currency, totalMinor, methods, payments }
}
