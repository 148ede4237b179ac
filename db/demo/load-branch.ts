import pg from 'pg'
import { keepBooks, slowCollecting, usualCollecting } from './bills.ts'
import { type BranchContext, billSheets, encounterSheets, visitSheets } from './branch-rows.ts'
import { branchVisits } from './branch-visits.ts'
import { dayMs, instantOf } from './clock.ts'
import { instant, list, Sheet, type Step } from './copy.ts'
import { encounterOf } from './encounters.ts'
import { branchMail, type Counted, letterheadFooter } from './load-group.ts'
import { patientNumber } from './numbers.ts'
import { keyWords } from './patient-keys.ts'
import { patientsOf, type SamplePatient } from './patients.ts'
import { group } from './people.ts'
import type { GroupPlan, PlannedBranch } from './plan.ts'
import { stream } from './random.ts'
import { services } from './services.ts'
import { trouble } from './trouble.ts'
import type { SampleVisit } from './visit.ts'

/**
 * The steps that load one branch: its services, patients, visits, encounters and bills. They run in the organization's
 * scope, with triggers off but for those that feed the rollups.
 */
export function branchSteps(plan: GroupPlan, branch: PlannedBranch, counted: Counted): Step[] {
  const { seed, clock } = plan
  const patients = patientsOf(branch, branch.index, clock, seed)
  const doctors = plan.doctors.map(({ doctor }) => doctor)
  const visits = branchVisits({ branch, index: branch.index, doctors, patients, clock, seed })
  const context = contextOf(plan, branch)

  const begun = visits.filter((visit) => visit.calledAt !== null)
  const encounters = begun.map((visit) => encounterOf(visit, context.random))
  const collecting = branch.slug === trouble.slowPayers ? slowCollecting : usualCollecting
  const books = keepBooks(encounters, collecting, clock, context.random)

  const [waiting, alerts] = patientSheets(patients, visits, books.due, context)
  const sheets = [
    alerts,
    servicesSheet(context),
    ...visitSheets(visits, context),
    ...encounterSheets(encounters, context),
    ...billSheets(books, context),
  ]
  counted('patients', waiting.size)
  for (const sheet of sheets) counted(sheet.table, sheet.size)
  return [
    { text: `select set_config('app.clinic_id', ${pg.escapeLiteral(branch.id)}, true)` },
    waiting.take(),
    { text: movePatients },
    { text: `insert into patient_counters (last_number) values (${patients.length})` },
    ...sheets.map((sheet) => sheet.take()),
  ]
}

/** Search keys are hashed by the database's own function, so patients wait for it in a scratch table. */
const movePatients = `with moved as (delete from sample_patients returning *)
  insert into patients (id, number, full_name, given_name, family_name, born_on, sex, phone, guardian, address, city, notes,
    due_minor, created_at, keys)
  select id, number, full_name, given_name, family_name, born_on, sex, phone, guardian, address, city, notes,
    due_minor, created_at, app.key_hashes(app.organization_id(), app.clinic_id(), words) from moved`

function contextOf(plan: GroupPlan, branch: PlannedBranch): BranchContext {
  const random = stream(plan.seed, 'rows', branch.slug)
  const founded = instantOf(plan.clock.today - 1200, 600)
  const { name, phone, color } = branch
  const address = `${branch.address}, ${branch.city.name}`
  const texts = { tagline: '', taxNumber: '', footer: letterheadFooter, email: branchMail(branch) }
  return {
    plan,
    branch,
    serviceIds: new Map(services.map((service) => [service.code, random.uuid(founded)])),
    doctorIds: plan.doctors.map((doctor) => doctor.id),
    letterhead: JSON.stringify({
      clinicName: name,
      organizationName: group.name,
      address,
      phone,
      color,
      ...texts,
      logo: null,
    }),
    random,
  }
}

function servicesSheet({ serviceIds }: BranchContext): Sheet {
  const sheet = new Sheet('services', 'id name category minutes price_minor bookable')
  for (const { code, name, category, minutes, pricePkr, weight } of services) {
    sheet.add(serviceIds.get(code)!, name, category, minutes, pricePkr * 100, weight > 0)
  }
  return sheet
}

function patientSheets(
  patients: SamplePatient[],
  visits: SampleVisit[],
  due: Map<SamplePatient, number>,
  { branch, plan, random }: BranchContext,
): [Sheet, Sheet] {
  const firstVisit = new Map<SamplePatient, number>()
  for (const visit of visits) {
    const first = firstVisit.get(visit.patient) ?? Number.POSITIVE_INFINITY
    firstVisit.set(visit.patient, Math.min(first, visit.bookedAt))
  }
  const sheet = new Sheet(
    'sample_patients',
    'id number full_name given_name family_name born_on sex phone guardian address city notes due_minor created_at words',
  )
  const alerts = new Sheet('patient_alerts', 'id patient_id kind label drug_class severity')
  for (const patient of patients) {
    const registeredAt =
      patient.registeredDay === null ? plan.clock.nowMs - dayMs : instantOf(patient.registeredDay, 660)
    const createdAt = Math.min(firstVisit.get(patient) ?? registeredAt, registeredAt)
    sheet.add(
      patient.id,
      patientNumber(branch, patient.number),
      `${patient.given} ${patient.family}`,
      patient.given,
      patient.family,
      patient.bornOn,
      patient.sex,
      patient.phone,
      patient.guardian,
      patient.address,
      branch.city.name,
      patient.notes,
      due.get(patient) ?? 0,
      instant(createdAt),
      list(keyWords(patient, branch)),
    )
    if (patient.alert) {
      const { label, reaction, severity, group: drugClass } = patient.alert
      alerts.add(random.uuid(createdAt), patient.id, 'allergy', `${label}: ${reaction}`, drugClass, severity)
    }
  }
  return [sheet, alerts]
}
