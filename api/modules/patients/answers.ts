import { sayField } from '#contract/field-sentences.ts'
import type { FieldAnswer, PatientField, PatientFieldValue } from '#contract/fields.ts'
import type { Patient } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { type AnswerRow, missingRequired, readAnswer } from './answer-rules.ts'

/** The custom fields of a `patients p`, answered or asked, as one JSON array. */
export const fieldValues = sql<PatientFieldValue[]>`app.patient_answers(p.organization_id, p.clinic_id, p.id)`

/**
 * Reads the answers of a form against the fields the branch asks; `before`: what the patient has, null for a new one.
 * Throws `invalid` with a sentence per field: not asked here, not of its kind, or required and missing.
 */
export function readAnswers(
  asked: readonly PatientField[],
  given: readonly FieldAnswer[],
  before: readonly PatientFieldValue[] | null,
): AnswerRow[] {
  const faults: { field: string; message: string }[] = []
  const rows: AnswerRow[] = []
  for (const { fieldId, value } of given) {
    const field = asked.find(({ id }) => id === fieldId)
    const had = before?.find((one) => one.fieldId === fieldId)?.value ?? null
    const read = field ? readAnswer(field, value, had) : { fault: sayField('answerNotAsked') }
    if ('fault' in read) faults.push({ field: `fields.${fieldId}`, message: read.fault })
    else rows.push(read)
  }
  const known = new Map(before?.map(({ fieldId, value }) => [fieldId, value]))
  for (const row of rows) known.set(row.fieldId, row.value)
  for (const field of missingRequired(asked, known))
    if (!faults.some((fault) => fault.field === `fields.${field.id}`))
      faults.push({ field: `fields.${field.id}`, message: sayField('answerRequired', { field: field.label }) })
  if (faults.length > 0)
    throw new Refused('invalid', { fields: faults }, faults.map(({ message }) => message).join(' '))
  return rows
}

/** Writes what was read; an answer of null is taken away. */
export async function putAnswers(tx: Tx, patientId: string, rows: readonly AnswerRow[]): Promise<void> {
  const gone = rows.filter(({ value }) => value === null).map(({ fieldId }) => fieldId)
  const kept = rows.filter(({ value }) => value !== null)
  if (gone.length > 0)
    await tx.rows(sql`delete from patient_field_values where organization_id = ${tx.organizationId}
      and clinic_id = ${tx.clinicId} and patient_id = ${patientId} and field_id = any (${gone}::uuid[])`)
  if (kept.length > 0)
    await insertAnswers(
      tx,
      kept.map((row) => ({ ...row, patientId, clinicId: tx.clinicId })),
    )
}

/** Many patients' answers at once. */
export async function insertAnswers(tx: Tx, rows: readonly (AnswerRow & { patientId: string; clinicId: string })[]) {
  if (rows.length === 0) return
  await tx.rows(sql`insert into patient_field_values as old (clinic_id, patient_id, field_id, kind, text_value, number_value, date_value, choice_id)
    select "clinicId", "patientId", "fieldId", kind, case kind when 'text' then value end,
      case kind when 'number' then value::float8 end, case kind when 'date' then value::date end,
      case kind when 'choice' then value::uuid end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r ("clinicId" uuid, "patientId" uuid, "fieldId" uuid, kind text, value text)
    on conflict (organization_id, clinic_id, patient_id, field_id) do update set text_value = excluded.text_value,
      number_value = excluded.number_value, date_value = excluded.date_value, choice_id = excluded.choice_id`)
}

/** What differs between two states of a patient's answers: by label, as people read it. */
export function answerDifference(before: Patient, after: Patient) {
  const changed = after.fields.filter(
    ({ fieldId, value }) => value !== (before.fields.find((one) => one.fieldId === fieldId)?.value ?? null),
  )
  const side = (of: Patient) =>
    Object.fromEntries(
      changed.map(({ fieldId, label }) => [label, of.fields.find((one) => one.fieldId === fieldId)?.shown ?? null]),
    )
  return { labels: changed.map(({ label }) => label), before: side(before), after: side(after) }
}
