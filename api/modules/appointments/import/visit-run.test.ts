import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import { importKinds } from '#api/import-kinds.ts'
import { runImport } from '#api/modules/patients/import/run.ts'
import { undoImportJob } from '#api/modules/patients/import/undo.ts'
import * as contract from '#contract/imports.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'

let app: TestApp
let database: Database
let scope: InScope
beforeAll(async () => {
  app = await openTestApp()
  database = openDatabase(app.database.appUrl, 4)
  scope = jobScope(database, { organizationId: app.organizationId, clinicIds: [app.clinics.gulberg] })
  return () => database.end()
})

const job = runImport(importKinds)
const here = () => ({ clinicId: app.clinics.gulberg })
const look = (importId: string) => app.ok(app.people.clinicAdmin, contract.getImport, { ...here(), importId })

async function upload(...lines: string[]) {
  const file = Buffer.from(lines.join('\n'))
  return app.ok(
    app.people.clinicAdmin,
    contract.uploadImport,
    { ...here(), kind: 'appointments', fileName: 'visits.csv' },
    { file },
  )
}
async function importList(...lines: string[]) {
  const { id } = await upload(...lines)
  await app.ok(app.people.clinicAdmin, contract.startImport, { ...here(), importId: id })
  await runJob(job, scope, { importId: id })
  return look(id)
}
async function visitsOf(importId: string) {
  const { rows } = await app.admin.query(
    `select p.full_name as name, a.status, a.timed, a.day::text, a.starts_at at time zone 'Asia/Karachi' as local,
       a.booking_id is not null as booked, a.doctor_id, p.tags, p.id as patient
     from appointments a join patients p on p.id = a.patient_id where a.import_id = $1 order by a.starts_at, name`,
    [importId],
  )
  return rows
}

test('what was, is history; what is to come is booked, and a coming "no-show: No" has not been done yet', async () => {
  const done = await importList(
    'Patient name,Mobile,Date,Time,Doctor,No-show',
    `Past Came,03001110001,${dayAhead(-10)},10:00,Dr. SANA MALIK,No`,
    `Past Missed,03001110002,${dayAhead(-10)},11:00,Dr Sana Malik,Yes`,
    `Coming Up,03001110003,${dayAhead(10)},10:00,Dr Sana Malik,No`,
  )
  expect(done).toMatchObject({ rowsImported: 3, rowsRefused: 0 })
  expect(
    (await visitsOf(done.id)).map(({ name, status, booked, doctor_id }) => [name, status, booked, doctor_id]),
  ).toEqual([
    ['Past Came', 'done', false, app.doctors.sana],
    ['Past Missed', 'no_show', false, app.doctors.sana],
    ['Coming Up', 'booked', true, app.doctors.sana],
  ])
})

test('a time that the doctor has given away is refused, in the preview and in the import', async () => {
  const line = (name: string, time: string) => `${name},${dayAhead(12)},${time},Dr Bilal Ahmed`
  const list = [
    'Patient name,Date,Time,Doctor',
    line('First There', '09:00'),
    line('Comes Too Late', '09:15'),
    line('After Both', '09:30'),
  ]
  expect((await upload(...list)).preview).toMatchObject({ willImport: 2, willRefuse: 1 })
  const done = await importList(...list)
  expect(done).toMatchObject({ rowsImported: 2, rowsRefused: 1 })
  const { rows } = await app.ok(app.people.clinicAdmin, contract.listImportRows, {
    ...here(),
    importId: done.id,
    outcome: 'refused',
  })
  expect(rows[0]!.reasons[0]).toBe('Dr Bilal Ahmed has something else at that time.')
})

test('undone, the doctor has the time again', async () => {
  const taken = async () => (await app.admin.query('select count(*)::int as it from bookings')).rows[0].it
  const before = await taken()
  const done = await importList('Patient name,Date,Time,Doctor', `Not For Long,${dayAhead(13)},15:00,Dr Bilal Ahmed`)
  expect(await taken()).toBe(before + 1)
  await app.ok(app.people.clinicAdmin, contract.undoImport, { ...here(), importId: done.id })
  await runJob(undoImportJob, scope, { importId: done.id })
  expect(await taken()).toBe(before)
  expect((await look(done.id)).undo).toMatchObject({ appointments: 1, patients: 1, stayed: 0 })
})

describe('the same list a second time', () => {
  test('is set aside row by row, by the appointment’s number or by who and when', async () => {
    const numbered = [
      'Patient name,Mobile,Date,Appointment ID',
      'Rida Anwar,03002220001,2026-03-02,9001',
      'Asad Anwar,03002220002,2026-03-02,9002',
    ]
    expect((await importList(...numbered)).rowsImported).toBe(2)
    expect(await importList(...numbered)).toMatchObject({ rowsImported: 0, rowsSetAside: 2 })
    const plain = ['Patient name,Mobile,Date,Time', 'Rida Anwar,03002220001,2026-03-09,09:00']
    expect((await importList(...plain)).rowsImported).toBe(1)
    expect(await importList(...plain)).toMatchObject({ rowsImported: 0, rowsSetAside: 1 })
    // Control: another day of the same person is another appointment of the same patient.
    const other = await importList('Patient name,Mobile,Date,Time', 'Rida Anwar,03002220001,2026-03-10,09:00')
    expect(other.rowsImported).toBe(1)
    const people = await app.admin.query(`select count(*)::int as it from patients where full_name = 'Rida Anwar'`)
    expect(people.rows[0].it).toBe(1)
  })
})

