import type { Visit } from '#contract/appointments.ts'
import { plainDigits } from '#web/lib/digits.ts'
import type { Caller } from '#web/shared/caller.ts'

/**
 * The lines in the order a person means them. Families share a number: beside one, the whole name says who it is, with a
 * slip forgiven and its last word unfinished; whoever is not named comes after the new caller.
 */
export function inOrder<Found extends { fullName: string }>({ phone, name }: Caller, found: readonly Found[]) {
  if (!phone || !name) return { meant: found, others: [] }
  const typed = words(name)
  const isMeant = ({ fullName }: Found) => {
    const known = words(fullName)
    return typed.every((word, index) => known.some((one) => isWord(word, one, index === typed.length - 1)))
  }
  return { meant: found.filter(isMeant), others: found.filter((one) => !isMeant(one)) }
}

function isWord(typed: string, known: string, unfinished: boolean): boolean {
  if (typed === known || ((unfinished || typed.length === 1) && known.startsWith(typed))) return true
  return Math.min(typed.length, known.length) > 4 && isOneSlip(typed, known)
}

/** One letter more, less, or another one. */
function isOneSlip(one: string, other: string): boolean {
  let same = 0
  while (same < one.length && one[same] === other[same]) same++
  const [rest, others] = [one.slice(same), other.slice(same)]
  return rest.slice(1) === others.slice(1) || rest === others.slice(1) || rest.slice(1) === others
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
