import { randomBytes } from 'node:crypto'
import { currencyOf, timeZonesOf } from '#contract/countries.ts'

/** What somebody types to have a practice; optional things are guessed. */
export interface TypedPractice {
  organizationName: string
  clinicName?: string | undefined
  city: string
  country: string
  timeZone?: string | undefined
  currency?: string | undefined
  fullName: string
  email: string
}

/** The same, complete and under the names of the database. */
export function completePractice(typed: TypedPractice) {
  return {
    organization_name: typed.organizationName,
    clinic_name: typed.clinicName ?? typed.organizationName,
    city: typed.city,
    country: typed.country,
    time_zone: typed.timeZone ?? timeZonesOf(typed.country)[0]!,
    currency: typed.currency ?? currencyOf[typed.country]!,
    full_name: typed.fullName,
    email: typed.email.toLowerCase(),
  }
}

/** The organization's slug, which nobody else has, and the branch's code, which stands in patient numbers. */
export function namesFor(organizationName: string, clinicName: string, random = randomBytes(3).toString('hex')) {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
  const slug = `${plain(organizationName).slice(0, 40) || 'practice'}-${random}`
  const letters = plain(clinicName).replaceAll('-', '').toUpperCase().slice(0, 3)
  return { slug, clinic_code: letters.length >= 2 ? letters : 'CLI' }
}
