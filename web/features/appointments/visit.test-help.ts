import type { Visit } from '#contract/appointments.ts'

/** A booked half hour on 21 November 2026 at a UTC time such as `05:00`. */
export function visitAt(id: string, time: string, change: Partial<Visit> = {}): Visit {
  const startsAt = `2026-11-21T${time}:00Z`
  return {
    id,
    patientId: `patient of ${id}`,
    patientName: `Patient ${id}`,
    patientNumber: 'P-000001',
    patientPhone: null,
    doctorId: 'a',
    doctorName: 'Dr A',
    serviceId: null,
    serviceName: null,
    status: 'booked',
    source: 'desk',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 1_800_000).toISOString(),
    timed: true,
    token: null,
    reason: '',
    arrivedAt: null,
    calledAt: null,
    doneAt: null,
    hasAlerts: false,
    dueMinor: 0,
    encounterId: null,
    version: 1,
    ...change,
  }
}
