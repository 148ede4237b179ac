import {
  countValues,
  type DateOrder,
  findMIsFemale,
  type Moment,
  readMoment,
  readPhone,
  readSex,
  readTime,
  readWhole,
  readYesNo,
  type Sex,
} from '#api/integrations/files/index.ts'
import { say } from '#contract/import-sentences.ts'
import { shortEnough, shortOrEmpty } from '../../patients/index.ts'
import type { VisitField } from './fields.ts'

export type VisitMapping = (VisitField | null)[]
export type VisitStatus = 'booked' | 'arrived' | 'completed' | 'cancelled' | 'no_show'

/** How to read the list. `dayOnly`: every start is at midnight, so the list gives days and no times. `country` has two letters. */
export type VisitReading = {
  mapping: VisitMapping
  country: string
  startOrder: DateOrder
  bookedOrder: DateOrder
  dayOnly: boolean
  mIsFemale: boolean
}

/**
 * A row as it will be imported. Times are as written: `offset` null means the clinic's own clock. `startsAt.time`
 * null: only the day is known.
 */
export type ImportedVisit = {
  clinic: string | null
  patientNumber: string | null
  patientName: string | null
  phone: string | null
  phoneRaw: string | null
  startsAt: Moment
  minutes: number | null
  doctor: string | null
  status: VisitStatus | null
  age: number | null
  sex: Sex
  bookedAt: Moment | null
  service: string | null
  externalId: string | null
}
export type VisitRow =
  | { visit: ImportedVisit; warnings: string[]; refusal?: undefined }
  | { visit?: undefined; warnings: string[]; refusal: string }

/** What only whole columns can tell, with a sentence for the screen each; read once before the import. */
export async function decideVisitColumns(mapping: VisitMapping, rows: AsyncIterable<{ cells: string[] }>) {
  const values = { starts_at: countValues(), booked_at: countValues(), sex: countValues() }
  for await (const { cells } of rows) {
    mapping.forEach((field, column) => {
      if (field === 'starts_at' || field === 'booked_at' || field === 'sex') values[field].add(cells[column] ?? '')
    })
  }
  const start = values.starts_at.order()
  const dayOnly =
    !mapping.includes('time') && [...values.starts_at.all()].every((value) => isMidnight(value, start.order))
  const daySentence = dayOnly ? say('dayOnly') : null
  return { start, booked: values.booked_at.order(), dayOnly, daySentence, mIsFemale: findMIsFemale(values.sex.all()) }
}

function isMidnight(text: string, order: DateOrder): boolean {
  const { value } = readMoment(text, order)
  return !value || value.time === null || value.time === '00:00:00'
}

/** Reads one row. Refused: no day, or nothing that says who; anything else unreadable stays empty with a sentence. */
export function readVisit(row: { cells: string[]; problem?: string }, reading: VisitReading): VisitRow {
  const warnings: string[] = []
  if (row.problem) return { warnings, refusal: row.problem }
  const cell = (field: VisitField) => (row.cells[reading.mapping.indexOf(field)] ?? '').trim()

  const startsAt = readStart(cell('starts_at'), cell('time'), reading)
  if (startsAt.problem !== undefined) return { warnings, refusal: startsAt.problem }
  const who = {
    patientNumber: shortOrEmpty(cell('patient_number'), 40, warnings),
    patientName: cell('patient_name') || null,
  }
  if (!who.patientNumber && !who.patientName && !cell('phone')) return { warnings, refusal: say('noPatient') }

  const keep = <Value>(read: { value?: Value; problem?: string }): Value | null => {
    if (read.problem) warnings.push(read.problem)
    return read.value ?? null
  }
  const optional = <Value>(text: string, read: (text: string) => { value?: Value; problem?: string }) =>
    text ? keep(read(text)) : null
  const phone = cell('phone') ? readPhone(cell('phone'), reading.country) : null
  if (phone?.problem) warnings.push(phone.problem)

  const visit: ImportedVisit = {
    ...who,
    clinic: cell('clinic') || null,
    phone: phone?.phone ?? null,
    phoneRaw: shortOrEmpty(phone?.raw, 40, warnings),
    startsAt: startsAt.value,
    minutes: optional(cell('minutes'), (text) => readWhole(text, 1, 1440)),
    doctor: cell('doctor') || null,
    status: readStatus(cell('status'), cell('no_show'), warnings),
    age: optional(cell('age'), (text) => readWhole(text, 0, 130)),
    sex: keep(readSex(cell('sex'), reading.mIsFemale)) ?? 'unknown',
    bookedAt: optional(cell('booked_at'), (text) => readMoment(text, reading.bookedOrder)),
    service: shortEnough(cell('service'), 200, warnings),
    externalId: shortOrEmpty(cell('external_id'), 40, warnings),
  }
  return { visit, warnings }
}

function readStart(day: string, time: string, { startOrder, dayOnly }: VisitReading) {
  if (day === '') return { problem: say('noDay') }
  const read = readMoment(day, startOrder)
  if (read.problem !== undefined) return read
  // A day written as midnight UTC is that day, also where the clock is behind.
  if (dayOnly) return { value: { date: read.value.date, time: null, offset: null } }
  if (time === '') return read
  const clock = readTime(time)
  return clock ? { value: { ...read.value, ...clock } } : { problem: say('notATime', { text: time }) }
}

const STATUS_WORDS: [VisitStatus, RegExp][] = [
  ['no_show', /no.?show|did not (attend|come)|dna|missed|absent|falt|ausente|غیر ?حاضر|نہیں آ|अनुपस्थित/],
  ['cancelled', /cancel|deleted|void|desmarcad|منسوخ|रद्द/],
  ['completed', /complete|done|finish|attended|seen|closed|realizad|atendid|concluid|مکمل|पूर्ण|पूरा/],
  ['arrived', /arriv|check.?in|waiting|in.?progress|present|حاضر|उपस्थित/],
  ['booked', /book|schedul|confirm|pending|open|agendad|marcad|new|بک|طے|बुक/],
]

/** A no-show column wins over the status; "No" there means that the patient came only when the day is past: the caller decides. */
function readStatus(status: string, noShow: string, warnings: string[]): VisitStatus | null {
  if (noShow) {
    const read = readYesNo(noShow)
    if (read.problem) warnings.push(`${read.problem} ${say('cameLeftOpen')}`)
    else if (read.value) return 'no_show'
    else if (!status) return 'completed'
  }
  if (!status) return null
  const word = status
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  const found = STATUS_WORDS.find(([, pattern]) => pattern.test(word))
  if (!found) warnings.push(say('unknownState', { text: status }))
  return found?.[0] ?? null
}
