import * as contract from '#contract/imports.ts'
import { enqueue } from '../../../core/job.ts'
import type { Routes } from '../../../core/route.ts'
import type { Tx } from '../../../core/tx.ts'
import { correctColumns } from './correct.ts'
import { decideRows } from './decide.ts'
import type { ImportKinds } from './kind.ts'
import { listRows, rowsAsFile } from './rows.ts'
import { runImport } from './run.ts'
import { markStarted } from './start.ts'
import { getLine, getWholeImport, listSummaries } from './store.ts'
import { markUndoing, undoImportJob } from './undo.ts'
import { takeUpload } from './upload.ts'

/** `kinds`: what can be imported; given at mounting, since appointments stand below patients. */
export function importRoutes({ route }: Routes, kinds: ImportKinds) {
  const run = runImport(kinds)

  async function start(tx: Tx, clinicId: string | null, importId: string) {
    const started = await markStarted(tx, kinds, clinicId, importId)
    await enqueue(tx, run, { importId }, clinicId ? [clinicId] : null)
    return started
  }
  async function undo(tx: Tx, clinicId: string | null, importId: string) {
    const undoing = await markUndoing(tx, kinds, clinicId, importId)
    await enqueue(tx, undoImportJob, { importId }, clinicId ? [clinicId] : null)
    return undoing
  }
  async function rows(tx: Tx, clinicId: string | null, asked: Parameters<typeof listRows>[1]) {
    await getLine(tx, clinicId, asked.importId)
    const found = await listRows(tx, { ...asked, limit: asked.limit + 1 })
    return { rows: found.slice(0, asked.limit), more: found.length > asked.limit }
  }

  // A branch's own imports.
  route(contract.uploadImport, (tx, input, { body }) => takeUpload(tx, kinds, { ...input, bytes: body }))
  route(contract.listImports, async (tx, { clinicId, limit }) => ({
    imports: await listSummaries(tx, clinicId, limit),
  }))
  route(contract.getImport, (tx, { clinicId, importId }) => getWholeImport(tx, kinds, clinicId, importId))
  route(contract.correctImport, (tx, { clinicId, ...input }) => correctColumns(tx, kinds, clinicId, input))
  route(contract.startImport, (tx, { clinicId, importId }) => start(tx, clinicId, importId))
  route(contract.listImportRows, (tx, { clinicId, ...asked }) => rows(tx, clinicId, asked))
  route(contract.decideImportRows, (tx, { clinicId, ...input }) => decideRows(tx, kinds, clinicId, input))
  route(contract.downloadImportRows, (tx, { clinicId, ...asked }) => rowsAsFile(tx, clinicId, asked))
  route(contract.undoImport, (tx, { clinicId, importId }) => undo(tx, clinicId, importId))

  // Head office's, over several branches.
  route(contract.uploadNetworkImport, (tx, input, { body }) =>
    takeUpload(tx, kinds, { ...input, clinicId: null, bytes: body }),
  )
  route(contract.listNetworkImports, async (tx, { limit }) => ({ imports: await listSummaries(tx, null, limit) }))
  route(contract.getNetworkImport, (tx, { importId }) => getWholeImport(tx, kinds, null, importId))
  route(contract.correctNetworkImport, (tx, input) => correctColumns(tx, kinds, null, input))
  route(contract.startNetworkImport, (tx, { importId }) => start(tx, null, importId))
  route(contract.listNetworkImportRows, (tx, asked) => rows(tx, null, asked))
  route(contract.decideNetworkImportRows, (tx, input) => decideRows(tx, kinds, null, input))
  route(contract.downloadNetworkImportRows, (tx, asked) => rowsAsFile(tx, null, asked))
  route(contract.undoNetworkImport, (tx, { importId }) => undo(tx, null, importId))
}
