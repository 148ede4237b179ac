import { basisPoints } from '#contract/money.ts'

export interface OpenInvoice {
  id: string
  dueMinor: number
}

/** How a payment settles open invoices, given oldest first: each in full before the next. Sums exactly to the payment. */
export function allocate(
  amountMinor: number,
  oldestFirst: readonly OpenInvoice[],
): { invoiceId: string; amountMinor: number }[] {
  const parts: { invoiceId: string; amountMinor: number }[] = []
  let left = amountMinor
  for (const invoice of oldestFirst) {
    const part = Math.min(left, invoice.dueMinor)
    if (part > 0) parts.push({ invoiceId: invoice.id, amountMinor: part })
    left -= part
  }
  return parts
}

export interface PricedLine {
  quantity: number
  unitMinor: number
  discountMinor: number
  taxBasisPoints: number
}

/** A line's tax (half-up on what is left after the discount) and its amount; null when the discount is more than the price. */
export function lineAmounts(line: PricedLine): { taxMinor: number; amountMinor: number } | null {
  const net = line.quantity * line.unitMinor - line.discountMinor
  if (net < 0) return null
  const taxMinor = basisPoints(net, line.taxBasisPoints)
  return { taxMinor, amountMinor: net + taxMinor }
}

/** The fiscal year a local day belongs to, named by the year it starts in. */
export function fiscalYearOf(day: string, startsMonth: number): number {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return month >= startsMonth ? year : year - 1
}

const kindLetters = { invoice: 'INV', receipt: 'REC' } as const

/** `GUL-INV-2026-000123`: clinic, kind, fiscal year, a number without gaps. */
export function documentNumber(
  clinicCode: string,
  kind: keyof typeof kindLetters,
  fiscalYear: number,
  number: number,
): string {
  return `${clinicCode}-${kindLetters[kind]}-${fiscalYear}-${String(number).padStart(6, '0')}`
}
