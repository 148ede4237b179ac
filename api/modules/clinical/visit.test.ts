import { beforeAll, describe, expect, test } from 'vitest'
import * as visits from '#contract/encounters.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { arrange, makeAllergic, newPatient, secondDoctor } from './visit.test-help.ts'

let app: TestApp
let clinicId: string
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
})
const amoxicillin = { medicine: 'Amoxicillin 500 mg capsule', drugClass: 'penicillin', dose: '1-1-1', days: 5 }

test('a doctor opens the visit of somebody waiting: the patient is in the room and the desk sees it', async () => {
  const appointmentId = await arrange(app)
  const before = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId })
  expect(before.encounter).toBeNull()

  const encounter = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  expect(encounter).toMatchObject({ status: 'open', doctorId: app.doctors.sana, version: 1 })
  const after = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId })
  expect(after.appointment.status).toBe('in_room')
  expect(after.encounter?.id).toBe(encounter.id)
  const { rows } = await app.admin.query('select to_status from appointment_changes where appointment_id = $1', [
    appointmentId,
  ])
  expect(rows).toEqual([{ to_status: 'in_room' }])
})

test('what is saved comes back whole, prices from the list of the branch', async () => {
  const appointmentId = await arrange(app)
  const { id, version } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  const saved = await app.ok(app.people.doctor, visits.saveVisit, {
    clinicId,
    encounterId: id,
    version,
    note: 'Caries 36, deep.\nرباعی',
    advice: 'Soft food',
    followUpOn: dayAhead(45),
    prescription: [amoxicillin],
    diagnoses: [{ code: 'K02.1', tooth: '36' }],
    services: [{ serviceId: app.services.gulberg, tooth: '36', quantity: 2 }],
  })
  expect(saved).toMatchObject({
    note: 'Caries 36, deep.\nرباعی',
    followUpOn: dayAhead(45),
    prescription: [{ ...amoxicillin, route: '', advice: '' }],
    diagnoses: [{ code: 'K02.1', title: 'Caries of dentine', tooth: '36' }],
    services: [{ name: 'Consultation', tooth: '36', quantity: 2, unitMinor: 200000 }],
    version: 2,
  })
  // Only what is given changes.
  const again = await app.ok(app.people.doctor, visits.saveVisit, {
    clinicId,
    encounterId: id,
    version: 2,
    note: 'Shorter',
  })
  expect(again).toMatchObject({ note: 'Shorter', advice: 'Soft food', diagnoses: [{ code: 'K02.1' }], version: 3 })
})

test('a save on an older version is refused with both sides, and changes nothing', async () => {
  const appointmentId = await arrange(app)
  const { id, version } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  await app.ok(app.people.doctor, visits.saveVisit, { clinicId, encounterId: id, version, note: 'From the first tab' })
  const late = await app.call(app.people.doctor, visits.saveVisit, {
    clinicId,
    encounterId: id,
    version,
    note: 'From the second tab',
  })
  expect(late).toMatchObject({ status: 409, refusal: 'changed_meanwhile' })
  expect(late.error!.detail).toMatchObject({
    theirs: { note: 'From the first tab', version: 2 },
    yours: { note: 'From the second tab' },
  })
  const { encounter } = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId })
  expect(encounter!.note).toBe('From the first tab')
})

test('the next visit cannot be before this one', async () => {
  const appointmentId = await arrange(app)
  const { id, version } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  const save = { clinicId, encounterId: id, version }
  const before = await app.call(app.people.doctor, visits.saveVisit, { ...save, followUpOn: '2001-01-05' })
  expect(before).toMatchObject({ status: 422, refusal: 'follow_up_before_visit' })
  expect((await app.call(app.people.doctor, visits.saveVisit, { ...save, followUpOn: dayAhead(7) })).status).toBe(200)
})

