import { sql, type Tx } from '../../core/tx.ts'
import { showDoctor } from './staff.ts'

/**
 * Puts a doctor on the branch's calendar, with a session for every stretch in which the branch is open. `userId`: her
 * sign-in, whose profile is taken when she is a doctor of the organization already; null: she has none.
 */
export async function addDoctor(
  tx: Tx,
  { fullName, specialties, userId }: { fullName: string; specialties: string[]; userId: string | null },
): Promise<{ id: string; sessions: number }> {
  const known = userId
    ? await tx.find(sql<{ id: string }>`select id from doctors
        where organization_id = ${tx.organizationId} and user_id = ${userId}`)
    : null
  const { id } =
    known ??
    (await tx.one(sql<{ id: string }>`insert into doctors (full_name, specialties, user_id)
      values (${fullName}, ${specialties}, ${userId}) returning id`))
  await showDoctor(tx, id, tx.clinicId)
  const sessions = await tx.rows(sql`insert into doctor_sessions (doctor_id, weekday, starts_minute, ends_minute)
    select ${id}, h.weekday, h.opens_minute, h.closes_minute from clinic_hours h
    where h.organization_id = ${tx.organizationId} and h.clinic_id = ${tx.clinicId}
      and not exists (select from doctor_sessions s where s.organization_id = h.organization_id
        and s.clinic_id = h.clinic_id and s.doctor_id = ${id})
    returning id`)
  tx.record('doctor.added', id, { fullName, sessions: sessions.length })
  return { id, sessions: sessions.length }
}
