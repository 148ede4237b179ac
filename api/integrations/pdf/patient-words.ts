import { ageOn } from '#contract/age.ts'
import type { PrintLanguage } from '#contract/languages.ts'
import type { Sex } from '#contract/patients.ts'

/** The age on a day, both yyyy-mm-dd, with digits as the letters beside them. */
export function ageWords(bornOn: string, day: string, locale: string): string {
  const { count, unit } = ageOn(bornOn, day)
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

const sexWords = {
  en: { female: 'female', male: 'male', other: 'other' },
  ur: { female: 'خاتون', male: 'مرد', other: 'دیگر' },
  hi: { female: 'महिला', male: 'पुरुष', other: 'अन्य' },
}

export function sexWord(sex: Sex, language: PrintLanguage): string | undefined {
  return sex === 'unknown' ? undefined : sexWords[language][sex]
}