test('two saves at the same moment make one change and one refusal', async () => {
  const appointmentId = await arrange(app)
  const { id, version } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((note) =>
      app.call(app.people.doctor, visits.saveVisit, { clinicId, encounterId: id, version, note }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

test('a service of another branch, or an unknown diagnosis, cannot be written', async () => {
  const appointmentId = await arrange(app)
  const { id, version } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  const save = { clinicId, encounterId: id, version }
  const elsewhere = await app.call(app.people.doctor, visits.saveVisit, {
    ...save,
    services: [{ serviceId: app.services.north }],
  })
  expect(elsewhere).toMatchObject({ status: 404, refusal: 'not_found' })
  const unknown = await app.call(app.people.doctor, visits.saveVisit, { ...save, diagnoses: [{ code: 'X99.9' }] })
  expect(unknown).toMatchObject({ status: 404 })
  const noTooth = await app.call(app.people.doctor, visits.saveVisit, {
    ...save,
    diagnoses: [{ code: 'K02.1', tooth: '59' }],
  })
  expect(noTooth).toMatchObject({ status: 422 })
  expect(
    (await app.call(app.people.doctor, visits.saveVisit, { ...save, services: [{ serviceId: app.services.gulberg }] }))
      .status,
  ).toBe(200)
})

describe('another doctor of the branch', () => {
  test('may cover: begins it herself, or takes over what was left open, and then it is hers', async () => {
    const bilal = await secondDoctor(app)
    const appointmentId = await arrange(app)
    const { id } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })

    const refused = await app.call(bilal, visits.startVisit, { clinicId, appointmentId })
    expect(refused).toMatchObject({ status: 409, refusal: 'started_already' })
    expect(refused.error!.detail).toEqual({ doctorName: 'Dr Sana Malik' })
    expect(
      (await app.call(bilal, visits.saveVisit, { clinicId, encounterId: id, version: 1, note: 'x' })).refusal,
    ).toBe('not_your_patient')

    const taken = await app.ok(bilal, visits.startVisit, { clinicId, appointmentId, takeOver: true })
    expect(taken).toMatchObject({ id, doctorName: 'Dr Bilal Ahmed', version: 2 })
    await app.ok(bilal, visits.saveVisit, { clinicId, encounterId: id, version: 2, note: 'Covered' })
    const late = await app.call(app.people.doctor, visits.saveVisit, {
      clinicId,
      encounterId: id,
      version: 3,
      note: 'Still me',
    })
    expect(late.refusal).toBe('not_your_patient')
  })
})

test('earlier visits, allergies, vitals and presets come in the same answer', async () => {
  const patientId = await newPatient(app, 'Ayesha Tariq', 'P-000801')
  await makeAllergic(app, patientId, 'Penicillin', 'penicillin')
  const first = await arrange(app, { patientId })
  const { id } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId: first })
  await app.ok(app.people.doctor, visits.saveVisit, { clinicId, encounterId: id, version: 1, note: 'First visit' })
  await app.ok(app.people.doctor, visits.finishVisit, { clinicId, encounterId: id, version: 2 })

  const second = await arrange(app, { patientId })
  await app.ok(app.people.nurse, visits.recordVitals, {
    clinicId,
    appointmentId: second,
    systolicMmhg: 120,
    diastolicMmhg: 80,
    temperatureTenthsCelsius: 368,
  })
  const sheet = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId: second })
  expect(sheet.patient).toMatchObject({
    fullName: 'Ayesha Tariq',
    alerts: [{ kind: 'allergy', label: 'Penicillin', drugClass: 'penicillin' }],
  })
  expect(sheet.vitals).toMatchObject([{ systolicMmhg: 120, measuredBy: 'nurse' }])
  expect(sheet.history).toMatchObject([{ note: 'First visit', doctorName: 'Dr Sana Malik' }])
})

test('diagnoses are found by code and by the beginnings of words', async () => {
  const find = async (q: string) =>
    (await app.ok(app.people.doctor, visits.searchDiagnoses, { clinicId, q })).map(({ code }) => code)
  expect((await find('K02'))[0]).toBe('K02.0')
  expect(await find('k021')).toEqual(['K02.1'])
  expect(await find('carie dent')).toContain('K02.1')
  // As people say it: the list has "Fracture of tooth".
  expect(await find('fractured tooth')).toEqual(['S02.5'])
  expect(await find('100%_')).toEqual([])
})

test('medicines come from the global list and from the organization’s own, which another organization does not see', async () => {
  const find = async (q: string) => app.ok(app.people.doctor, visits.searchMedicines, { clinicId, q })
  // What is swallowed whole comes first, weaker before stronger.
  expect((await find('ibuprofen')).map(({ name }) => name)).toEqual([
    'Ibuprofen 200 mg tablet',
    'Ibuprofen 400 mg tablet',
    'Ibuprofen 600 mg tablet',
    'Ibuprofen 100 mg/5 ml suspension',
  ])
  expect((await find('amox 500'))[0]).toEqual({
    name: 'Amoxicillin 500 mg capsule',
    drugClass: 'penicillin',
    own: false,
  })
  // Spelt as in the list, and by either half.
  for (const q of ['co-amoxiclav 375', 'co amoxi 375', 'Amoxiclav 375'])
    expect((await find(q))[0]!.name, q).toBe('Co-amoxiclav 375 mg tablet')
  expect(await find('-')).toEqual([])
  await app.ok(app.people.doctor, visits.addMedicine, {
    clinicId,
    name: 'Amoxy-House mixture',
    drugClass: 'penicillin',
  })
  expect((await find('amoxy'))[0]).toMatchObject({ name: 'Amoxy-House mixture', own: true })
  const again = await app.call(app.people.doctor, visits.addMedicine, { clinicId, name: 'Amoxy-House mixture' })
  expect(again).toMatchObject({ status: 409, refusal: 'name_taken' })
  const theirs = await app.ok(app.people.stranger, visits.searchMedicines, {
    clinicId: app.clinics.foreign,
    q: 'amoxy',
  })
  expect(theirs).toEqual([])
})
