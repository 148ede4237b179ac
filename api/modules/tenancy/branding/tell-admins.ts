import { sql, type Tx } from '../../../core/tx.ts'
import { sendMail } from '../../../integrations/mail/index.ts'

/** A mail to who may put an address right: the owners, and of a branch its admins too. */
export async function tellAdmins(
  tx: Tx,
  clinicId: string | null,
  lost: { kind: 'domain' | 'sender'; address: string },
): Promise<void> {
  const admins = await tx.rows(sql<{ name: string; email: string }>`select distinct p.full_name as name, p.email
    from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
    where a.organization_id = ${tx.organizationId} and p.email is not null
      and ((a.clinic_id is null and a.role = 'org_admin') or (a.clinic_id = ${clinicId}::uuid and a.role = 'clinic_admin'))`)
  for (const { name, email } of admins)
    await sendMail(tx, { to: email, template: 'addressLost', values: { name, ...lost } })
}
