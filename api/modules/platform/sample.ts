import type { Slot } from '#contract/appointments.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import type { addSample as addEndpoint, FirstSteps, removeSample as removeEndpoint } from '#contract/registration.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { bookAppointment, proposeSlots } from '../appointments/index.ts'
import { insertPatient } from '../patients/index.ts'
import { getFirstSteps } from './first-steps.ts'
import { samplePeople } from './sample-people.ts'

const visits = 6
const minutes = 30

/** Ten patients, and visits in the next free hours of the doctors who are there. Each row is marked. */
export async function addSample(tx: Tx, { clinicId }: Input<typeof addEndpoint>): Promise<FirstSteps> {
  const clinic = await tx.one(sql<{ country: string; samples: number }>`select country,
      (select count(*)::int from sample_patients s where s.organization_id = c.organization_id and s.clinic_id = c.id) as samples
    from clinics c where organization_id = ${tx.organizationId} and id = ${tx.clinicId} for update`)
  if (clinic.samples > 0) {
    tx.recordNothing('they are here already')
    return getFirstSteps(tx)
  }

  const patients: string[] = []
  for (const person of samplePeople) {
    const { id, number } = await insertPatient(tx, { ...person, tags: ['sample'] }, clinic.country)
    tx.record('patient.registered', id, { number, by: 'sample' })
    patients.push(id)
  }
  await tx.rows(sql`insert into sample_patients (patient_id) select unnest(${patients}::uuid[])`)

  const { slots } = await proposeSlots(tx, { clinicId, minutes, limit: 50 })
  const appointments: string[] = []
  for (const [at, slot] of apart(slots).slice(0, visits).entries()) {
    const { doctorId, startsAt } = slot
    const visit = await bookAppointment(tx, {
      clinicId,
      patientId: patients[at]!,
      doctorId,
      startsAt,
      minutes,
      reason: '',
    })
    appointments.push(visit.id)
  }
  // The visits themselves are written with the commit, so their marks are sent after them.
  tx.later(sql`insert into sample_appointments (appointment_id) select unnest(${appointments}::uuid[])`)
  tx.record('clinic.sampleAdded', tx.clinicId, { patients: patients.length, appointments: appointments.length })
  const steps = await getFirstSteps(tx)
  return { ...steps, sampleAppointments: appointments.length }
}

/** Proposals may overlap; of each doctor's those that do not, the earliest first. */
function apart(slots: Slot[]): Slot[] {
  const taken: Slot[] = []
  for (const slot of [...slots].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))) {
    const clash = taken.some(
      ({ doctorId, endsAt }) => doctorId === slot.doctorId && Date.parse(endsAt) > Date.parse(slot.startsAt),
    )
    if (!clash) taken.push(slot)
  }
  return taken
}

export async function removeSample(
  tx: Tx,
  _input: Input<typeof removeEndpoint>,
): Promise<Output<typeof removeEndpoint>> {
  const gone = await tx.one(
    sql<{ appointments: number; patients: number; kept: number }>`select * from app.remove_sample()`,
  )
  tx.record('clinic.sampleRemoved', tx.clinicId, gone)
  return { ...gone, steps: await getFirstSteps(tx) }
}
