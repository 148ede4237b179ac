import { isDay } from './answer-rules.ts'
import type { Prepared, Word } from './duplicate-person.ts'
import { soundOf } from './names.ts'
import { editDistance, jaroWinkler } from './similarity.ts'

/** One comparison: how much it speaks for the same person (roughly bits; negative speaks against) and in which words. */
export type Evidence = { weight: number; reason: string | null }
export type NameLikeness = 'same' | 'alike' | 'initial' | 'unknown' | 'different'
export type FieldLikeness = 'same' | 'near' | 'doubtful' | 'unknown' | 'different'

const NOTHING: Evidence = { weight: 0, reason: null }

/** How alike two names (each one or more words) are, leaving out words that everybody has. */
export function compareWords(a: Word[], b: Word[]): NameLikeness {
  if (a.length === 0 || b.length === 0) return 'unknown'
  if (joined(a) === joined(b) || sorted(a) === sorted(b)) return 'same'

  const [left, right] = [tellingWords(a), tellingWords(b)]
  const shared = left.filter((word) => right.some((other) => other.folded === word.folded))
  if (shared.length === 0) return likeness(left, right)
  // Ali and Ali Raza may be one man; Ali Raza and Ali Hamza are two.
  const without = (words: Word[]) => words.filter((word) => !shared.some((one) => one.folded === word.folded))
  const [restLeft, restRight] = [without(left), without(right)]
  return restLeft.length === 0 || restRight.length === 0 || likeness(restLeft, restRight) !== 'different'
    ? 'alike'
    : 'different'
}

const joined = (words: Word[]) => words.map((word) => word.folded).join('')
const sorted = (words: Word[]) =>
  words
    .map((word) => word.folded)
    .sort()
    .join('')

/** The words that tell people apart: Muhammad Ali and Muhammad Hamza are compared by Ali and Hamza. */
function tellingWords(words: Word[]): Word[] {
  const telling = words.filter((word) => !word.common && word.raw.length > 1)
  if (telling.length > 0) return telling
  return words.length > 1 ? words.slice(1) : words
}

function likeness(a: Word[], b: Word[]): NameLikeness {
  const folded = wordLikeness(joined(a), joined(b))
  if (folded !== 'different') return folded
  // Folding can hide a slip of the finger: Saia folds far from Sana.
  return wordLikeness(a.map((word) => word.raw).join(''), b.map((word) => word.raw).join(''))
}

function wordLikeness(a: string, b: string): NameLikeness {
  if (a === b) return 'alike'
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial' : 'different'
  const shorter = Math.min(a.length, b.length)
  const longer = Math.max(a.length, b.length)
  if (longer >= 4 && shorter >= 3 && editDistance(a, b, 2) <= (shorter >= 8 ? 2 : 1)) return 'alike'
  if (shorter >= 4 && jaroWinkler(a, b) >= 0.88) return 'alike'
  return shorter >= 3 && soundOf(a) === soundOf(b) ? 'alike' : 'different'
}

export type NamesCompared = Evidence & { given: NameLikeness; family: NameLikeness; swapped: boolean }

/** Given and family names, straight or exchanged, whichever fits better. */
export function compareNames(a: Prepared, b: Prepared): NamesCompared {
  const straight = { given: compareWords(a.given, b.given), family: compareWords(a.family, b.family), swapped: false }
  const exchanged = straight.given === 'same' ? null : crossedNames(a, b)
  const best = exchanged && nameWeight(exchanged, a) > nameWeight(straight, a) + 2 ? exchanged : straight
  return { ...best, weight: nameWeight(best, a), reason: nameReason(best) }
}

/** Sisters share a surname wherever it was typed: both halves must fit before we call it an exchange. */
function crossedNames(a: Prepared, b: Prepared) {
  const given = compareWords(a.given, b.family)
  if (given === 'different') return null
  const family = compareWords(a.family, b.given)
  return family === 'different' ? null : { given, family, swapped: true }
}

const GIVEN_WEIGHTS: Record<NameLikeness, number> = { same: 5, alike: 3.5, initial: 1, unknown: 0, different: -4 }
const FAMILY_WEIGHTS: Record<NameLikeness, number> = { same: 4, alike: 3, initial: 0.5, unknown: 0, different: -3 }

function nameWeight(names: { given: NameLikeness; family: NameLikeness; swapped: boolean }, a: Prepared): number {
  // A name half the town carries proves half as much.
  const share = (words: Word[]) => (words.length > 0 && words.every((word) => word.common) ? 0.5 : 1)
  const weigh = (weight: number, words: Word[]) => (weight > 0 ? weight * share(words) : weight)
  const sum = weigh(GIVEN_WEIGHTS[names.given], a.given) + weigh(FAMILY_WEIGHTS[names.family], a.family)
  return names.swapped ? sum - 1 : sum
}

function nameReason({
  given,
  family,
  swapped,
}: {
  given: NameLikeness
  family: NameLikeness
  swapped: boolean
}): string {
  if (swapped) return 'given and family name exchanged'
  if (given === 'same' && family === 'same') return 'same name'
  if (given === 'different' && family === 'different') return 'different name'
  const [first, last] = [GIVEN_WORDS[given], FAMILY_WORDS[family]]
  return [first, last].filter(Boolean).join(', ') || 'no name to compare'
}

