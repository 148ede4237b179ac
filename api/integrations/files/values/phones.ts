import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { say } from '#contract/import-sentences.ts'
import { shortened } from './numbers.ts'
import { plainDigits, quoted } from './text.ts'

/** `phone` is E.164 or null; `raw` is what was written, and empty where a spreadsheet has taken digits away: nobody could dial the rest; `others` are further numbers of the same cell. */
export type PhoneRead = { phone: string | null; raw: string; others: string[]; problem?: string }

/** Reads a phone number as people of `country` (two letters) write it. A number that does not parse is kept as written, with a sentence. */
export function readPhone(text: string, country: string): PhoneRead {
  const raw = plainDigits(text.trim())
  const lost = shortened(raw)
  if (lost) {
    return {
      phone: null,
      raw: '',
      others: [],
      problem: say('phoneShortened', { text: quoted(raw), ...lost }),
    }
  }
  const [first, ...others] = raw
    .split(/[/;,|]|\s(?:or|and|e|ya)\s/i)
    .map((part) => part.trim())
    .filter((part) => /\d{5}/.test(part.replace(/\D/g, '')))
  const phone = toE164(first ?? raw, country)
  const rest = others.map((other) => toE164(other, country) ?? other)
  if (phone) return { phone, raw, others: rest }
  return {
    phone: null,
    raw,
    others: rest,
    problem: say('notAPhone', { text: quoted(raw) }),
  }
}

/** The number as `+923001234567`, or null when it is none. */
export function toE164(text: string, country: string): string | null {
  const dialled = text.replace(/^\s*00/, '+')
  const parsed = parsePhoneNumberFromString(dialled, country as CountryCode)
  if (parsed?.isPossible()) return parsed.number
  // 923001234567 without its plus: a spreadsheet took it for a number.
  const withPlus = parsePhoneNumberFromString(`+${dialled.replace(/\D/g, '')}`)
  return withPlus?.isValid() ? withPlus.number : null
}
