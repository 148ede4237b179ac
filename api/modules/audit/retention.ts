import * as z from 'zod'
import type { setAuditRetention as endpoint, WatchedChain } from '#contract/audit.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { job } from '../../core/job.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { getAuditChain, usualYears } from './chain.ts'

/** Head office says for how many years details are kept. Nothing is forgotten at once: the next night's job does it. */
export async function setAuditRetention(tx: Tx, { years }: Input<typeof endpoint>): Promise<WatchedChain> {
  const [held] = await tx.rows(sql<{ whole: boolean; years: number }>`select app.whole_organization() as whole,
    coalesce((select years from audit_retention where organization_id = ${tx.organizationId}), ${usualYears}) as years`)
  if (!held?.whole) throw new Refused('forbidden')
  if (held.years === years) tx.recordNothing('it was so already')
  else {
    await tx.rows(sql`insert into audit_retention (years) values (${years})
      on conflict (organization_id) do update set years = excluded.years`)
    tx.record('audit.retention_set', tx.organizationId, { years: { from: held.years, to: years } })
  }
  return getAuditChain(tx)
}

// Small enough that nobody waits for the rows it holds.
const detailsAtOnce = 2_000

/** Forgets the details that are older than each organization keeps them; the acts, and that they were forgotten, stay. */
export const shredDetails = job('audit.shred', z.object({}), async (inScope, _data, signal, inOrganization) => {
  const organizations = await inScope.read((tx) =>
    tx.rows(sql<{ id: string }>`select app.organizations_to_shred() as id`),
  )
  for (const { id } of organizations)
    for (let gone = detailsAtOnce; gone === detailsAtOnce && !signal.aborted; )
      gone = await inOrganization(id).write(async (tx) => {
        const { rows } = await tx.one(sql<{ rows: number }>`select app.shred_audit_details(${detailsAtOnce}) as rows`)
        if (rows > 0) tx.record('audit.details_forgotten', id, { rows })
        else tx.recordNothing('an earlier attempt did it')
        return rows
      })
})
