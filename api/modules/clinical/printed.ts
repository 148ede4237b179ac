export { printedDate, printedLetterhead } from '../tenancy/index.ts'

/** The age on a day: years, for small children months; a dose hangs on it. */
export function ageWords(bornOn: string, day: string, locale: string): string {
  const months = monthsBetween(bornOn, day)
  const unit = months < 24 ? 'month' : 'year'
  const value = months < 24 ? months : Math.floor(months / 12)
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

function monthsBetween(from: string, to: string): number {
  const [years = 0, months = 0, days = 0] = from.split('-').map(Number)
  const [toYears = 0, toMonths = 0, toDays = 0] = to.split('-').map(Number)
  return Math.max(0, (toYears - years) * 12 + toMonths - months - (toDays < days ? 1 : 0))
}

const sexWords = {
  en: { female: 'female', male: 'male', other: 'other' },
  ur: { female: 'خاتون', male: 'مرد', other: 'دیگر' },
  hi: { female: 'महिला', male: 'पुरुष', other: 'अन्य' },
}

export function sexWord(
  sex: 'female' | 'male' | 'other' | 'unknown',
  language: 'en' | 'ur' | 'hi',
): string | undefined {
  return sex === 'unknown' ? undefined : sexWords[language][sex]
}
