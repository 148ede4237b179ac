import { foldWord, nameWords, unaccented } from './names.ts'

export type Searchable = {
  givenName?: string | null
  familyName?: string | null
  fullName?: string | null
  phone?: string | null
  secondPhone?: string | null
  number?: string | number | null
  nationalId?: string | null
}

/**
 * The text a patient is found by: every name word as written (lower case, no accents) and in its common
 * spelling, then the digits of the phones, the patient number and the national id. Import and registration
 * store this; a query goes through `searchQuery`, so that both sides are folded alike.
 */
export function searchKeys(person: Searchable): string {
  const words = [person.givenName, person.familyName, person.fullName].flatMap((name) => nameWords(name))
  const spellings = words.flatMap((word) => [word, foldWord(word)])
  const numbers = [person.phone, person.secondPhone, person.nationalId].map(digitsOf)
  const number = person.number == null ? '' : unaccented(String(person.number)).trim()
  return [...new Set([...spellings, ...numbers, number].filter(Boolean))].join(' ')
}

/** What to compare with the stored search text: folded words for names, bare digits for phones and numbers. */
export function searchQuery(typed: string): { words: string[]; digits: string | null } {
  const digits = digitsOf(typed)
  const mostlyDigits = digits.length >= 3 && digits.length >= typed.replace(/\s/g, '').length / 2
  if (mostlyDigits) return { words: [], digits: digits.replace(/^0+/, '') }
  return { words: nameWords(typed).map(foldWord), digits: null }
}

function digitsOf(text: string | null | undefined): string {
  return (text ?? '').replace(/\D/g, '')
}
