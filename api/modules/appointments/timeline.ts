import { type Query, sql, type Tx } from '../../core/tx.ts'

/** Locks the doctors' timelines; comes before anything is read about their time. */
export function lockTime(doctorIds: readonly string[]): Query<unknown> {
  return sql`select app.lock_time(${doctorIds}::uuid[])`
}

/**
 * Locks the timelines of a visit's doctors, whoever they are, and of `others`. The timeline comes before the visit's
 * row here as everywhere, so that two never wait for each other; whether the doctor is still the same
 * is for the caller to look.
 */
export function lockTimeOf(
  tx: Tx,
  appointmentId: string,
  others: readonly string[] = [],
): Query<{ doctorId: string | null }> {
  return sql<{ doctorId: string | null }>`select current as "doctorId",
      app.lock_time(array_remove(array(select from_doctor_id from appointment_changes c where c.organization_id = ${tx.organizationId}
        and c.clinic_id = ${tx.clinicId} and c.appointment_id = ${appointmentId}) || current || ${others}::uuid[], null))
    from (select (select doctor_id from appointments where organization_id = ${tx.organizationId}
      and clinic_id = ${tx.clinicId} and id = ${appointmentId}) as current) of_visit`
}

/** Takes the time for a booking, or moves the booking there; travels with the commit. */
export function takeTime(tx: Tx, bookingId: string, doctorId: string, startsAt: string, endsAt: string) {
  tx.later(sql`select app.take_time(${bookingId}, ${doctorId}, ${tx.clinicId}, ${startsAt}, ${endsAt})`)
}

export function releaseTime(tx: Tx, bookingId: string) {
  tx.later(sql`select app.release_time(${bookingId})`)
}
