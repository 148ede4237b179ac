import { plainDigits } from '../lib/digits.ts'

export interface Caller {
  /** What to look for. */
  query: string
  /** The typed number when it is long enough to be a phone's, else null. */
  phone: string | null
  /** The rest of it, when that can be a name. */
  name: string | null
}

const leastPhoneDigits = 7
const mostPhoneDigits = 15
const digitsIn = (text: string) => text.replace(/\D/g, '').length

/** Reads what was typed into the one box: a phone number, a name, or both, in any order. */
export function readCaller(text: string): Caller {
  const typed = plainDigits(text).trim().replace(/\s+/g, ' ')
  const run = typed
    .match(/\+?\d[\d\s().-]*\d/g)
    ?.find((part) => digitsIn(part) >= leastPhoneDigits && digitsIn(part) <= mostPhoneDigits)
  const phone = run ? run.trim() : null
  const rest = phone ? typed.replace(phone, ' ').replace(/\s+/g, ' ').trim() : typed
  const name = (rest.match(/\p{L}/gu)?.length ?? 0) >= 2 && !/\d/.test(rest) ? rest : null
  return { query: phone ?? typed, phone, name }
}
