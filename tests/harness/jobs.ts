import type { Database } from '#api/core/databases.ts'
import { type InScope, inScopeOf, type Job } from '#api/core/job.ts'
import type { WorkScope } from '#api/core/tx.ts'

/** Opens the scope of a job, as the worker does. `clinicIds` null: the whole organization. */
export function jobScope(
  database: Database,
  {
    organizationId,
    clinicIds = null,
    userId = null,
  }: { organizationId: string; clinicIds?: string[] | null; userId?: string | null },
): InScope {
  const scope: WorkScope = { kind: 'job', organizationId, clinicIds, userId, traceId: crypto.randomUUID() }
  return inScopeOf(database, scope)
}

/** Runs a job once, here and now. */
export function runJob(
  what: Job<any>,
  inScope: InScope,
  data: object,
  signal = new AbortController().signal,
): Promise<void> {
  return what.run(inScope, what.data.parse(data), signal, () => inScope)
}
