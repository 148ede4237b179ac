import { say } from '#contract/import-sentences.ts'
import type { Import, ImportOptions } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { ImportField } from '../../../integrations/files/index.ts'
import { customQuery, fieldsOf } from './custom.ts'
import type { ImportKinds, Mapping } from './kind.ts'
import { makePreview } from './preview.ts'
import { openSource } from './source.ts'
import { type GuessedColumn, getWholeImport, kindOf, lockImport, takeTime } from './store.ts'
import { guess } from './upload.ts'

export interface Correction {
  importId: string
  mapping: Mapping
  options: ImportOptions
  version?: number
}

/** Takes a person's word for what the columns mean and makes the preview anew. */
export async function correctColumns(
  tx: Tx,
  kinds: ImportKinds,
  clinicId: string | null,
  { importId, mapping: asked, options, version }: Correction,
): Promise<Import> {
  const locked = await lockImport(tx, clinicId, importId)
  if (locked.status !== 'preview') throw new Refused('import_not_ready')
  if (version !== undefined && locked.version !== version)
    throw new Refused('changed_meanwhile', { current: await getWholeImport(tx, kinds, clinicId, importId) })

  const [found, custom] = await tx.batch(
    sql<Stored>`select kind, file_bytes, header, options->>'sheet' as sheet from imports
      where organization_id = ${tx.organizationId} and id = ${importId}`,
    customQuery(tx, clinicId),
  )
  const stored = found[0]!
  const kind = kindOf(kinds, stored.kind)
  await takeTime(tx)
  const fields = fieldsOf(kind, custom)
  const source = await openSource(stored.file_bytes, options.sheet)
  // Another sheet has columns of its own: what they are is guessed anew.
  const header = (options.sheet ?? null) === stored.sheet ? stored.header : guess(source, fields)
  const mapping = header === stored.header ? asked : header.map(({ field }) => field)
  refuseWrongMapping(fields, mapping, header.length)
  const { preview, rowsTotal, decided } = await makePreview(tx, kind, source, { importId, clinicId, mapping, options })
  await tx.rows(sql`update imports set header = ${JSON.stringify(header)}, mapping = ${JSON.stringify(mapping)}, options = ${JSON.stringify(options)},
      decided = ${JSON.stringify(decided)}, preview = ${JSON.stringify(preview)}, rows_total = ${rowsTotal}, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  tx.record('import.corrected', importId, { mapping, options }, clinicId ?? undefined)
  return getWholeImport(tx, kinds, clinicId, importId)
}

interface Stored {
  kind: string
  file_bytes: Buffer
  header: GuessedColumn[]
  /** The sheet the columns are of. */
  sheet: string | null
}

function refuseWrongMapping(fields: ImportField<string>[], mapping: Mapping, columns: number) {
  const wrong = (sentence: string) => new Refused('invalid', undefined, sentence)
  if (mapping.length !== columns) throw wrong(say('otherColumns', { columns, answered: mapping.length }))
  const times = Map.groupBy(
    mapping.filter((name) => name !== null),
    (name) => name,
  )
  for (const [name, uses] of times) {
    const field = fields.find((one) => one.name === name)
    if (!field) throw wrong(`There is no field "${name}".`)
    if (uses.length > 1 && !field.many) throw wrong(say('fieldTwice', { columns: uses.length, field: field.label }))
  }
}
