import type { Visit } from '#contract/appointments.ts'
import { plainDigits } from '#web/lib/digits.ts'
import type { Caller } from '#web/shared/caller.ts'

/** True when none of the found people can be meant: a name was typed beside the number, and nobody found begins so. */
export function isSomebodyElse({ phone, name }: Caller, foundNames: readonly string[]): boolean {
  if (!phone || !name) return false
  const wanted = words(name)
  return !foundNames.some((found) => wanted.some((word) => words(found).some((known) => known.startsWith(word))))
}

const words = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

/** A number of one to three digits is a token's, not a phone's. */
export const isToken = (text: string) => /^\d{1,3}$/.test(plainDigits(text).trim())

/** The appointments meant by what was typed: a token, a part of the phone or patient number, or a name's beginnings. */
export function visitsMeant(visits: readonly Visit[], text: string): Visit[] {
  const typed = plainDigits(text).trim().toLowerCase()
  const open = visits.filter(({ status }) => status !== 'cancelled')
  if (isToken(typed)) return open.filter(({ token }) => token === Number(typed))
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
  const isMeant = ({ patientName, patientNumber, patientPhone }: Visit) =>
    (digits.length > 3 && !/\p{L}/u.test(typed) && patientPhone?.includes(digits)) ||
    (typed.length > 3 && patientNumber.toLowerCase().includes(typed)) ||
    words(typed).every((start) => words(patientName).some((word) => word.startsWith(start)))
  return open.filter(isMeant)
}
