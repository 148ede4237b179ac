import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { plainDigits } from '#api/integrations/files/index.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import type { Person } from './duplicate-person.ts'
import { foldWord, nameWords, remembering, toLatin } from './names.ts'

/**
 * The words under which a patient is found and compared, stored hashed in `patients.keys`; about 45 for two names and
 * a phone. They hold personal data: only their hashes, which are worth something in one clinic alone, are kept.
 */
export function patientKeys(person: Person): string[] {
  return [...new Set([...nameKeysOf(person), ...phoneKeys(person), ...duplicateKeys(person)])]
}

/** What to look for. Keys of one group are alternatives; a patient must have one of every group. */
export interface SearchPlan {
  /** Folded words of the name typed, to rank by; empty when digits were typed. */
  words: string[]
  /** Whether the last word may go on. */
  open: boolean
  /** Digits typed, without an international prefix; null when a name was typed. */
  digits: string | null
  /** A patient number as it may stand in the clinic's own form. */
  number: string | null
  /** All of these must be there: the pieces of a phone number. */
  pieces: string[]
  /** Of two typed words: one as it was typed, one with a slip; the first two without a slip. Empty for more or fewer. */
  pairs: string[]
  /** Per word: the same in any common spelling, or begins the same. */
  exact: string[][]
  /** Per word: a letter missing, doubled, wrong or exchanged. */
  near: string[][]
}

/** Reads what was typed into one search box. */
export function planSearch(typed: string): SearchPlan {
  const text = plainDigits(typed).trim()
  const plan: SearchPlan = {
    words: [],
    open: !/\s$/.test(typed),
    digits: null,
    number: null,
    pieces: [],
    pairs: [],
    exact: [],
    near: [],
  }
  const figures = text.replace(/\D/g, '')
  if (/^[\p{L}\d]{1,8}[\s-]?\d+$/u.test(text) && figures.length <= 10)
    plan.number = text.replace(/\s+/g, '-').toUpperCase()
  if (figures.length >= 3 && /^[+\d\s().-]+$/.test(text)) {
    plan.digits = dialledDigits(withPlus(text, figures))
    plan.pieces = piecesOf(plan.digits)
    return plan
  }
  if (plan.number) return plan
  plan.words = nameWords(text)
  const [one, other] = plan.words
  if (other && plan.words.length === 2 && one!.length > 1 && other.length > 1) plan.pairs = pairsTyped(one!, other)
  // Three words narrow it enough; the others only rank. A single letter is an initial: it ranks too.
  const telling = plan.words.filter((word) => word.length > 1).slice(0, 3)
  for (const word of telling) {
    const last = plan.open && word === plan.words.at(-1)
    plan.exact.push([`sw:${foldWord(word)}`, ...(last ? [beginningOf(word)] : [])])
    plan.near.push(nearKeys(word, last))
  }
  return plan
}

/** Typed as it stands on a bill, 92 300 1234567 is +92 300 1234567: a whole number of some country, no 0 before it. */
function withPlus(text: string, figures: string): string {
  const isAbroad = figures.length > 10 && !/^[+0]/.test(text) && parsePhoneNumberFromString(`+${figures}`)?.isPossible()
  return isAbroad ? `+${figures}` : text
}

const pieceLength = 4
/** Every run of four digits: all runs of what was typed must be among a number's. */
function piecesOf(digits: string): string[] {
  if (digits.length < pieceLength) return []
  const count = digits.length - pieceLength + 1
  return [...new Set(Array.from({ length: count }, (_, at) => `sg:${digits.slice(at, at + pieceLength)}`))]
}

/** As people dial it at home: +92 300… and 0092 300… are 0300…; other countries keep theirs. */
export function dialledDigits(text: string): string {
  const figures = text.replace(/\D/g, '')
  const abroad = figures.length > 5 ? text.replace(/^\s*00/, '+').trim() : text.trim()
  if (!abroad.startsWith('+')) return figures
  const home = plainHomeNumber.exec(abroad.replace(/[\s().-]/g, ''))
  if (home) return `0${home[1]}`
  const whole = parsePhoneNumberFromString(abroad)
  if (whole?.isPossible()) return homeDigits(whole.countryCallingCode, whole.nationalNumber)
  const typed = abroad.replace(/\D/g, '')
  const code = [1, 2, 3].map((length) => typed.slice(0, length)).find((start) => callingCodes.has(start))
  return code ? homeDigits(code, typed.slice(code.length)) : typed
}

// As nearly every number here is kept. Read by the rules of all countries, each took longer than finding its patient.
const plainHomeNumber = /^\+92([1-9]\d{8,9})$/

