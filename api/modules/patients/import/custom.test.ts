import { beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#api/core/databases.ts'
import { importKinds } from '#api/import-kinds.ts'
import { addNetworkField, addPatientField, type PatientField } from '#contract/fields.ts'
import * as contract from '#contract/imports.ts'
import { getPatient, searchPatients } from '#contract/patients.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { runImport } from './run.ts'
import { undoImportJob } from './undo.ts'

let app: TestApp
let clinicId: string
const fields: Record<string, PatientField> = {}
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  const { owner } = app.people
  fields.source = await app.ok(owner, addNetworkField, {
    label: 'How they found us',
    kind: 'choice',
    required: true,
    choices: ['A friend', 'Street'],
  })
  fields.weight = await app.ok(owner, addPatientField, { clinicId, label: 'Weight', kind: 'number' })
  fields.since = await app.ok(owner, addPatientField, { clinicId, label: 'Member since', kind: 'date' })
  await app.ok(owner, addPatientField, { clinicId: app.clinics.north, label: 'Locker', kind: 'text' })
})

const upload = (...lines: string[]) =>
  app.ok(
    app.people.manager,
    contract.uploadImport,
    { clinicId, kind: 'patients', fileName: 'list.csv' },
    { file: Buffer.from(lines.join('\n')) },
  )

test('columns of custom fields are guessed by their heading, and each value is checked with a sentence', async () => {
  const file = await upload(
    'Name,HOW they found us,Weight,Member_Since,Locker',
    'Amna Tariq,a FRIEND,62.5,31/01/2020,x',
    'Bilal Raza,The moon,heavy,31/02/2020,',
    'Chand Mirza,,80,,',
  )
  const { source, weight, since } = fields as Record<string, PatientField>
  expect(file.columns.map(({ field }) => field)).toEqual([
    'full_name',
    `field:${source!.id}`,
    `field:${weight!.id}`,
    `field:${since!.id}`,
    null,
  ])
  expect(file.fields.map(({ label }) => label)).toContain('Weight')
  expect(file.preview.samples[0]!.values).toContainEqual({ label: 'How they found us', value: 'A friend' })
  expect(file.preview.problems.map(({ sentence, refuses }) => [sentence, refuses]).sort()).toEqual([
    ['"31/02/2020" is no day for “Member since”; it is left empty.', false],
    ['"The moon" is none of the choices of “How they found us”; it is left empty.', false],
    ['"heavy" is no number for “Weight”; it is left empty.', false],
    ['“How they found us” is required and missing; it can be completed later.', false],
  ])

  await app.ok(app.people.manager, contract.startImport, { clinicId, importId: file.id })
  const database = openDatabase(app.database.appUrl, 2)
  const inGulberg = jobScope(database, { organizationId: app.organizationId, clinicIds: [clinicId] })
  await runJob(runImport(importKinds), inGulberg, { importId: file.id })
  const found = await app.ok(app.people.receptionist, searchPatients, {
    clinicId,
    fieldId: weight!.id,
    fieldFrom: '62',
  })
  expect(found.patients.map(({ fullName }) => fullName).sort()).toEqual(['Amna Tariq', 'Chand Mirza'])
  const amna = found.patients.find(({ fullName }) => fullName === 'Amna Tariq')!
  const { fields: answers } = await app.ok(app.people.receptionist, getPatient, { clinicId, patientId: amna.id })
  expect(answers.map(({ shown }) => shown)).toEqual(['A friend', '62.5', '2020-01-31'])

  // Taken back, the answers go with the patients.
  await app.ok(app.people.clinicAdmin, contract.undoImport, { clinicId, importId: file.id })
  await runJob(undoImportJob, inGulberg, { importId: file.id })
  const { undo } = await app.ok(app.people.manager, contract.getImport, { clinicId, importId: file.id })
  expect(undo).toMatchObject({ patients: 3, stayed: 0 })
  await database.end()
})

test('a required field without a column is said once, and another branch’s field cannot be chosen', async () => {
  const file = await upload('Name', 'Dua Lipa')
  expect(file.preview.notes.join()).toContain('“How they found us” is required here and no column is taken for it')
  const correct = (mapping: (string | null)[]) =>
    app.call(app.people.manager, contract.correctImport, {
      clinicId,
      importId: file.id,
      mapping,
      options: {},
      version: file.version,
    })
  expect((await correct([`field:${crypto.randomUUID()}`])).status).toBe(422)
  expect((await correct(['full_name'])).status).toBe(200)
})
