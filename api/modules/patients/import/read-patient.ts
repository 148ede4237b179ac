import * as z from 'zod'
import {
  countValues,
  type DateOrder,
  findMIsFemale,
  type OrderFound,
  readBirthDate,
  readIdentifier,
  readMoment,
  readPhone,
  readSex,
  type Sex,
} from '#api/integrations/files/index.ts'
import { type ImportSentenceCode, say } from '#contract/import-sentences.ts'
import type { PatientField } from './fields.ts'

/** For each column of the file the field it fills, or null when it is left out. */
export type PatientMapping = (PatientField | null)[]

/** How to read a file: the clinic's country (two letters), today there (ISO date), and what was decided per column. */
export type PatientReading = {
  mapping: PatientMapping
  country: string
  today: string
  birthOrder: DateOrder
  createdOrder: DateOrder
  mIsFemale: boolean
}

/** A row as it will be imported. Dates are ISO, phones E.164; `phoneRaw` is what the sheet had. */
export type ImportedPatient = {
  givenName: string | null
  familyName: string | null
  fullName: string | null
  bornOn: string | null
  sex: Sex
  phone: string | null
  phoneRaw: string | null
  secondPhone: string | null
  email: string | null
  nationalId: string | null
  address: string | null
  city: string | null
  postcode: string | null
  region: string | null
  number: string | null
  allergies: string[]
  notes: string | null
  guardian: string | null
  createdOn: string | null
}

/** A row is imported (perhaps with warnings, each a sentence about what was left empty) or refused with the reason. */
export type PatientRow =
  | { patient: ImportedPatient; warnings: string[]; refusal?: undefined }
  | { patient?: undefined; warnings: string[]; refusal: string }

/**
 * Decides what only a whole column can tell: the order of day and month, and what M means. `rows` are all rows of
 * the file, read once before the import; the orders come with a sentence, and with `certain: false` a person chooses.
 */
export async function decidePatientColumns(mapping: PatientMapping, rows: AsyncIterable<{ cells: string[] }>) {
  const values = { born_on: countValues(), created_on: countValues(), sex: countValues() }
  for await (const { cells } of rows) {
    mapping.forEach((field, column) => {
      if (field === 'born_on' || field === 'created_on' || field === 'sex') values[field].add(cells[column] ?? '')
    })
  }
  const birth: OrderFound = values.born_on.order()
  const created: OrderFound = values.created_on.order()
  return { birth, created, mIsFemale: findMIsFemale(values.sex.all()) }
}

/**
 * Reads one row. A value that cannot be read never drops the row: the field stays empty and a sentence says why.
 * Refused is only a row without any name, or one whose cells do not fit the header (`problem` from the file).
 */
export function readPatient(row: { cells: string[]; problem?: string }, reading: PatientReading): PatientRow {
  if (row.problem) return { warnings: [], refusal: row.problem }
  const cell = (field: PatientField) => cellsOf(row.cells, reading.mapping, field).join(' ')
  const warnings: string[] = []
  const text = (words: string, most: number) => shortEnough(words, most, warnings)
  const names = {
    givenName: cell('given_name') || null,
    familyName: cell('family_name') || null,
    fullName: cell('full_name') || null,
  }
  if (!/\p{L}/u.test(Object.values(names).join(''))) return { warnings, refusal: say('noName') }

  const patient: ImportedPatient = {
    ...names,
    bornOn: readBorn(cell('born_on'), reading, warnings),
    sex: readSexOf(cell('sex'), reading.mIsFemale, warnings),
    ...readPhones(cell('phone'), cell('second_phone'), reading.country, warnings),
    email: readEmail(cell('email'), warnings),
    nationalId: readId(cell('national_id'), 'nationalIdLeftEmpty', warnings),
    number: readId(cell('number'), 'numberLeftEmpty', warnings),
    address: text(joinAddress(cellsOf(row.cells, reading.mapping, 'address')), 500),
    city: text(cell('city'), 100),
    postcode: text(cell('postcode'), 40),
    region: text(cell('region'), 100),
    allergies: splitAllergies(cell('allergies')),
    notes: text(cellsOf(row.cells, reading.mapping, 'notes').join('\n'), 5000),
    guardian: text(cell('guardian'), 200),
    createdOn: readCreated(cell('created_on'), reading, warnings),
  }
  return { patient, warnings }
}

