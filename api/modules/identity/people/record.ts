import type { Tx } from '../../../core/tx.ts'
import type { Grant } from './rules.ts'

/** A row of the trail in every branch that is touched: its admin finds it there, and its screens hear of it. */
export function recordInEach(
  tx: Tx,
  event: string,
  subjectId: string,
  detail: object,
  touched: readonly Grant[],
): void {
  const clinicIds = new Set(touched.map(({ clinicId }) => clinicId))
  // For the whole organization: head office's own row.
  if (clinicIds.size === 0) tx.record(event, subjectId, detail)
  for (const clinicId of clinicIds) tx.record(event, subjectId, detail, ...(clinicId ? [clinicId] : []))
}
