import type { Visit } from '#contract/appointments.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** Exactly the fields of `Visit`: what is selected is what is answered. */
export const visitColumns = sql`a.id, a.patient_id as "patientId", p.full_name as "patientName", p.number as "patientNumber",
  p.phone as "patientPhone", a.doctor_id as "doctorId", d.full_name as "doctorName", a.service_id as "serviceId",
  s.name as "serviceName", a.status, a.source, a.starts_at as "startsAt", a.ends_at as "endsAt", a.timed, a.token, a.reason,
  a.arrived_at as "arrivedAt", a.called_at as "calledAt", a.done_at as "doneAt",
  exists (select from patient_alerts l where l.organization_id = a.organization_id and l.clinic_id = a.clinic_id
    and l.patient_id = a.patient_id) as "hasAlerts",
  p.due_minor as "dueMinor", e.id as "encounterId", a.version`

export const visitTables = sql`appointments a
  join patients p on p.organization_id = a.organization_id and p.clinic_id = a.clinic_id and p.id = a.patient_id
  left join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
  left join services s on s.organization_id = a.organization_id and s.clinic_id = a.clinic_id and s.id = a.service_id
  left join encounters e on e.organization_id = a.organization_id and e.clinic_id = a.clinic_id and e.appointment_id = a.id`

/** A visit with what a change of it must know. */
export interface HeldVisit extends Visit {
  bookingId: string | null
  /** The clinic's local day of the visit, and the clinic's today. */
  day: string
  today: string
  timeZone: string
  clinicActive: boolean
  encounterFinished: boolean
}

/** The visit with its row held until the transaction ends: what is decided on it stays true. */
export function heldVisitQuery(tx: Tx, appointmentId: string) {
  return sql<HeldVisit>`select ${visitColumns}, a.booking_id as "bookingId", a.day,
      (now() at time zone c.time_zone)::date as today, c.time_zone as "timeZone", c.status = 'active' as "clinicActive",
      coalesce(e.status = 'finished', false) as "encounterFinished"
    from ${visitTables} join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}
    for update of a`
}

/** The answer of a change: the visit without what only the change had to know. */
export function visitOf(held: HeldVisit): Visit {
  const { bookingId: _b, day: _d, today: _t, timeZone: _z, clinicActive: _c, encounterFinished: _e, ...visit } = held
  return visit
}
