import type { Output } from '#contract/endpoint.ts'
import { type Permission, permissions, type Role, rolesAllowed } from '#contract/permissions.ts'
import type { Drift, getDrift as endpoint } from '#contract/staff.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { type HeldRole, reachOf, unusedOf, type Worked } from './drift-rules.ts'

const days = 90
const dayMs = 86_400_000

interface Deviation {
  branchId: string
  branchName: string
  role: Role
  permission: string
  allowed: boolean
  networkSays: boolean | null
  since: string
}

/** Rights that drifted from work, from the audit trail and the sessions of the last 90 days, in one round trip. */
export async function getDrift(tx: Tx): Promise<Output<typeof endpoint>> {
  const now = Date.now()
  const since = new Date(now - days * dayMs).toISOString()
  const { organizationId } = tx
  const [held, worked, signIns, [count], deviations] = await tx.batch<
    [HeldRole, Worked, { personId: string; at: string | null }, { branches: number }, Deviation]
  >(
    sql`select a.user_id as "personId", p.full_name as "fullName", a.clinic_id as "branchId", c.name as "branchName", a.role,
        a.created_at as "givenAt"
      from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
      left join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
      where a.organization_id = ${organizationId}`,
    sql`select user_id as "personId", clinic_id as "branchId", topic, last_at as "lastAt" from app.activity(${since})`,
    sql`select user_id as "personId", last_sign_in_at as at from app.account_states(null)`,
    sql`select count(*)::int as branches from clinics where organization_id = ${organizationId}`,
    sql`select r.clinic_id as "branchId", c.name as "branchName", r.role, r.permission, r.allowed, r.created_at as since,
        (select n.allowed from role_changes n where n.organization_id = r.organization_id and n.clinic_id is null
          and n.role = r.role and n.permission = r.permission) as "networkSays"
      from role_changes r join clinics c on c.organization_id = r.organization_id and c.id = r.clinic_id
      where r.organization_id = ${organizationId} order by c.name, r.role, r.permission`,
  )
  return {
    asOf: new Date(now).toISOString(),
    days,
    reach: reachOf(held, worked, count!.branches, new Map(signIns.map(({ personId, at }) => [personId, at])), since),
    unused: unusedOf(held, worked, since),
    deviations: deviations.flatMap(deviationOf),
  }
}

/** A row that says what the network says anyway is no deviation. */
function deviationOf({ networkSays, ...row }: Deviation): Drift['deviations'] {
  if (!permissions.includes(row.permission as Permission)) return []
  const networkAllows = networkSays ?? rolesAllowed(row.permission as Permission).includes(row.role)
  return networkAllows === row.allowed ? [] : [{ ...row, networkAllows }]
}
