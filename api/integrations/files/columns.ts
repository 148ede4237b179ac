import { isSexWord, isYesNoWord } from './values/choices.ts'
import { findDateOrder, readMoment } from './values/dates.ts'
import { shortened } from './values/numbers.ts'

export type FieldKind =
  | 'text'
  | 'name'
  | 'date'
  | 'time'
  | 'phone'
  | 'email'
  | 'sex'
  | 'yesno'
  | 'number'
  | 'identifier'

/** A field that a column can be mapped to. `words` are headers people use, lower case without accents; `many` lets several columns add up to it. */
export type ImportField<Name extends string = string> = {
  name: Name
  label: string
  kind: FieldKind
  words: string[]
  many?: boolean
}

/** `confidence` 0 to 1; `why` is for the screen. `field` null: the column is left out, and the screen says so. */
export type ColumnGuess<Name extends string = string> = {
  column: number
  header: string
  field: Name | null
  confidence: number
  why: string
}

/**
 * Which field each column means, by its header and by what its values look like; each field is given once, to
 * its best column, unless it is `many`. `samples` are the first rows (some hundreds are plenty). A guess is a
 * proposal: the person confirms or corrects it.
 */
export function guessColumns<Name extends string>(
  header: string[],
  samples: string[][],
  fields: ImportField<Name>[],
): ColumnGuess<Name>[] {
  const looks = header.map((_, column) => looksOf(samples.map((row) => row[column] ?? '')))
  const offers = header.flatMap((name, column) =>
    fields.map((field) => ({ column, field, ...rate(name, looks[column]!, field) })),
  )
  offers.sort((a, b) => b.confidence - a.confidence)

  const taken = new Set<string>()
  const chosen = new Map<number, ColumnGuess<Name>>()
  for (const { column, field, confidence, why } of offers) {
    if (confidence < 0.5 || chosen.has(column) || (taken.has(field.name) && !field.many)) continue
    taken.add(field.name)
    chosen.set(column, {
      column,
      header: header[column]!,
      field: field.name,
      confidence: Math.round(confidence * 100) / 100,
      why,
    })
  }
  return header.map(
    (name, column) =>
      chosen.get(column) ?? {
        column,
        header: name,
        field: null,
        confidence: 0,
        why: 'No field fits; this column is left out.',
      },
  )
}

function rate<Name extends string>(
  header: string,
  looks: Looks,
  field: ImportField<Name>,
): { confidence: number; why: string } {
  const byName = nameFit(headerWords(header), field.words)
  const fit = looks.share[field.kind]
  if (byName === 0) {
    // Values alone are believed for kinds that look like nothing else.
    const telling = field.kind === 'phone' || field.kind === 'email' || field.kind === 'sex'
    return telling && looks.filled > 0 && (fit ?? 0) >= 0.8
      ? { confidence: 0.55, why: `The values look like ${field.label.toLowerCase()}.` }
      : { confidence: 0, why: '' }
  }
  if (fit === undefined || looks.filled === 0)
    return { confidence: byName, why: `The header says ${field.label.toLowerCase()}.` }
  if (fit >= 0.6)
    return { confidence: Math.min(1, byName + 0.04), why: `Header and values say ${field.label.toLowerCase()}.` }
  return {
    confidence: byName - 0.35,
    why: `The header says ${field.label.toLowerCase()}, most values do not look like it.`,
  }
}

/** 0.95 for a known header, 0.8 when it holds all words of one, 0.65 when one long word differs by its ending. */
function nameFit(words: string[], known: string[]): number {
  const squeezed = words.join('')
  let best = 0
  for (const parts of known.map(partsOf)) {
    const phrase = parts.join('')
    if (phrase === '') continue
    if (phrase === squeezed) return 0.95
    // Longer phrases are more telling: "mother name" should not go to "name".
    if (parts.every((part) => words.includes(part)))
      best = Math.max(best, 0.6 + 0.1 * Math.min(3, parts.length) - 0.03 * (words.length - parts.length))
    else if (squeezed.length >= 6 && phrase.length >= 6 && (squeezed.startsWith(phrase) || phrase.startsWith(squeezed)))
      best = Math.max(best, 0.65)
  }
  return best
}

/** `PatientId`, `patient_id` and `Patient ID*` are the same words. */
export function headerWords(header: string): string[] {
  const plain = header.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const spaced = plain.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2')
  return spaced
    .toLowerCase()
    .replace(/[يىكه]/g, (letter) => URDU_LETTERS[letter]!)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
}

/** Arabic keyboards write Urdu with letters of their own. */
const URDU_LETTERS: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ه: 'ہ' }

/** Known words are brought to the same letters once. */
const knownWords = new Map<string, string[]>()
function partsOf(phrase: string): string[] {
  let parts = knownWords.get(phrase)
  if (!parts) {
    parts = headerWords(phrase)
    knownWords.set(phrase, parts)
  }
  return parts
}

type Looks = { filled: number; share: Partial<Record<FieldKind, number>> }

function looksOf(values: string[]): Looks {
  const filled = values.filter((value) => value.trim() !== '')
  const { order } = findDateOrder(filled)
  const share = (test: (value: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length
  return {
    filled: filled.length,
    share: {
      date: share((value) => readMoment(value, order).problem === undefined),
      time: share((value) => /\d{1,2}[:.h]\d{2}/.test(value)),
      phone: share((value) => !/[\p{L}]{2}/u.test(value.replace(/e\+/i, '')) && isPhoneLong(value)),
      email: share((value) => /^\S+@\S+\.\S+$/.test(value)),
      sex: share(isSexWord),
      yesno: share(isYesNoWord),
      number: share((value) => Number.isFinite(Number(value.replace(',', '.')))),
      name: share((value) => !/\d{3}/.test(value)),
      identifier: share((value) => /\d/.test(value) || value.length <= 20),
    },
  }
}

function isPhoneLong(value: string): boolean {
  const lost = shortened(value)
  if (lost) return lost.digits >= 9 && lost.digits <= 13
  const digits = value.replace(/\D/g, '').length
  const asDate = readMoment(value, 'dmy').problem === undefined
  return digits >= 9 && digits <= 15 && !asDate && /^[+(0\d]/.test(value.trim()) && !/^\d{4}-\d\d-\d\d/.test(value)
}
