import { say } from '#contract/import-sentences.ts'
import type { ImportProposal } from '#contract/imports.ts'
import { sql, type Tx } from '../../../core/tx.ts'

/** What tells that an appointment is there already: its own number in the list, else the same person at the same time. */
export interface VisitMark {
  line: number
  clinicId: string | null
  externalId: string | null
  patientId: string
  startsAt: string
}

/** By line, the appointment that a row would repeat. */
export async function findVisits(tx: Tx, marks: VisitMark[]): Promise<Map<number, ImportProposal>> {
  const placed = marks.filter(({ clinicId }) => clinicId !== null)
  const numbered = JSON.stringify(placed.filter(({ externalId }) => externalId))
  const others = JSON.stringify(placed.filter(({ externalId }) => !externalId))
  type Row = { line: number; patient_id: string; number: string; day: string }
  const [byNumber, byTime] = await tx.batch<[Row, Row]>(
    sql`select r.line, a.patient_id, a.external_ref as number, a.day::text
      from jsonb_to_recordset(${numbered}::jsonb) as r (line int, "clinicId" uuid, "externalId" text)
      join appointments a on a.organization_id = ${tx.organizationId} and a.clinic_id = r."clinicId" and a.external_ref = r."externalId"`,
    sql`select r.line, a.patient_id, a.day::text
      from jsonb_to_recordset(${others}::jsonb) as r (line int, "clinicId" uuid, "patientId" uuid, "startsAt" timestamptz)
      join appointments a on a.organization_id = ${tx.organizationId} and a.clinic_id = r."clinicId"
        and a.patient_id = r."patientId" and a.starts_at = r."startsAt" and a.status <> 'cancelled'`,
  )
  const found = new Map<number, ImportProposal>()
  for (const { line, patient_id: patientId, day } of byTime)
    found.set(line, {
      patientId,
      line: null,
      who: say('visitThere', { day }),
      score: 90,
      verdict: 'likely',
      reasons: ['same patient', 'same time'],
    })
  for (const { line, patient_id: patientId, number, day } of byNumber)
    found.set(line, {
      patientId,
      line: null,
      who: say('visitWithNumber', { number, day }),
      score: 100,
      verdict: 'same',
      reasons: ['same appointment number'],
    })
  return found
}
