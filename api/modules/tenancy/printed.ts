import type { RawBuilder } from 'kysely'
import type { Sex } from '#contract/patients.ts'
import { sql } from '../../core/tx.ts'
import type { Letterhead } from '../../integrations/pdf/index.ts'
import type { LetterheadSnapshot } from './queries.ts'

/** What a document says of people, kept with it when it is issued (app.keep_printed); a day is `yyyy-mm-dd`. */
export interface Printed {
  patientName: string
  patientNumber: string
  patientPhone: string | null
  bornOn: string | null
  sex: Sex
  doctorName: string | null
  qualification: string | null
  registrationNumber: string | null
  /** Of a prescription. */
  allergies: string[] | null
  /** Of a receipt. */
  receivedBy: string | null
}

/** A letterhead as it was kept, for the press; `logo`: the bytes of `kept.logo`, see logoBytes. */
export function printedLetterhead(kept: LetterheadSnapshot, logo: Uint8Array | null): Letterhead {
  const { clinicName, organizationName, tagline, address, phone, email, color, taxNumber, footer } = kept
  return {
    clinicName,
    // The line under the name: the group, and what the branch says of itself.
    organizationName: [organizationName, tagline].filter(Boolean).join(' · '),
    address: address || undefined,
    phone: phone ?? undefined,
    email: email ?? undefined,
    taxNumber: taxNumber || undefined,
    color,
    footer: footer || undefined,
    logo: logo ?? undefined,
  }
}

/** A plain day (`yyyy-mm-dd`) with the month in letters, digits as the letters beside them. */
export function printedDate(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** The bytes of a letterhead's logo, the clinic's or the organization's, as a column of a query whose letterhead is `kept`. */
export function logoBytes(kept: RawBuilder<unknown>) {
  return sql<Buffer | null>`coalesce(
    (select l.bytes from clinic_logos l where l.organization_id = app.organization_id()
      and l.clinic_id = app.clinic_id() and l.sha256 = ${kept}->>'logo'),
    (select l.bytes from organization_logos l where l.organization_id = app.organization_id() and l.sha256 = ${kept}->>'logo'))`
}
