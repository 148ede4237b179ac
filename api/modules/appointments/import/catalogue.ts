import { sql, type Tx } from '../../../core/tx.ts'
import { normaliseName } from '../../patients/index.ts'

/** Doctors and services by the names a list uses. */
export async function openCatalogue(tx: Tx) {
  const [doctors, services] = await tx.batch<
    [
      { id: string; clinic_id: string; full_name: string },
      { id: string; clinic_id: string; name: string; minutes: number },
    ]
  >(
    sql`select d.id, c.clinic_id, d.full_name from clinic_doctors c
      join doctors d on d.organization_id = c.organization_id and d.id = c.doctor_id
      where c.organization_id = ${tx.organizationId} and c.active and d.status = 'active'`,
    sql`select id, clinic_id, name, minutes from services where organization_id = ${tx.organizationId} and active`,
  )
  const doctorOf = new Map(doctors.map((row) => [`${row.clinic_id} ${normaliseName(row.full_name)}`, row.id]))
  const serviceOf = new Map(services.map((row) => [`${row.clinic_id} ${normaliseName(row.name)}`, row]))
  return {
    /** Titles and letter case do not matter: "DR. SANA MALIK" is Dr Sana Malik. */
    doctor: (clinicId: string | null, name: string) => doctorOf.get(`${clinicId} ${normaliseName(name)}`) ?? null,
    service: (clinicId: string | null, name: string) => serviceOf.get(`${clinicId} ${normaliseName(name)}`) ?? null,
  }
}
