import { createContext, useContext } from 'react'
import { minorDigits } from '#contract/money.ts'
import { plainDigits } from './digits.ts'

/** Where and for whom values are written: set once by the frame, read by DateText, Money and useFormat. */
export interface FormatSettings {
  /** BCP 47, e.g. `en-PK`. */
  locale: string
  /** IANA zone of the clinic: a clinic's day is its own zone's day, wherever the reader sits. */
  timeZone: string
  /** ISO 4217 code. */
  currency: string
  /** Today there, `2026-11-21`; a new one makes every reader look again. */
  day?: string
}

export const FormatContext = createContext<FormatSettings>({ locale: 'en-GB', timeZone: 'UTC', currency: 'USD' })

export type DateStyle = 'day' | 'short' | 'full' | 'time' | 'dayTime' | 'weekday' | 'month'

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  dayTime: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

// Intl objects cost about 50 µs each to make; a day list asks for hundreds.
const dates = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()

/**
 * Writes an instant (`2026-11-21T04:00:00Z`) in the clinic's zone, or a plain date (`2026-11-21`),
 * which belongs to no zone, as it is. The month is in letters, so 3/4 is never ambiguous.
 */
export function formatDate(value: string | Date, style: DateStyle, { locale, timeZone }: FormatSettings): string {
  const plain = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  const instant = plain ? new Date(`${value}T00:00:00Z`) : new Date(value)
  if (Number.isNaN(instant.getTime())) return ''
  return dateFormat(locale, plain ? 'UTC' : timeZone, style).format(instant)
}

/** Writes minor units (150000 in PKR is Rs 1,500). Whole amounts lose their zeros. */
export function formatMoney(amountMinor: number, { locale, currency }: Pick<FormatSettings, 'locale' | 'currency'>) {
  return isolated(moneyFormat(locale, currency).format(amountMinor / 10 ** minorDigits(currency)), locale)
}

/**
 * Minor units of what a person typed (`1,500.50` or `1,50,000` or `۱۵۰۰` → …), or null when it is not an amount. A comma
 * stands only where it groups: `12,50` may mean 12.50, and is never taken for 1250.
 */
export function parseAmount(text: string, currency: string): number | null {
  const match = /^(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.(\d+))?$/.exec(inLatinDigits(text).replace(/\s/g, ''))
  const whole = match?.[1]?.replaceAll(',', '') ?? ''
  const fraction = match?.[2] ?? ''
  const digits = minorDigits(currency)
  if (!match || whole.length > 12 || fraction.length > digits) return null
  // Joined as text: 19.99 * 100 is 1998.9999999999998.
  return Number(whole + fraction.padEnd(digits, '0'))
}

// Urdu and Arabic keyboards have separators of their own, too.
function inLatinDigits(text: string): string {
  return plainDigits(text)
    .replace(/[\u066c\u060c]/g, ',')
    .replace(/\u066b/g, '.')
}

/** Minor units as a person types them, for a field: 150050 PKR → `1500.50`, whole amounts without zeros. */
export function amountText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency)
  const whole = amountMinor % 10 ** digits === 0
  return (amountMinor / 10 ** digits).toFixed(whole ? 0 : digits)
}

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return isolated(numberFormat(locale, options).format(value), locale)
}

// After an Urdu word a browser lays "-4.5%" out as "%4.5-": signs beside digits have no direction of their own.
// Inside an isolate the figure keeps its order, also in the middle of a translated sentence.
function isolated(figure: string, locale: string): string {
  const mayFlip = /^(ur|ar|fa|he)\b/.test(locale) && /[^\d]/.test(figure) && !/[\u0590-\u08ff]/.test(figure)
  return mayFlip ? `\u2066${figure}\u2069` : figure
}

/** `0.196` → `19.6 %`. */
export function formatShare(share: number, locale: string): string {
  return formatNumber(share, locale, { style: 'percent', maximumFractionDigits: 1 })
}

/** `95` → `1 hr 35 min`. */
export function formatMinutes(minutes: number, locale: string): string {
  // English of most countries would write "35 mins" here and "35 min" in our own sentences.
  const spoken = locale.startsWith('en') ? 'en-US' : locale
  const unit = (value: number, name: 'hour' | 'minute') =>
    formatNumber(value, spoken, { style: 'unit', unit: name, unitDisplay: 'short' })
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return unit(rest, 'minute')
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`
}

/** `1-0-1 · oral · 3 days`: what there is of these, each in its own direction, in the order of the page. */
export function listed(parts: readonly (string | number | null | undefined | false)[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `\u2068${part}\u2069`)
    .join(' · ')
}

/** Today's date (`2026-11-21`) in a zone. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

/** The formatters bound to the clinic on screen: `const { date, money } = useFormat()`. */
export function useFormat() {
  const settings = useContext(FormatContext)
  const { locale } = settings
  return {
    ...settings,
    today: () => todayIn(settings.timeZone),
    date: (value: string | Date, style: DateStyle = 'day') => formatDate(value, style, settings),
    time: (value: string | Date) => formatDate(value, 'time', settings),
    money: (amountMinor: number, currency = settings.currency) => formatMoney(amountMinor, { locale, currency }),
    number: (value: number, options?: Intl.NumberFormatOptions) => formatNumber(value, locale, options),
    share: (share: number) => formatShare(share, locale),
    minutes: (minutes: number) => formatMinutes(minutes, locale),
  }
}

function dateFormat(locale: string, timeZone: string, style: DateStyle): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style}`
  const known = dates.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone })
  dates.set(key, made)
  return made
}

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: minorDigits(currency),
    maximumFractionDigits: minorDigits(currency),
    trailingZeroDisplay: 'stripIfInteger',
  })
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = numbers.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, options)
  numbers.set(key, made)
  return made
}
