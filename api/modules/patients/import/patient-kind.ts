import { Temporal } from 'temporal-polyfill'
import type { PatientField } from '#contract/fields.ts'
import { say } from '#contract/import-sentences.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { TableRow } from '../../../integrations/files/index.ts'
import type { AnswerRow } from '../answer-rules.ts'
import { insertAnswers } from '../answers.ts'
import { duplicateKeys, type Person } from '../duplicates.ts'
import { type BulkPatient, insertPatientRows } from '../insert-rows.ts'
import { customQuery, missingColumns, readCustom } from './custom.ts'
import { type PatientField as PatientColumn, patientFields } from './fields.ts'
import { findPatients, proposalsFor, rememberRows } from './find-same.ts'
import type { ImportKind, ImportRun, ImportSetting, Mapping, PlannedRow } from './kind.ts'
import { decidePatientColumns, type ImportedPatient, type PatientReading, readPatient } from './read-patient.ts'
import { steadyId } from './steady-id.ts'

const oneBranch = say('chooseBranch')

export const patientKind: ImportKind = {
  kind: 'patients',
  fields: patientFields,
  mayGlance: true,
  takesCustomFields: true,
  refuseMapping(mapping, clinicId) {
    if (!clinicId) return oneBranch
    const named = mapping.some((field) => field === 'full_name' || field === 'given_name' || field === 'family_name')
    return named ? null : say('chooseName')
  },
  async decide(mapping, rows, options) {
    const { birth, created, mIsFemale } = await decidePatientColumns(mapping as PatientColumn[], rows)
    const dates = mapping.includes('born_on') ? birth : created
    const order = (found: typeof birth) => (found.certain ? found.order : (options.dateOrder ?? found.order))
    const asks = [birth, created].find((found) => !found.certain)
    return {
      reading: { birthOrder: order(birth), createdOrder: order(created), mIsFemale },
      notes: [
        ...(dates.certain && /above 12/.test(dates.sentence) ? [`${say('dates')} ${dates.sentence}`] : []),
        ...(mIsFemale ? [say('mIsFemale')] : []),
      ],
      question: asks ? { sentence: asks.sentence, order: order(asks) } : null,
    }
  },
  prepare: async () => [],
  open: openPatients,
}

async function openPatients(tx: Tx, setting: ImportSetting): Promise<ImportRun> {
  const clinicId = setting.clinicId
  if (!clinicId) throw new Refused('invalid', undefined, oneBranch)
  const [clinics, custom] = await tx.batch(
    sql<{ country: string; time_zone: string }>`select country, time_zone from clinics
      where organization_id = ${tx.organizationId} and id = ${clinicId}`,
    customQuery(tx, clinicId),
  )
  const clinic = clinics[0]
  if (!clinic) throw new Refused('not_found')
  const reading: PatientReading = {
    ...(setting.decided as Pick<PatientReading, 'birthOrder' | 'createdOrder' | 'mIsFemale'>),
    mapping: setting.mapping as Mapping as PatientReading['mapping'],
    country: setting.options.country ?? clinic.country,
    today: Temporal.Now.plainDateISO(clinic.time_zone).toString(),
  }
  const earlier = rememberRows()

  async function plan(now: Tx, rows: TableRow[], anyway = false): Promise<PlannedRow[]> {
    if (!setting.preview) earlier.forget()
    const read = rows.map((row) => {
      const { answers, warnings } = readCustom(row.cells, setting.mapping, custom, reading.createdOrder)
      const found = readPatient(row, reading)
      return { row, ...found, answers, warnings: found.patient ? [...found.warnings, ...warnings] : found.warnings }
    })
    const asked = read.flatMap(({ row, patient }) => (patient ? [withKeys(row.line, personOf(patient))] : []))
    const looked = new Map(asked.map((one) => [one.line, one]))
    const there = await findPatients(now, clinicId!, asked)
    return read.map(({ row, patient, answers, warnings, refusal }) => {
      const base = { line: row.line, cells: row.cells, proposals: [], who: '', write: null }
      if (!patient) return { ...base, outcome: 'refused' as const, reasons: [refusal!, ...warnings] }
      const who = nameOf(patient)
      if (who.length > 200) return { ...base, outcome: 'refused' as const, reasons: [say('nameTooLong')] }
      const { person, keys } = looked.get(row.line)!
      const proposals = proposalsFor(person, [...(there.get(row.line) ?? []), ...earlier.like(keys)])
      const planned = { ...base, who, reasons: warnings, proposals, write: { patient, answers } }
      if (proposals.length > 0 && !anyway) return { ...planned, outcome: 'set_aside' as const }
      const id = steadyId(setting.importId, `line ${row.line}`)
      const known = {
        person,
        patientId: setting.preview ? null : id,
        line: row.line,
        who: say('personInRow', { who, row: row.line }),
      }
      earlier.add(known, keys)
      return { ...planned, outcome: 'imported' as const }
    })
  }

  return {
    skip: () => {},
    plan,
    async write(now, planned) {
      const patients = planned
        .filter(({ outcome }) => outcome === 'imported')
        .map(({ line, write }) => bulkOf(setting.importId, clinicId!, line, (write as Written).patient))
      await insertPatientRows(now, setting.importId, patients)
      const answers = planned.flatMap(({ outcome, line, write }) =>
        outcome === 'imported' ? (write as Written).answers.map((answer) => ({ ...answer, line })) : [],
      )
      await insertAnswers(
        now,
        answers.map(({ line, ...answer }) => {
          return { ...answer, clinicId: clinicId!, patientId: steadyId(setting.importId, `line ${line}`) }
        }),
      )
      const lines = planned.filter(({ outcome }) => outcome === 'imported')
      return new Map(lines.map(({ line }, at) => [line, { patientId: patients[at]!.id }]))
    },
    describe: ({ write }) => describe(write as Written | null, custom),
    found: () => ({
      notes: [...missingColumns(setting.mapping, custom), ...(earlier.full() ? [say('longFile')] : [])],
      newClinics: [],
      newPatients: 0,
    }),
  }
}

