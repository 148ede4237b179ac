import type { SettledVisit } from '#contract/people.ts'
import { newId } from '../../../core/ids.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { insertPatient } from '../../patients/index.ts'
import { isoOf, localDay } from '../../scheduling/index.ts'
import { atClinic } from '../at-clinic.ts'
import { addChange } from '../history.ts'
import { takeTime } from '../timeline.ts'
import type { ComingVisit } from './future-visits.ts'
import { settledOf } from './settle.ts'

interface PatientFacts {
  fullName: string
  phone: string | null
  sex: 'male' | 'female' | 'other' | 'unknown'
  bornOn: string | null
  country: string
}

/**
 * An appointment goes with its doctor to another branch at the same time. Records never move: at the first branch it
 * is cancelled, with the reason; at the other one it is booked anew, for the patient's own record there. The booking
 * itself is moved, so the doctor's time is never free in between.
 */
export async function moveAlong(
  tx: Tx,
  visit: ComingVisit,
  doctor: { id: string; fullName: string },
  to: { clinicId: string; name: string; timeZone: string },
): Promise<SettledVisit> {
  const here = atClinic(tx, visit.branchId)
  const there = atClinic(tx, to.clinicId)
  const patientId = await patientThere(tx, there, visit, to.clinicId)
  const serviceId = await serviceThere(there, visit)
  const reason = `Moved with ${doctor.fullName} to ${to.name}`
  here.later(sql`update appointments set status = 'cancelled', booking_id = null, cancel_reason = ${reason}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${visit.branchId} and id = ${visit.id}`)
  // Without where it was: its time is not there to be taken back.
  addChange(here, visit.id, { change: 'cancelled', fromStatus: visit.status, toStatus: 'cancelled', reason })

  const id = newId()
  const bookingId = visit.timed ? (visit.bookingId ?? newId()) : null
  const { startsAt, endsAt } = visit.timed ? visit : dayAt(visit, to.timeZone)
  if (bookingId) takeTime(there, bookingId, doctor.id, startsAt, endsAt)
  there.later(sql`insert into appointments (clinic_id, id, patient_id, doctor_id, service_id, booking_id, status, starts_at, ends_at, timed,
      reason, created_by)
    values (${to.clinicId}, ${id}, ${patientId}, ${doctor.id}, ${serviceId}, ${bookingId}, ${visit.status}, ${startsAt}, ${endsAt}, ${visit.timed},
      ${visit.reason}, ${tx.userId})`)
  addChange(there, id, {
    change: 'booked',
    fromStatus: null,
    toStatus: visit.status,
    reason: `From ${visit.branchName}`,
  })
  here.record('appointment.cancelled', visit.id, { from: visit.status, reason, movedTo: id })
  there.record('appointment.booked', id, { patientId, doctorId: doctor.id, startsAt, endsAt, movedFrom: visit.id })
  return { ...settledOf(visit, 'moved_along', { branchName: to.name, timeZone: to.timeZone }), id }
}

/** A visit of which only the day is known begins with that day, by the clock of its branch. */
function dayAt(visit: ComingVisit, timeZone: string) {
  const begins = localDay(visit.day, timeZone).from
  const lasts = Date.parse(visit.endsAt) - Date.parse(visit.startsAt)
  return { startsAt: isoOf(begins), endsAt: isoOf(begins + lasts) }
}

/** Her record at the other branch: the same name and phone, else a new one with what the desk would ask for. */
async function patientThere(tx: Tx, there: Tx, visit: ComingVisit, clinicId: string): Promise<string> {
  const patient =
    await tx.one(sql<PatientFacts>`select p.full_name as "fullName", p.phone, p.sex, p.born_on as "bornOn", c.country
    from patients p join clinics c on c.organization_id = p.organization_id and c.id = ${clinicId}
    where p.organization_id = ${tx.organizationId} and p.clinic_id = ${visit.branchId} and p.id = ${visit.patientId}`)
  const known = await there.find(sql<{ id: string }>`select id from patients
    where organization_id = ${tx.organizationId} and clinic_id = ${clinicId} and archived_at is null
      and lower(full_name) = lower(${patient.fullName}) and phone = ${patient.phone}
      and (born_on is null or ${patient.bornOn}::date is null or born_on = ${patient.bornOn}::date)
    order by id limit 1`)
  if (known) return known.id
  // Written at once, unlike the rest: its number is counted in the branch.
  await tx.rows(sql`select app.at_clinic(${clinicId})`)
  const { country, ...facts } = patient
  const made = await insertPatient(there, facts as Parameters<typeof insertPatient>[1], country)
  there.record('patient.registered', made.id, { number: made.number, by: 'transfer' })
  return made.id
}

/** The service of the same name, where the other branch offers one. */
async function serviceThere(there: Tx, { serviceName }: ComingVisit): Promise<string | null> {
  if (!serviceName) return null
  const found = await there.find(sql<{
    id: string
  }>`select id from services where organization_id = ${there.organizationId}
    and clinic_id = ${there.clinicId} and name = ${serviceName} and active`)
  return found?.id ?? null
}
