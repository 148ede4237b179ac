import { say } from '#contract/import-sentences.ts'
import type { Read } from './dates.ts'
import { plainDigits, quoted } from './text.ts'

/**
 * A number that a spreadsheet shortened: `2.98725E+13` keeps 6 of 14 digits, the rest is gone for good.
 * Null for anything else, `3E2` with all its digits among it.
 */
export function shortened(text: string): { kept: number; digits: number } | null {
  const found = /^\s*(\d)(?:[.,](\d+))?E\+?(\d{1,2})\s*$/i.exec(text)
  if (!found) return null
  const kept = 1 + (found[2] ?? '').length
  const digits = Number(found[3]) + 1
  return kept < digits && digits >= 7 ? { kept, digits } : null
}

/** An id or number kept as text; a shortened one is refused, since it may stand for many. */
export function readIdentifier(text: string): Read<string> {
  const lost = shortened(text)
  if (!lost) return { value: plainDigits(text.trim()) }
  return { problem: say('shortened', { text: quoted(text), ...lost }) }
}

export function readWhole(text: string, least: number, most: number): Read<number> {
  const value = Number(plainDigits(text.trim()))
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return { value }
  return { problem: say('notWhole', { text: quoted(text), least, most }) }
}

/**
 * An amount of money in minor units. Reads `Rs. 1,234.50`, `1.234,50`, `(250)` and `-250`; a lone comma or point
 * followed by three digits separates thousands. `decimals` is what the currency has (PKR and USD 2, JPY 0).
 */
export function readMoney(text: string, decimals = 2): Read<number> {
  const problem = `"${text.trim()}" is not an amount of money.`
  const negative = /^\s*\(.*\)\s*$/.test(text) || /-/.test(text)
  const bare = text.replace(/[^\d.,]/g, '').replace(/^[.,]+|[.,]+$/g, '')
  if (!/\d/.test(bare) || /\d\s*[a-z]\s*\d/i.test(text)) return { problem }

  const at = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const fraction = at >= 0 ? bare.slice(at + 1) : ''
  const mark = bare[at]
  const repeated = at >= 0 && bare.indexOf(mark!) !== at
  const thousands = fraction.length === 3 && !(bare.includes('.') && bare.includes(','))
  const isFraction = at >= 0 && !repeated && !thousands
  if (isFraction && fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals)))
    return { problem: `"${text.trim()}" has more decimals than the currency.` }

  const whole = (isFraction ? bare.slice(0, at) : bare).replace(/[.,]/g, '')
  const minor = Number(
    `${whole || '0'}${isFraction ? fraction.slice(0, decimals).padEnd(decimals, '0') : '0'.repeat(decimals)}`,
  )
  return Number.isSafeInteger(minor) ? { value: negative && minor !== 0 ? -minor : minor } : { problem }
}
