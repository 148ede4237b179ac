import * as z from 'zod'
import { Tooth } from './encounters.ts'
import { endpoint } from './endpoint.ts'
import { PrintLanguage } from './languages.ts'
import { AmountMinor, Currency } from './money.ts'
import { Day, Instant } from './time.ts'

export const PaymentMethod = z.enum(['cash', 'card', 'bank_transfer', 'jazzcash', 'easypaisa', 'cheque'])
export type PaymentMethod = z.infer<typeof PaymentMethod>

export const InvoiceLine = z.object({
  serviceId: z.uuid().nullable(),
  description: z.string(),
  tooth: z.string().nullable(),
  quantity: z.int(),
  unitMinor: z.int(),
  discountMinor: z.int(),
  taxMinor: z.int(),
  amountMinor: z.int(),
})

/** An invoice as it stands in lists. */
export const InvoiceRow = z.object({
  id: z.uuid(),
  /** Given when it is issued; null for a draft. */
  number: z.string().nullable(),
  status: z.enum(['draft', 'issued', 'void']),
  patientId: z.uuid(),
  patientName: z.string(),
  patientNumber: z.string(),
  doctorName: z.string().nullable(),
  currency: Currency,
  totalMinor: z.int(),
  paidMinor: z.int(),
  dueMinor: z.int(),
  createdAt: Instant,
  issuedOn: Day.nullable(),
  version: z.int(),
})
export type InvoiceRow = z.infer<typeof InvoiceRow>

export const Invoice = InvoiceRow.extend({ encounterId: z.uuid().nullable(), lines: z.array(InvoiceLine) })
export type Invoice = z.infer<typeof Invoice>

export const Payment = z.object({
  id: z.uuid(),
  /** The receipt's number. */
  number: z.string(),
  patientId: z.uuid(),
  patientName: z.string(),
  patientNumber: z.string(),
  currency: Currency,
  amountMinor: z.int(),
  method: PaymentMethod,
  reference: z.string(),
  receivedAt: Instant,
  receivedBy: z.string().nullable(),
  /** What the patient still owed afterwards, as printed. */
  balanceMinor: z.int(),
  allocations: z.array(z.object({ invoiceId: z.uuid(), invoiceNumber: z.string(), amountMinor: z.int() })),
})
export type Payment = z.infer<typeof Payment>

export const listInvoices = endpoint({
  name: 'listInvoices',
  verb: 'GET',
  path: '/clinics/:clinicId/invoices',
  needs: 'invoices.read',
  summary: 'Invoices of the branch, newest first: those to be issued, those with dues, or all.',
  input: z.object({
    state: z.enum(['open', 'draft', 'paid', 'all']).default('open'),
    /** Only the invoice of this number, or those that a receipt of this number paid. */
    number: z.string().trim().toUpperCase().max(60).optional(),
    /** The last row of the page before: its createdAt and id. */
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ invoices: z.array(InvoiceRow), next: z.string().nullable() }),
})

export const getInvoice = endpoint({
  name: 'getInvoice',
  verb: 'GET',
  path: '/clinics/:clinicId/invoices/:invoiceId',
  needs: 'invoices.read',
  opens: 'invoice',
  summary: 'An invoice with its lines.',
  output: Invoice,
})

export const createInvoice = endpoint({
  name: 'createInvoice',
  verb: 'POST',
  path: '/clinics/:clinicId/invoices',
  needs: 'invoices.create',
  summary: 'Draft an invoice from the branch’s services, without a visit.',
  input: z.object({
    patientId: z.uuid(),
    lines: z
      .array(
        z.strictObject({
          serviceId: z.uuid(),
          quantity: z.int().min(1).max(100).default(1),
          discountMinor: AmountMinor.default(0),
        }),
      )
      .min(1)
      .max(50),
  }),
  output: Invoice,
  status: 201,
})

export const editInvoice = endpoint({
  name: 'editInvoice',
  verb: 'PATCH',
  path: '/clinics/:clinicId/invoices/:invoiceId',
  needs: 'invoices.update',
  summary: 'Change the lines of a draft.',
  input: z.object({
    version: z.int(),
    lines: z
      .array(
        z.strictObject({
          serviceId: z.uuid(),
          tooth: Tooth.nullable().default(null),
          quantity: z.int().min(1).max(100),
          discountMinor: AmountMinor.default(0),
        }),
      )
      .min(1)
      .max(50),
  }),
  output: Invoice,
})

export const issueInvoice = endpoint({
  name: 'issueInvoice',
  verb: 'POST',
  path: '/clinics/:clinicId/invoices/:invoiceId/issue',
  needs: 'invoices.update',
  summary: 'Give a draft its number. From then on it never changes.',
  input: z.object({ version: z.int() }),
  output: Invoice,
})

export const getAccount = endpoint({
  name: 'getAccount',
  verb: 'GET',
  path: '/clinics/:clinicId/patients/:patientId/account',
  needs: 'invoices.read',
  opens: 'account',
  summary: 'What a patient owes, oldest first, with the invoices and payments behind it.',
  output: z.object({
    patientId: z.uuid(),
    patientName: z.string(),
    patientNumber: z.string(),
    currency: Currency,
    dueMinor: z.int(),
    invoices: z.array(InvoiceRow),
    payments: z.array(Payment),
  }),
})

export const takePayment = endpoint({
  name: 'takePayment',
  verb: 'POST',
  path: '/clinics/:clinicId/payments',
  needs: 'payments.create',
  summary: 'Take a payment: it settles the oldest dues first and gives a numbered receipt. Drafts it pays are issued.',
  input: z.object({
    patientId: z.uuid(),
    amountMinor: AmountMinor.min(1),
    method: PaymentMethod,
    reference: z.string().trim().max(100).default(''),
    /** What the screen showed as due: a payment meant for another sum is asked again. */
    expectedDueMinor: AmountMinor.optional(),
  }),
  output: Payment,
  status: 201,
})

export const listPayments = endpoint({
  name: 'listPayments',
  verb: 'GET',
  path: '/clinics/:clinicId/payments',
  needs: 'payments.read',
  summary: 'Money received on a local day, newest first, with totals per method.',
  input: z.object({ day: Day }),
  output: z.object({
    day: Day,
    currency: Currency,
    totalMinor: z.int(),
    methods: z.array(z.object({ method: PaymentMethod, totalMinor: z.int(), count: z.int() })),
    payments: z.array(Payment),
  }),
})

export const getReceiptPdf = endpoint({
  name: 'getReceiptPdf',
  verb: 'GET',
  path: '/clinics/:clinicId/payments/:paymentId/receipt.pdf',
  needs: 'payments.read',
  opens: 'receipt',
  summary: 'The receipt, with the letterhead as it was.',
  input: z.object({ language: PrintLanguage.default('en') }),
  answers: 'application/pdf',
})

export const getInvoicePdf = endpoint({
  name: 'getInvoicePdf',
  verb: 'GET',
  path: '/clinics/:clinicId/invoices/:invoiceId/invoice.pdf',
  needs: 'invoices.read',
  opens: 'invoice',
  summary: 'An issued invoice, with the letterhead as it was.',
  input: z.object({ language: PrintLanguage.default('en') }),
  answers: 'application/pdf',
})
