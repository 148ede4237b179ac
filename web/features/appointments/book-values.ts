import { usualMinutes } from '#contract/appointments.ts'
import type { Service } from '#contract/services.ts'

/** Who it is for: somebody known by id, or somebody to be registered with it. */
export type ChosenPatient =
  | { id: string; fullName: string; phone: string | null }
  | { id: null; fullName: string; phone: string | null }

/** What the booking drawer is filled with. */
export interface BookValues {
  patient: ChosenPatient | null
  doctorId: string | null
  day: string
  /** `10:30` */
  at: string
  serviceId: string | null
  minutes: number
  reason: string
}

/** A service brings its length along. */
export function withService(serviceId: string | null, services: readonly Service[]): Partial<BookValues> {
  const service = services.find(({ id }) => id === serviceId)
  return { serviceId, minutes: service?.minutes ?? usualMinutes }
}

/** The person as the API takes her. */
export function patientInput({ id, fullName, phone }: ChosenPatient) {
  return id ? { patientId: id } : { newPatient: { fullName, phone } }
}
