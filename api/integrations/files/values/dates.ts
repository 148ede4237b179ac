import { say } from '#contract/import-sentences.ts'
import { plainDigits, quoted } from './text.ts'

/** What a cell meant, or a sentence that says why it means nothing to us. */
export type Read<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string }

export type DateOrder = 'dmy' | 'mdy'
export type OrderFound = { order: DateOrder; certain: boolean; sentence: string }
/** A date and, when the cell has one, a time (`hh:mm:ss`) and its offset from UTC as written (`Z`, `+05:00`). */
export type Moment = { date: string; time: string | null; offset: string | null }

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
/** First letters of months in Portuguese and Spanish where they differ from English. */
const OTHER_MONTHS: Record<string, number> = {
  fev: 2,
  abr: 4,
  mai: 5,
  ago: 8,
  set: 9,
  out: 10,
  dez: 12,
  ene: 1,
  dic: 12,
}

const URDU_MONTHS = 'جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر'.split(' ')
const HINDI_MONTHS = 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' ')

/**
 * Whether the numbers of a column are day/month or month/day: decided by all its values together, never row by row.
 * Without a number above 12, or with contradicting ones, the answer is not certain and a person must choose. `times`: how
 * often each value stands there, when they come once each.
 */
export function findDateOrder(values: Iterable<string>, times?: Map<string, number>): OrderFound {
  let [dayFirst, monthFirst, open] = [0, 0, 0]
  for (const value of values) {
    const count = times?.get(value) ?? 1
    const parts = /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})\b/.exec(plainDigits(value))
    if (!parts) continue
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12 && second <= 12) dayFirst += count
    else if (second > 12 && first <= 12) monthFirst += count
    else if (first !== second) open += count
  }
  if (dayFirst > 0 && monthFirst > 0) {
    const order = dayFirst >= monthFirst ? 'dmy' : 'mdy'
    return {
      order,
      certain: false,
      sentence: say('bothFirst', { days: dayFirst, months: monthFirst }),
    }
  }
  if (dayFirst > 0) return { order: 'dmy', certain: true, sentence: say('dayFirst') }
  if (monthFirst > 0) return { order: 'mdy', certain: true, sentence: say('monthFirst') }
  if (open > 0) return { order: 'dmy', certain: false, sentence: say('eitherFirst') }
  return { order: 'dmy', certain: true, sentence: 'The order of day and month does not matter here.' }
}

/** The different values of a column, counted: a long list has few of them. */
export function countValues() {
  const times = new Map<string, number>()
  return {
    add: (value: string) => void times.set(value, (times.get(value) ?? 0) + 1),
    all: () => times.keys(),
    order: () => findDateOrder(times.keys(), times),
  }
}

/** Reads a date (and time) as people and programs write it; says in a sentence what is impossible. */
export function readMoment(text: string, order: DateOrder): Read<Moment> {
  const trimmed = text.trim()
  const [dayText, timeText] = splitTime(plainDigits(trimmed))
  const numbers = numbersOf(dayText, order)
  if (!numbers) return { problem: say('notADate', { text: quoted(trimmed) }) }

  const [year, month, day] = numbers
  const impossible = whyImpossible(quoted(trimmed), year, month, day)
  if (impossible) return { problem: impossible }
  const time = readTime(timeText)
  if (time === undefined) return { problem: say('unreadableTime', { text: quoted(trimmed) }) }
  return { value: { date: isoOf(year, month, day), time: time?.time ?? null, offset: time?.offset ?? null } }
}

/** Reads a birth date. One in the future or more than 130 years ago is not believed. `today` is an ISO date. */
export function readBirthDate(text: string, order: DateOrder, today: string): Read<string> {
  const read = readMoment(text, order)
  if (read.problem !== undefined) return read
  let { date } = read.value
  // A year written with two digits that would be in the future belongs to the last century.
  if (date > today && !/\d{4}/.test(text)) date = `${Number(date.slice(0, 4)) - 100}${date.slice(4)}`
  if (date > today) return { problem: say('bornInFuture', { text: quoted(text) }) }
  if (Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > 130)
    return { problem: say('bornTooLongAgo', { text: quoted(text) }) }
  return { value: date }
}

