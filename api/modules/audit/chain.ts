import type { RawBuilder } from 'kysely'
import type { AuditCheck, WatchedChain } from '#contract/audit.ts'
import { Refused } from '../../core/errors.ts'
import { enqueue, type Job } from '../../core/job.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** Kept where nothing else was said. */
export const usualYears = 7

const checkColumns = sql`k.id, k.asked_at as "askedAt", (select p.full_name from people p
    where p.organization_id = k.organization_id and p.user_id = k.asked_by) as "askedBy", k.state, k.seals,
  k.rows_checked as "rowsChecked", k.shredded, k.outside, k.finding, k.finished_at as "finishedAt"`

/** How far the trail is sealed and what the last verification found, in one round trip. */
export async function getAuditChain(tx: Tx): Promise<WatchedChain> {
  const checks = (which: RawBuilder<unknown>) => sql<AuditCheck>`select ${checkColumns} from audit_checks k
    where k.organization_id = ${tx.organizationId} and ${which} order by k.id desc limit 1`
  const [seals, [waiting], [newest], [ended], [verified], [kept]] = await tx.batch<
    [
      NonNullable<WatchedChain['lastSeal']>,
      { unsealed: number },
      AuditCheck,
      AuditCheck,
      NonNullable<WatchedChain['verified']>,
      { years: number },
    ]
  >(
    sql`select s.number, s.last_at as "lastAt", s.sealed_at as "sealedAt", encode(s.hash, 'hex') as head,
        (select sum(row_count)::bigint from audit_seals where organization_id = ${tx.organizationId}) as rows
      from audit_seals s where s.organization_id = ${tx.organizationId} order by s.number desc limit 1`,
    sql`select app.unsealed_rows() as unsealed`,
    checks(sql`true`),
    checks(sql`k.state in ('whole', 'broken')`),
    sql`select k.verified_until as until, k.finished_at as at from audit_checks k
      where k.organization_id = ${tx.organizationId} and k.state = 'whole' and k.verified_until is not null
      order by k.id desc limit 1`,
    sql`select coalesce((select years from audit_retention where organization_id = ${tx.organizationId}), ${usualYears}) as years`,
  )
  return {
    lastSeal: seals[0] ?? null,
    unsealed: waiting!.unsealed,
    check: newest ?? null,
    broken: ended?.state === 'broken' ? ended : null,
    verified: verified ?? null,
    years: kept!.years,
  }
}

/** Asks the worker to verify the whole chain; the newest check says what came of it. `job`: stands beside the heads. */
export const checkAuditChain =
  (job: Job) =>
  async (tx: Tx): Promise<AuditCheck> => {
    const made = await tx.find(
      sql<{
        id: string
      }>`insert into audit_checks (state) select 'waiting' where app.whole_organization() returning id`,
    )
    // The chain is the organization's, whatever a branch was allowed.
    if (!made) throw new Refused('forbidden')
    const { id } = made
    await enqueue(tx, job, { checkId: id }, null)
    tx.record('audit.check_asked', id)
    return tx.one(
      sql<AuditCheck>`select ${checkColumns} from audit_checks k where k.organization_id = ${tx.organizationId} and k.id = ${id}`,
    )
  }
