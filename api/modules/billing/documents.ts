import type {
  getInvoicePdf as invoiceEndpoint,
  PaymentMethod,
  getReceiptPdf as receiptEndpoint,
} from '#contract/billing.ts'
import type { Input } from '#contract/endpoint.ts'
import type { PrintLanguage } from '#contract/languages.ts'
import { formatMoney } from '#contract/money.ts'
import { Refused } from '../../core/errors.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { renderInvoice, renderReceipt } from '../../integrations/pdf/index.ts'
import { type LetterheadSnapshot, logoBytes, type Printed, printedDate, printedLetterhead } from '../tenancy/index.ts'
import { getInvoice, getPayment } from './queries.ts'

interface Kept {
  letterhead: LetterheadSnapshot
  logo: Buffer | null
  country: string
  day: string
  printed: Printed
}
const methodWords: Record<PrintLanguage, Record<PaymentMethod, string>> = {
  en: {
    cash: 'Cash',
    card: 'Card',
    bank_transfer: 'Bank transfer',
    jazzcash: 'JazzCash',
    easypaisa: 'Easypaisa',
    cheque: 'Cheque',
  },
  ur: {
    cash: 'نقد',
    card: 'کارڈ',
    bank_transfer: 'بینک ٹرانسفر',
    jazzcash: 'جاز کیش',
    easypaisa: 'ایزی پیسہ',
    cheque: 'چیک',
  },
  hi: {
    cash: 'नकद',
    card: 'कार्ड',
    bank_transfer: 'बैंक ट्रांसफ़र',
    jazzcash: 'JazzCash',
    easypaisa: 'Easypaisa',
    cheque: 'चेक',
  },
}

const taxWords: Record<PrintLanguage, string> = { en: 'Tax', ur: 'ٹیکس', hi: 'कर' }

/** The receipt of a payment, with the letterhead and the names of that day. */
export async function getReceiptPdf(
  tx: Tx,
  { paymentId, language }: Input<typeof receiptEndpoint>,
): Promise<FileAnswer> {
  const payment = await getPayment(tx, paymentId)
  const kept =
    await tx.one(sql<Kept>`select y.letterhead, ${logoBytes(sql`y.letterhead`)} as logo, c.country, y.received_on as day, y.printed
    from payments y join clinics c on c.organization_id = y.organization_id and c.id = y.clinic_id
    where y.organization_id = ${tx.organizationId} and y.clinic_id = ${tx.clinicId} and y.id = ${paymentId}`)
  const locale = `${language}-${kept.country}`
  const money = (minor: number) => formatMoney(minor, payment.currency)
  const bytes = await renderReceipt({
    letterhead: printedLetterhead(kept.letterhead, kept.logo),
    locale,
    number: payment.number,
    date: printedDate(kept.day, locale),
    patient: {
      name: kept.printed.patientName,
      number: kept.printed.patientNumber,
      phone: kept.printed.patientPhone ?? undefined,
    },
    allocations: payment.allocations.map((part) => ({
      invoiceNumber: part.invoiceNumber,
      amount: money(part.amountMinor),
    })),
    amount: money(payment.amountMinor),
    method: methodWords[language][payment.method],
    reference: payment.reference || undefined,
    balance: money(payment.balanceMinor),
    receivedBy: kept.printed.receivedBy ?? undefined,
  })
  return { bytes, contentType: 'application/pdf', fileName: `${payment.number}.pdf` }
}

/** An issued invoice, with the letterhead and the names of that day. */
export async function getInvoicePdf(
  tx: Tx,
  { invoiceId, language }: Input<typeof invoiceEndpoint>,
): Promise<FileAnswer> {
  const invoice = await getInvoice(tx, { invoiceId })
  if (invoice.status === 'draft') throw new Refused('not_issued')
  const kept =
    await tx.one(sql<Kept>`select i.letterhead, ${logoBytes(sql`i.letterhead`)} as logo, c.country, i.issued_on as day, i.printed
    from invoices i join clinics c on c.organization_id = i.organization_id and c.id = i.clinic_id
    where i.organization_id = ${tx.organizationId} and i.clinic_id = ${tx.clinicId} and i.id = ${invoiceId}`)
  const locale = `${language}-${kept.country}`
  const money = (minor: number) => formatMoney(minor, invoice.currency)
  const discountMinor = invoice.lines.reduce((sum, line) => sum + line.discountMinor, 0)
  const taxMinor = invoice.lines.reduce((sum, line) => sum + line.taxMinor, 0)
  const bytes = await renderInvoice({
    letterhead: printedLetterhead(kept.letterhead, kept.logo),
    locale,
    number: invoice.number!,
    date: printedDate(kept.day, locale),
    patient: { name: kept.printed.patientName, number: kept.printed.patientNumber },
    doctorName: kept.printed.doctorName ?? undefined,
    lines: invoice.lines.map((line) => ({
      description: line.description,
      tooth: line.tooth ?? undefined,
      quantity: String(line.quantity),
      unit: money(line.unitMinor),
      discount: line.discountMinor ? money(line.discountMinor) : undefined,
      amount: money(line.amountMinor - line.taxMinor),
    })),
    subtotal: money(invoice.lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0)),
    discount: discountMinor ? money(discountMinor) : undefined,
    taxes: taxMinor ? [{ label: taxWords[language], amount: money(taxMinor) }] : undefined,
    total: money(invoice.totalMinor),
    paid: money(invoice.paidMinor),
    balance: money(invoice.dueMinor),
  })
  return { bytes, contentType: 'application/pdf', fileName: `${invoice.number}.pdf` }
}
