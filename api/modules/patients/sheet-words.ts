import type { PrintLanguage } from '#contract/languages.ts'

const english = {
  bornOn: 'Birth date',
  secondPhone: 'Second phone',
  email: 'E-mail',
  nationalId: 'National ID',
  guardian: 'Guardian',
  address: 'Address',
  tags: 'Tags',
  externalRef: 'Number in the old system',
}

export const sheetWords: Record<PrintLanguage, typeof english> = {
  en: english,
  ur: {
    bornOn: 'تاریخِ پیدائش',
    secondPhone: 'دوسرا فون',
    email: 'ای میل',
    nationalId: 'شناختی کارڈ نمبر',
    guardian: 'سرپرست',
    address: 'پتہ',
    tags: 'نشانات',
    externalRef: 'پرانے نظام کا نمبر',
  },
  hi: {
    bornOn: 'जन्म तिथि',
    secondPhone: 'दूसरा फ़ोन',
    email: 'ई-मेल',
    nationalId: 'पहचान संख्या',
    guardian: 'अभिभावक',
    address: 'पता',
    tags: 'टैग',
    externalRef: 'पुरानी प्रणाली की संख्या',
  },
}
