import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { AuditFinding } from '#contract/audit.ts'
import { job } from '../../core/job.ts'
import { log } from '../../core/log.ts'
import { sql } from '../../core/tx.ts'
import type { Heads } from './heads.ts'
import { tellOwners } from './tell-owners.ts'
import { organizationTrail } from './trail.ts'
import { verifyChain } from './verify.ts'

const CheckData = z.object({ checkId: z.uuid() })

interface Asked {
  organizationId: string
  after: number
  /** The last fault that admins were told of, unless the trail was found whole since. */
  known: AuditFinding | null
}

/** Verifies an organization's chain, writes down what was found, and tells its owners of a fault they do not know of. */
export const checkAudit = (heads: Heads | null) =>
  job('audit.check', CheckData, async (inScope, { checkId }, signal) => {
    const asked = await inScope.read((tx) =>
      tx.find(sql<Asked>`select organization_id as "organizationId", after_seal as after, (select b.finding
          from audit_checks b where b.organization_id = k.organization_id and b.state in ('whole', 'broken')
          order by b.id desc limit 1) as known
        from audit_checks k where organization_id = (select app.organization_id()) and id = ${checkId} and state = 'waiting'`),
    )
    if (!asked) return // done already by an earlier attempt
    const { organizationId, after } = asked
    const noted = heads ? await heads.read(organizationId) : null
    const found = await verifyChain(inScope, organizationTrail(organizationId), noted, { after, signal })
    const result = found.finding ? 'broken' : 'whole'
    await inScope.write(async (tx) => {
      tx.later(sql`update audit_checks set state = ${result}, seals = ${found.seals},
          rows_checked = ${found.rowsChecked}, shredded = ${found.shredded}, outside = ${found.outside},
          finding = ${found.finding ? JSON.stringify(found.finding) : null}::jsonb,
          verified_until = ${found.until}::timestamptz, finished_at = now()
        where organization_id = ${organizationId} and id = ${checkId}`)
      tx.record('audit.checked', checkId, { result, seals: found.seals, rows: found.rowsChecked })
      if (found.finding && !isDeepStrictEqual(found.finding, asked.known)) await tellOwners(tx, found.finding)
    })
    if (found.finding) {
      const { kind, seal } = found.finding
      log.error({ organizationId, kind, seal }, 'the audit trail is not whole')
    }
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
