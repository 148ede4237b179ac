import { sayField } from '#contract/field-sentences.ts'
import type { FieldKind, PatientField } from '#contract/fields.ts'

/** An answer ready to be stored; `value` null takes it away. */
export interface AnswerRow {
  fieldId: string
  kind: FieldKind
  value: string | number | null
}
type Read = AnswerRow | { fault: string }

const day = /^\d{4}-\d{2}-\d{2}$/

/**
 * One answer held against its field. `had`: the answer of now, so that a choice that was retired since may stay.
 * Answers a sentence when it does not fit.
 */
export function readAnswer(
  field: PatientField,
  value: string | number | null,
  had: string | number | null = null,
): Read {
  const { id: fieldId, kind, label } = field
  const row = (stored: string | number | null): AnswerRow => ({ fieldId, kind, value: stored })
  if (value === null || value === '') return row(null)
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? row(value) : { fault: sayField('answerText', { field: label }) }
    case 'number': {
      const number = typeof value === 'number' ? value : Number(value)
      if (!Number.isFinite(number) || Math.abs(number) > 1e15)
        return { fault: sayField('answerNumber', { field: label }) }
      return row(number === 0 ? 0 : number) // no minus zero
    }
    case 'date':
      return typeof value === 'string' && isDay(value) ? row(value) : { fault: sayField('answerDay', { field: label }) }
    case 'choice': {
      const choice = field.choices.find(({ choiceId }) => choiceId === value)
      if (!choice || (choice.retired && value !== had)) return { fault: sayField('answerChoice', { field: label }) }
      return row(choice.choiceId)
    }
  }
}

// By hand: an import asks forty times for each row.
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day that exists, of a year that people write. */
export function isDay(text: string): boolean {
  if (!day.test(text) || text < '1800' || text > '2200') return false
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return date > 0 && date <= (month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0))
}

/** Required fields that stand empty. */
export function missingRequired(
  asked: readonly PatientField[],
  known: ReadonlyMap<string, string | number | null>,
): PatientField[] {
  return asked.filter(({ id, required }) => required && (known.get(id) ?? null) === null)
}
