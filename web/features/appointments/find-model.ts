import type { Visit } from '#contract/appointments.ts'

export interface Caller {
  /** What to look for. */
  query: string
  /** The typed number when it is long enough to be a phone's, else null. */
  phone: string | null
  /** The rest of it, when that can be a name. */
  name: string | null
}

const leastPhoneDigits = 7
const digitsIn = (text: string) => text.replace(/\D/g, '').length

/** Reads what was typed into the one box: a phone number, a name, or both, in any order. */
export function readCaller(text: string): Caller {
  const typed = text.trim().replace(/\s+/g, ' ')
  const run = typed.match(/\+?\d[\d\s().-]*\d/g)?.find((part) => digitsIn(part) >= leastPhoneDigits)
  const phone = run ? run.trim() : null
  const rest = phone ? typed.replace(phone, ' ').replace(/\s+/g, ' ').trim() : typed
  const name = (rest.match(/\p{L}/gu)?.length ?? 0) >= 2 && !/\d/.test(rest) ? rest : null
  return { query: phone ?? typed, phone, name }
}

/** True when none of the found people can be meant: a name was typed beside the number, and nobody found begins so. */
export function isSomebodyElse({ phone, name }: Caller, foundNames: readonly string[]): boolean {
  if (!phone || !name) return false
  const wanted = words(name)
  return !foundNames.some((found) => wanted.some((word) => words(found).some((known) => known.startsWith(word))))
}

const words = (text: string) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean)

/** A number of one to three digits is a token's, not a phone's. */
export const isToken = (text: string) => /^\d{1,3}$/.test(text.trim())

/** The appointments meant by what was typed: a token, a part of the phone or patient number, or a name's beginnings. */
export function visitsMeant(visits: readonly Visit[], text: string): Visit[] {
  const typed = text.trim().toLocaleLowerCase()
  const open = visits.filter(({ status }) => status !== 'cancelled')
  if (isToken(typed)) return open.filter(({ token }) => token === Number(typed))
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
  const isMeant = ({ patientName, patientNumber, patientPhone }: Visit) =>
    (digits.length > 3 && !/\p{L}/u.test(typed) && patientPhone?.includes(digits)) ||
    (typed.length > 3 && patientNumber.toLocaleLowerCase().includes(typed)) ||
    words(typed).every((start) => words(patientName).some((word) => word.startsWith(start)))
  return open.filter(isMeant)
}
