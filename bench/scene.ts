import pg from 'pg'
import { openTokens } from '#api/core/session.ts'
import { daysFrom } from '#api/modules/scheduling/index.ts'

/** What the cases ask about: one branch of the group, its people and a few hundred of everything. */
export interface Scene {
  clinicId: string
  clinicIds: string[]
  people: Record<'desk' | 'headOffice', { organizationId: string; userId: string; sessionId: string }>
  tokens: Record<'desk' | 'headOffice', () => Promise<string>>
  days: string[]
  patientIds: string[]
  misspelt: string[]
  phoneDigits: string[]
  /** People who may sign in; all have the sample group's password. */
  logins: string[]
  /** Inputs of bookings that all fit. */
  slots: Record<string, unknown>[]
}

const many = 300
/** Each is booked once, by ours or by the control: enough for all rounds of the longest run. */
const slotsWanted = 24_000

/** Looks a scene up in the loaded group, and makes room for bookings: doctors of the benchmark alone, with empty days. */
export async function arrangeScene(adminUrl: string, secret: string, slots = slotsWanted): Promise<Scene> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await admin.query<Row>(text, values)).rows
    const [desk] = await rows<{ user_id: string; organization_id: string; clinic_id: string }>(
      `select a.user_id, a.organization_id, a.clinic_id from assignments a join users u on u.id = a.user_id
       where u.email = 'front-desk@dentocare.example' and a.clinic_id is not null limit 1`,
    )
    const [head] = await rows<{ user_id: string }>(
      `select user_id from assignments where role = 'org_admin' and organization_id = $1 limit 1`,
      [desk!.organization_id],
    )
    const organizationId = desk!.organization_id
    const clinicId = desk!.clinic_id
    const sessionOf = async (userId: string) => ({
      organizationId,
      userId,
      sessionId: (
        await rows<{ id: string }>(
          `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 day') returning id`,
          [organizationId, userId],
        )
      )[0]!.id,
    })
    const people = { desk: await sessionOf(desk!.user_id), headOffice: await sessionOf(head!.user_id) }
    const signer = openTokens(secret)
    const patients = await rows<{ id: string; full_name: string; phone: string }>(
      `select id, full_name, phone from patients where organization_id = $1 and clinic_id = $2 and phone is not null
         and full_name ~ '^[A-Za-z ]+$' order by md5(id::text) limit ${many}`,
      [organizationId, clinicId],
    )
    return {
      clinicId,
      clinicIds: (
        await rows<{ id: string }>('select id from clinics where organization_id = $1', [organizationId])
      ).map((row) => row.id),
      people,
      tokens: {
        desk: () => signer.sign({ ...people.desk, roles: ['receptionist'], clinicIds: [clinicId] }),
        headOffice: () => signer.sign({ ...people.headOffice, roles: ['org_admin'], clinicIds: ['*'] }),
      },
      days: (
        await rows<{ day: string }>(
          `select day::text from appointments where organization_id = $1 and clinic_id = $2 and day < current_date
           group by day having count(*) >= 15 order by day desc limit 60`,
          [organizationId, clinicId],
        )
      ).map((row) => row.day),
      logins: (
        await rows<{ email: string }>(
          `select u.email from users u join people p on p.user_id = u.id where p.organization_id = $1
             and u.email is not null and u.status = 'active' and u.password_hash is not null order by u.email limit 500`,
          [organizationId],
        )
      ).map((row) => row.email),
      patientIds: patients.map((patient) => patient.id),
      misspelt: patients.map((patient, index) => misspell(patient.full_name, index)),
      phoneDigits: patients.map((patient) => patient.phone.slice(-7)),
      slots: await makeRoom(admin, {
        organizationId,
        clinicId,
        slots,
        patientIds: patients.map((patient) => patient.id),
      }),
    }
  } finally {
    await admin.end()
  }
}

/** One letter left out or two exchanged, somewhere behind the first. */
function misspell(name: string, index: number): string {
  const at = 1 + (index % Math.max(1, name.indexOf(' ') - 2))
  return index % 2 === 0
    ? name.slice(0, at) + name.slice(at + 1)
    : name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}

const slotMinutes = 15

async function makeRoom(
  admin: pg.Client,
  {
    organizationId,
    clinicId,
    slots,
    patientIds,
  }: { organizationId: string; clinicId: string; slots: number; patientIds: string[] },
): Promise<Record<string, unknown>[]> {
  const perDay = 24 // from 09:00 to 15:00
  const doctorCount = 40
  const dayCount = Math.ceil(slots / perDay / doctorCount)
  const { rows } = await admin.query<{ id: string }>(
    `with made as (insert into doctors (organization_id, full_name) select $1, 'Dr Bench ' || n from generate_series(1, $3) n returning id),
      placed as (insert into clinic_doctors (organization_id, clinic_id, doctor_id) select $1, $2, id from made)
     select id from made`,
    [organizationId, clinicId, doctorCount],
  )
  await admin.query(
    `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
     select $1, $2, d, w, 540, 900 from unnest($3::uuid[]) d, generate_series(1, 7) w`,
    [organizationId, clinicId, rows.map((row) => row.id)],
  )
  // The sample group's hours lean with the time of day it was loaded at: here the branch never closes.
  await admin.query(
    `with closed as (delete from clinic_hours where organization_id = $1 and clinic_id = $2)
     insert into clinic_hours (organization_id, clinic_id, weekday, opens_minute, closes_minute)
     select $1, $2, w, 0, 1440 from generate_series(1, 7) w
     on conflict (organization_id, clinic_id, weekday, opens_minute) do update set closes_minute = 1440`,
    [organizationId, clinicId],
  )
  const days = daysFrom(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10), dayCount)
  const made: Record<string, unknown>[] = []
  // Day by day, so that neighbours in time go to different doctors, as at a desk with several.
  for (const day of days)
    for (let index = 0; index < perDay; index++)
      for (const { id: doctorId } of rows) {
        const startsAt = new Date(Date.parse(`${day}T09:00:00+05:00`) + index * slotMinutes * 60_000).toISOString()
        made.push({
          clinicId,
          patientId: patientIds[made.length % patientIds.length],
          doctorId,
          startsAt,
          minutes: slotMinutes,
        })
      }
  return made.slice(0, slots)
}
