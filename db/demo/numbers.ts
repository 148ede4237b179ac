import { documentNumber } from '#api/modules/billing/rules.ts'
import type { Sequence } from './bills.ts'
import type { Branch } from './places.ts'

/** `GUL-000123`, as registration numbers patients, so that the next one continues the row. */
export const patientNumber = (branch: Branch, number: number): string =>
  `${branch.code}-${String(number).padStart(6, '0')}`

export const invoiceNumber = (branch: Branch, { fiscalYear, number }: Sequence): string =>
  documentNumber(branch.code, 'invoice', fiscalYear, number)

export const receiptNumber = (branch: Branch, { fiscalYear, number }: Sequence): string =>
  documentNumber(branch.code, 'receipt', fiscalYear, number)
