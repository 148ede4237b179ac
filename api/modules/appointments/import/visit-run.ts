import { Temporal } from 'temporal-polyfill'
import { say } from '#contract/import-sentences.ts'
import type { ImportProposal } from '#contract/imports.ts'
import type { Tx } from '../../../core/tx.ts'
import { shortened, type TableRow } from '../../../integrations/files/index.ts'
import {
  type BulkPatient,
  type ImportRun,
  type ImportSetting,
  type PlannedRow,
  steadyId,
} from '../../patients/index.ts'
import { findVisits } from './already-there.ts'
import { openCatalogue } from './catalogue.ts'
import { openClinics, type RowClinic } from './clinics.ts'
import { openTimelines } from './doctor-times.ts'
import { identitySentence, makeIdentities, placeholderName } from './identity.ts'
import { findPeople, isSomebodyElse, type PatientThere, personOf, type RowPerson } from './people.ts'
import { type ImportedVisit, readVisit, type VisitReading } from './read-visit.ts'
import { makeTimes, type RowStatus, statusNow, type VisitTime } from './times.ts'
import { type VisitToWrite, writeVisits } from './write-visits.ts'

const defaultMinutes = 30

/** A row that could be read, placed in a branch and given a person. */
interface Placed {
  row: TableRow
  reasons: string[]
  visit: ImportedVisit
  clinic: RowClinic
  person: RowPerson
  when: VisitTime
  status: RowStatus
  doctorId: string | null
  serviceId: string | null
  externalId: string | null
}
interface Shown {
  placed: Placed
  toWrite: VisitToWrite | null
}

