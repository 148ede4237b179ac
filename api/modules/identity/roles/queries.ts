import type { Input } from '#contract/endpoint.ts'
import type {
  Access,
  AccessChange,
  BranchAccess,
  listAccessChanges as listEndpoint,
  RoleDeviation,
} from '#contract/roles.ts'
import { sql, type Tx } from '../../../core/tx.ts'

/** Deviations, branches and holders of roles in scope: one branch's, or all of them for head office. */
export async function getAccess(tx: Tx): Promise<Access> {
  const [deviations, branches, holders] = await tx.batch<
    [RoleDeviation, BranchAccess, { clinicId: string | null; role: RoleDeviation['role']; people: number }]
  >(
    sql`select clinic_id as "clinicId", role, permission, allowed, limit_minor as "limitMinor" from role_changes
      where clinic_id is null or clinic_id = any (app.clinic_ids()) order by role, permission, clinic_id nulls first`,
    sql`select id as "clinicId", name, city, currency, status = 'active' as active, modules_off as "modulesOff",
        doctors_see_own_patients as "ownPatients" from clinics where id = any (app.clinic_ids()) order by name`,
    sql`select clinic_id as "clinicId", role, count(distinct user_id)::int as people from assignments
      group by clinic_id, role order by role`,
  )
  return { deviations, branches, holders }
}

interface ChangeRow {
  id: string
  at: string
  by: string | null
  clinicId: string | null
  clinicName: string | null
  detail: (Partial<Pick<AccessChange, 'rights' | 'modulesOff' | 'modulesOn'>> & { ownPatients?: boolean }) | null
}
const page = 50

/** What the audit trail knows of rights, modules and switches. */
export async function listAccessChanges(tx: Tx, { branchId, before }: Input<typeof listEndpoint>) {
  const rows =
    await tx.rows(sql<ChangeRow>`select e.id, e.recorded_at as at, p.full_name as by, e.clinic_id as "clinicId",
      c.name as "clinicName", d.detail
    from audit_events e
    left join audit_details d on d.organization_id = e.organization_id and d.event_id = e.id
    left join people p on p.organization_id = e.organization_id and p.user_id = e.user_id
    left join clinics c on c.organization_id = e.organization_id and c.id = e.clinic_id
    where e.organization_id = ${tx.organizationId} and e.event in ('access.rights_changed', 'access.modules_switched', 'access.own_patients_switched')
      and (${branchId ?? null}::uuid is null or e.clinic_id = ${branchId ?? null})
      and (${before ?? null}::uuid is null or e.id < ${before ?? null})
    order by e.id desc limit ${page + 1}`)
  const changes = rows.slice(0, page).map(
    ({ detail, ...row }): AccessChange => ({
      ...row,
      rights: detail?.rights ?? [],
      modulesOff: detail?.modulesOff ?? [],
      modulesOn: detail?.modulesOn ?? [],
      ownPatients: detail?.ownPatients ?? null,
    }),
  )
  return { changes, more: rows.length > page }
}
