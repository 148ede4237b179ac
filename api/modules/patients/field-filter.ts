import type { RawBuilder } from 'kysely'
import { sayField } from '#contract/field-sentences.ts'
import type { PatientField } from '#contract/fields.ts'
import type { FieldFilter } from '#contract/patients.ts'
import { isId } from '../../core/ids.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { isDay } from './answer-rules.ts'

/**
 * The condition that a patient `p` fits the filter by one custom field; true without one. Each comparison is one the
 * planner may run before the wall (leakproof), so the index of its kind is used.
 */
export function fitsFields(tx: Tx, filter: FieldFilter): RawBuilder<unknown> {
  const { fieldId, fieldIs, fieldFrom, fieldTo, fieldEmpty } = filter
  if (!fieldId) return sql`true`
  const answer = (condition: RawBuilder<unknown>) => sql`exists (select from patient_field_values v
    where v.organization_id = ${tx.organizationId} and v.clinic_id = ${tx.clinicId} and v.field_id = ${fieldId}
      and v.patient_id = p.id and ${condition})`
  if (fieldEmpty) return sql`not ${answer(sql`true`)}`
  if (fieldIs) {
    if (isId(fieldIs)) return answer(sql`v.choice_id = ${fieldIs}::uuid`)
    const begins = sql`lower(left(${fieldIs}, 100) collate "pg_c_utf8")`
    return answer(sql`v.text_key >= ${begins} and v.text_key < ${begins} || ${'\u{10ffff}'}`)
  }
  const ends = [fieldFrom, fieldTo].map((end) => end || null)
  if (ends.every((end) => end === null)) return answer(sql`true`)
  const [from, to] = ends
  if (ends.every((end) => end === null || isDay(end)))
    return answer(sql`${between(sql`v.date_value`, from ? sql`${from}::date` : null, to ? sql`${to}::date` : null)}`)
  if (!ends.every((end) => end === null || Number.isFinite(Number(end)))) return sql`false`
  const number = (end: string | null | undefined) => (end ? sql`${Number(end)}::float8` : null)
  return answer(between(sql`v.number_value`, number(from), number(to)))
}

/** What of a filter its field can never be; null when it fits. */
export function misfitOf(
  { kind, label, choices }: PatientField,
  { fieldIs, fieldFrom, fieldTo }: FieldFilter,
): { field: string; message: string } | null {
  const odd = (field: string, message: string) => ({ field, message })
  if (fieldIs && kind === 'choice' && !choices.some(({ choiceId }) => choiceId === fieldIs))
    return odd('fieldIs', sayField('filterChoice', { field: label }))
  if (fieldIs && (kind === 'number' || kind === 'date')) return odd('fieldIs', sayField('filterEnds', { field: label }))
  for (const [name, end] of Object.entries({ fieldFrom, fieldTo })) {
    if (!end) continue
    if (kind === 'number' && !Number.isFinite(Number(end))) return odd(name, sayField('answerNumber', { field: label }))
    if (kind === 'date' && !isDay(end)) return odd(name, sayField('answerDay', { field: label }))
    if (kind === 'text' || kind === 'choice') return odd(name, sayField('filterNoEnds', { field: label }))
  }
  return null
}

function between(what: RawBuilder<unknown>, from: RawBuilder<unknown> | null, to: RawBuilder<unknown> | null) {
  if (from && to) return sql`${what} between ${from} and ${to}`
  return from ? sql`${what} >= ${from}` : sql`${what} <= ${to}`
}
