import type { RefusalCode } from '#contract/errors.ts'
import { isHeadOfficeOnly, limitedPermissions } from '#contract/permissions.ts'
import type { RoleChangeAsked } from '#contract/roles.ts'

/** Why a right cannot be changed so, or null when it can. */
export function refuseChange({ role, permission, allowed, limitMinor }: RoleChangeAsked): RefusalCode | null {
  // Whoever could take the owner's rights could take the last person's right to give them back.
  if (role === 'org_admin') return 'owner_keeps_rights'
  if (isHeadOfficeOnly(permission)) return 'head_office_only'
  if (limitMinor !== null && (!allowed || !(permission in limitedPermissions))) return 'no_amount_here'
  return null
}
