import './zod-setup.ts'
import * as z from 'zod'

/** ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** An amount in the currency's minor unit (paisa, cent): exact, never a fraction. */
export const AmountMinor = z.int().min(0).max(1_000_000_000_000)

const withoutMinor = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const withThousandths = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

/**
 * How many digits stand after the point in this currency, by ISO 4217. Intl cannot be asked: it follows local habit,
 * says 0 for the Pakistani rupee (whose minor unit is the paisa), and differs between server and browser.
 */
export function minorDigits(currency: string): number {
  if (withoutMinor.includes(currency)) return 0
  return withThousandths.includes(currency) ? 3 : 2
}

/** 123456 PKR → "Rs 1,234.56"; whole amounts lose their zeros, so that columns stay narrow. */
export function formatMoney(amountMinor: number, currency: string, locale = 'en'): string {
  const digits = minorDigits(currency)
  const amount = amountMinor / 10 ** digits
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount)
}

/** Half-up share of an amount in basis points (1/100 %), as a line's tax is rounded. */
export function basisPoints(amountMinor: number, points: number): number {
  // In whole numbers of any size: the product of a large amount leaves those that a number keeps exactly.
  return Number((BigInt(amountMinor) * BigInt(points) + 5000n) / 10_000n)
}

/** How a payment settles open invoices, given oldest first: each in full before the next. Sums exactly to the payment. */
export function settleOldestFirst(
  amountMinor: number,
  oldestFirst: readonly { id: string; dueMinor: number }[],
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
