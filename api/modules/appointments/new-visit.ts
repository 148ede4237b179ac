import type { Visit } from '#contract/appointments.ts'
import type { VisitPatient, VisitService } from './patient.ts'

type Rest = Pick<Visit, 'id' | 'status' | 'source' | 'startsAt' | 'endsAt' | 'token' | 'arrivedAt' | 'reason'>

/** The answer for a visit that was just made: all of it is known without reading it again. */
export function newVisit(
  patient: VisitPatient,
  doctor: { id: string; fullName: string } | null,
  service: VisitService | null,
  rest: Rest,
): Visit {
  return {
    patientId: patient.id,
    patientName: patient.fullName,
    patientNumber: patient.number,
    patientPhone: patient.phone,
    doctorId: doctor?.id ?? null,
    doctorName: doctor?.fullName ?? null,
    serviceId: service?.id ?? null,
    serviceName: service?.name ?? null,
    timed: true,
    calledAt: null,
    doneAt: null,
    hasAlerts: patient.hasAlerts,
    dueMinor: patient.dueMinor,
    encounterId: null,
    version: 1,
    ...rest,
  }
}
