import * as visits from '#contract/appointments.ts'
import * as billing from '#contract/billing.ts'
import * as encounters from '#contract/encounters.ts'
import { addPatientField } from '#contract/fields.ts'
import * as imports from '#contract/imports.ts'
import * as patients from '#contract/patients.ts'
import * as people from '#contract/people.ts'
import * as schedule from '#contract/schedule.ts'
import { dayAhead, instant, type TestApp } from '#tests/harness/fixture.ts'

/**
 * One of everything at the Gulberg branch, made through the front door: what the contract's fields are called → an id
 * that exists, so that a bad field is met with everything else in order.
 */
export async function everythingOnce(
  app: Pick<TestApp, 'ok' | 'people' | 'clinics' | 'patients' | 'doctors' | 'services'>,
): Promise<Record<string, unknown>> {
  const { owner, doctor } = app.people
  const clinicId = app.clinics.gulberg
  const patientId = app.patients.gulberg
  const doctorId = app.doctors.sana
  const serviceId = app.services.gulberg
  const startsAt = instant(dayAhead(1), '10:00')

  const walkIn = await app.ok(owner, visits.registerWalkIn, { clinicId, patientId, doctorId, serviceId })
  const encounter = await app.ok(doctor, encounters.startVisit, { clinicId, appointmentId: walkIn.id })
  const booked = await app.ok(owner, visits.bookAppointment, { clinicId, patientId, doctorId, startsAt, minutes: 30 })
  const lines = [{ serviceId }]
  const invoice = await app.ok(owner, billing.createInvoice, { clinicId, patientId, lines })
  const payment = await app.ok(owner, billing.takePayment, { clinicId, patientId, amountMinor: 1000, method: 'cash' })
  await app.ok(owner, billing.createInvoice, { clinicId, patientId, lines })
  const { alerts } = await app.ok(owner, patients.addAlert, { clinicId, patientId, kind: 'alert', label: 'Deaf' })
  const { session } = await app.ok(owner, schedule.addSession, {
    clinicId,
    doctorId,
    weekday: 7,
    startsMinute: 1100,
    endsMinute: 1200,
  })
  const file = new TextEncoder().encode('Name,Phone\nAyesha Khan,03001112233\nBilal,03004445566\n')
  const upload = { clinicId, kind: 'patients' as const, fileName: 'patients.csv' }
  const imported = await app.ok(owner, imports.uploadImport, upload, { file })

  const invited = await app.ok(owner, people.addPerson, {
    clinicId,
    way: 'invite',
    fullName: 'Amna Tariq',
    email: 'invited@example.com',
    roles: ['nurse'],
  })

  const field = await app.ok(owner, addPatientField, { clinicId, label: 'NHIS number', kind: 'text' })
  const { exportId } = await app.ok(owner, patients.exportPatients, { clinicId, format: 'csv' })

  return {
    fieldId: field.id,
    exportId,
    clinicId,
    branchId: clinicId,
    toBranchId: app.clinics.north,
    personId: app.people.nurse.userId,
    invitationId: invited.id,
    was: [],
    patientId,
    doctorId,
    serviceId,
    appointmentId: booked.id,
    encounterId: encounter.id,
    invoiceId: invoice.id,
    paymentId: payment.id,
    importId: imported.id,
    alertId: alerts[0]!.id,
    sessionId: session.id,
    day: dayAhead(1),
    startsAt: instant(dayAhead(2), '11:00'),
    newPatient: undefined,
    version: 1,
    login: 'nobody@example.com',
    // Of nobody: what an operator does to an organization would be felt by every call that follows.
    organizationId: crypto.randomUUID(),
    elevationId: crypto.randomUUID(),
  }
}
