import type { AuditEvent, exportAuditEvents as exportEndpoint } from '#contract/audit.ts'
import { actSentence, columnTitles, fieldWord } from '#contract/audit-words.ts'
import type { Input } from '#contract/endpoint.ts'
import type { Language } from '#contract/languages.ts'
import { Refused } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { contentTypes, csvBytes } from '../../integrations/files/index.ts'
import { listAuditEvents } from './events.ts'

const most = 20_000
const atOnce = 2_000

/** The trail as a file. That it left the house stands in the trail, with what was asked for. */
export async function exportAuditEvents(tx: Tx, input: Input<typeof exportEndpoint>): Promise<FileAnswer> {
  const { language, ...filters } = input
  const clinics = await clinicsConcerned(tx, input.clinicId)
  const events: AuditEvent[] = []
  let before: string | undefined
  do {
    const page = await listAuditEvents(tx, { ...filters, before, limit: Math.min(atOnce, most - events.length) })
    events.push(...page.events)
    before = page.next ?? undefined
  } while (before && events.length < most)
  // About somebody who is not there, or of another house: the same as for whom nothing was ever done.
  if (events.length === 0 && (input.userId || input.patientId || input.subjectId)) throw new Refused('not_found')

  const rows = events.map((event) => rowOf(event, language))
  const bytes = await csvBytes([...columnTitles[language]], rows)
  const id = newId()
  for (const clinicId of clinics) tx.record('audit.exported', id, { ...filters, rows: events.length }, clinicId)
  return {
    bytes,
    contentType: contentTypes.csv,
    fileName: `audit-${new Date().toISOString().slice(0, 10)}.csv`,
    disposition: 'attachment',
  }
}

/** Where the export is recorded: at head office (undefined), or in each branch of who administers some. */
async function clinicsConcerned(tx: Tx, clinicId: string | undefined): Promise<(string | undefined)[]> {
  const { whole, ids } = await tx.one(
    sql<{ whole: boolean; ids: string[] }>`select app.whole_organization() as whole, app.clinic_ids() as ids`,
  )
  if (clinicId && !ids.includes(clinicId)) throw new Refused('not_found')
  if (clinicId) return [clinicId]
  return whole ? [undefined] : ids
}

function rowOf(event: AuditEvent, language: Language): string[] {
  const changes = event.changes.map(
    ({ field, before, after }) => `${fieldWord(field, language)}: ${before ?? '–'} → ${after ?? '–'}`,
  )
  const facts = event.facts.map(({ field, value }) => `${fieldWord(field, language)}: ${value}`)
  return [
    event.at,
    event.clinicName ?? '',
    event.userName ?? '',
    event.operatorName ?? '',
    actSentence(event.event, language),
    event.subjectName ?? '',
    event.patientName ?? '',
    event.patientNumber ?? '',
    event.reason ?? '',
    [...changes, ...facts].join(' | '),
    event.event,
    event.subjectId,
    event.id,
  ]
}
