import type pg from 'pg'
import { medicineName } from '#db/reference/medicines.ts'
import { closesMinute, dateText, dayMs, historyDays, opensMinute, timeZone } from './clock.ts'
import { instant, list, runSteps, Sheet } from './copy.ts'
import { isClosed, visitingMail } from './doctors.ts'
import { group, sampleOperators } from './people.ts'
import type { GroupPlan, Person, PlannedBranch, PlannedDoctor } from './plan.ts'
import { presets } from './presets.ts'
import { invitationSheets, lentStaff, workSheet } from './staff-life.ts'

export type Counted = (table: string, rows: number) => void

/** The organization, its branches, people and doctors, and presets; diagnoses and medicines come with the migrations. */
export async function loadGroup(
  client: pg.Client,
  plan: GroupPlan,
  passwordHash: string,
  counted: Counted,
): Promise<void> {
  const createdAt = instant((plan.clock.today - 1200) * dayMs)
  await client.query(
    `insert into organizations (id, name, slug, is_sample, created_at, time_zone) values ($1, $2, $3, true, $4, $5)`,
    [plan.organizationId, group.name, group.slug, createdAt, timeZone],
  )
  await client.query(`select set_config('app.organization_id', $1, true)`, [plan.organizationId])

  const sheets = [
    ...clinicSheets(plan, createdAt),
    ...peopleSheets(plan, passwordHash, createdAt),
    ...doctorSheets(plan, createdAt),
    placesSheet(plan),
    presetsSheet(),
    ...invitationSheets(plan),
    workSheet(
      plan,
      plan.doctors.flatMap(({ doctor, userId }) =>
        userId ? [{ userId, branchIds: branchesOf(plan, doctor).map(({ id }) => id) }] : [],
      ),
    ),
  ]
  for (const sheet of sheets) counted(sheet.table, sheet.size)
  await runSteps(
    client,
    sheets.map((sheet) => sheet.take()),
  )
  for (const { name, email, role } of sampleOperators)
    await client.query(
      `with made as (insert into users (email, full_name, password_hash) values ($1, $2, $3) returning id)
       insert into platform_roles (user_id, role, is_sample) select id, $4, true from made`,
      [email, name, passwordHash, role],
    )
  await client.query('select app.count_usage()')
}

export const letterheadFooter = 'Please bring this paper to your next visit.'

export const branchMail = (branch: PlannedBranch): string => `${branch.slug}@${group.mailHost}`

function clinicSheets(plan: GroupPlan, createdAt: string | null): Sheet[] {
  const clinics = new Sheet(
    'clinics',
    'id name code city region address phone email color letterhead mails_visiting_doctors created_at',
  )
  const hours = new Sheet('clinic_hours', 'clinic_id weekday opens_minute closes_minute')
  for (const branch of plan.branches) {
    clinics.add(
      branch.id,
      branch.name,
      branch.code,
      branch.city.name,
      branch.city.region,
      branch.address,
      branch.phone,
      branchMail(branch),
      branch.color,
      JSON.stringify({ footer: letterheadFooter }),
      // Those whose specialist comes from outside.
      plan.doctors.some(({ doctor }) => doctor.visiting && doctor.home === branch.index),
      createdAt,
    )
    for (let weekday = 1; weekday <= 7; weekday++) {
      if (isClosed(branch.index, weekday)) continue
      hours.add(branch.id, weekday, opensMinute + plan.clock.lean, closesMinute + plan.clock.lean)
    }
  }
  return [clinics, hours]
}

function peopleSheets(plan: GroupPlan, passwordHash: string, createdAt: string | null): Sheet[] {
  const users = new Sheet('users', 'id email phone full_name password_hash created_at')
  const people = new Sheet('people', 'user_id full_name email phone created_at')
  const assignments = new Sheet('assignments', 'user_id clinic_id role created_at')
  const add = (person: Person, clinicId: string | null) => {
    addUser(person.userId, person.email, person.name)
    assignments.add(person.userId, clinicId, person.role, createdAt)
  }
  const addUser = (userId: string, email: string, name: string) => {
    users.add(userId, email, null, name, passwordHash, createdAt)
    people.add(userId, name, email, null, createdAt)
  }

  for (const person of plan.headOffice) add(person, null)
  for (const branch of plan.branches) for (const person of branch.staff) add(person, branch.id)
  for (const { doctor, userId } of plan.doctors) {
    if (userId === null || doctor.email === null) continue
    addUser(userId, doctor.email, doctor.name)
    for (const branch of branchesOf(plan, doctor)) assignments.add(userId, branch.id, 'doctor', createdAt)
  }
  for (const { userId, clinicId, role } of lentStaff(plan)) assignments.add(userId, clinicId, role, createdAt)
  return [users, people, assignments]
}

