import type { Encounter, getPrescriptionPdf as getPrescriptionPdfEndpoint } from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { ageWords, renderPrescription, sexWord } from '../../integrations/pdf/index.ts'
import { type LetterheadSnapshot, logoBytes, type Printed, printedDate, printedLetterhead } from '../tenancy/index.ts'
import { encounterJson, linesOf } from './json.ts'

interface Row {
  encounter: Encounter
  letterhead: LetterheadSnapshot
  logo: Buffer | null
  printed: Printed
  country: string
  day: string
}

/** The prescription of a finished visit, with the letterhead, names and allergies of that day; `not_finished` before. */
export async function getPrescriptionPdf(
  tx: Tx,
  { encounterId, language }: Input<typeof getPrescriptionPdfEndpoint>,
): Promise<FileAnswer> {
  const row =
    await tx.one(sql<Row>`select ${encounterJson} as encounter, e.letterhead, ${logoBytes(sql`e.letterhead`)} as logo,
      e.printed, c.country, (e.started_at at time zone c.time_zone)::date as day
    from encounters e
    join clinics c on c.organization_id = e.organization_id and c.id = e.clinic_id
    join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
    left join people by on by.organization_id = e.organization_id and by.user_id = e.finished_by
    where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.id = ${encounterId}`)
  const { encounter, day, printed } = row
  if (encounter.status !== 'finished') throw new Refused('not_finished')
  const locale = `${language}-${row.country}`
  const bytes = await renderPrescription({
    letterhead: printedLetterhead(row.letterhead, row.logo),
    locale,
    date: printedDate(day, locale),
    doctor: {
      name: printed.doctorName ?? encounter.doctorName,
      qualification: printed.qualification || undefined,
      registrationNumber: printed.registrationNumber ?? undefined,
    },
    patient: {
      name: printed.patientName,
      number: printed.patientNumber,
      age: printed.bornOn ? ageWords(printed.bornOn, day, locale) : undefined,
      sex: sexWord(printed.sex, language),
    },
    allergies: printed.allergies?.join(', '),
    diagnosis:
      encounter.diagnoses.map(({ title, tooth }) => (tooth ? `${title} (${tooth})` : title)).join('; ') || undefined,
    lines: linesOf(encounter.prescription).map(({ medicine, dose, route, days, advice }) => ({
      medicine,
      dose,
      route,
      days: days === null ? undefined : String(days),
      advice,
    })),
    advice: encounter.advice || undefined,
    followUp: encounter.followUpOn ? printedDate(encounter.followUpOn, locale) : undefined,
  })
  return { bytes, contentType: 'application/pdf', fileName: `prescription-${printed.patientNumber}-${day}.pdf` }
}
