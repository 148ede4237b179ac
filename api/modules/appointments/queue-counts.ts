import type { getQueueCounts as endpoint } from '#contract/appointments.ts'
import type { Output } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** Two figures that stand beside the day and the queue on every screen of a branch. */
export function getQueueCounts(tx: Tx): Promise<Output<typeof endpoint>> {
  return tx.one(sql<
    Output<typeof endpoint>
  >`select count(*) filter (where a.status in ('booked', 'confirmed')) as expected,
      count(*) filter (where a.status = 'arrived') as waiting
    from appointments a join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId}
      and a.day = (now() at time zone c.time_zone)::date`)
}
