import type { Input } from '#contract/endpoint.ts'
import { type Access, type changeRoles as endpoint, type RoleDeviation, rightOf } from '#contract/roles.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { getAccess } from './queries.ts'
import { refuseChange } from './rules.ts'

/** Head office gives and takes rights, everywhere or in one branch. What says nothing new is not kept. */
export async function changeRoles(tx: Tx, { branchId, changes }: Input<typeof endpoint>): Promise<Access> {
  for (const change of changes) {
    const refusal = refuseChange(change)
    if (refusal) throw new Refused(refusal, { role: change.role, permission: change.permission })
  }
  // One at a time: the difference that is recorded is the difference that was made.
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('roles' || ${tx.organizationId}, 0))`)
  if (branchId)
    await tx.one(sql`select id from clinics where organization_id = ${tx.organizationId} and id = ${branchId}`)
  const held = await tx.rows(sql<RoleDeviation>`select clinic_id as "clinicId", role, permission, allowed,
      limit_minor as "limitMinor" from role_changes where clinic_id is null or clinic_id = ${branchId}`)
  const others = held.filter(({ clinicId }) => clinicId !== branchId)
  const rights = changes.map(({ role, permission, allowed, limitMinor }) => {
    const from = rightOf(role, permission, held, branchId)
    const inherited = rightOf(role, permission, others, null)
    const to = allowed === null ? inherited : { allowed, limitMinor }
    const kept = to.allowed !== inherited.allowed || to.limitMinor !== inherited.limitMinor
    return {
      role,
      permission,
      from: from.allowed,
      to: to.allowed,
      fromLimitMinor: from.limitMinor,
      toLimitMinor: to.limitMinor,
      kept,
    }
  })
  const asked = JSON.stringify(rights)
  await tx.batch(
    sql`delete from role_changes r using jsonb_to_recordset(${asked}::jsonb) as a(role text, permission text)
      where r.organization_id = ${tx.organizationId} and r.clinic_id is not distinct from ${branchId}
        and r.role = a.role and r.permission = a.permission`,
    sql`insert into role_changes (clinic_id, role, permission, allowed, limit_minor)
      select ${branchId}, a.role, a.permission, a."to", a."toLimitMinor" from jsonb_to_recordset(${asked}::jsonb)
        as a(role text, permission text, "to" boolean, "toLimitMinor" bigint, kept boolean) where a.kept`,
  )
  const detail = { rights: rights.map(({ kept, ...right }) => right) }
  tx.record('access.rights_changed', branchId ?? tx.organizationId, detail, branchId ?? undefined)
  return getAccess(tx)
}
