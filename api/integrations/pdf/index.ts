import { print } from './press.ts'
import type { InvoiceData, PatientSheetData, PrescriptionData, ReceiptData, TokenData } from './types.ts'

export { ageWords, sexWord } from './patient-words.ts'
export { PdfFailed } from './press.ts'
export type {
  InvoiceData,
  Letterhead,
  PatientSheetData,
  PrescriptionData,
  ReceiptData,
  TokenData,
} from './types.ts'

/** Money taken, as PDF bytes. The same data gives the same bytes: nothing in it depends on the clock or the machine. */
export function renderReceipt(data: ReceiptData): Promise<Buffer> {
  return print({ template: 'receipt', subject: data.number, data })
}

/** What is owed and for what, as PDF bytes; A4 unless asked otherwise. */
export function renderInvoice(data: InvoiceData): Promise<Buffer> {
  return print({ template: 'invoice', subject: data.number, data: { ...data, paper: data.paper ?? 'a4' } })
}

/** Medicines and advice to take home, as PDF bytes. */
export function renderPrescription(data: PrescriptionData): Promise<Buffer> {
  return print({ template: 'prescription', subject: data.number ?? data.patient.name, data })
}

/** The queue slip for an 80 mm printer, as PDF bytes: one page as long as its text. */
export function renderToken(data: TokenData): Promise<Buffer> {
  return print({ template: 'token', subject: data.token, data })
}

/** A patient's details, as PDF bytes; A4 unless asked otherwise. */
export function renderPatientSheet(data: PatientSheetData): Promise<Buffer> {
  return print({ template: 'patient', subject: data.patient.number, data: { ...data, paper: data.paper ?? 'a4' } })
}