/** What a planned row is written from. */
interface Written {
  patient: ImportedPatient
  answers: AnswerRow[]
}

const withKeys = (line: number, person: Person) => ({ line, person, keys: duplicateKeys(person) })

function nameOf(patient: ImportedPatient): string {
  return patient.fullName ?? [patient.givenName, patient.familyName].filter(Boolean).join(' ')
}

function personOf(patient: ImportedPatient): Person {
  const { fullName, givenName, familyName, phone, phoneRaw, ...rest } = patient
  const named = givenName || familyName ? { givenName, familyName } : { fullName }
  return { ...named, ...rest, phone: phone ?? phoneRaw }
}

function bulkOf(importId: string, clinicId: string, line: number, patient: ImportedPatient): BulkPatient {
  const { phone, phoneRaw, number, fullName, givenName, familyName, address, city, postcode, region, notes, ...rest } =
    patient
  return {
    ...rest,
    id: steadyId(importId, `line ${line}`),
    clinicId,
    fullName: nameOf(patient),
    givenName: givenName ?? '',
    familyName: familyName ?? '',
    phone: phone ?? phoneRaw,
    address: address ?? '',
    city: city ?? '',
    postcode: postcode ?? '',
    region: region ?? '',
    notes: notes ?? '',
    tags: [],
    externalRef: number,
  }
}

function describe(written: Written | null, custom: readonly PatientField[]): { label: string; value: string }[] {
  if (!written) return []
  const { patient, answers } = written
  const values: [string, string | null][] = [
    ['Name', nameOf(patient)],
    ['Date of birth', patient.bornOn],
    ['Sex', patient.sex === 'unknown' ? null : patient.sex],
    ['Phone', patient.phone ?? patient.phoneRaw],
    ['E-mail', patient.email],
    ['National id', patient.nationalId],
    ['Address', [patient.address, patient.city, patient.postcode, patient.region].filter(Boolean).join(', ') || null],
    ['Old patient number', patient.number],
    ['Allergies', patient.allergies.join(', ') || null],
    ['Guardian', patient.guardian],
    ['Notes', patient.notes],
    ...answers.map((answer): [string, string | null] => {
      const field = custom.find(({ id }) => id === answer.fieldId)!
      const choice = field.choices.find(({ choiceId }) => choiceId === answer.value)
      return [field.label, choice?.label ?? String(answer.value)]
    }),
  ]
  return values.flatMap(([label, value]) => (value ? [{ label, value: value.slice(0, 300) }] : []))
}
