import { type Query, sql, type Tx } from '../../core/tx.ts'
import type { Person } from './duplicate-person.ts'
import { phoneOf } from './phone.ts'
import { patientKeys } from './search-keys.ts'

export interface NewPatientRow extends Person {
  fullName: string
  phone: string | null
  guardian?: string | null | undefined
  notes?: string | undefined
  tags?: string[] | undefined
}

interface Registered {
  id: string
  number: string
  phone: string | null
}

/** Where phone numbers without a prefix are dialled. */
export function countryQuery(tx: Tx): Query<{ country: string }> {
  return sql<{
    country: string
  }>`select country from clinics where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`
}

/**
 * Registers a caller with what is said on the phone, and gives the clinic's next patient number, such as
 * `GUL-000123`; the counter stays locked until the transaction ends. `country`: see countryQuery.
 */
export async function insertPatient(tx: Tx, patient: NewPatientRow, country: string) {
  return tx.one(insertQuery(tx, patient, country))
}

/** The same as a query, for a batch. */
export function insertQuery(tx: Tx, patient: NewPatientRow, country: string): Query<Registered> {
  const phone = phoneOf(patient.phone, country)
  const secondPhone = phoneOf(patient.secondPhone, country)
  const words = patientKeys({ ...patient, phone, secondPhone })
  return sql<Registered>`with counter as (
      insert into patient_counters (last_number) values (1)
      on conflict (organization_id, clinic_id) do update set last_number = patient_counters.last_number + 1
      returning last_number::text as last)
    insert into patients (number, full_name, phone, second_phone, sex, born_on, email, national_id, guardian, address,
      city, notes, tags, keys)
    select c.code || '-' || lpad(last, greatest(6, length(last)), '0'), ${patient.fullName}, ${phone}, ${secondPhone},
      ${patient.sex ?? 'unknown'}, ${patient.bornOn ?? null}, ${patient.email ?? null}, ${patient.nationalId ?? null},
      ${patient.guardian ?? null}, ${patient.address ?? ''}, ${patient.city ?? ''}, ${patient.notes ?? ''},
      ${patient.tags ?? []}, app.key_hashes(c.organization_id, c.id, ${words})
    from counter, clinics c where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}
    returning id, number, phone`
}
