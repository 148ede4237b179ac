import type { OrganizationPlan } from '#contract/platform.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** What the organization may have and has, in one round trip. */
export async function getPlan(tx: Tx): Promise<OrganizationPlan> {
  const [[state], uses, plans] = await tx.batch<
    [Omit<OrganizationPlan, 'uses' | 'plans'>, OrganizationPlan['uses'][number], OrganizationPlan['plans'][number]]
  >(
    sql`select s.plan, s.trial_ends_on as "trialEndsOn", o.read_only_from as "readOnlyFrom"
      from organizations o left join subscriptions s on s.organization_id = o.id where o.id = ${tx.organizationId}`,
    sql`select what, used, allowed from app.plan_uses()`,
    sql`select code, json_build_object('doctors', doctors, 'clinics', clinics, 'seats', seats, 'patients', patients) as limits
      from plans order by position`,
  )
  return { ...state!, uses, plans }
}