/** Where a doctor works, the home branch first. */
export function branchesOf(plan: GroupPlan, doctor: PlannedDoctor['doctor']): PlannedBranch[] {
  return [...new Set([doctor.home, ...doctor.sessions.map((session) => session.branch)])].map(
    (index) => plan.branches[index]!,
  )
}

function doctorSheets(plan: GroupPlan, createdAt: string | null): Sheet[] {
  const doctors = new Sheet(
    'doctors',
    'id user_id full_name specialties qualification registration_number languages phone email visiting color offices created_at',
  )
  const places = new Sheet('clinic_doctors', 'clinic_id doctor_id room position')
  const sessions = new Sheet('doctor_sessions', 'clinic_id doctor_id weekday starts_minute ends_minute valid_from')
  const validFrom = dateText(plan.clock.today - historyDays)
  for (const { doctor, id, userId } of plan.doctors) {
    const branches = branchesOf(plan, doctor)
    doctors.add(
      id,
      userId,
      doctor.name,
      list([doctor.specialty]),
      doctor.qualification,
      doctor.registration,
      list(doctor.languages),
      null,
      doctor.email ?? visitingMail(doctor),
      doctor.visiting,
      doctorColors[doctor.index % doctorColors.length]!,
      JSON.stringify(branches.map((branch, position) => officeAt(branch, position === 0))),
      createdAt,
    )
    for (const branch of branches) {
      const room = `Room ${branch.index === doctor.home ? (doctor.index % 3) + 1 : 4}`
      places.add(branch.id, id, room, branch.index === doctor.home ? doctor.index % 3 : 3)
    }
    for (const session of doctor.sessions) {
      const branch = plan.branches[session.branch]!
      sessions.add(
        branch.id,
        id,
        session.weekday,
        session.starts + plan.clock.lean,
        session.ends + plan.clock.lean,
        validFrom,
      )
    }
  }
  return [doctors, places, sessions]
}

const doctorColors = ['#0f766e', '#1d4ed8', '#b45309', '#7c3aed', '#be185d', '#15803d']

/** A doctor's office as the profile lists it. */
function officeAt(branch: PlannedBranch, primary: boolean) {
  return { id: officeId(branch), name: branch.name, address: branch.address, is_primary: primary, clinic_id: branch.id }
}

export const officeId = (branch: PlannedBranch): string => `off-${branch.slug}`

/** Clinics have theirs by a trigger. */
function placesSheet(plan: GroupPlan): Sheet {
  const places = new Sheet('places', 'id kind name')
  for (const [name, id] of plan.hospitals) places.add(id, 'hospital', name)
  places.add(plan.awayPlaceId, 'away', 'Away')
  return places
}

function presetsSheet(): Sheet {
  const sheet = new Sheet('prescription_presets', 'name lines advice')
  for (const preset of presets) sheet.add(preset.name, prescriptionLines(preset), adviceOf(preset))
  return sheet
}

/** A preset's lines as a prescription stores them. */
export function prescriptionLines(preset: (typeof presets)[number]): string {
  return JSON.stringify(
    preset.lines.map(({ medicine, dose, days, note }) => ({
      medicine: medicineName(medicine),
      drugClass: medicine.group,
      dose,
      route: routeOf(medicine.form),
      days,
      advice: note,
    })),
  )
}

function routeOf(form: string): string {
  if (/injection|infusion|cartridge/.test(form)) return 'injection'
  return /mouthwash|gargle|gel|spray|cream|paste|varnish|paint/.test(form) ? 'topical' : 'oral'
}

export const adviceOf = (preset: (typeof presets)[number]): string => `${preset.advice.en}\n${preset.advice.ur}`
