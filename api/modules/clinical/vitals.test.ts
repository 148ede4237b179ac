import { beforeAll, expect, test } from 'vitest'
import * as visits from '#contract/encounters.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { arrange, newPatient } from './visit.test-help.ts'

let app: TestApp
let clinicId: string
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
})

test('a nurse sees who has come and still lacks vitals, and measuring again keeps both', async () => {
  const patientId = await newPatient(app, 'Nazia Iqbal', 'P-000701')
  const appointmentId = await arrange(app, { patientId })
  await arrange(app, { patientId, status: 'booked' })
  const arrivals = () => app.ok(app.people.nurse, visits.listArrivals, { clinicId, day: dayAhead(0) })
  expect(await arrivals()).toMatchObject([{ appointmentId, patientName: 'Nazia Iqbal', vitals: null }])

  await app.ok(app.people.nurse, visits.recordVitals, { clinicId, appointmentId, systolicMmhg: 160, diastolicMmhg: 95 })
  await app.ok(app.people.nurse, visits.recordVitals, {
    clinicId,
    appointmentId,
    systolicMmhg: 140,
    diastolicMmhg: 90,
    note: 'after ten minutes of rest',
  })
  expect(await arrivals()).toMatchObject([{ vitals: { systolicMmhg: 140 } }])
  const { vitals } = await app.ok(app.people.nurse, visits.getVisit, { clinicId, appointmentId })
  expect(vitals.map(({ systolicMmhg }) => systolicMmhg)).toEqual([140, 160])
})

test('vitals that cannot be are refused with the field, and nothing is written', async () => {
  const appointmentId = await arrange(app, { patientId: await newPatient(app, 'Rabia Noor', 'P-000702') })
  const refused = await app.call(app.people.nurse, visits.recordVitals, {
    clinicId,
    appointmentId,
    systolicMmhg: 80,
    diastolicMmhg: 120,
  })
  expect(refused).toMatchObject({ status: 422, refusal: 'invalid' })
  expect(refused.error!.detail.fields).toMatchObject([{ field: 'diastolicMmhg' }])
  expect(
    (await app.call(app.people.nurse, visits.recordVitals, { clinicId, appointmentId, pulsePerMinute: 999 })).status,
  ).toBe(422)
  expect((await app.ok(app.people.nurse, visits.getVisit, { clinicId, appointmentId })).vitals).toEqual([])
})

test('the desk and billing take no vitals, and do not read them', async () => {
  const appointmentId = await arrange(app, { patientId: await newPatient(app, 'Bushra Gul', 'P-000703') })
  for (const person of ['receptionist', 'billing'] as const) {
    expect(
      (await app.call(app.people[person], visits.recordVitals, { clinicId, appointmentId, pulsePerMinute: 70 }))
        .refusal,
    ).toBe('forbidden')
    expect((await app.call(app.people[person], visits.getVisit, { clinicId, appointmentId })).refusal).toBe('forbidden')
  }
  expect(
    (await app.call(app.people.nurse, visits.recordVitals, { clinicId, appointmentId, pulsePerMinute: 70 })).status,
  ).toBe(201)
})
