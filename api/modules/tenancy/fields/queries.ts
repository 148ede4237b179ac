import type { PatientField } from '#contract/fields.ts'
import { type Query, sql, type Tx } from '../../../core/tx.ts'

/**
 * The fields of one owner. `clinicId` null: the organization's alone. `shared`: the organization's beside the
 * branch's, as a branch asks them.
 */
export interface Asked {
  clinicId: string | null
  shared: boolean
  retired: boolean
}

export function fieldsQuery(tx: Tx, { clinicId, shared, retired }: Asked): Query<PatientField> {
  return sql<PatientField>`select f.id, f.label, f.kind, f.required, f.clinic_id is null as everywhere,
      f.retired_at is not null as retired, f.version,
      coalesce((select jsonb_agg(jsonb_build_object('choiceId', c.id, 'label', c.label, 'retired', c.retired_at is not null)
          order by c.position, c.id)
        from patient_field_choices c where c.organization_id = f.organization_id and c.field_id = f.id), '[]') as choices
    from patient_fields f
    where f.organization_id = ${tx.organizationId}
      and (f.clinic_id is not distinct from ${clinicId} or (${shared} and f.clinic_id is null))
      and (${retired} or f.retired_at is null)
    order by f.clinic_id nulls first, f.position, f.id`
}

/** What the branch in scope asks of a patient now. */
export const askedHere = (tx: Tx) => fieldsQuery(tx, { clinicId: tx.clinicId, shared: true, retired: false })

/** Locks one field of this owner for a change. Throws `not_found`: also for a branch that wants to change head office's. */
export async function lockField(tx: Tx, clinicId: string | null, fieldId: string): Promise<PatientField> {
  await tx.one(sql`select id from patient_fields where organization_id = ${tx.organizationId}
    and clinic_id is not distinct from ${clinicId} and id = ${fieldId} for update`)
  return getField(tx, clinicId, fieldId)
}

export async function getField(tx: Tx, clinicId: string | null, fieldId: string): Promise<PatientField> {
  const fields = await tx.rows(fieldsQuery(tx, { clinicId, shared: false, retired: true }))
  return fields.find(({ id }) => id === fieldId)!
}

/** Patients with an answer to this field, of all branches in scope, and of each choice. */
export async function countAnswers(tx: Tx, fieldId: string): Promise<{ all: number; byChoice: Map<string, number> }> {
  const rows = await tx.rows(sql<{
    choiceId: string | null
    count: number
  }>`select choice_id as "choiceId", count(*)::int
    from patient_field_values where organization_id = ${tx.organizationId} and field_id = ${fieldId} group by 1`)
  const byChoice = new Map(rows.flatMap(({ choiceId, count }) => (choiceId ? [[choiceId, count] as const] : [])))
  return { all: rows.reduce((sum, { count }) => sum + count, 0), byChoice }
}
