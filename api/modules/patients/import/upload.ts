import type { Import, ImportKind as KindName } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { guessColumns, type ImportField } from '../../../integrations/files/index.ts'
import { customQuery, fieldsOf } from './custom.ts'
import type { ImportKinds } from './kind.ts'
import { makePreview } from './preview.ts'
import { openSource, type Source } from './source.ts'
import { type GuessedColumn, getWholeImport, kindOf, takeTime } from './store.ts'

const shownSamples = 3

export interface Upload {
  clinicId: string | null
  kind: KindName
  fileName: string
  bytes: Uint8Array
}

/**
 * Takes a file: guesses its columns, walks through all of it for the preview, and keeps it. Nothing is imported yet.
 * Throws a refusal with a sentence for a file that cannot be read.
 */
export async function takeUpload(
  tx: Tx,
  kinds: ImportKinds,
  { clinicId, kind: name, fileName, bytes }: Upload,
): Promise<Import> {
  const kind = kindOf(kinds, name)
  const source = await openSource(bytes)
  const [counted, custom] = await tx.batch(
    sql<{ id: string; clinics: number }>`select uuidv7() as id,
      (select count(*) from clinics where organization_id = ${tx.organizationId}
        and (${clinicId}::uuid is null or id = ${clinicId}))::int as clinics`,
    customQuery(tx, clinicId),
  )
  const { id, clinics } = counted[0]!
  if (clinicId && clinics === 0) throw new Refused('not_found')

  await takeTime(tx)
  const columns = guess(source, fieldsOf(kind, custom))
  const mapping = columns.map(({ field }) => field)
  const options = {}
  const { preview, rowsTotal, decided } = await makePreview(tx, kind, source, {
    importId: id,
    clinicId,
    mapping,
    options,
  })
  await tx.rows(sql`insert into imports (id, clinic_id, kind, file_name, file_bytes, header, mapping, options, decided,
      preview, rows_total)
    values (${id}, ${clinicId}, ${name}, ${fileName}, ${Buffer.from(bytes)}, ${JSON.stringify(columns)},
      ${JSON.stringify(mapping)}, ${JSON.stringify(options)}, ${JSON.stringify(decided)}, ${JSON.stringify(preview)}, ${rowsTotal})`)
  // Files that were only looked at hold personal data nobody wanted here; the next upload sweeps them.
  tx.later(sql`delete from imports where organization_id = ${tx.organizationId}
    and clinic_id is not distinct from ${clinicId} and status = 'preview' and created_at < now() - interval '7 days'`)
  tx.record('import.uploaded', id, { kind: name, fileName, rows: rowsTotal }, clinicId ?? undefined)
  return getWholeImport(tx, kinds, clinicId, id)
}

/** What each column of the file is taken for, with a few of its values. */
export function guess(source: Source, fields: ImportField<string>[]): GuessedColumn[] {
  const samples = source.first.filter(({ problem }) => !problem).map(({ cells }) => cells)
  return guessColumns(source.header, samples, fields).map((column) => ({
    ...column,
    samples: samplesOf(samples, column.column),
  }))
}

/** A few different values, so that a person sees what the column holds. */
function samplesOf(rows: string[][], column: number): string[] {
  const values = new Set(rows.map((cells) => (cells[column] ?? '').slice(0, 60)).filter(Boolean))
  return [...values].slice(0, shownSamples)
}
