import { beforeAll, describe, expect, test } from 'vitest'
import * as visits from '#contract/encounters.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { readPdf } from '../../integrations/pdf/pdf-reader.test-help.ts'
import { arrange, makeAllergic, newPatient } from './visit.test-help.ts'

let app: TestApp
let clinicId: string
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
})
const amoxicillin = { medicine: 'Amoxicillin 500 mg capsule', drugClass: 'penicillin', dose: '1-1-1', days: 5 }

async function open(given: { patientId?: string; prescription?: (typeof amoxicillin)[] } = {}) {
  const appointmentId = await arrange(app, given)
  const { id } = await app.ok(app.people.doctor, visits.startVisit, { clinicId, appointmentId })
  const services = [{ serviceId: app.services.gulberg }]
  await app.ok(app.people.doctor, visits.saveVisit, {
    clinicId,
    encounterId: id,
    version: 1,
    prescription: given.prescription ?? [],
    services,
  })
  return { appointmentId, encounterId: id, version: 2 }
}

describe('a finished visit', () => {
  test('is frozen: no save, no second finish, no vitals; an addendum goes below it', async () => {
    const { appointmentId, encounterId } = await open()
    const early = await app.call(app.people.doctor, visits.addAddendum, { clinicId, encounterId, note: 'Too early' })
    expect(early).toMatchObject({ status: 409, refusal: 'not_finished' })

    const done = await app.ok(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })
    expect(done).toMatchObject({ status: 'finished', finishedBy: 'doctor' })
    const { appointment } = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId })
    expect(appointment.status).toBe('done')

    const save = await app.call(app.people.doctor, visits.saveVisit, {
      clinicId,
      encounterId,
      version: 3,
      note: 'Changed',
    })
    expect(save).toMatchObject({ status: 409, refusal: 'finished' })
    expect((await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 3 })).refusal).toBe(
      'finished',
    )
    const vitals = await app.call(app.people.nurse, visits.recordVitals, {
      clinicId,
      appointmentId,
      pulsePerMinute: 70,
    })
    expect(vitals.refusal).toBe('finished')

    await app.ok(app.people.doctor, visits.addAddendum, { clinicId, encounterId, note: 'X-ray arrived: no change.' })
    const { encounter } = await app.ok(app.people.nurse, visits.getVisit, { clinicId, appointmentId })
    expect(encounter!.addenda).toMatchObject([{ note: 'X-ray arrived: no change.', writtenBy: 'doctor' }])
  })

  test('is frozen by the database itself, whoever asks', async () => {
    const { encounterId } = await open()
    const change = (text: string) => app.admin.query(text, [encounterId])
    await expect(change(`update encounters set note = 'open still' where id = $1`)).resolves.toMatchObject({
      rowCount: 1,
    })
    await app.ok(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })
    for (const text of [
      `update encounters set note = 'changed' where id = $1`,
      `update encounters set status = 'open' where id = $1`,
      'delete from encounters where id = $1',
      'update encounter_services set quantity = 5 where encounter_id = $1',
      'delete from encounter_services where encounter_id = $1',
    ])
      await expect(change(text)).rejects.toThrow('encounters__finished')
  })
})

test('the invoice of what was done is drafted with the finish, and not before', async () => {
  const { encounterId } = await open()
  const invoices = async () =>
    (await app.admin.query('select status, total_minor from invoices where encounter_id = $1', [encounterId])).rows
  expect(await invoices()).toEqual([])
  await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 1 })
  expect(await invoices()).toEqual([])
  await app.ok(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })
  expect(await invoices()).toEqual([{ status: 'draft', total_minor: '200000' }])
})

