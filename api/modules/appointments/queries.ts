import type * as contract from '#contract/appointments.ts'
import type { Visit, VisitChange } from '#contract/appointments.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { isoOf } from '../scheduling/index.ts'
import { visitColumns, visitTables } from './visit-rows.ts'

/** The day of a branch in one statement, by the index `appointments_day`. */
export async function listDay(
  tx: Tx,
  { day, doctorId }: Input<typeof contract.listDay>,
): Promise<Output<typeof contract.listDay>> {
  const asOf = isoOf(Date.now())
  const ofDoctor = doctorId ? sql`and a.doctor_id = ${doctorId}` : sql``
  const visits = await tx.rows(sql<Visit>`select ${visitColumns} from ${visitTables}
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.day = ${day} ${ofDoctor}
    order by a.starts_at, a.id`)
  return { asOf, visits }
}

interface Extras {
  bookedAt: string
  cancelReason: string | null
}

export async function getAppointment(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
): Promise<Output<typeof contract.getAppointment>> {
  const [[row], history] = await tx.batch<[Visit & Extras, VisitChange]>(
    sql`select ${visitColumns}, a.created_at as "bookedAt", a.cancel_reason as "cancelReason" from ${visitTables}
      where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`,
    sql`select h.id, h.change, h.from_status as "fromStatus", h.to_status as "toStatus", h.from_starts_at as "fromStartsAt",
        d.full_name as "fromDoctorName", h.reason, p.full_name as "changedBy", h.changed_at as "changedAt"
      from appointment_changes h
      left join people p on p.organization_id = h.organization_id and p.user_id = h.changed_by
      left join doctors d on d.organization_id = h.organization_id and d.id = h.from_doctor_id
      where h.organization_id = ${tx.organizationId} and h.clinic_id = ${tx.clinicId} and h.appointment_id = ${appointmentId}
      order by h.id`,
  )
  if (!row) throw new Refused('not_found')
  const { bookedAt, cancelReason, ...visit } = row
  return { visit, bookedAt, cancelReason, history }
}
