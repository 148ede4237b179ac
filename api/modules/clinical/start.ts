import type { Encounter, startVisit as startVisitEndpoint } from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { callIn, holdAppointment } from '../appointments/index.ts'
import { myDoctorId } from './doctor.ts'
import { getEncounter } from './queries.ts'
import { refuseStart } from './rules.ts'

interface Begun {
  id: string
  status: string
  doctorId: string
  doctorName: string
}

/** Opens the visit as the signed-in doctor. Opened by her before, it is simply continued. */
export async function startVisit(
  tx: Tx,
  { appointmentId, takeOver }: Input<typeof startVisitEndpoint>,
): Promise<Encounter> {
  const appointment = await holdAppointment(tx, appointmentId)
  const doctorId = await myDoctorId(tx)
  const begun = await tx.find(sql<Begun>`select e.id, e.status, e.doctor_id as "doctorId", d.full_name as "doctorName"
    from encounters e join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
    where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.appointment_id = ${appointmentId}`)

  const refusal = refuseStart(appointment.status, begun, doctorId, takeOver)
  if (refusal) throw new Refused(refusal, begun && { doctorName: begun.doctorName })

  if (begun) return continueVisit(tx, begun, doctorId)

  const { id } = await tx.one(sql<{ id: string }>`insert into encounters (appointment_id, patient_id, doctor_id)
    values (${appointmentId}, ${appointment.patientId}, ${doctorId}) returning id`)
  // What was booked is usually what is done; the doctor takes it out when it is not.
  await tx.rows(sql`insert into encounter_services (encounter_id, position, service_id, unit_minor)
    select ${id}, 0, s.id, s.price_minor from appointments a
    join services s on s.organization_id = a.organization_id and s.clinic_id = a.clinic_id and s.id = a.service_id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId} and s.active`)
  callIn(tx, appointment, doctorId)
  tx.record('encounter.started', id, { appointmentId, doctorId })
  return getEncounter(tx, id)
}

async function continueVisit(tx: Tx, begun: Begun, doctorId: string): Promise<Encounter> {
  if (begun.doctorId === doctorId) {
    tx.recordNothing('the visit was open already')
    return getEncounter(tx, begun.id)
  }
  await tx.rows(sql`update encounters set doctor_id = ${doctorId}, version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${begun.id}`)
  tx.record('encounter.takenOver', begun.id, { from: begun.doctorId, to: doctorId })
  return getEncounter(tx, begun.id)
}
