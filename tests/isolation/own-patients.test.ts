import { beforeAll, expect, test } from 'vitest'
import * as visits from '#contract/appointments.ts'
import * as billing from '#contract/billing.ts'
import * as patients from '#contract/patients.ts'
import { switchOwnPatients } from '#contract/roles.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
let clinicId: string
/** Bilal's patient, never Sana's: with a visit, a finished encounter, an invoice, a payment and an allergy. */
let theirs: Record<'patientId' | 'appointmentId' | 'encounterId' | 'invoiceId' | 'paymentId', string>
/** Sana's. */
let hers: typeof theirs

beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  theirs = await patientOf('Zubaida Marwat', app.doctors.bilal)
  hers = await patientOf('Yasmin Marwat', app.doctors.sana)
  await app.ok(app.people.clinicAdmin, switchOwnPatients, { clinicId, on: true })
})

async function patientOf(fullName: string, doctorId: string): Promise<typeof theirs> {
  const { ok, people, services } = app
  const { id: patientId } = await ok(people.receptionist, patients.registerPatient, {
    clinicId,
    fullName,
    phone: '+923215550001',
  })
  const visit = await ok(people.receptionist, visits.registerWalkIn, {
    clinicId,
    patientId,
    doctorId,
    serviceId: services.gulberg,
  })
  await ok(people.owner, patients.addAlert, { clinicId, patientId, kind: 'allergy', label: 'Penicillin' })
  const lines = [{ serviceId: services.gulberg }]
  const invoice = await ok(people.owner, billing.createInvoice, { clinicId, patientId, lines })
  const payment = await ok(people.owner, billing.takePayment, {
    clinicId,
    patientId,
    amountMinor: 1000,
    method: 'cash',
  })
  const { rows } = await app.admin.query(
    `insert into encounters (organization_id, clinic_id, appointment_id, patient_id, doctor_id, note, prescription)
     values ($1, $2, $3, $4, $5, 'Seen.', '[{"medicine":"Paracetamol","drugClass":"","dose":"1-0-1","route":"","days":3,"advice":""}]') returning id`,
    [app.organizationId, clinicId, visit.id, patientId, doctorId],
  )
  await app.admin.query(
    `update encounters set status = 'finished', finished_at = now(), letterhead = '{"clinicName":"x","organizationName":"x","color":"#0f766e"}' where id = $1`,
    [rows[0].id],
  )
  return { patientId, appointmentId: visit.id, encounterId: rows[0].id, invoiceId: invoice.id, paymentId: payment.id }
}

const foundBy = async (who: 'doctor' | 'receptionist', q: string) =>
  (await app.ok(app.people[who], patients.searchPatients, { clinicId, q })).patients.map(
    (one: { id: string }) => one.id,
  )

test.each(['Zubaida', 'Zubaida Marwat', 'Zubeda Marwt', 'Marwat', '+923215550001', '03215550001'])(
  'a doctor does not find another doctor’s patient by “%s”, and the desk does',
  async (q) => {
    expect(await foundBy('doctor', q)).not.toContain(theirs.patientId)
    expect(await foundBy('receptionist', q)).toContain(theirs.patientId)
  },
)

test('finds her own among people of the same name', async () => {
  expect(await foundBy('doctor', 'Marwat')).toEqual([hers.patientId])
})
