import type { TestApp } from '#tests/harness/fixture.ts'
import { dayAhead, instant } from '#tests/harness/fixture.ts'
import { assign } from '#tests/harness/group.ts'

/** What these need of a test's app, or of a play's stage. */
type Arranged = Pick<TestApp, 'admin' | 'organizationId' | 'clinics' | 'people' | 'patients' | 'doctors' | 'services'>

/** Somebody who came today, with Dr Sana unless said otherwise. Answers the appointment. */
export async function arrange(
  { admin, organizationId, clinics, patients, doctors, services }: Arranged,
  given: { status?: string; patientId?: string; clinic?: 'gulberg' | 'north' } = {},
): Promise<string> {
  const { status = 'arrived', clinic = 'gulberg', patientId = patients[clinic] } = given
  const { rows } = await admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, service_id, status, starts_at, ends_at, arrived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $6 in ('arrived', 'in_room') then now() end) returning id`,
    [
      organizationId,
      clinics[clinic],
      patientId,
      doctors.sana,
      services[clinic],
      status,
      instant(dayAhead(0), '10:00'),
      instant(dayAhead(0), '10:30'),
    ],
  )
  return rows[0].id
}

/** A patient of Gulberg of her own, so that tests do not see each other's history. */
export async function newPatient(
  { admin, organizationId, clinics }: Arranged,
  name: string,
  number: string,
): Promise<string> {
  const { rows } = await admin.query(
    `insert into patients (organization_id, clinic_id, number, full_name, sex, born_on) values ($1, $2, $3, $4, 'female', '1990-05-01') returning id`,
    [organizationId, clinics.gulberg, number, name],
  )
  return rows[0].id
}

export async function makeAllergic(
  { admin, organizationId, clinics }: Arranged,
  patientId: string,
  label: string,
  drugClass: string,
) {
  await admin.query(
    `insert into patient_alerts (organization_id, clinic_id, patient_id, kind, label, drug_class, severity) values ($1, $2, $3, 'allergy', $4, $5, 'severe')`,
    [organizationId, clinics.gulberg, patientId, label, drugClass],
  )
}

/** A second doctor of Gulberg with a sign-in: Dr Bilal's, given to the owner's session with a doctor's role beside. */
export async function secondDoctor({ admin, clinics, people, doctors }: Arranged) {
  await assign(admin, people.owner, clinics.gulberg, 'doctor')
  await admin.query('update doctors set user_id = $1 where id = $2', [people.owner.userId, doctors.bilal])
  return people.owner
}