// No calling code is the beginning of another; those of no country are for satellites and freephone.
const callingCodes = new Set<string>([
  ...getCountries().map((country) => getCountryCallingCode(country)),
  ...['800', '808', '870', '878', '881', '882', '883', '888', '979'],
])

// Most of the world dials a 0 before the national number. Where it does not, the 0 is one piece that nobody types.
const homeDigits = (code: string, national: string) => (code === '1' ? `1${national}` : `0${national}`)

function phoneKeys({ phone, secondPhone }: Person): string[] {
  return [phone, secondPhone].flatMap((one) => (one ? piecesOf(dialledDigits(one)) : []))
}

function nameKeysOf({ fullName, givenName, familyName }: Person): string[] {
  const words = nameWords(fullName || [givenName, familyName].filter(Boolean).join(' '))
  // Abdul Rehman is found as Abdulrehman too.
  const joined = words.slice(1).map((word, index) => `ss:${skeletonOf(words[index]! + word)}`)
  return [...words.flatMap(wordKeys), ...joined, ...pairKeys(words)]
}

// Of longer names the first two and the last: they are what people say.
function pairKeys(words: string[]): string[] {
  const said = [...new Set([...words.slice(0, 2), ...words.slice(-1)])].filter((word) => word.length > 1)
  return said.flatMap((one) => said.filter((other) => other !== one).flatMap((other) => pairsOf(slipsOf(one), other)))
}

const pairsOf = (slips: string[], other: string) => slips.map((slip) => `sp:${slip}|${foldWord(other)}`)

/** What a word is kept under, so that any slip in it meets one of the forms that `nearKeys` asks for. */
const slipsOf = (word: string) => [`ss:${skeletonOf(word)}`, ...shortenedOf(word).map((one) => `sd:${one}`)]

function pairsTyped(one: string, other: string): string[] {
  const [ones, others] = [pairsOf(nearKeys(one, false), other), pairsOf(nearKeys(other, false), one)]
  return [ones[0]!, others[0]!, ...ones.slice(1), ...others.slice(1)]
}

function wordKeys(word: string): string[] {
  const letters = lettersOf(word)
  return [
    `sw:${foldWord(word)}`,
    `ss:${skeletonOf(word)}`,
    ...shortenedOf(word).map((one) => `sd:${one}`),
    `sf:${letters.slice(0, 2)}`,
    `sf:${letters.slice(0, 3)}`,
  ]
}

function nearKeys(word: string, open: boolean): string[] {
  const shorter = shortenedOf(word)
  return [
    ...new Set([
      `ss:${skeletonOf(word)}`,
      `sd:${skeletonOf(word)}`, // a letter is missing here
      `sd:${wholeOf(word)}`,
      ...shorter.map((one) => `ss:${one}`), // a letter is too many
      ...shorter.map((one) => `sd:${one}`), // a letter is wrong, or two are exchanged
      ...(open ? [beginningOf(word)] : []),
    ]),
  ]
}

/** What a letter is left out of: the consonants, or all letters when those are few. */
function wholeOf(word: string): string {
  const skeleton = skeletonOf(word)
  return skeleton.length > 2 ? skeleton : foldWord(word)
}

/** The word with each letter left out once. */
function shortenedOf(word: string): string[] {
  const whole = wholeOf(word)
  if (whole.length < 3) return []
  const shorter = [...whole].map((_, at) => (whole.slice(0, at) + whole.slice(at + 1)).replace(/(.)\1+/g, '$1'))
  return [...new Set(shorter)]
}

const beginningOf = (word: string) => `sf:${lettersOf(word).slice(0, 3)}`

const LIKE_LETTERS: Record<string, string> = { e: 'i', y: 'i', o: 'u', w: 'v', q: 'k', c: 'k', z: 's' }

/** A spelling of which every beginning stays the beginning: letter by letter, unlike foldWord. */
export const lettersOf = remembering((word) =>
  [...toLatin(word)]
    .map((letter) => LIKE_LETTERS[letter] ?? letter)
    .join('')
    .replace(/(.)\1+/g, '$1'),
)

/** The consonants of a word, like ones taken for one: a wrong, missing or doubled vowel changes nothing in it. */
export const skeletonOf = remembering((word) => {
  const folded = foldWord(word)
  const first = folded.slice(0, 1).replace(/[aiu]/, 'a')
  return (first + folded.slice(1).replace(/[aiuy]/g, ''))
    .replace(/z/g, 's')
    .replace(/b/g, 'p')
    .replace(/d/g, 't')
    .replace(/(?<=.)h$/, '')
    .replace(/(.)\1+/g, '$1')
})
