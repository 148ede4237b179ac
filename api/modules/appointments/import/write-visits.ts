import { sql, type Tx } from '../../../core/tx.ts'
import { type BulkPatient, insertPatientRows } from '../../patients/index.ts'
import type { RowStatus } from './times.ts'

/** An appointment to be made; `bookingId` null: it takes no time of a doctor. */
export interface VisitToWrite {
  id: string
  clinicId: string
  patientId: string
  /** The patient to be made with it, when this is the first row about her. */
  patient: BulkPatient | null
  doctorId: string | null
  serviceId: string | null
  bookingId: string | null
  status: RowStatus
  startsAt: string
  endsAt: string
  timed: boolean
  reason: string
  externalId: string | null
  bookedAt: string | null
}

/** Makes the appointments of a chunk, the patients they are about and the bookings they take, in a few statements. */
export async function writeVisits(tx: Tx, importId: string, visits: VisitToWrite[]): Promise<void> {
  if (visits.length === 0) return
  await insertPatientRows(
    tx,
    importId,
    visits.flatMap(({ patient }) => (patient ? [patient] : [])),
  )
  const rows = JSON.stringify(visits.map(({ patient: _, ...visit }) => visit))
  if (visits.some(({ bookingId }) => bookingId))
    await tx.rows(sql`select app.take_time("bookingId", "doctorId", "clinicId", "startsAt", "endsAt")
      from jsonb_to_recordset(${rows}::jsonb) as r ("bookingId" uuid, "doctorId" uuid, "clinicId" uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      where "bookingId" is not null`)
  await tx.rows(sql`insert into appointments (clinic_id, id, patient_id, doctor_id, service_id, booking_id, status, source,
      starts_at, ends_at, timed, reason, external_ref, import_id, created_by, created_at, arrived_at)
    select "clinicId", id, "patientId", "doctorId", "serviceId", "bookingId", status, 'import', "startsAt", "endsAt", timed,
      reason, "externalId", ${importId}, ${tx.userId}, coalesce("bookedAt", now()), case when status = 'arrived' then now() end
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, "clinicId" uuid, "patientId" uuid, "doctorId" uuid, "serviceId" uuid,
      "bookingId" uuid, status text, "startsAt" timestamptz, "endsAt" timestamptz, timed boolean, reason text,
      "externalId" text, "bookedAt" timestamptz)`)
}
