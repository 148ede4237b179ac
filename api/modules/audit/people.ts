import type { listAuditPeople as listEndpoint } from '#contract/audit.ts'
import type { Output } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** Everybody whose acts one may look for. Assignments are seen as far as the walls let: a branch's admin sees the branch's. */
export async function listAuditPeople(tx: Tx): Promise<Output<typeof listEndpoint>> {
  const people = await tx.rows(sql<{ userId: string; fullName: string }>`
    select p.user_id as "userId", p.full_name as "fullName" from people p
    where p.organization_id = ${tx.organizationId} and (app.whole_organization() or exists (
      select from assignments a where a.organization_id = p.organization_id and a.user_id = p.user_id))
    order by p.full_name, p.user_id limit 5000`)
  return { people }
}
