import type { AuditChain, AuditCheck } from '#contract/audit.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import type * as contract from '#contract/platform.ts'
import { type OperatorAct, operatorActKinds } from '#contract/platform.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { differenceOf } from '../audit/index.ts'

const known = Object.values(operatorActKinds).flat()

/** A page of what operators did, newest first, in one statement. Ids are made in the order of time: they are the cursor. */
export async function listOperatorActs(
  tx: Tx,
  asked: Input<typeof contract.listOperatorActs>,
): Promise<Output<typeof contract.listOperatorActs>> {
  const { operatorId, organizationId, kinds, from, to, zone, before, limit } = asked
  const dayStart = (day: string, plus: number) => sql`((${day}::date + ${plus}::int)::timestamp at time zone ${zone})`
  const topics = kinds.flatMap((kind) => (kind === 'account' ? [] : [...operatorActKinds[kind]]))
  const ofKind = kinds.includes('account')
    ? sql`(e.topic = any (${topics}::text[]) or e.topic <> all (${known}::text[]))`
    : sql`e.topic = any (${topics}::text[])`
  const rows = await tx.rows(sql<Omit<OperatorAct, 'reason' | 'changes' | 'facts'> & { detail: unknown }>`
    select e.id, e.recorded_at as at, e.user_id as "operatorId", who.full_name as "operatorName", e.event,
      e.subject_id as "subjectId", e.detail, e.trace_id as "traceId", o.id as "organizationId",
      o.name as "organizationName"
    from platform_events e join app.operators() who on who.user_id = e.user_id
    left join organizations o on o.id = e.concerns
    where true
      ${operatorId ? sql`and e.user_id = ${operatorId}` : sql``}
      ${organizationId ? sql`and e.concerns = ${organizationId}` : sql``}
      ${kinds.length > 0 ? sql`and ${ofKind}` : sql``}
      ${from ? sql`and e.recorded_at >= ${dayStart(from, 0)} and e.id >= app.id_at(${dayStart(from, 0)})` : sql``}
      ${to ? sql`and e.recorded_at < ${dayStart(to, 1)} and e.id < app.id_at(${dayStart(to, 1)} + interval '1 minute')` : sql``}
      ${before ? sql`and e.id < ${before}` : sql``}
    order by e.id desc limit ${limit + 1}`)
  const acts = rows.slice(0, limit).map(({ detail, ...act }) => ({ ...act, ...differenceOf(detail, {}) }))
  return { acts, next: rows.length > limit ? acts.at(-1)!.id : null }
}

export function listOperators(tx: Tx): Promise<Output<typeof contract.listOperators>> {
  return tx.rows(sql`select user_id as "userId", full_name as "fullName" from app.operators() order by full_name`)
}

const checkColumns = sql`k.id, k.asked_at as "askedAt", (select full_name from app.operators() p
    where p.user_id = k.asked_by) as "askedBy", k.state, k.seals, k.rows_checked as "rowsChecked", 0 as shredded, k.outside,
  k.finding, k.finished_at as "finishedAt"`

/** How far it is sealed and what the last verification found, in one round trip. */
export async function getOperatorChain(tx: Tx): Promise<AuditChain> {
  const [seals, [waiting], checks] = await tx.batch<
    [NonNullable<AuditChain['lastSeal']>, { unsealed: number }, AuditCheck]
  >(
    sql`select s.number, s.last_at as "lastAt", s.sealed_at as "sealedAt", encode(s.hash, 'hex') as head,
        (select sum(row_count)::bigint from platform_seals) as rows
      from platform_seals s order by s.number desc limit 1`,
    sql`select count(*)::int as unsealed from platform_events e
      left join lateral (select s.up_to_tx, s.up_to_id from platform_seals s order by s.number desc limit 1) l on true
      where (e.tx, e.id) > (coalesce(l.up_to_tx, '0'), coalesce(l.up_to_id, '00000000-0000-0000-0000-000000000000'))`,
    sql`select ${checkColumns} from platform_checks k order by k.id desc limit 1`,
  )
  return { lastSeal: seals[0] ?? null, unsealed: waiting!.unsealed, check: checks[0] ?? null }
}

/** Leaves the wish for the worker's sealer. */
export async function checkOperatorChain(tx: Tx): Promise<AuditCheck> {
  const { id } = await tx.one(sql<{ id: string }>`insert into platform_checks (id) values (uuidv7()) returning id`)
  tx.record('audit.check_asked', id)
  return tx.one(sql<AuditCheck>`select ${checkColumns} from platform_checks k where k.id = ${id}`)
}
