import type { Patient, Sex } from '#contract/patients.ts'

/** A patient as a form holds it: no nulls, empty text for nothing. */
export interface PatientValues {
  fullName: string
  phone: string
  sex: Sex
  bornOn: string
  secondPhone: string
  email: string
  nationalId: string
  guardian: string
  address: string
  city: string
  notes: string
  tags: string[]
  /** Answers to the clinic's own fields, by the field's id; empty text for none. */
  fields: Record<string, string>
}

export function valuesOf(patient: Patient | null): PatientValues {
  return {
    fullName: patient?.fullName ?? '',
    phone: patient?.phone ?? '',
    sex: patient?.sex ?? 'unknown',
    bornOn: patient?.bornOn ?? '',
    secondPhone: patient?.secondPhone ?? '',
    email: patient?.email ?? '',
    nationalId: patient?.nationalId ?? '',
    guardian: patient?.guardian ?? '',
    address: patient?.address ?? '',
    city: patient?.city ?? '',
    notes: patient?.notes ?? '',
    tags: patient?.tags ?? [],
    fields: Object.fromEntries(
      (patient?.fields ?? [])
        .filter(({ retired }) => !retired)
        .map(({ fieldId, value }) => [fieldId, String(value ?? '')]),
    ),
  }
}

const orNull = (text: string) => text.trim() || null

export function patientInput({ fullName, sex, address, city, notes, tags, fields, ...values }: PatientValues) {
  return {
    fullName: fullName.trim(),
    sex,
    address: address.trim(),
    city: city.trim(),
    notes: notes.trim(),
    tags,
    fields: Object.entries(fields).map(([fieldId, value]) => ({ fieldId, value: orNull(value) })),
    phone: orNull(values.phone),
    bornOn: orNull(values.bornOn),
    secondPhone: orNull(values.secondPhone),
    email: orNull(values.email),
    nationalId: orNull(values.nationalId),
    guardian: orNull(values.guardian),
  }
}
