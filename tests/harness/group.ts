import type pg from 'pg'
import { openTokens } from '#api/core/session.ts'
import type { Role } from '#contract/permissions.ts'

/** Signs the access tokens of tests and proofs. */
export const testSecret = 'a secret that only tests and proofs use, 32+'

/** Somebody with a session: `token` goes into the Authorization header. */
export interface Person {
  userId: string
  organizationId: string
  sessionId: string
  token: string
}

/**
 * An organization in Lahore with two branches, everybody who works there, and one patient each; and another
 * organization that must never be seen. Doctors work from 09:00 to 17:00 on every day of the week.
 */
export interface Group {
  organizationId: string
  clinics: { gulberg: string; north: string; foreign: string }
  people: Record<PersonName, Person>
  /** sana works at both branches, bilal at Gulberg, nadia at North, farid at the foreign clinic. */
  doctors: { sana: string; bilal: string; nadia: string; farid: string }
  services: { gulberg: string; north: string; foreign: string }
  patients: { gulberg: string; north: string; foreign: string }
}

const staff = {
  owner: ['org_admin', null],
  clinicAdmin: ['clinic_admin', 'gulberg'],
  manager: ['clinic_manager', 'gulberg'],
  doctor: ['doctor', 'gulberg'],
  receptionist: ['receptionist', 'gulberg'],
  receptionistNorth: ['receptionist', 'north'],
  billing: ['billing', 'gulberg'],
  nurse: ['nurse', 'gulberg'],
  pharmacist: ['pharmacist', 'gulberg'],
  stranger: ['org_admin', 'foreign'],
} as const satisfies Record<string, readonly [Role, 'gulberg' | 'north' | 'foreign' | null]>
export type PersonName = keyof typeof staff

/** Fills an empty, migrated database. `admin`: a connection that is above the walls. */
export async function arrangeGroup(admin: pg.Client): Promise<Group> {
  const insert = async (text: string, values: unknown[] = []) =>
    (await admin.query<{ id: string }>(text, values)).rows[0]!.id
  const organization = (name: string, slug: string) =>
    insert('insert into organizations (name, slug) values ($1, $2) returning id', [name, slug])
  const ours = await organization('DentoCare', 'dentocare')
  const theirs = await organization('Smile House', 'smile-house')

  const clinic = async (owner: string, name: string, code: string) => {
    const id = await insert(
      `insert into clinics (organization_id, name, code, city) values ($1, $2, $3, 'Lahore') returning id`,
      [owner, name, code],
    )
    await admin.query(
      `insert into clinic_hours (organization_id, clinic_id, weekday, opens_minute, closes_minute)
       select $1, $2, weekday, 480, 1320 from generate_series(1, 7) weekday`,
      [owner, id],
    )
    return id
  }
  const clinics = {
    gulberg: await clinic(ours, 'Gulberg', 'GUL'),
    north: await clinic(ours, 'North', 'NOR'),
    foreign: await clinic(theirs, 'Smile House', 'SML'),
  }
  const ownerOf = (name: keyof typeof clinics) => (name === 'foreign' ? theirs : ours)

  const tokens = openTokens(testSecret)
  const people = {} as Record<PersonName, Person>
  for (const [name, [role, where]] of Object.entries(staff) as [PersonName, (typeof staff)[PersonName]][]) {
    const organizationId = where === 'foreign' ? theirs : ours
    const userId = await insert('insert into users (email, full_name) values ($1, $2) returning id', [
      `${name.toLowerCase()}@example.com`,
      name,
    ])
    await admin.query('insert into people (organization_id, user_id, full_name) values ($1, $2, $3)', [
      organizationId,
      userId,
      name,
    ])
    const clinicId = where === null || where === 'foreign' ? null : clinics[where]
    await assign(admin, { organizationId, userId }, clinicId, role)
    const sessionId = await insert(
      `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 day') returning id`,
      [organizationId, userId],
    )
    const claims = { sessionId, userId, organizationId, roles: [role], clinicIds: clinicId ? [clinicId] : ['*'] }
    people[name] = { userId, organizationId, sessionId, token: await tokens.sign(claims) }
  }

  const doctor = async (name: string, at: (keyof typeof clinics)[], userId: string | null = null) => {
    const id = await insert(
      `insert into doctors (organization_id, full_name, user_id, specialties) values ($1, $2, $3, '{General dentistry}') returning id`,
      [ownerOf(at[0]!), name, userId],
    )
    for (const where of at) {
      await admin.query('insert into clinic_doctors (organization_id, clinic_id, doctor_id) values ($1, $2, $3)', [
        ownerOf(where),
        clinics[where],
        id,
      ])
      await admin.query(
        `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
         select $1, $2, $3, weekday, 540, 1020 from generate_series(1, 7) weekday`,
        [ownerOf(where), clinics[where], id],
      )
    }
    return id
  }
  const doctors = {
    sana: await doctor('Dr Sana Malik', ['gulberg', 'north'], people.doctor.userId),
    bilal: await doctor('Dr Bilal Ahmed', ['gulberg']),
    nadia: await doctor('Dr Nadia Khan', ['north']),
    farid: await doctor('Dr Farid Butt', ['foreign']),
  }

  const inEach = async (make: (owner: string, clinicId: string, name: string) => Promise<string>) => ({
    gulberg: await make(ours, clinics.gulberg, 'Gulberg'),
    north: await make(ours, clinics.north, 'North'),
    foreign: await make(theirs, clinics.foreign, 'Foreign'),
  })
  const services = await inEach((owner, clinicId) =>
    insert(
      `insert into services (organization_id, clinic_id, name, minutes, price_minor)
       values ($1, $2, 'Consultation', 30, 200000) returning id`,
      [owner, clinicId],
    ),
  )
  const patients = await inEach((owner, clinicId, name) =>
    insert(
      `insert into patients (organization_id, clinic_id, number, full_name, phone)
       values ($1, $2, 'P-000001', $3, '+923001234567') returning id`,
      [owner, clinicId, `Patient of ${name}`],
    ),
  )
  return { organizationId: ours, clinics, people, doctors, services, patients }
}

/** Gives somebody a role more; `clinicId` null: over all of the organization. */
export async function assign(
  admin: Pick<pg.Client, 'query'>,
  { organizationId, userId }: Pick<Person, 'organizationId' | 'userId'>,
  clinicId: string | null,
  role: Role,
): Promise<void> {
  await admin.query('insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, $4)', [
    organizationId,
    userId,
    clinicId,
    role,
  ])
}
