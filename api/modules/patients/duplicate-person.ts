import { foldWord, isCommonNameWord, nameWords, soundOf, unaccented } from './names.ts'

/** What is known of a person when looking for duplicates; anything may be missing. `bornOn` is an ISO date. */
export type Person = {
  givenName?: string | null
  familyName?: string | null
  fullName?: string | null
  bornOn?: string | null
  sex?: string | null
  phone?: string | null
  secondPhone?: string | null
  email?: string | null
  nationalId?: string | null
  address?: string | null
  city?: string | null
  postcode?: string | null
}

/** A word of a name as written (lower case, no accents) and in its common spelling. */
export type Word = { raw: string; folded: string; common: boolean }

/** A person made ready to compare: every field folded once. */
export type Prepared = {
  given: Word[]
  family: Word[]
  sounds: string[]
  born: string | null
  sex: string | null
  phones: string[]
  email: string | null
  nationalId: string | null
  street: string[]
  houseNumbers: string[]
  city: string | null
  postcode: string | null
}

const remembered = new WeakMap<Person, Prepared>()

/** The folded form of a person, remembered for as long as the object lives: a batch compares each many times. */
export function prepare(person: Person): Prepared {
  const known = remembered.get(person)
  if (known) return known
  const prepared = fold(person)
  remembered.set(person, prepared)
  return prepared
}

function fold(person: Person): Prepared {
  const { given, family } = namesOf(person)
  const addressWords = wordsOf(person.address)
  return {
    given,
    family,
    sounds: [...given, ...family].map((word) => soundOf(word.folded)),
    born: person.bornOn || null,
    sex: person.sex === 'female' || person.sex === 'male' ? person.sex : null,
    phones: [person.phone, person.secondPhone].map(lastDigits).filter((digits) => digits !== null),
    email: person.email?.trim().toLowerCase() || null,
    nationalId: (person.nationalId ?? '').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase() || null,
    street: addressWords.filter((word) => !/\d/.test(word)),
    houseNumbers: addressWords.filter((word) => /\d/.test(word)),
    city: wordsOf(person.city).join(' ') || null,
    postcode: wordsOf(person.postcode).join('') || null,
  }
}

function namesOf(person: Person) {
  const given = wordsOfName(person.givenName)
  const family = wordsOfName(person.familyName)
  if (given.length > 0 || family.length > 0) return { given, family }
  const words = wordsOfName(person.fullName)
  return words.length > 1 ? { given: words.slice(0, -1), family: words.slice(-1) } : { given: words, family: [] }
}

function wordsOfName(name: string | null | undefined): Word[] {
  return nameWords(name).map((raw) => {
    const folded = foldWord(raw)
    return { raw, folded, common: isCommonNameWord(folded) }
  })
}

/** The last nine digits: what stays the same whether a number is written with +92, 0092 or 0. */
function lastDigits(phone: string | null | undefined): string | null {
  const digits = (phone ?? '').replace(/\D/g, '')
  return digits.length >= 7 ? digits.slice(-9) : null
}

function wordsOf(text: string | null | undefined): string[] {
  return unaccented(text ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
