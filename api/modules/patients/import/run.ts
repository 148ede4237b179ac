import * as z from 'zod'
import { say } from '#contract/import-sentences.ts'
import { Refused } from '../../../core/errors.ts'
import { type InScope, type Job, job } from '../../../core/job.ts'
import { log } from '../../../core/log.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { TableRow } from '../../../integrations/files/index.ts'
import type { ImportKinds, ImportRun, ImportSetting, PlannedRow } from './kind.ts'
import { chunkRows, inChunks, inPieces, openSource } from './source.ts'
import { kindOf } from './store.ts'

const Data = z.object({ importId: z.uuid() })
const mostAttempts = 4
const slowMs = 2000
const fewestRows = 25

/**
 * Runs an import chunk by chunk. Each chunk is one transaction that also moves the counter, so an attempt that was
 * killed is gone on with at the first row that was not written, and two attempts at once cannot write a row twice.
 */
export function runImport(kinds: ImportKinds): Job<typeof Data> {
  return job('imports.run', Data, async (inScope, { importId }, signal) => {
    const claimed = await inScope.write((tx) => claim(tx, importId))
    if (!claimed) return
    try {
      await work(kinds, inScope, claimed, signal)
    } catch (error) {
      await inScope.write((tx) => noteFailure(tx, claimed, error)).catch(() => {})
      if (!isFinal(error)) throw error
      log.info({ importId, err: (error as Error).message }, 'an import was refused')
    }
  })
}

interface Claimed extends ImportSetting {
  kind: string
  fileBytes: Buffer
  rowsDone: number
  newClinics: string[]
}

async function claim(tx: Tx, importId: string): Promise<Claimed | null> {
  const row = await tx.find(sql<Omit<Claimed, 'importId' | 'preview' | 'newClinics'>>`
    update imports set status = 'running', attempts = attempts + 1, moved_at = now()
    where organization_id = ${tx.organizationId} and id = ${importId} and status in ('queued', 'running')
    returning kind, clinic_id as "clinicId", file_bytes as "fileBytes", mapping, options, decided, rows_done as "rowsDone"`)
  if (!row) {
    tx.recordNothing('the import was finished or taken back meanwhile')
    return null
  }
  tx.record('import.claimed', importId, undefined, row.clinicId ?? undefined)
  const newClinics = (row.decided as { newClinics?: string[] }).newClinics ?? []
  return { ...row, importId, preview: false, newClinics }
}

async function work(kinds: ImportKinds, inScope: InScope, claimed: Claimed, signal: AbortSignal) {
  const kind = kindOf(kinds, claimed.kind)
  const { importId } = claimed
  if (claimed.newClinics.length > 0)
    // A transaction of its own: a new clinic is in scope from the next one on.
    await inScope.write(async (tx) => {
      const made = await kind.prepare(tx, claimed, claimed.newClinics)
      await tx.rows(sql`update imports set made_clinics = made_clinics || ${made}::uuid[]
        where organization_id = ${tx.organizationId} and id = ${importId}`)
      tx.record('import.prepared', importId, { clinics: made.length }, claimed.clinicId ?? undefined)
    })
  const run = await inScope.read((tx) => kind.open(tx, claimed))
  const source = await openSource(claimed.fileBytes, claimed.options.sheet)
  let seen = 0
  let most = chunkRows
  let chunks = 0
  for await (const rows of inPieces(inChunks(source.rows()), () => most)) {
    signal.throwIfAborted()
    const before = Math.min(rows.length, Math.max(0, claimed.rowsDone - seen))
    if (before > 0) run.skip(rows.slice(0, before))
    const fresh = rows.slice(before)
    const done = seen + before
    seen += rows.length
    if (fresh.length === 0) continue
    const startedAt = performance.now()
    const mine = await inScope.write((tx) => importChunk(tx, claimed, run, fresh, done))
    if (!mine) return
    chunks++
    if (Number.isInteger(Math.log2(chunks))) await inScope.write(learnSizes)
    // Comparing with thousands of like names takes its time, and a transaction must not stand still for long.
    const took = performance.now() - startedAt
    if (took > slowMs) most = Math.max(fewestRows, most >> 1)
    else if (took < slowMs / 4) most = Math.min(chunkRows, most * 2)
  }
  await inScope.write((tx) => finish(tx, claimed))
}

