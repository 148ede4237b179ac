import { formatMoney } from '#contract/money.ts'
import { type Permission, type Role, roles, rolesAllowed } from '#contract/permissions.ts'
import { type RoleDeviation, rightOf } from '#contract/roles.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'

const approval = 'invoices.approve'

/**
 * Refuses an amount above what this person may give in the clinic in scope, by the right asked for or by approving,
 * saying how much she may and which roles may do more. `what`: the beginning of the sentence.
 */
export async function refuseOverLimit(
  tx: Tx,
  permission: Permission,
  { amountMinor, currency, what }: { amountMinor: number; currency: string; what: string },
): Promise<void> {
  if (amountMinor <= 0) return
  const limitOf = (right: Permission) => sql`app.amount_limit_minor(${right}, ${[...rolesAllowed(right)]})`
  const { own, approving } = await tx.one(sql<{ own: number | null; approving: number | null }>`
    select ${limitOf(permission)} as own, ${limitOf(approval)} as approving`)
  if (own === null || approving === null) return
  const limitMinor = Math.max(own, approving)
  if (amountMinor <= limitMinor) return
  const deviations = await tx.rows(sql<RoleDeviation>`select clinic_id as "clinicId", role, permission, allowed,
      limit_minor as "limitMinor" from role_changes where permission in (${permission}, ${approval})`)
  const reaches = (role: Role, right: Permission) => {
    const { allowed, limitMinor: most } = rightOf(role, right, deviations, tx.clinicId)
    return allowed && (most === null || most >= amountMinor)
  }
  const more = roles.filter(
    (role) =>
      reaches(role, permission) ||
      (rightOf(role, permission, deviations, tx.clinicId).allowed && reaches(role, approval)),
  )
  const limit = formatMoney(limitMinor, currency)
  const names = more.map((role) => roleNames[role])
  throw new Refused(
    'over_limit',
    { limitMinor, amountMinor, currency, limit, roles: more },
    `${what} of ${formatMoney(amountMinor, currency)} is more than you may give here: your limit is ${limit}. ` +
      `More may be given by: ${names.join(', ')}.`,
  )
}

const roleNames: Record<Role, string> = {
  org_admin: 'owner',
  clinic_admin: 'clinic admin',
  clinic_manager: 'clinic manager',
  doctor: 'doctor',
  receptionist: 'receptionist',
  billing: 'billing',
  nurse: 'nurse',
  pharmacist: 'pharmacist',
}
