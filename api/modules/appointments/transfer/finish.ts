import * as z from 'zod'
import { job } from '../../../core/job.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { takeRole } from '../../identity/index.ts'
import { withdrawDoctor } from '../../scheduling/index.ts'

interface Due {
  id: string
  doctorId: string
  fromClinicId: string
  userId: string | null
}

/** The doctor is gone from the first branch: off its calendar, without her right to enter it. */
export async function finishTransfer(tx: Tx, { id, doctorId, fromClinicId, userId }: Due): Promise<void> {
  await withdrawDoctor(tx, doctorId, fromClinicId)
  if (userId) await takeRole(tx, userId, fromClinicId, 'doctor')
  await tx.rows(sql`update doctor_transfers set finished_at = now()
    where organization_id = ${tx.organizationId} and id = ${id} and finished_at is null`)
  tx.record('person.transferFinished', userId ?? doctorId, { from: { clinicId: fromClinicId } }, fromClinicId)
}

// The day has come in the first branch's own zone, and no appointment that stayed is left there.
const dueQuery = (tx: Tx) => sql<Due>`
  select t.id, t.doctor_id as "doctorId", t.from_clinic_id as "fromClinicId", d.user_id as "userId"
  from doctor_transfers t join doctors d on d.organization_id = t.organization_id and d.id = t.doctor_id
  join clinics c on c.organization_id = t.organization_id and c.id = t.from_clinic_id
  where t.organization_id = ${tx.organizationId} and t.finished_at is null and t.from_day <= (now() at time zone c.time_zone)::date
    and not exists (select from appointments a where a.organization_id = t.organization_id and a.doctor_id = t.doctor_id
      and a.clinic_id = t.from_clinic_id and a.day >= (now() at time zone c.time_zone)::date
      and a.status in ('booked', 'confirmed', 'arrived', 'in_room'))
  for update of t`

/** Finishes the moves whose day has come. Safe to run twice: what is finished is not due. */
export const finishTransfers = job(
  'people.finishTransfers',
  z.object({}),
  async (inScope, _data, _signal, inOrganization) => {
    const organizations = await inScope.read((tx) =>
      tx.rows(sql<{ id: string }>`select app.organizations_with_transfers() as id`),
    )
    for (const { id } of organizations)
      await inOrganization(id).write(async (tx) => {
        const due = await tx.rows(dueQuery(tx))
        if (due.length === 0) tx.recordNothing('no move is due')
        for (const one of due) await finishTransfer(tx, one)
      })
  },
)
