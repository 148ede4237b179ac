import { sql, type Tx } from '../../core/tx.ts'
import type { CalendarPerson } from '../identity/index.ts'
import type { SessionRule } from './rules.ts'

/**
 * Puts a doctor on the calendar of a branch. A profile that is hers is taken: by her sign-in, or by the address of a
 * visiting doctor who has none yet, so that nobody stands there twice. Answers the doctor's id.
 */
export async function placeDoctor(tx: Tx, person: CalendarPerson, clinicId: string): Promise<string> {
  const { userId, fullName, phone, specialties } = person
  const email = person.email?.toLowerCase() ?? null
  const known = await tx.find(sql<{ id: string; hasUser: boolean }>`
    select id, user_id is not null as "hasUser" from doctors where organization_id = ${tx.organizationId}
      and (user_id = ${userId} or (user_id is null and lower(email) = ${email}))
    order by user_id nulls last limit 1 for update`)
  const id = known
    ? known.id
    : (
        await tx.one(sql<{ id: string }>`insert into doctors (user_id, full_name, email, phone, specialties, visiting)
          values (${userId}, ${fullName}, ${email}, ${phone}, ${specialties}, ${userId === null}) returning id`)
      ).id
  if (known && userId && !known.hasUser)
    await tx.rows(sql`update doctors set user_id = ${userId}, version = version + 1
      where organization_id = ${tx.organizationId} and id = ${id}`)
  await showDoctor(tx, id, clinicId)
  return id
}

/** On the calendar of a branch, with sessions or without. */
export async function showDoctor(tx: Tx, doctorId: string, clinicId: string): Promise<void> {
  await tx.rows(sql`insert into clinic_doctors (clinic_id, doctor_id, position)
    values (${clinicId}, ${doctorId}, (select coalesce(max(position), -1) + 1 from clinic_doctors
      where organization_id = ${tx.organizationId} and clinic_id = ${clinicId}))
    on conflict (organization_id, clinic_id, doctor_id) do update set active = true`)
}

/** Off the calendar of a branch: her sessions there ended yesterday, those to come are none. What is booked stays. */
export async function withdrawDoctor(tx: Tx, doctorId: string, clinicId: string): Promise<void> {
  const hers = sql`s.organization_id = ${tx.organizationId} and s.clinic_id = ${clinicId} and s.doctor_id = ${doctorId}
    and c.organization_id = s.organization_id and c.id = s.clinic_id`
  const today = sql`(now() at time zone c.time_zone)::date`
  await tx.batch(
    sql`delete from doctor_sessions s using clinics c where ${hers} and s.valid_from >= ${today}`,
    sql`update doctor_sessions s set valid_to = ${today} - 1, version = s.version + 1 from clinics c
      where ${hers} and coalesce(s.valid_to, 'infinity') >= ${today}`,
    sql`update clinic_doctors set active = false
      where organization_id = ${tx.organizationId} and clinic_id = ${clinicId} and doctor_id = ${doctorId}`,
  )
}

/** To another branch from a day on: what she has at the first ends the day before, and `going` begins at the other one. */
export async function moveSessions(
  tx: Tx,
  doctorId: string,
  { fromClinicId, toClinicId, fromDay }: { fromClinicId: string; toClinicId: string; fromDay: string },
  going: readonly SessionRule[],
): Promise<void> {
  await showDoctor(tx, doctorId, toClinicId)
  const here = sql`organization_id = ${tx.organizationId} and clinic_id = ${fromClinicId} and doctor_id = ${doctorId}`
  await tx.batch(
    sql`delete from doctor_sessions where ${here} and valid_from >= ${fromDay}::date`,
    sql`update doctor_sessions set valid_to = ${fromDay}::date - 1, version = version + 1
      where ${here} and coalesce(valid_to, 'infinity') >= ${fromDay}::date`,
    sql`insert into doctor_sessions (clinic_id, doctor_id, weekday, starts_minute, ends_minute, valid_from, valid_to)
      select ${toClinicId}, ${doctorId}, s.weekday, s."startsMinute", s."endsMinute", s."validFrom", s."validTo"
      from jsonb_to_recordset(${JSON.stringify(going)}::jsonb) as s(weekday int, "startsMinute" int, "endsMinute" int,
        "validFrom" date, "validTo" date)`,
  )
}

/** The contact of a visiting doctor of the branch in scope. Refused `not_found` for anybody who signs in herself. */
export async function editContact(tx: Tx, doctorId: string, contact: Omit<CalendarPerson, 'userId'>): Promise<void> {
  await tx.one(sql`update doctors d set full_name = ${contact.fullName}, email = ${contact.email?.toLowerCase() ?? null},
      phone = ${contact.phone}, specialties = ${contact.specialties}, version = version + 1
    where d.organization_id = ${tx.organizationId} and d.id = ${doctorId} and d.user_id is null
      and exists (select from clinic_doctors cd where cd.organization_id = d.organization_id
        and cd.clinic_id = ${tx.clinicId} and cd.doctor_id = d.id and cd.active)
    returning d.id`)
}