export async function openVisits(tx: Tx, setting: ImportSetting): Promise<ImportRun> {
  const { importId, preview } = setting
  const clinics = await openClinics(tx, setting.clinicId, setting.options)
  const catalogue = await openCatalogue(tx)
  const base = {
    ...(setting.decided as Pick<VisitReading, 'startOrder' | 'bookedOrder' | 'dayOnly' | 'mIsFemale'>),
    mapping: setting.mapping as VisitReading['mapping'],
  }
  const identities = makeIdentities()
  const times = makeTimes()
  const timelines = openTimelines(preview)
  const there = new Map<string, PatientThere | null>()
  const fresh = new Set<string>()
  const marks = new Map<string, number>()
  const now = Temporal.Now.instant()
  const todays = new Map<string, string>()
  const todayIn = (zone: string) => {
    const today = todays.get(zone) ?? now.toZonedDateTimeISO(zone).toPlainDate().toString()
    todays.set(zone, today)
    return today
  }

  /** Reads a row and says whose and where it is; must see every row once, in order: who is who depends on it. */
  function place(row: TableRow): Placed | PlannedRow {
    // The country only matters for phones, and those of one file are of one country.
    const read = readVisit(row, { ...base, country: setting.options.country ?? clinicCountry() })
    const refuse = (reason: string): PlannedRow => ({
      line: row.line,
      cells: row.cells,
      outcome: 'refused',
      reasons: [reason, ...read.warnings],
      proposals: [],
      who: '',
      write: null,
    })
    if (!read.visit) return refuse(read.refusal)
    const { visit } = read
    const clinic = clinics.find(visit.clinic)
    if (typeof clinic === 'string') return refuse(clinic)
    if ((visit.patientName ?? '').length > 200) return refuse(say('nameTooLong'))
    const identity = identities.identify({
      clinic: clinic.name,
      patientNumber: visit.patientNumber ?? '',
      sex: visit.sex,
      age: visit.age,
    })
    const reasons = [...read.warnings]
    const doctorId = visit.doctor ? catalogue.doctor(clinic.id, visit.doctor) : null
    if (visit.doctor && !doctorId) reasons.push(say('noSuchDoctor', { doctor: visit.doctor, branch: clinic.name }))
    const service = visit.service ? catalogue.service(clinic.id, visit.service) : null
    const when = times.at(visit.startsAt, clinic.timeZone, visit.minutes ?? service?.minutes ?? defaultMinutes)
    return {
      row,
      reasons,
      visit,
      clinic,
      person: personOf(importId, { key: clinic.name.toLowerCase(), id: clinic.id }, visit, identity),
      when,
      status: statusNow(visit.status, when, { today: todayIn(clinic.timeZone), instant: now.toString() }),
      doctorId,
      serviceId: service?.id ?? null,
      externalId: visit.externalId && !shortened(visit.externalId) ? visit.externalId : null,
    }
  }
  let country: string | null = null
  function clinicCountry() {
    if (country) return country
    const here = setting.clinicId ? clinics.find(null) : null
    country = here && typeof here !== 'string' ? here.country : 'PK'
    return country
  }

  async function plan(tx: Tx, rows: TableRow[], anyway = false): Promise<PlannedRow[]> {
    const read = rows.map(place)
    const placed = read.filter((one): one is Placed => 'row' in one)
    const unknown = new Map(placed.flatMap(({ person }) => (there.has(person.key) ? [] : [[person.key, person]])))
    if (unknown.size > 0) {
      const found = await findPeople(tx, [...unknown.values()])
      for (const key of unknown.keys()) there.set(key, found.get(key) ?? null)
    }
    const repeated = await findVisits(
      tx,
      placed.map(({ row, clinic, externalId, person, when }) => ({
        line: row.line,
        clinicId: clinic.id,
        externalId,
        patientId: there.get(person.key)?.id ?? person.id,
        startsAt: when.startsAt,
      })),
    )
    const toBook = placed.filter(takesTime)
    await timelines.load(
      tx,
      toBook.map(({ doctorId, when }) => ({ doctorId: doctorId!, ...when })),
    )
    return read.map((one) => ('row' in one ? decide(one, repeated.get(one.row.line) ?? null, anyway) : one))
  }

  function decide(placed: Placed, repeats: ImportProposal | null, anyway: boolean): PlannedRow {
    const { row, person, when, externalId, visit, reasons } = placed
    const known = there.get(person.key) ?? null
    const planned = {
      line: row.line,
      cells: row.cells,
      reasons,
      who: nameFor(placed),
      proposals: [] as ImportProposal[],
    }
    const proposal = repeats ?? repeatsInFile(placed) ?? otherName(placed, known)
    if (proposal && !anyway)
      return { ...planned, outcome: 'set_aside', proposals: [proposal], write: { placed, toWrite: null } }
    if (takesTime(placed) && !timelines.take(placed.doctorId!, when.startsAt, when.endsAt))
      return {
        ...planned,
        outcome: 'refused',
        reasons: [say('doctorTaken', { doctor: visit.doctor ?? '' }), ...reasons],
        write: { placed, toWrite: null },
      }
    marks.set(markOf(placed), row.line)
    // "Anyway" for a number that is somebody else's makes a patient of the row's own.
    const separate = known !== null && isSomebodyElse(visit.patientName, known.fullName)
    const patientId = separate ? steadyId(importId, `line ${row.line}`) : (known?.id ?? person.id)
    const isNew = separate || (!known && !fresh.has(person.key))
    if (isNew && !separate) fresh.add(person.key)
    const toWrite: VisitToWrite = {
      id: steadyId(importId, `visit ${row.line}`),
      clinicId: placed.clinic.id ?? '',
      patientId,
      patient: isNew ? newPatient(placed, patientId) : null,
      doctorId: placed.doctorId,
      serviceId: placed.serviceId,
      bookingId: takesTime(placed) ? steadyId(importId, `booking ${row.line}`) : null,
      status: placed.status,
      startsAt: when.startsAt,
      endsAt: when.endsAt,
      timed: when.timed,
      reason: reasonOf(placed),
      externalId,
      bookedAt: visit.bookedAt ? times.instant(visit.bookedAt, placed.clinic.timeZone) : null,
    }
    return { ...planned, outcome: 'imported', write: { placed, toWrite } }
  }

  function repeatsInFile(placed: Placed): ImportProposal | null {
    const line = marks.get(markOf(placed))
    if (line === undefined) return null
    const [score, verdict, reasons] = placed.externalId
      ? ([100, 'same', ['same appointment number']] as const)
      : ([90, 'likely', ['same patient', 'same time']] as const)
    return { patientId: null, line, who: say('rowOfFile', { row: line }), score, verdict, reasons: [...reasons] }
  }

  return {
    skip(rows) {
      for (const row of rows) place(row)
    },
    plan,
    async write(tx, planned) {
      const visits = planned.flatMap(({ line, outcome, write }) =>
        outcome === 'imported' ? [{ line, ...(write as Shown).toWrite! }] : [],
      )
      await writeVisits(
        tx,
        importId,
        visits.map(({ line: _, ...visit }) => visit),
      )
      return new Map(visits.map(({ line, id, patientId }) => [line, { patientId, appointmentId: id }]))
    },
    describe: ({ write }) => (write ? describe((write as Shown).placed) : []),
    found: () => {
      const sentence = identitySentence(identities.report())
      return {
        notes: sentence ? [sentence] : [],
        newClinics: clinics.missing().map(({ name }) => name),
        newPatients: fresh.size,
      }
    },
  }
}

