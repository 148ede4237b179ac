import { sql, type Tx } from '../../core/tx.ts'

export interface NewPatientRow {
  fullName: string
  phone: string | null
}

/**
 * Registers a caller with what is said on the phone, and gives the clinic's next patient number, such as
 * `GUL-000123`. One round trip; the counter stays locked until the transaction ends.
 */
export function registerPatientRow(
  tx: Tx,
  { fullName, phone }: NewPatientRow,
): Promise<{ id: string; number: string }> {
  return tx.one(sql<{ id: string; number: string }>`with counter as (
      insert into patient_counters (last_number) values (1)
      on conflict (organization_id, clinic_id) do update set last_number = patient_counters.last_number + 1
      returning last_number::text as last)
    insert into patients (number, full_name, phone)
    select c.code || '-' || lpad(last, greatest(6, length(last)), '0'), ${fullName}, ${phone}
    from counter, clinics c where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}
    returning id, number`)
}
