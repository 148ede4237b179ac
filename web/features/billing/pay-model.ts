import { PaymentMethod } from '#contract/billing.ts'
import { minorDigits, settleOldestFirst } from '#contract/money.ts'
import { plainDigits } from '../../lib/digits.ts'

export const methods = PaymentMethod.options

interface Owed {
  id: string
  number: string | null
  createdAt: string
  doctorName: string | null
  dueMinor: number
}

export interface SplitRow extends Owed {
  paidNowMinor: number
}

/** Half of what is due in whole rupees, rounded up, so that nobody is asked for coins. */
export function halfOf(dueMinor: number, currency: string): number {
  const whole = 10 ** minorDigits(currency)
  return Math.min(dueMinor, Math.ceil(dueMinor / 2 / whole) * whole)
}

/** What each open invoice gets of the amount, oldest first, as the server will settle it. */
export function splitOf(amountMinor: number, oldestFirst: readonly Owed[]): SplitRow[] {
  const parts = new Map(settleOldestFirst(amountMinor, oldestFirst).map((part) => [part.invoiceId, part.amountMinor]))
  return oldestFirst.map((invoice) => ({ ...invoice, paidNowMinor: parts.get(invoice.id) ?? 0 }))
}

export type AmountFault = 'unreadable' | 'nothing' | 'more_than_due'

/** Why this amount cannot be taken, or null when it can. */
export function refuseAmount(amountMinor: number | null, dueMinor: number): AmountFault | null {
  if (amountMinor === null) return 'unreadable'
  if (amountMinor === 0) return 'nothing'
  return amountMinor > dueMinor ? 'more_than_due' : null
}

/** The notes somebody is likely to hand over for an amount: the next round sums above it, the smallest first. */
export function likelyNotes(amountMinor: number, currency: string): number[] {
  const whole = 10 ** minorDigits(currency)
  const sums = [100, 500, 1000, 5000].map((note) => Math.ceil(amountMinor / (note * whole)) * note * whole)
  return [...new Set(sums)].filter((sum) => sum > amountMinor).slice(0, 3)
}

/** What was typed on the method's tiles in one go, and the method that stood before it. */
export interface KeyRun {
  typed: string
  before: PaymentMethod | null
  at: number
}

const sameGoMs = 1000

/**
 * A single digit 1–6 is a method. A second one right after it, or what is no method's, begins an amount; the method
 * is then what it was before. null: not a key of either.
 */
export function keyMeans(
  key: string,
  chosen: PaymentMethod | null,
  run: KeyRun | null,
  at: number,
): { amount: string | null; method: PaymentMethod | null; run: KeyRun | null } | null {
  const digit = plainDigits(key)
  if (!/^[0-9.]$/.test(digit)) return null
  const goesOn = run !== null && at - run.at < sameGoMs
  if (goesOn) return { amount: run.typed + digit, method: run.before, run: null }
  const method = methods[Number(digit) - 1]
  if (!method) return { amount: digit, method: chosen, run: null }
  return { amount: null, method, run: { typed: digit, before: chosen, at } }
}
