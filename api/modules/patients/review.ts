import type { Input, Output } from '#contract/endpoint.ts'
import type {
  DuplicateProposal,
  decideDuplicate as decideEndpoint,
  listDuplicates as listEndpoint,
} from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { patientRowJson } from './rows.ts'

const perPage = 30

/** Pairs that wait for a person to decide, the likeliest first; archived records have been decided about. */
export async function listDuplicates(
  tx: Tx,
  { patientId, before }: Input<typeof listEndpoint>,
): Promise<Output<typeof listEndpoint>> {
  const [score, id] = before?.match(/^(\d{1,3}) ([0-9a-f-]{36})$/)?.slice(1) ?? [null, null]
  const [proposals, counts] = await tx.batch(
    sql<DuplicateProposal>`select d.id, d.score, d.reasons, d.created_at as "createdAt",
        json_build_array(${patientRowJson('a')}, ${patientRowJson('b')}) as patients
      from duplicate_proposals d
      join patients a on a.organization_id = d.organization_id and a.clinic_id = d.clinic_id and a.id = d.patient_id
      join patients b on b.organization_id = d.organization_id and b.clinic_id = d.clinic_id and b.id = d.other_id
      where d.organization_id = ${tx.organizationId} and d.clinic_id = ${tx.clinicId} and d.status = 'open'
        and a.archived_at is null and b.archived_at is null
        and (${patientId ?? null}::uuid is null or ${patientId ?? null}::uuid in (d.patient_id, d.other_id))
        and (${score}::int is null or d.score < ${score}::int or (d.score = ${score}::int and d.id > ${id}::uuid))
      order by d.score desc, d.id limit ${perPage + 1}`,
    openCount(tx),
  )
  const page = proposals.slice(0, perPage)
  const last = page.at(-1)
  const next = proposals.length > perPage && last ? `${last.score} ${last.id}` : null
  return { proposals: page, next, open: counts[0]!.open }
}

function openCount(tx: Tx) {
  return sql<{ open: number }>`select count(*)::int as open from duplicate_proposals d
    join patients a on a.organization_id = d.organization_id and a.clinic_id = d.clinic_id and a.id = d.patient_id
    join patients b on b.organization_id = d.organization_id and b.clinic_id = d.clinic_id and b.id = d.other_id
    where d.organization_id = ${tx.organizationId} and d.clinic_id = ${tx.clinicId} and d.status = 'open'
      and a.archived_at is null and b.archived_at is null`
}

/** Notes what a person decided. Both records stay as they are. */
export async function decideDuplicate(
  tx: Tx,
  { proposalId, decision }: Input<typeof decideEndpoint>,
): Promise<Output<typeof decideEndpoint>> {
  const [changed, counts] = await tx.batch(
    sql<{ patient_id: string; other_id: string }>`update duplicate_proposals set status = ${decision},
        decided_by = case when ${decision} = 'open' then null else app.user_id() end,
        decided_at = case when ${decision} = 'open' then null else now() end
      where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${proposalId}
      returning patient_id, other_id`,
    openCount(tx),
  )
  const pair = changed[0]
  if (!pair) throw new Refused('not_found')
  tx.record('patient.duplicate_decided', pair.patient_id, { decision, otherId: pair.other_id })
  return counts[0]!
}
