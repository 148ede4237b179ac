import type { Input } from '#contract/endpoint.ts'
import type * as contract from '#contract/platform.ts'
import type { PlatformOrganization } from '#contract/platform.ts'
import { Refused } from '../../core/errors.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'

const organizations = (
  where: ReturnType<typeof sql>,
): Query<PlatformOrganization> => sql<PlatformOrganization>`select o.id, o.name, o.country,
    o.is_sample as "isSample", o.status, o.suspended_at as "suspendedAt", o.suspended_because as "suspendedBecause",
    coalesce(s.plan, 'enterprise') as plan, s.trial_ends_on as "trialEndsOn", o.read_only_from as "readOnlyFrom", coalesce(s.version, 0) as "planVersion",
    p.clinics as "clinicLimit", p.seats as "seatLimit", coalesce(u.clinics, 0) as clinics, coalesce(u.staff, 0) as staff,
    u.last_active_at as "lastActiveAt", u.counted_at as "countedAt", o.created_at as "createdAt"
  from organizations o left join subscriptions s on s.organization_id = o.id left join plans p on p.code = s.plan
  left join organization_usage u on u.organization_id = o.id
  where ${where} order by o.name, o.id`

export function listOrganizations(
  tx: Tx,
  { q, status = undefined }: Input<typeof contract.listOrganizations>,
): Promise<PlatformOrganization[]> {
  return tx.rows(
    organizations(
      sql`strpos(lower(o.name), ${q.toLowerCase()}) > 0 and (${status ?? null}::text is null or o.status = ${status ?? null})`,
    ),
  )
}

export function getOrganization(tx: Tx, id: string): Promise<PlatformOrganization> {
  return tx.one(organizations(sql`o.id = ${id}`))
}

export async function setPlan(tx: Tx, input: Input<typeof contract.setPlan>): Promise<PlatformOrganization> {
  const { organizationId, plan, planVersion } = input
  const before = await getOrganization(tx, organizationId)
  if (before.planVersion !== planVersion) throw new Refused('changed_meanwhile', { current: before })
  const trialEndsOn = plan === 'trial' ? input.trialEndsOn : null
  const saved = await tx.rows(sql`insert into subscriptions as s (organization_id, plan, trial_ends_on)
    values (${organizationId}, ${plan}, ${trialEndsOn})
    on conflict (organization_id) do update set plan = excluded.plan, trial_ends_on = excluded.trial_ends_on,
      version = s.version + 1, changed_at = now() where s.version = ${planVersion} returning 1`)
  if (saved.length === 0) throw new Refused('changed_meanwhile')
  const { plan: from, trialEndsOn: fromEnd } = before
  tx.record('organization.planSet', organizationId, {
    from: { plan: from, trialEndsOn: fromEnd },
    to: { plan, trialEndsOn },
  })
  return getOrganization(tx, organizationId)
}

export function suspendOrganization(
  tx: Tx,
  { organizationId, reason }: Input<typeof contract.suspendOrganization>,
): Promise<PlatformOrganization> {
  return setSuspended(tx, organizationId, reason)
}

export function resumeOrganization(
  tx: Tx,
  { organizationId }: Input<typeof contract.resumeOrganization>,
): Promise<PlatformOrganization> {
  return setSuspended(tx, organizationId, null)
}

/** With a reason: suspended, and everybody of it signed out. Without: open again. Asked twice it stays as it is. */
async function setSuspended(tx: Tx, organizationId: string, because: string | null): Promise<PlatformOrganization> {
  await getOrganization(tx, organizationId)
  const { changed } = await tx.one(
    sql<{ changed: boolean }>`select app.set_suspended(${organizationId}, ${because !== null}, ${because}) as changed`,
  )
  if (changed) {
    if (because === null) tx.record('organization.resumed', organizationId)
    else tx.record('organization.suspended', organizationId, { reason: because })
  } else tx.recordNothing('it was so already')
  return getOrganization(tx, organizationId)
}
