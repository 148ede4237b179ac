import type { PatientField } from '#contract/fields.ts'
import type { Import, ImportColumn, ImportOptions, ImportPreview, ImportSummary } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { customQuery, fieldsOf } from './custom.ts'
import type { ImportKind, ImportKinds, Mapping } from './kind.ts'

/** A column of the file as it was guessed; stored with the import. */
export type GuessedColumn = ImportColumn

// A chunk takes seconds; an attempt that goes on beside one that lives after all writes no row twice.
const stalled = sql`coalesce(i.status = 'running' and i.moved_at < now() - interval '1 minute', false)`

const summary = sql`i.id, i.clinic_id as "clinicId", i.kind, i.file_name as "fileName", i.status,
  i.rows_total as "rowsTotal", i.rows_done as "rowsDone", i.rows_imported as "rowsImported",
  i.rows_refused as "rowsRefused", i.rows_set_aside as "rowsSetAside",
  (select count(*) from import_rows r where r.organization_id = i.organization_id and r.import_id = i.id
    and r.outcome = 'set_aside' and r.decision is null)::int as "rowsUndecided",
  ${stalled} as stalled, i.failure, p.full_name as "createdBy", i.created_at as "createdAt", i.finished_at as "finishedAt", i.version`

// Branch and head office each have their own imports: a branch's are reached through that branch alone.
const ours = (tx: Tx, clinicId: string | null) =>
  sql`i.organization_id = ${tx.organizationId} and i.clinic_id is not distinct from ${clinicId}`

export async function listSummaries(tx: Tx, clinicId: string | null, limit: number): Promise<ImportSummary[]> {
  return tx.rows(sql<ImportSummary>`select ${summary}
    from imports i left join people p on p.organization_id = i.organization_id and p.user_id = i.created_by
    where ${ours(tx, clinicId)} order by i.created_at desc limit ${limit}`)
}

interface ImportLine extends ImportSummary {
  header: GuessedColumn[]
  mapping: Mapping
  options: ImportOptions
  decided: Record<string, unknown>
  preview: ImportPreview
  undo: Import['undo']
  madeClinics: number
  custom: PatientField[]
}

/** Throws `not_found`. */
export async function getLine(tx: Tx, clinicId: string | null, importId: string): Promise<ImportLine> {
  const [lines, custom] = await tx.batch(
    sql<Omit<ImportLine, 'custom'>>`select ${summary}, i.header, i.mapping, i.options, i.decided, i.preview, i.undo,
      cardinality(i.made_clinics) as "madeClinics"
    from imports i left join people p on p.organization_id = i.organization_id and p.user_id = i.created_by
    where ${ours(tx, clinicId)} and i.id = ${importId}`,
    customQuery(tx, clinicId),
  )
  if (!lines[0]) throw new Refused('not_found')
  return { ...lines[0], custom }
}

/** Locks the import for a change. Throws `not_found`. */
export function lockImport(tx: Tx, clinicId: string | null, importId: string) {
  return tx.one(sql<{ status: string; version: number; blocked: string | null; undone: boolean; stalled: boolean }>`
    select ${stalled} as stalled, i.status, i.version, i.preview->>'blocked' as blocked, i.undo is not null as undone from imports i
    where ${ours(tx, clinicId)} and i.id = ${importId} for update`)
}

export async function getWholeImport(
  tx: Tx,
  kinds: ImportKinds,
  clinicId: string | null,
  importId: string,
): Promise<Import> {
  const { header, mapping, decided: _, madeClinics, custom, ...line } = await getLine(tx, clinicId, importId)
  return {
    ...line,
    columns: header.map((column, index) => chosen(column, mapping[index] ?? null)),
    fields: fieldsOf(kindOf(kinds, line.kind), custom).map(({ name, label, many = false }) => ({ name, label, many })),
    newClinics: madeClinics,
  }
}

function chosen(guess: GuessedColumn, field: string | null): ImportColumn {
  return field === guess.field ? guess : { ...guess, field, confidence: 1, why: 'Chosen by you.' }
}

/** Opening a long workbook takes longer than a transaction may stand still. */
export async function takeTime(tx: Tx): Promise<void> {
  await tx.rows(sql`select set_config('idle_in_transaction_session_timeout', '90s', true)`)
}

export function kindOf(kinds: ImportKinds, name: string): ImportKind {
  return kinds.find(({ kind }) => kind === name)!
}
