import { say } from '#contract/import-sentences.ts'
import type { Import, ImportProposal } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { ImportKinds } from './kind.ts'
import { getLine, getWholeImport, kindOf, lockImport } from './store.ts'

export interface Decision {
  importId: string
  lines: number[]
  decision: 'import' | 'keep'
}

interface SetAside {
  line: number
  cells: string[]
  proposals: ImportProposal[]
}

/** What a person decides about rows that were set aside. Rows that were decided before are refused as `import_not_ready`. */
export async function decideRows(
  tx: Tx,
  kinds: ImportKinds,
  clinicId: string | null,
  { importId, lines, decision }: Decision,
): Promise<Import> {
  const { status } = await lockImport(tx, clinicId, importId)
  if (status !== 'done') throw new Refused('import_not_ready')
  const wanted = [...new Set(lines)]
  const rows = await tx.rows(sql<SetAside>`select line, cells, proposals from import_rows
    where organization_id = ${tx.organizationId} and import_id = ${importId} and line = any (${wanted}::int[])
      and outcome = 'set_aside' and decision is null order by line for update`)
  if (rows.length !== wanted.length) throw new Refused('import_not_ready')

  if (decision === 'keep')
    await tx.rows(sql`update import_rows set decision = 'keep'
      where organization_id = ${tx.organizationId} and import_id = ${importId} and line = any (${wanted}::int[])`)
  else await importAnyway(tx, kinds, clinicId, importId, rows)
  tx.record('import.decided', importId, { lines: wanted, decision }, clinicId ?? undefined)
  if (decision === 'import' && clinicId) tx.record('patient.imported', importId, undefined, clinicId)
  return getWholeImport(tx, kinds, clinicId, importId)
}

async function importAnyway(tx: Tx, kinds: ImportKinds, clinicId: string | null, importId: string, rows: SetAside[]) {
  const line = await getLine(tx, clinicId, importId)
  const { mapping, options, decided } = line
  const run = await kindOf(kinds, line.kind).open(tx, { importId, clinicId, mapping, options, decided, preview: false })
  const planned = await run.plan(tx, rows, true)
  const refused = planned.find(({ outcome }) => outcome !== 'imported')
  if (refused)
    throw new Refused('invalid', undefined, `${say('rowRefused', { row: refused.line })} ${refused.reasons[0]}`)
  const made = await run.write(tx, planned)

  const results = planned.map(({ line: at }) => ({ line: at, ...made.get(at) }))
  await tx.rows(sql`update import_rows r set outcome = 'imported', decision = 'import',
      patient_id = m."patientId", appointment_id = m."appointmentId"
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as m (line int, "patientId" uuid, "appointmentId" uuid)
    where r.organization_id = ${tx.organizationId} and r.import_id = ${importId} and r.line = m.line`)
  await tx.rows(sql`update imports set rows_imported = rows_imported + ${rows.length},
      rows_set_aside = rows_set_aside - ${rows.length}, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  if (line.kind === 'patients') await rememberDecision(tx, rows, made)
}

/** "These are two people": kept, so that nobody is asked about the pair again. */
async function rememberDecision(tx: Tx, rows: SetAside[], made: Map<number, { patientId: string }>) {
  const pairs = rows.flatMap(({ line, proposals }) =>
    proposals.flatMap(({ patientId, score, reasons }) =>
      patientId ? [{ patient_id: made.get(line)!.patientId, other_id: patientId, score, reasons }] : [],
    ),
  )
  await tx.rows(sql`insert into duplicate_proposals (patient_id, other_id, score, reasons, status)
    select d.patient_id, d.other_id, d.score, d.reasons, 'different'
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as d (patient_id uuid, other_id uuid, score int, reasons jsonb)
    join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId} and p.id = d.other_id
    on conflict do nothing`)
}
