import type { ImportRow } from '#contract/imports.ts'
import type { FileAnswer } from '../../../core/route.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { contentTypes, csvBytes, writeXlsx } from '../../../integrations/files/index.ts'
import { getLine } from './store.ts'

export interface RowsAsked {
  importId: string
  outcome: 'imported' | 'refused' | 'set_aside'
  undecided?: boolean
  after?: number
  limit: number
}

/** The kept rows of one outcome in the file's order. The caller has looked that the import is in reach. */
export function listRows(
  tx: Tx,
  { importId, outcome, undecided = false, after = 0, limit }: RowsAsked,
): Promise<ImportRow[]> {
  return tx.rows(sql<ImportRow>`select line, cells, outcome, reasons, proposals, decision, patient_id as "patientId"
    from import_rows where organization_id = ${tx.organizationId} and import_id = ${importId} and outcome = ${outcome}
      and line > ${after} and (not ${undecided} or decision is null) order by line limit ${limit}`)
}

const inOneFile = 200_000

/** The rows as a file with the reasons in a column of their own; it can be mended and imported again. */
export async function rowsAsFile(
  tx: Tx,
  clinicId: string | null,
  { importId, outcome, format }: { importId: string; outcome: RowsAsked['outcome']; format: 'csv' | 'xlsx' },
): Promise<FileAnswer> {
  const { header, fileName } = await getLine(tx, clinicId, importId)
  const rows = await listRows(tx, { importId, outcome, limit: inOneFile })
  const titles = ['Row', ...header.map((column) => column.header), 'Why']
  const body = rows.map((row) => [
    String(row.line),
    // A row with too many cells keeps them all, so the reason must not slide among them.
    ...header.map((_, column) =>
      column === header.length - 1 ? row.cells.slice(column).join(' | ') : (row.cells[column] ?? ''),
    ),
    [
      ...row.proposals.map(({ who, score, reasons }) => `May be ${who} (${score} of 100: ${reasons.join(', ')}).`),
      ...row.reasons,
    ].join(' '),
  ])
  const name = `${fileName.replace(/\.[^.]*$/, '')} – ${outcome === 'set_aside' ? 'set aside' : outcome}.${format}`
  const bytes = await (format === 'xlsx' ? writeXlsx('Rows', titles, body) : csvBytes(titles, body))
  return { bytes, contentType: contentTypes[format], fileName: name, disposition: 'attachment' }
}