/** The server plans by the sizes it knows, and the tables grow while the import runs. */
export async function learnSizes(tx: Tx) {
  await tx.rows(sql`select app.learn_sizes()`)
  tx.recordNothing('sizes of tables')
}

async function importChunk(tx: Tx, claimed: Claimed, run: ImportRun, rows: TableRow[], done: number) {
  const { importId, clinicId } = claimed
  // Two imports at once would not see each other's people: they take turns, chunk by chunk.
  await tx.rows(sql`select set_config('lock_timeout', '12s', true)`)
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('imports' || ${tx.organizationId}, 0))`)
  const state = await tx.one(sql<{ rows_done: number; status: string }>`select rows_done, status from imports
    where organization_id = ${tx.organizationId} and id = ${importId} for update`)
  // Another attempt has gone past this one.
  if (state.status !== 'running' || state.rows_done !== done) {
    tx.recordNothing('another attempt goes on with this import')
    return false
  }
  const planned = await run.plan(tx, rows)
  const made = await run.write(tx, planned)
  await keepRows(tx, importId, clinicId, planned, made)
  const count = (outcome: string) => planned.filter((row) => row.outcome === outcome).length
  await tx.rows(sql`update imports set moved_at = now(), rows_done = rows_done + ${rows.length}, rows_imported = rows_imported + ${count('imported')},
      rows_refused = rows_refused + ${count('refused')}, rows_set_aside = rows_set_aside + ${count('set_aside')}
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  tx.record('import.advanced', importId, { rows: done + rows.length }, clinicId ?? undefined)
  return true
}

/** Keeps what a person will look at: refused rows, duplicates, and rows imported with something left empty. */
async function keepRows(
  tx: Tx,
  importId: string,
  clinicId: string | null,
  planned: PlannedRow[],
  made: Map<number, { patientId: string; appointmentId?: string }>,
) {
  const rows = planned
    .filter(({ outcome, reasons }) => outcome !== 'imported' || reasons.length > 0)
    .map(({ line, cells, outcome, reasons, proposals }) => ({
      line,
      cells,
      outcome,
      reasons,
      proposals,
      patient_id: made.get(line)?.patientId ?? null,
      appointment_id: made.get(line)?.appointmentId ?? null,
    }))
  if (rows.length === 0) return
  await tx.rows(sql`insert into import_rows (import_id, clinic_id, line, cells, outcome, reasons, proposals, patient_id, appointment_id)
    select ${importId}, ${clinicId}::uuid, line, cells, outcome, reasons, proposals, patient_id, appointment_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line int, cells jsonb, outcome text, reasons jsonb,
      proposals jsonb, patient_id uuid, appointment_id uuid)`)
}

async function finish(tx: Tx, { importId, clinicId, kind }: Claimed) {
  const done = await tx.find(sql<{ rows_imported: number }>`update imports
    set status = 'done', finished_at = now(), file_bytes = null, failure = null, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId} and status = 'running'
    returning rows_imported`)
  if (!done) return tx.recordNothing('another attempt has finished this import')
  const clinics = clinicId
    ? [{ id: clinicId }]
    : await tx.rows(sql<{ id: string }>`select id from clinics where organization_id = ${tx.organizationId}`)
  tx.record('import.finished', importId, { imported: done.rows_imported }, clinicId ?? undefined)
  // Open screens of the branches look again.
  for (const { id } of clinics) {
    tx.record('patient.imported', importId, undefined, id)
    if (kind === 'appointments') tx.record('appointment.imported', importId, undefined, id)
  }
}

/** A refusal that another attempt will meet again; a busy database is not one. */
function isFinal(error: unknown): boolean {
  return error instanceof Refused && error.status < 500
}

async function noteFailure(tx: Tx, { importId, clinicId }: Claimed, error: unknown) {
  const final = isFinal(error)
  const sentence = final ? (error as Error).message : say('interrupted')
  const lost = say('gaveUp')
  await tx.rows(sql`update imports set
      status = case when ${final} or attempts >= ${mostAttempts} then 'failed' else status end,
      failure = case when not ${final} and attempts >= ${mostAttempts} then ${lost} else ${sentence} end,
      version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId} and status = 'running'`)
  tx.record('import.interrupted', importId, undefined, clinicId ?? undefined)
}