function cellsOf(cells: string[], mapping: PatientMapping, field: PatientField): string[] {
  return mapping.flatMap((name, column) => (name === field ? [(cells[column] ?? '').trim()] : [])).filter(Boolean)
}

/** Parts in the order of their columns; a house number of its own column stands before its street without a comma. */
function joinAddress(parts: string[]): string {
  return parts.join(', ').replace(/(^|, )(\d+\p{L}?), /gu, '$1$2 ')
}

/** What the patient's form takes, and no more: a patient whose address is longer could not be edited any more. */
export function shortEnough(text: string, most: number, warnings: string[]): string | null {
  if (text.length <= most) return text || null
  warnings.push(say('cutOff', { text: text.slice(0, 30), most }))
  return text.slice(0, most).toWellFormed()
}

function readBorn(text: string, { mapping, birthOrder, today }: PatientReading, warnings: string[]): string | null {
  if (text === '') {
    if (mapping.includes('born_on')) warnings.push(say('bornMissing'))
    return null
  }
  const read = readBirthDate(text, birthOrder, today)
  if (read.problem === undefined) return read.value
  warnings.push(`${read.problem} ${say('leftEmpty')}`)
  return null
}

function readCreated(text: string, { createdOrder }: PatientReading, warnings: string[]): string | null {
  if (text === '') return null
  const read = readMoment(text, createdOrder)
  if (read.problem === undefined) return read.value.date
  warnings.push(`${read.problem} ${say('registeredLeftEmpty')}`)
  return null
}

function readSexOf(text: string, mIsFemale: boolean, warnings: string[]): Sex {
  const read = readSex(text, mIsFemale)
  if (read.problem === undefined) return read.value
  warnings.push(read.problem)
  return 'unknown'
}

function readPhones(first: string, second: string, country: string, warnings: string[]) {
  const one = first ? readPhone(first, country) : null
  const two = second ? readPhone(second, country) : null
  for (const read of [one, two]) if (read?.problem) warnings.push(read.problem)
  const spare = [...(one?.others ?? []), ...(two?.others ?? [])]
  if (spare.length > 1 || (spare.length === 1 && two))
    warnings.push(say('tooManyPhones', { numbers: spare.join(', ') }))
  return {
    phone: one?.phone ?? null,
    phoneRaw: shortOrEmpty(one?.raw, 40, warnings),
    secondPhone: shortOrEmpty(two?.phone ?? two?.raw ?? spare[0], 40, warnings),
  }
}

/** Half a number or address would be somebody else's. */
export function shortOrEmpty(text: string | null | undefined, most: number, warnings: string[]): string | null {
  if (!text || text.length <= most) return text || null
  warnings.push(say('tooLong', { text: `${text.slice(0, 30)}…` }))
  return null
}

const Email = z.email()
function readEmail(text: string, warnings: string[]): string | null {
  if (text === '') return null
  if (text.length <= 254 && Email.safeParse(text).success) return text.toLowerCase()
  warnings.push(say('notAnEmail', { text }))
  return null
}

function readId(text: string, leftEmpty: ImportSentenceCode, warnings: string[]): string | null {
  if (text === '') return null
  const read = readIdentifier(text)
  if (read.problem === undefined) return shortOrEmpty(read.value, 40, warnings)
  warnings.push(`${read.problem} ${say(leftEmpty)}`)
  return null
}

/** "None", "nil", "NKDA" and the like mean that there are none. */
function splitAllergies(text: string): string[] {
  if (isNone(text)) return []
  const parts = text.split(/[;,،/\n]/).map((part) => part.trim())
  return parts.filter((part) => part && !isNone(part))
}

const isNone = (text: string) =>
  /^(none|nil|no|n[/.]?a\.?|nkd?a|-+|x|0|not? (known|any).*|none known|(no|nil) (known |drug |any )*allerg.*|nao|nenhuma|(کوئی |الرجی )*نہیں.*|(कोई |एलर्जी )*(नहीं|नही).*)$/i.test(
    text.trim(),
  )