describe('an allergy', () => {
  test('stops the finish until the doctor says why, and what she said stays with the visit', async () => {
    const patientId = await newPatient(app, 'Hina Aslam', 'P-000901')
    await makeAllergic(app, patientId, 'Penicillin', 'penicillin')
    const { encounterId } = await open({ patientId, prescription: [amoxicillin] })
    const stopped = await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })
    expect(stopped).toMatchObject({ status: 409, refusal: 'allergy_warning' })
    expect(stopped.error!.detail.warnings).toMatchObject([{ kind: 'allergy', line: 0, because: 'Penicillin' }])

    const warningsReason = 'Tolerated amoxicillin in May, label doubtful'
    const done = await app.ok(app.people.doctor, visits.finishVisit, {
      clinicId,
      encounterId,
      version: 2,
      warningsReason,
    })
    expect(done).toMatchObject({ status: 'finished', warningsReason, warnings: [{ kind: 'allergy' }] })
  })

  test('to something else does not', async () => {
    const patientId = await newPatient(app, 'Saima Raza', 'P-000902')
    await makeAllergic(app, patientId, 'Sulfonamides', 'sulfonamide')
    const { encounterId } = await open({ patientId, prescription: [amoxicillin] })
    expect((await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })).status).toBe(
      200,
    )
  })
})

test('a finish on an older version is refused and the visit stays open', async () => {
  const { encounterId, appointmentId } = await open()
  const late = await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 1 })
  expect(late).toMatchObject({ status: 409, refusal: 'changed_meanwhile' })
  const { encounter } = await app.ok(app.people.doctor, visits.getVisit, { clinicId, appointmentId })
  expect(encounter!.status).toBe('open')
})

test('only a doctor finishes: not the nurse, not the desk, not the administrator', async () => {
  const { encounterId } = await open()
  for (const person of ['nurse', 'receptionist', 'clinicAdmin', 'manager', 'billing', 'pharmacist'] as const) {
    const answer = await app.call(app.people[person], visits.finishVisit, { clinicId, encounterId, version: 2 })
    expect([person, answer.refusal]).toEqual([person, 'forbidden'])
  }
  expect((await app.call(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })).status).toBe(
    200,
  )
})

describe('another branch and another organization', () => {
  test('see nothing of a visit, by any of its ids', async () => {
    const { encounterId, appointmentId } = await open()
    const elsewhere = [
      await app.call(app.people.owner, visits.getVisit, { clinicId: app.clinics.north, appointmentId }),
      await app.call(app.people.stranger, visits.getVisit, { clinicId: app.clinics.foreign, appointmentId }),
      await app.call(app.people.stranger, visits.getVisit, { clinicId, appointmentId }),
      await app.call(app.people.doctor, visits.getVisit, { clinicId: app.clinics.north, appointmentId }),
      await app.call(app.people.stranger, visits.getPrescriptionPdf, { clinicId: app.clinics.foreign, encounterId }),
    ]
    for (const { status } of elsewhere) expect(status).toBe(404)
    expect((await app.call(app.people.owner, visits.getVisit, { clinicId, appointmentId })).status).toBe(200)
  })
})

describe('the prescription', () => {
  test('prints under the letterhead of the day of the visit, in English and in Urdu', async () => {
    const patientId = await newPatient(app, 'عائشہ طارق', 'P-000903')
    const { encounterId } = await open({ patientId, prescription: [amoxicillin] })
    const early = await app.call(app.people.doctor, visits.getPrescriptionPdf, { clinicId, encounterId })
    expect(early).toMatchObject({ status: 409, refusal: 'not_finished' })

    await app.ok(app.people.doctor, visits.finishVisit, { clinicId, encounterId, version: 2 })
    await app.admin.query(`update clinics set name = 'Gulberg, renamed' where id = $1`, [clinicId])
    await app.admin.query(`update patients set full_name = 'Ayesha, renamed' where id = $1`, [patientId])
    await app.admin.query(
      `insert into patient_alerts (organization_id, clinic_id, patient_id, kind, label, severity)
       values ($1, $2, $3, 'allergy', 'Ibuprofen, renamed', 'mild')`,
      [app.organizationId, clinicId, patientId],
    )
    const english = await app.call(app.people.receptionist, visits.getPrescriptionPdf, { clinicId, encounterId })
    expect(english.headers.get('content-type')).toBe('application/pdf')
    const { text } = readPdf(Buffer.from(english.body as unknown as Uint8Array))
    expect(text).toContain('Amoxicillin 500 mg capsule')
    expect(text).not.toContain('renamed')
    const urdu = await app.call(app.people.doctor, visits.getPrescriptionPdf, { clinicId, encounterId, language: 'ur' })
    expect(urdu.status).toBe(200)
    await app.admin.query(`update clinics set name = 'Gulberg' where id = $1`, [clinicId])
  })
})
