import type { AuditFinding } from '#contract/audit.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { sendMail } from '../../integrations/mail/index.ts'

/** A mail to everybody who owns the organization: its trail is not whole. Queued with what was found. */
export async function tellOwners(tx: Tx, { seal, lastAt, count }: AuditFinding): Promise<void> {
  const owners = await tx.rows(sql<{ name: string; email: string }>`select distinct p.full_name as name, p.email
    from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id is null and a.role = 'org_admin' and p.email is not null`)
  for (const { name, email } of owners)
    await sendMail(tx, { to: email, template: 'auditBroken', values: { name, seal, count, until: lastAt } })
}
