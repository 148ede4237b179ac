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
