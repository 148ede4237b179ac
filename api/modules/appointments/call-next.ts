import type { callNext as callNextEndpoint, Visit } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { type Caller, callerQuery, callInFor } from './steps.ts'
import { type HeldVisit, visitColumns, visitTables } from './visit-rows.ts'

/**
 * The longest waiting of today. Two desks that call at the same moment get two patients: a row somebody else is
 * changing is passed over, not waited for. Whoever is in a room stays there.
 */
export async function callNext(tx: Tx, { doctorId: asked }: Input<typeof callNextEndpoint>): Promise<Visit> {
  const doctorId = asked ?? null
  const [[visit], [caller]] = await tx.batch<[HeldVisit, Caller]>(
    sql<HeldVisit>`select ${visitColumns},
      a.booking_id as "bookingId", a.day, a.day as today, c.time_zone as "timeZone", c.status = 'active' as "clinicActive",
      false as "encounterFinished"
    from ${visitTables} join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.status = 'arrived'
      and a.day = (now() at time zone c.time_zone)::date
      and (${doctorId}::uuid is null or a.doctor_id is null or a.doctor_id = ${doctorId})
    order by a.arrived_at, a.token limit 1 for update of a skip locked`,
    callerQuery(tx, doctorId),
  )
  if (!visit) throw new Refused('nobody_waiting')
  if (doctorId && !visit.doctorId && !caller) throw new Refused('doctor_not_here')
  return callInFor(tx, visit, caller)
}
