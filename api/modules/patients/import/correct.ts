import { say } from '#contract/import-sentences.ts'
import type { Import, ImportOptions } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { ImportField } from '../../../integrations/files/index.ts'
import { customQuery, fieldsOf } from './custom.ts'
import type { ImportKinds, Mapping } from './kind.ts'
import { makePreview } from './preview.ts'
import { openSource } from './source.ts'
import { getWholeImport, kindOf, lockImport } from './store.ts'

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
  { importId, mapping, options, version }: Correction,
): Promise<Import> {
  const locked = await lockImport(tx, clinicId, importId)
  if (locked.status !== 'preview') throw new Refused('import_not_ready')
  if (version !== undefined && locked.version !== version)
    throw new Refused('changed_meanwhile', { current: await getWholeImport(tx, kinds, clinicId, importId) })

  const [found, custom] = await tx.batch(
    sql<{ kind: string; file_bytes: Buffer; columns: number }>`select kind, file_bytes,
      jsonb_array_length(header) as columns from imports where organization_id = ${tx.organizationId} and id = ${importId}`,
    customQuery(tx, clinicId),
  )
  const stored = found[0]!
  const kind = kindOf(kinds, stored.kind)
  refuseWrongMapping(fieldsOf(kind, custom), mapping, stored.columns)
  const source = await openSource(stored.file_bytes)
  const { preview, rowsTotal, decided } = await makePreview(tx, kind, source, { importId, clinicId, mapping, options })
  await tx.rows(sql`update imports set mapping = ${JSON.stringify(mapping)}, options = ${JSON.stringify(options)},
      decided = ${JSON.stringify(decided)}, preview = ${JSON.stringify(preview)}, rows_total = ${rowsTotal}, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  tx.record('import.corrected', importId, { mapping, options }, clinicId ?? undefined)
  return getWholeImport(tx, kinds, clinicId, importId)
}

function refuseWrongMapping(fields: ImportField<string>[], mapping: Mapping, columns: number) {
  const wrong = (sentence: string) => new Refused('invalid', undefined, sentence)
  if (mapping.length !== columns) throw wrong(`The file has ${columns} columns, and ${mapping.length} were answered.`)
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