function splitTime(text: string): [string, string] {
  const found = /^(.*?)(?:T|,?\s+)(\d{1,2}:\d{2}.*)$/i.exec(text)
  return found ? [found[1]!.trim(), found[2]!] : [text, '']
}

/** Year, month and day as written, possible or not; null when it is no date at all. */
function numbersOf(text: string, order: DateOrder): [number, number, number] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])]

  if (/^\d{8}$/.test(text)) return eightDigits(text, order)
  if (/^\d{4,5}(\.\d+)?$/.test(text)) return fromSerial(Number(text))

  const numeric = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/.exec(text)
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])]
    const year = fullYear(numeric[3]!)
    return order === 'dmy' ? [year, second, first] : [year, first, second]
  }
  return fromWords(text)
}

function eightDigits(text: string, order: DateOrder): [number, number, number] {
  const year = Number(text.slice(0, 4))
  if (year >= 1800 && year <= 2199) return [year, Number(text.slice(4, 6)), Number(text.slice(6))]
  const [first, second] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))]
  return order === 'dmy' ? [Number(text.slice(4)), second, first] : [Number(text.slice(4)), first, second]
}

/** A day number of Excel (1 January 1900 is 1, and it believes in 29 February 1900). Below 1905 it is more likely a year. */
function fromSerial(serial: number): [number, number, number] | null {
  if (serial < 2200 || serial > 80_000) return null
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

function fromWords(text: string): [number, number, number] | null {
  const cleaned = text
    .toLowerCase()
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/, '')
    .replace(/\bde\b/g, ' ')
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([\p{L}\p{M}]{2,})[\s\-/.,،]*(\d{2}|\d{4})$/u.exec(cleaned)
  if (dayFirst) return withMonth(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!)
  const monthFirst = /^([\p{L}\p{M}]{2,})[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,،\-/.]+(\d{4})$/u.exec(cleaned)
  return monthFirst ? withMonth(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!) : null
}

function withMonth(year: string, word: string, day: string): [number, number, number] | null {
  const start = word.slice(0, 3)
  const month =
    MONTHS.findIndex((name) => start.length === 3 && name.startsWith(start)) + 1 ||
    OTHER_MONTHS[start] ||
    URDU_MONTHS.indexOf(word) + 1 ||
    HINDI_MONTHS.indexOf(word) + 1
  return month ? [fullYear(year), month, Number(day)] : null
}

function fullYear(text: string): number {
  return text.length === 4 ? Number(text) : 2000 + Number(text)
}

function whyImpossible(text: string, year: number, month: number, day: number): string | null {
  if (year < 1000) return say('noSuchYear', { text, year })
  if (month < 1 || month > 12) return say('noSuchMonth', { text, month })
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const name = MONTHS[month - 1]!
  if (day < 1 || day > last)
    return say('noSuchDay', { text, month: `${name[0]!.toUpperCase()}${name.slice(1)} ${year}`, day })
  return null
}

function isoOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** `null` when there is no time, `undefined` when there is one that makes no sense. */
export function readTime(text: string): { time: string; offset: string | null } | null | undefined {
  if (text.trim() === '') return null
  const found =
    /^(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|[+-][01]\d:?[0-5]\d)?$/i.exec(
      plainDigits(text).trim(),
    )
  if (!found) return undefined
  let hour = Number(found[1])
  const half = found[4]?.[0]?.toLowerCase()
  if (half && (hour < 1 || hour > 12)) return undefined
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0)
  const [minute, second] = [Number(found[2]), Number(found[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return {
    time: [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':'),
    offset: found[5]?.toUpperCase() ?? null,
  }
}
