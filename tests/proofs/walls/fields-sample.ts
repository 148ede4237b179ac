import type pg from 'pg'
import type { Place } from './place.ts'

/** The branch's custom field, one for all its worlds (there is a most), with an answer of the patient. */
export async function makeField(admin: pg.Client, place: Place, patientId: string): Promise<string> {
  const { organizationId, clinicId, word } = place
  const fieldId = await fieldOf(admin, place, clinicId)
  await admin.query(
    `insert into patient_field_values (organization_id, clinic_id, patient_id, field_id, kind, text_value)
     values ($1, $2, $3, $4, 'text', $5)`,
    [organizationId, clinicId, patientId, fieldId, word],
  )
  return fieldId
}

/** One that every branch asks. */
export function makeNetworkField(admin: pg.Client, place: Place): Promise<string> {
  return fieldOf(admin, place, null)
}

async function fieldOf(admin: pg.Client, { organizationId, word }: Place, clinicId: string | null): Promise<string> {
  const values = [organizationId, clinicId, `${word} field`]
  await admin.query(
    `insert into patient_fields (organization_id, clinic_id, label, kind) values ($1, $2, $3, 'text') on conflict do nothing`,
    values,
  )
  const { rows } = await admin.query(
    'select id from patient_fields where organization_id = $1 and clinic_id is not distinct from $2 and label = $3',
    values,
  )
  return rows[0].id
}

/** An export whose file can be fetched by the one who made it. */
export async function makeExport(
  admin: pg.Client,
  { organizationId, clinicId }: Place,
  userId: string,
): Promise<string> {
  const { rows } = await admin.query(
    `insert into patient_exports (organization_id, clinic_id, user_id, format, rows) values ($1, $2, $3, 'csv', 1) returning id`,
    [organizationId, clinicId, userId],
  )
  return rows[0].id
}
