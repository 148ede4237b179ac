export type SheetLanguage = 'en' | 'ur' | 'hi'

const english = {
  sexes: { female: 'female', male: 'male', other: 'other' },
  details: {
    bornOn: 'Birth date',
    secondPhone: 'Second phone',
    email: 'E-mail',
    nationalId: 'National ID',
    guardian: 'Guardian',
    address: 'Address',
    tags: 'Tags',
    externalRef: 'Number in the old system',
  },
}

export const sheetWords: Record<SheetLanguage, typeof english> = {
  en: english,
  ur: {
    sexes: { female: 'خاتون', male: 'مرد', other: 'دیگر' },
    details: {
      bornOn: 'تاریخِ پیدائش',
      secondPhone: 'دوسرا فون',
      email: 'ای میل',
      nationalId: 'شناختی کارڈ نمبر',
      guardian: 'سرپرست',
      address: 'پتہ',
      tags: 'نشانات',
      externalRef: 'پرانے نظام کا نمبر',
    },
  },
  hi: {
    sexes: { female: 'महिला', male: 'पुरुष', other: 'अन्य' },
    details: {
      bornOn: 'जन्म तिथि',
      secondPhone: 'दूसरा फ़ोन',
      email: 'ई-मेल',
      nationalId: 'पहचान संख्या',
      guardian: 'अभिभावक',
      address: 'पता',
      tags: 'टैग',
      externalRef: 'पुरानी प्रणाली की संख्या',
    },
  },
}

/** Whole years of age on a day, in words. */
export function yearsOf(bornOn: string, day: string, locale: string): string {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0)
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'unit', unit: 'year', unitDisplay: 'long' })
  return format.format(Math.max(0, years))
}
