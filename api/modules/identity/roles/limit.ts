import { formatMoney } from '#contract/money.ts'
import { type Permission, roles, rolesAllowed } from '#contract/permissions.ts'
import { type RoleDeviation, rightOf } from '#contract/roles.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'

/**
 * Refuses an amount above what this person may approve in the clinic in scope, saying how much she may and which roles
 * may do more. `what`: the beginning of the sentence.
 */
export async function refuseOverLimit(
  tx: Tx,
  permission: Permission,
  { amountMinor, currency, what }: { amountMinor: number; currency: string; what: string },
): Promise<void> {
  if (amountMinor <= 0) return
  const { limitMinor } = await tx.one(sql<{ limitMinor: number | null }>`
    select app.amount_limit_minor(${permission}, ${[...rolesAllowed(permission)]}) as "limitMinor"`)
  if (limitMinor === null || amountMinor <= limitMinor) return
  const deviations = await tx.rows(sql<RoleDeviation>`select clinic_id as "clinicId", role, permission, allowed,
      limit_minor as "limitMinor" from role_changes where permission = ${permission}`)
  const more = roles.filter((role) => {
    const right = rightOf(role, permission, deviations, tx.clinicId)
    return right.allowed && (right.limitMinor === null || right.limitMinor >= amountMinor)
  })
  const limit = formatMoney(limitMinor, currency)
  const names = more.map((role) => roleNames[role])
  throw new Refused(
    'over_limit',
    { limitMinor, amountMinor, currency, limit, roles: more },
    `${what} of ${formatMoney(amountMinor, currency)} is more than you may give here: your limit is ${limit}. ` +
      `More may be given by: ${names.join(', ')}.`,
  )
}

const roleNames: Record<(typeof roles)[number], string> = {
  org_admin: 'owner',
  clinic_admin: 'clinic admin',
  clinic_manager: 'clinic manager',
  doctor: 'doctor',
  receptionist: 'receptionist',
  billing: 'billing',
  nurse: 'nurse',
  pharmacist: 'pharmacist',
}
