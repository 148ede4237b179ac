import * as z from 'zod'
import { enqueue, type Job, job } from '../../core/job.ts'
import { sql, type Tx } from '../../core/tx.ts'

interface Done {
  /** Asked for by this job within the last 20 hours: this run is a second one. */
  today: boolean
  /** The whole chain was verified, and found whole, within the last week. */
  wholeThisWeek: boolean
  /** The last seal found whole; null when the last verification found a fault, or there was none. */
  upTo: number | null
}

/**
 * Asks for every organization's verification: every day of what was sealed since, every week, and after a fault every
 * day, of the whole chain. A check that an earlier night left unfinished is called failed.
 */
export const watchAudit = (check: Job) =>
  job('audit.watch', z.object({}), async (inScope, _data, signal, inOrganization) => {
    const organizations = await inScope.read((tx) =>
      tx.rows(sql<{ id: string }>`select app.organizations_with_seals() as id`),
    )
    for (const { id } of organizations) {
      if (signal.aborted) return
      await inOrganization(id).write((tx) => askForCheck(tx, check))
    }
  })

async function askForCheck(tx: Tx, check: Job): Promise<void> {
  await tx.rows(sql`update audit_checks set state = 'failed', finished_at = now()
    where organization_id = ${tx.organizationId} and state = 'waiting' and asked_at < now() - interval '2 hours'`)
  const done = await tx.one(sql<Done>`select
      coalesce(bool_or(kind <> 'asked' and asked_at > now() - interval '20 hours'), false) as today,
      coalesce(bool_or(state = 'whole' and after_seal = 0 and finished_at > now() - interval '6 days 12 hours'), false) as "wholeThisWeek",
      (array_agg(case when state = 'whole' then after_seal + seals end order by id desc)
        filter (where state in ('whole', 'broken')))[1] as "upTo"
    from audit_checks where organization_id = ${tx.organizationId} and asked_at > now() - interval '15 days'`)
  if (done.today) return tx.recordNothing('asked for already')
  const after = done.wholeThisWeek ? (done.upTo ?? 0) : 0
  const { id } = await tx.one(sql<{ id: string }>`insert into audit_checks (state, kind, after_seal)
    values ('waiting', ${after > 0 ? 'daily' : 'weekly'}, ${after}) returning id`)
  await enqueue(tx, check, { checkId: id }, null)
  tx.recordNothing('what the verification finds is recorded')
}
