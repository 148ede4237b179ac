import { say } from '#contract/import-sentences.ts'
import type { Read } from './dates.ts'
import { quoted } from './text.ts'

export type Sex = 'female' | 'male' | 'other' | 'unknown'

const FEMALE =
  'f female woman girl w fem feminino feminina femenino mulher mujer aurat khatoon larki lady mrs ms 2 عورت خاتون لڑکی مؤنث महिला स्त्री औरत लड़की'
    .split(' ')
    .map(plain)
const MALE = 'm male man boy masc masculino homem hombre mard larka gent h mr 1 مرد لڑکا مذکر पुरुष आदमी लड़का'
  .split(' ')
  .map(plain)
const OTHER = 'o other x trans transgender khwajasira nonbinary intersex outro otro 9'.split(' ')
const UNKNOWN = ['u', 'unknown', 'na', 'n/a', '-', '?', '0', 'null', 'none', '']

/** Reads a sex. In a column that has H (homem, hombre) and no F, M means mulher or mujer: pass `mIsFemale`. */
export function readSex(text: string, mIsFemale = false): Read<Sex> {
  const word = plain(text)
  if (mIsFemale && word === 'm') return { value: 'female' }
  if (FEMALE.includes(word)) return { value: 'female' }
  if (MALE.includes(word)) return { value: 'male' }
  if (OTHER.includes(word)) return { value: 'other' }
  if (UNKNOWN.includes(word)) return { value: 'unknown' }
  return { problem: say('unknownSex', { text: quoted(text) }) }
}

/** Whether M stands for a woman in this column. */
export function findMIsFemale(values: Iterable<string>): boolean {
  const words = new Set(Array.from(values, plain))
  return words.has('h') && words.has('m') && !words.has('f')
}

const YES = 'yes y true t 1 x sim s si ja oui haan han ha on done ہاں جی जी हाँ हां'.split(' ').map(plain)
const NO = 'no n false f 0 nao non nahin nahi nein off نہیں नहीं'.split(' ')

export function readYesNo(text: string): Read<boolean> {
  const word = plain(text)
  if (YES.includes(word)) return { value: true }
  if (NO.includes(word) || word === '') return { value: false }
  return { problem: say('notYesOrNo', { text: quoted(text) }) }
}

export function isSexWord(text: string): boolean {
  const word = plain(text)
  return [...FEMALE, ...MALE].includes(word) && !/^\d$/.test(word)
}

export function isYesNoWord(text: string): boolean {
  return YES.includes(plain(text)) || NO.includes(plain(text))
}

/** Lower case, Latin letters without accents; other scripts untouched. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\.$/, '')
}
