import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** The signed-in person's doctor profile in this branch; `doctor_not_here` when she is none, or not of this branch. */
export async function myDoctorId(tx: Tx): Promise<string> {
  const found = await tx.find(sql<{ id: string }>`select d.id from doctors d
    join clinic_doctors c on c.organization_id = d.organization_id and c.clinic_id = ${tx.clinicId} and c.doctor_id = d.id and c.active
    where d.organization_id = ${tx.organizationId} and d.user_id = ${tx.userId} and d.status = 'active'`)
  if (!found) throw new Refused('doctor_not_here')
  return found.id
}
