import type { Input } from '#contract/endpoint.ts'
import type { ClinicDoctor, listDoctors as listEndpoint } from '#contract/schedule.ts'
import { sql, type Tx } from '../../core/tx.ts'

export async function listDoctors(
  tx: Tx,
  { specialty, inactive }: Input<typeof listEndpoint>,
): Promise<ClinicDoctor[]> {
  const doctors =
    await tx.rows(sql<ClinicDoctor>`select d.id, d.full_name as "fullName", d.specialties, d.qualification,
      d.registration_number as "registrationNumber", d.languages, d.color, cd.room, d.visiting,
      cd.active and d.status = 'active' as active
    from clinic_doctors cd join doctors d on d.organization_id = cd.organization_id and d.id = cd.doctor_id
    where cd.organization_id = ${tx.organizationId} and cd.clinic_id = ${tx.clinicId}
    order by cd.position, d.full_name, d.id`)
  return doctors.filter(
    (doctor) =>
      (inactive || doctor.active) &&
      (specialty.length === 0 || doctor.specialties.some((one) => specialty.includes(one))),
  )
}