/** Only what is still to come takes a doctor's time; history does not. */
function takesTime({ doctorId, status, when }: Placed): boolean {
  return (
    doctorId !== null &&
    when.timed &&
    (status === 'booked' || status === 'arrived') &&
    when.endsAt > new Date().toISOString()
  )
}

function markOf({ clinic, externalId, person, when }: Placed): string {
  return externalId ? `${clinic.key}\n${externalId}` : `${person.key}\n${when.startsAt}`
}

function otherName({ visit, person }: Placed, known: PatientThere | null): ImportProposal | null {
  if (!known || !person.reference || !isSomebodyElse(visit.patientName, known.fullName)) return null
  const reasons = [say('othersNumber', { number: person.reference })]
  return {
    patientId: known.id,
    line: null,
    who: `${known.fullName}, ${known.number}`,
    score: 60,
    verdict: 'likely',
    reasons,
  }
}

function nameFor({ visit, person }: Placed): string {
  return visit.patientName ?? placeholderName(person.reference || visit.phone || visit.phoneRaw || '')
}

function reasonOf({ visit, serviceId, doctorId }: Placed): string {
  const parts = [
    visit.service && !serviceId ? visit.service : '',
    visit.doctor && !doctorId ? `Doctor in the list: ${visit.doctor}` : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

function newPatient(placed: Placed, id: string): BulkPatient {
  const { visit, person, when, clinic } = placed
  return {
    id,
    clinicId: clinic.id ?? '',
    fullName: nameFor(placed),
    givenName: '',
    familyName: '',
    bornOn: null,
    sex: visit.sex,
    phone: visit.phone ?? visit.phoneRaw,
    secondPhone: null,
    email: null,
    nationalId: null,
    guardian: null,
    address: '',
    city: '',
    postcode: '',
    region: '',
    notes: visit.age === null ? '' : `Age ${visit.age} on ${when.day}, from an imported list.`,
    tags: person.uncertain ? ['identity uncertain'] : [],
    externalRef: person.reference || null,
    createdOn: null,
    allergies: [],
  }
}

function describe(placed: Placed): { label: string; value: string }[] {
  const { visit, clinic, when, status } = placed
  const values: [string, string | null][] = [
    ['Branch', clinic.name],
    ['Patient', nameFor(placed)],
    ['Day', when.day],
    ['Time', when.timed ? when.clock : 'not known'],
    ['State', status.replace('_', '-')],
    ['Doctor', visit.doctor],
    ['Service', visit.service],
    ['Age', visit.age === null ? null : String(visit.age)],
    ['Sex', visit.sex === 'unknown' ? null : visit.sex],
    ['Phone', visit.phone ?? visit.phoneRaw],
  ]
  return values.flatMap(([label, value]) => (value ? [{ label, value: value.slice(0, 300) }] : []))
}
