import { expect, test } from 'vitest'
import { formatDate, formatMinutes, formatMoney, formatShare, parseAmount, todayIn } from './format.ts'

const karachi = { locale: 'en-GB', timeZone: 'Asia/Karachi', currency: 'PKR' }

test('an instant is written in the clinic’s zone, with the month in letters', () => {
  expect(formatDate('2026-11-20T20:30:00Z', 'dayTime', karachi)).toBe('21 Nov, 01:30')
  expect(formatDate('2026-11-20T20:30:00Z', 'day', { ...karachi, timeZone: 'UTC' })).toBe('20 Nov 2026')
})

test('a plain date stays that date in every zone', () => {
  expect(formatDate('1990-01-01', 'day', { ...karachi, timeZone: 'America/Los_Angeles' })).toBe('1 Jan 1990')
})

test('midnight is 00:00, not 24:00', () => {
  expect(formatDate('2026-11-20T19:00:00Z', 'time', karachi)).toBe('00:00')
})

test('money comes from minor units and loses only empty decimals', () => {
  expect(formatMoney(150_000, karachi).replace(/\u00a0/g, ' ')).toBe('Rs 1,500')
  expect(formatMoney(150_050, karachi).replace(/\u00a0/g, ' ')).toBe('Rs 1,500.50')
  expect(formatMoney(1500, { locale: 'en', currency: 'JPY' })).toBe('¥1,500')
})

test('a typed amount becomes minor units exactly, and nonsense becomes nothing', () => {
  expect(parseAmount('1,500.5', 'PKR')).toBe(150_050)
  expect(parseAmount('19.99', 'PKR')).toBe(1999)
  expect(parseAmount('19.999', 'PKR')).toBeNull()
  expect(parseAmount('-5', 'PKR')).toBeNull()
  expect(parseAmount('', 'PKR')).toBeNull()
})

test('an amount is read in Urdu digits, and a comma only where it groups', () => {
  expect(parseAmount('۱۵۰۰', 'PKR')).toBe(150_000)
  expect(parseAmount('١٬٥٠٠٫٥', 'PKR')).toBe(150_050)
  expect(parseAmount('1,50,000', 'PKR')).toBe(15_000_000)
  expect(parseAmount(' 1 500 ', 'PKR')).toBe(150_000)
  // Twelve and a half, or twelve hundred and fifty? Nobody knows, so nobody is charged either.
  expect(parseAmount('12,50', 'PKR')).toBeNull()
  expect(parseAmount('1,5', 'PKR')).toBeNull()
  expect(parseAmount('1234567890123', 'PKR')).toBeNull()
})

test('today is the clinic’s today', () => {
  const now = new Date('2026-11-20T20:30:00Z')
  expect(todayIn('Asia/Karachi', now)).toBe('2026-11-21')
  expect(todayIn('UTC', now)).toBe('2026-11-20')
})

test('shares and minutes are short', () => {
  expect(formatShare(0.19606, 'en')).toBe('19.6%')
  expect(formatMinutes(95, 'en')).toBe('1 hr 35 min')
  expect(formatMinutes(60, 'en')).toBe('1 hr')
  expect(formatMinutes(150, 'en-PK')).toBe('2 hr 30 min')
})

test('in a language written from the right, a figure with a sign keeps its order inside a sentence', () => {
  expect(formatShare(-0.045, 'ur-PK')).toMatch(/^\u2066.*4\.5%\u2069$/)
  expect(formatMoney(150000, { locale: 'ur-PK', currency: 'PKR' })).toMatch(/^\u2066.*\u2069$/)
  expect(formatShare(0.045, 'en-PK')).toBe('4.5%')
  // Digits alone, and figures with an Urdu word, need none.
  expect(formatMinutes(44, 'ur-PK')).toBe('44 منٹ')
})