const GIVEN_WORDS: Record<NameLikeness, string> = {
  same: 'same given name',
  alike: 'given name spelled alike',
  initial: 'given name with the same initial',
  unknown: '',
  different: 'different given name',
}
const FAMILY_WORDS: Record<NameLikeness, string> = {
  same: 'same family name',
  alike: 'family name spelled alike',
  initial: 'family name with the same initial',
  unknown: '',
  different: 'different family name',
}

/** Two birth dates, with the mistakes of hurried typing taken as near. */
export function compareBirth(a: string | null, b: string | null): Evidence & { likeness: FieldLikeness } {
  if (!a || !b) return { ...NOTHING, likeness: 'unknown' }
  if (a === b) return { weight: 7, reason: 'same birth date', likeness: 'same' }
  const [yearA, monthA, dayA] = a.split('-')
  const [yearB, monthB, dayB] = b.split('-')
  if (yearA === yearB && monthA === dayB && dayA === monthB)
    return { weight: 4.5, reason: 'day and month of birth exchanged', likeness: 'near' }
  const distance = editDistance(a.replaceAll('-', ''), b.replaceAll('-', ''), 2)
  if (distance === 1) return { weight: 3.5, reason: 'birth date differs in one digit', likeness: 'near' }
  if (yearA === yearB) return { weight: -1, reason: 'same year of birth, another day', likeness: 'doubtful' }
  return { weight: -4, reason: 'different birth date', likeness: 'different' }
}

/**
 * The dates that `compareBirth` takes for `born` or near it: itself, day and month exchanged, one digit wrong or
 * exchanged with its neighbour. About forty; none where nothing is known.
 */
export function likeBirths(born: string | null): string[] {
  if (!born) return []
  const digits = born.replaceAll('-', '')
  const swapped = digits.slice(0, 4) + digits.slice(6) + digits.slice(4, 6)
  const found = new Set([digits, swapped])
  for (let at = 0; at < digits.length; at++) {
    const [before, after] = [digits.slice(0, at), digits.slice(at + 1)]
    for (let digit = 0; digit <= 9; digit++) found.add(before + digit + after)
    if (at + 1 < digits.length) found.add(before + digits[at + 1] + digits[at] + digits.slice(at + 2))
  }
  return [...found].map((all) => `${all.slice(0, 4)}-${all.slice(4, 6)}-${all.slice(6)}`).filter(isDay)
}

/** Two national ids; a slip of a digit or two is near when the id is long enough to bear it. */
export function compareIds(a: string | null, b: string | null): Evidence & { likeness: FieldLikeness } {
  if (!a || !b) return { ...NOTHING, likeness: 'unknown' }
  if (a === b) return { weight: 10, reason: 'same national id', likeness: 'same' }
  const distance = editDistance(a, b, 2)
  if (distance === 1 && a.length >= 6)
    return { weight: 5, reason: 'national id differs in one digit', likeness: 'near' }
  if (distance === 2 && a.length >= 7)
    return { weight: 2.5, reason: 'national id differs in two digits', likeness: 'near' }
  return { weight: -4, reason: 'different national id', likeness: 'different' }
}

export function comparePhones(a: string[], b: string[]): Evidence {
  if (a.length === 0 || b.length === 0) return NOTHING
  if (a.some((phone) => b.includes(phone))) return { weight: 4, reason: 'same phone' }
  const near = a.some((left) => b.some((right) => editDistance(left, right, 1) === 1))
  return near ? { weight: 2, reason: 'phone differs in one digit' } : { weight: -1.5, reason: 'different phone' }
}

export function compareEmails(a: string | null, b: string | null): Evidence {
  return a && a === b ? { weight: 4, reason: 'same e-mail' } : NOTHING
}

export function compareSex(a: string | null, b: string | null): Evidence & { likeness: FieldLikeness } {
  if (!a || !b) return { ...NOTHING, likeness: 'unknown' }
  return a === b
    ? { weight: 0.5, reason: null, likeness: 'same' }
    : { weight: -3, reason: 'different sex', likeness: 'different' }
}

/** Street, house number, city and postcode together: a household shares them, so they count for little alone. */
export function compareAddresses(a: Prepared, b: Prepared): Evidence {
  const street = a.street.length > 0 && b.street.length > 0 ? overlap(a.street, b.street) : null
  const house =
    a.houseNumbers.length > 0 && b.houseNumbers.length > 0
      ? a.houseNumbers.some((one) => b.houseNumbers.includes(one))
      : null
  const post = a.postcode && b.postcode ? editDistance(a.postcode, b.postcode, 1) : null
  const city = a.city && b.city ? wordLikeness(a.city, b.city) !== 'different' : null

  let weight = 0
  if (street !== null) weight += street >= 0.75 ? 3 : street >= 0.45 ? 1.5 : -1
  if (house !== null && street !== null && street >= 0.45) weight += house ? 1.5 : -1.5
  if (post !== null) weight += post === 0 ? 1.5 : post === 1 ? 0.5 : -0.5
  if (city !== null) weight += city ? 0.5 : -1
  return { weight, reason: weight >= 4 ? 'same address' : weight >= 2 ? 'address much alike' : null }
}

/** Share of words of the shorter list that find a partner in the longer one, typing mistakes allowed. */
function overlap(a: string[], b: string[]): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const found = few.filter((word) =>
    many.some(
      (other) => word === other || (word.length >= 4 && editDistance(word, other, 2) <= (word.length >= 7 ? 2 : 1)),
    ),
  )
  return found.length / few.length
}
