import type { InScope } from '../../core/job.ts'
import { log } from '../../core/log.ts'
import { sql } from '../../core/tx.ts'
import type { Heads } from './heads.ts'
import { operatorsTrail } from './trail.ts'
import { verifyChain } from './verify.ts'

/**
 * Verifies the operators' trail when one of them asked, and once a day, and writes down what was found. They cannot queue
 * a job: their role has no hand in the queue, so the sealer looks for them each time it runs.
 */
export async function answerOperatorsChecks(inScope: InScope, heads: Heads | null, signal: AbortSignal): Promise<void> {
  const asked = await inScope.write(async (tx) => {
    tx.recordNothing('who asked stands among the acts of operators')
    return tx.rows(sql<{ id: string }>`select app.platform_checks_waiting() as id`)
  })
  if (asked.length === 0) return
  const noted = heads ? await heads.read(operatorsTrail.name) : []
  const verdict = await verifyChain(inScope, operatorsTrail, noted, { signal })
  await inScope.write(async (tx) => {
    for (const { id } of asked)
      tx.later(sql`select app.finish_platform_check(${id}, ${JSON.stringify(verdict)}::jsonb)`)
    tx.recordNothing('what was found stands beside the question')
  })
  if (verdict.finding) {
    const { kind, seal } = verdict.finding
    log.error({ kind, seal }, 'the trail of operators is not whole')
  }
}
