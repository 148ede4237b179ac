import * as z from 'zod'
import { job } from '../../core/job.ts'
import { sql } from '../../core/tx.ts'
import type { Heads } from './heads.ts'
import { verifyChain } from './verify.ts'

const CheckData = z.object({ checkId: z.uuid() })

/** Verifies an organization's chain and writes down what was found. */
export const checkAudit = (heads: Heads | null) =>
  job('audit.check', CheckData, async (inScope, { checkId }, signal) => {
    const asked = await inScope.read((tx) =>
      tx.find(sql<{ organizationId: string }>`select organization_id as "organizationId" from audit_checks
        where id = ${checkId} and state = 'waiting'`),
    )
    if (!asked) return // done already by an earlier attempt
    const { organizationId } = asked
    const noted = heads ? await heads.read(organizationId) : []
    const found = await verifyChain(inScope, organizationId, noted, signal)
    await inScope.write(async (tx) => {
      tx.later(sql`update audit_checks set state = ${found.finding ? 'broken' : 'whole'}, seals = ${found.seals},
          rows_checked = ${found.rowsChecked}, shredded = ${found.shredded}, outside = ${found.outside},
          finding = ${found.finding ? JSON.stringify(found.finding) : null}::jsonb, finished_at = now()
        where organization_id = ${organizationId} and id = ${checkId}`)
      tx.record('audit.checked', checkId, {
        result: found.finding ? 'broken' : 'whole',
        seals: found.seals,
        rows: found.rowsChecked,
      })
    })
  })

/** What the API queues; the worker's own knows where the heads are. */
export const queuedCheck = checkAudit(null)

/** Forgets looks after six years. */
export const pruneLooks = job('audit.prune', z.object({}), async (inScope, _data, signal, inOrganization) => {
  const organizations = await inScope.read((tx) =>
    tx.rows(sql<{ id: string }>`select app.organizations_with_old_looks() as id`),
  )
  for (const { id } of organizations) {
    if (signal.aborted) return
    await inOrganization(id).write(async (tx) => {
      const { gone } = await tx.one(sql<{ gone: number }>`select app.prune_looks() as gone`)
      tx.record('audit.looks_pruned', id, { rows: gone })
    })
  }
})
