import * as z from 'zod'
import { say } from '#contract/import-sentences.ts'
import { job } from '../../../core/job.ts'
import { sql } from '../../../core/tx.ts'

/**
 * What the queue does not try again comes here, also when its worker was killed each time and could not say so itself:
 * an import is then shown as failed, and a person can go on with it. Other jobs are told of by `job_failures` alone.
 */
export const giveUpImport = job('dead', z.object({ importId: z.uuid().optional() }), async (inScope, { importId }) => {
  if (!importId) return
  await inScope.write(async (tx) => {
    const left = await tx.find(sql<{ clinicId: string | null }>`update imports set
        failure = case status when 'undoing' then ${say('undoGaveUp')} else ${say('gaveUp')} end,
        status = 'failed', version = version + 1
      where organization_id = ${tx.organizationId} and id = ${importId} and status in ('queued', 'running', 'undoing')
      returning clinic_id as "clinicId"`)
    if (!left) return tx.recordNothing('the import ended after all')
    tx.record('import.givenUp', importId, undefined, left.clinicId ?? undefined)
  })
})
