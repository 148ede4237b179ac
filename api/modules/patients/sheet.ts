import type { Input } from '#contract/endpoint.ts'
import type { PrintLanguage } from '#contract/languages.ts'
import type { Patient, getPatientSheet as sheetEndpoint } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { ageWords, renderPatientSheet, sexWord } from '../../integrations/pdf/index.ts'
import { type LetterheadSnapshot, letterheadJson, logoBytes, printedDate, printedLetterhead } from '../tenancy/index.ts'
import { patientQuery } from './queries.ts'
import { sheetWords } from './sheet-words.ts'

interface Head {
  letterhead: LetterheadSnapshot
  logo: Buffer | null
  country: string
  day: string
}

/** A patient's details on paper under the clinic's letterhead of today. */
export async function getPatientSheet(
  tx: Tx,
  { patientId, language }: Input<typeof sheetEndpoint>,
): Promise<FileAnswer> {
  const [patients, heads] = await tx.batch(
    patientQuery(tx, patientId),
    sql<Head>`select h.letterhead, ${logoBytes(sql`h.letterhead`)} as logo, h.country, h.day
      from (select ${letterheadJson} as letterhead, c.country, (now() at time zone c.time_zone)::date as day
        from clinics c where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}) h`,
  )
  const [patient] = patients
  if (!patient) throw new Refused('not_found')
  const { letterhead, logo, country, day } = heads[0]!
  const locale = `${language}-${country}`
  const bytes = await renderPatientSheet({
    letterhead: printedLetterhead(letterhead, logo),
    locale,
    date: printedDate(day, locale),
    patient: {
      name: patient.fullName,
      number: patient.number,
      phone: patient.phone ?? undefined,
      age: patient.bornOn ? ageWords(patient.bornOn, day, locale) : undefined,
      sex: sexWord(patient.sex, language),
    },
    allergies: patient.alerts.flatMap(({ kind, label }) => (kind === 'allergy' ? [label] : [])).join(', ') || undefined,
    details: detailsOf(patient, language, locale),
    fields: patient.fields
      .filter(({ retired, value }) => !retired || value !== null)
      .map(({ label, kind, shown }) => ({
        label,
        value: shown === null ? undefined : kind === 'date' ? printedDate(shown, locale) : shown,
      })),
    notes: patient.notes || undefined,
  })
  return { bytes, contentType: 'application/pdf', fileName: `${patient.number}.pdf` }
}

/** What is known of every patient; unknown ones are left out, the paper asks for the clinic's own fields alone. */
function detailsOf(patient: Patient, language: PrintLanguage, locale: string) {
  const words = sheetWords[language]
  const values: [keyof typeof words, string | null][] = [
    ['bornOn', patient.bornOn && printedDate(patient.bornOn, locale)],
    ['secondPhone', patient.secondPhone],
    ['email', patient.email],
    ['nationalId', patient.nationalId],
    ['guardian', patient.guardian],
    ['address', [patient.address, patient.city].filter(Boolean).join(', ')],
    ['tags', patient.tags.join(', ')],
    ['externalRef', patient.externalRef],
  ]
  return values.flatMap(([name, value]) => (value ? [{ label: words[name], value }] : []))
}
