import type { Sequence } from './bills.ts'
import type { Branch } from './places.ts'

/** Numbers as the product writes them, so that the next one it gives continues the row. */
export const patientNumber = (branch: Branch, number: number): string =>
  `${branch.code}-${String(number).padStart(5, '0')}`

export const invoiceNumber = (branch: Branch, sequence: Sequence): string => documentNumber('INV', branch, sequence)

export const receiptNumber = (branch: Branch, sequence: Sequence): string => documentNumber('REC', branch, sequence)

function documentNumber(kind: string, branch: Branch, { fiscalYear, number }: Sequence): string {
  return `${branch.code}-${kind}-${fiscalYear}-${String(number).padStart(5, '0')}`
}