test('a whole number finds its patient again; with another name it is set aside', async () => {
  await importList('Patient ID,Patient name,Date', '70001,Laila Baig,2026-02-02')
  const again = await importList(
    'Patient ID,Patient name,Date',
    '70001,Laila Baig,2026-02-09',
    '70001,Kashif Mir,2026-02-10',
  )
  expect(again).toMatchObject({ rowsImported: 1, rowsSetAside: 1 })
  const people = await app.admin.query(`select full_name from patients where external_ref = '70001'`)
  expect(people.rows).toEqual([{ full_name: 'Laila Baig' }])
})

test('a shortened number is no proof: one patient within a file, marked as uncertain, and a new one in the next', async () => {
  const list = (id: number) => [
    'Patient ID,Age,Gender,Date,Appointment ID',
    `2.98725E+13,40,F,2026-01-05,${id}`,
    `2.98725E+13,40,F,2026-01-06,${id + 1}`,
  ]
  const one = await visitsOf((await importList(...list(100))).id)
  const two = await visitsOf((await importList(...list(200))).id)
  expect(new Set(one.map(({ patient }) => patient)).size).toBe(1)
  expect(one[0].tags).toEqual(['identity uncertain'])
  expect(one[0].timed).toBe(false)
  expect(two[0].patient).not.toBe(one[0].patient)
})

test('a row that names another branch is refused here', async () => {
  const done = await importList(
    'Branch,Patient name,Date',
    'Gulberg,Right Place,2026-01-07',
    'North,Wrong Place,2026-01-07',
  )
  expect(done).toMatchObject({ rowsImported: 1, rowsRefused: 1 })
})

test('killed half-way, the second part still knows who was who in the first: other ages are other people', async () => {
  const lines = Array.from(
    { length: 700 },
    (_, at) => `1.5E+1${at % 9},${at < 500 ? 30 : 60},F,2025-05-${String((at % 28) + 1).padStart(2, '0')},K${at}`,
  )
  const { id } = await upload('Patient ID,Age,Gender,Date,Appointment ID', ...lines)
  await app.ok(app.people.clinicAdmin, contract.startImport, { ...here(), importId: id })
  let writes = 0
  const dying: InScope = {
    ...scope,
    write: (work) => (++writes === 3 ? Promise.reject(new Error('killed')) : scope.write(work)),
  }
  await expect(runJob(job, dying, { importId: id })).rejects.toThrow('killed')
  await runJob(job, scope, { importId: id })
  expect(await look(id)).toMatchObject({ status: 'done', rowsDone: 700, rowsImported: 700 })
  const people = await app.admin.query('select count(*)::int as it from patients where import_id = $1', [id])
  expect(people.rows[0].it).toBe(18)
})

describe('head office', () => {
  test('refuses rows of branches that are not there unless they are to be made', async () => {
    const file = Buffer.from('Branch,Patient name,Date\nNowhere Town,Some One,2026-01-07\nNorth,Any One,2026-01-07')
    const uploaded = await app.ok(
      app.people.owner,
      contract.uploadNetworkImport,
      { kind: 'appointments', fileName: 'n.csv' },
      { file },
    )
    expect(uploaded.preview).toMatchObject({ willImport: 1, willRefuse: 1, newClinics: ['Nowhere Town'] })
    const made = await app.ok(app.people.owner, contract.correctNetworkImport, {
      importId: uploaded.id,
      mapping: uploaded.columns.map(({ field }) => field),
      options: { createClinics: true, timeZone: 'America/Sao_Paulo' },
      version: uploaded.version,
    })
    expect(made.preview).toMatchObject({ willImport: 2, willRefuse: 0 })
    const patients = await app.call(
      app.people.owner,
      contract.uploadNetworkImport,
      { kind: 'patients', fileName: 'p.csv' },
      { file },
    )
    expect(patients.body.preview.blocked).toMatch(/one branch/)
  })

  test('is told which of the branches it made stay when they are taken back, and why', async () => {
    const file = Buffer.from('Branch,Patient name,Date\nUsed Town,Some One,2026-01-07\nIdle Town,Any One,2026-01-07')
    const uploaded = await app.ok(
      app.people.owner,
      contract.uploadNetworkImport,
      { kind: 'appointments', fileName: 'n.csv' },
      { file },
    )
    const { id: importId } = await app.ok(app.people.owner, contract.correctNetworkImport, {
      importId: uploaded.id,
      mapping: uploaded.columns.map(({ field }) => field),
      options: { createClinics: true },
      version: uploaded.version,
    })
    const everywhere = jobScope(database, { organizationId: app.organizationId })
    await app.ok(app.people.owner, contract.startNetworkImport, { importId })
    await runJob(job, everywhere, { importId })
    await app.admin.query(
      `insert into patients (organization_id, clinic_id, number, full_name)
       select organization_id, id, 'X-1', 'Walked In' from clinics where name = 'Used Town'`,
    )
    await app.ok(app.people.owner, contract.undoNetworkImport, { importId })
    await runJob(undoImportJob, everywhere, { importId })
    const { undo } = await app.ok(app.people.owner, contract.getNetworkImport, { importId })
    expect(undo).toMatchObject({
      patients: 2,
      clinics: 1,
      stayed: 1,
      stays: [{ what: 'clinic', who: 'Used Town', reason: expect.stringMatching(/in use/) }],
    })
  })
})
