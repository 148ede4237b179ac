import type { Import } from '#contract/imports.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { ImportKinds } from './kind.ts'
import { getWholeImport, lockImport } from './store.ts'

/**
 * Marks an import as to be run: one that waits in its preview, or one that failed or stands still and goes on where it
 * stopped. The row's lock decides between two people who start at once. Who runs it is the caller's affair.
 */
export async function markStarted(
  tx: Tx,
  kinds: ImportKinds,
  clinicId: string | null,
  importId: string,
): Promise<Import> {
  const { status, blocked, undone, stalled } = await lockImport(tx, clinicId, importId)
  // One that was being taken back has no file any more.
  if (undone || !(status === 'preview' || status === 'failed' || stalled)) throw new Refused('import_not_ready')
  if (blocked) throw new Refused('invalid', undefined, blocked)
  await tx.rows(sql`update imports set status = 'queued', failure = null, attempts = 0, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${importId}`)
  tx.record('import.started', importId, undefined, clinicId ?? undefined)
  return getWholeImport(tx, kinds, clinicId, importId)
}
