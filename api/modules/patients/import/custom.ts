import type { PatientField } from '#contract/fields.ts'
import { type ImportSentenceCode, say } from '#contract/import-sentences.ts'
import type { Query, Tx } from '../../../core/tx.ts'
import { type ImportField, readMoment } from '../../../integrations/files/index.ts'
import { fieldsQuery } from '../../tenancy/index.ts'
import { type AnswerRow, readAnswer } from '../answer-rules.ts'
import type { ImportKind, Mapping } from './kind.ts'

const prefix = 'field:'
export const customName = (fieldId: string) => `${prefix}${fieldId}`

/** The custom fields that a branch asks; head office's lists bring none. */
export function customQuery(tx: Tx, clinicId: string | null): Query<PatientField> {
  return fieldsQuery(tx, { clinicId, shared: true, retired: false })
}

/** What the columns of a file can be taken for. A heading is known by the words of the field's own label. */
export function fieldsOf(kind: ImportKind, custom: readonly PatientField[]): ImportField<string>[] {
  if (!kind.takesCustomFields) return kind.fields
  return [...kind.fields, ...custom.map(asImportField)]
}

function asImportField({ id, label, kind }: PatientField): ImportField<string> {
  const looks = { text: 'text', number: 'number', date: 'date', choice: 'text' } as const
  return { name: customName(id), label, kind: looks[kind], words: [label] }
}

/** The cells of a row that custom fields are taken from, read; a sentence for each that stays empty. */
export function readCustom(
  cells: readonly string[],
  mapping: Mapping,
  custom: readonly PatientField[],
  order: 'dmy' | 'mdy',
): { answers: AnswerRow[]; warnings: string[] } {
  const answers: AnswerRow[] = []
  const warnings: string[] = []
  for (const field of custom) {
    const column = mapping.indexOf(customName(field.id))
    if (column < 0) continue
    const text = (cells[column] ?? '').trim()
    if (text === '') {
      if (field.required) warnings.push(say('fieldMissing', { field: field.label }))
      continue
    }
    const read = readCell(field, text, order)
    if ('fault' in read) warnings.push(read.fault)
    else answers.push(read)
  }
  return { answers, warnings }
}

function readCell(field: PatientField, text: string, order: 'dmy' | 'mdy'): AnswerRow | { fault: string } {
  const empty = (why: ImportSentenceCode) => ({ fault: say(why, { text: text.slice(0, 60), field: field.label }) })
  switch (field.kind) {
    case 'text':
      return text.length > 500 ? empty('fieldTooLong') : readAnswer(field, text)
    case 'number': {
      const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.')
      const read = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? readAnswer(field, Number(plain)) : null
      return read && !('fault' in read) ? read : empty('fieldNoNumber')
    }
    case 'date': {
      const moment = readMoment(text, order)
      const read = moment.problem === undefined ? readAnswer(field, moment.value.date) : null
      return read && !('fault' in read) ? read : empty('fieldNoDay')
    }
    case 'choice': {
      const choice = field.choices.find(({ label, retired }) => !retired && same(label, text))
      return choice ? readAnswer(field, choice.choiceId) : empty('fieldNoChoice')
    }
  }
}

const same = (one: string, other: string) =>
  one.normalize('NFKC').trim().toLowerCase() === other.normalize('NFKC').trim().toLowerCase()

/** What the file will leave to be completed: required fields that no column is taken for. */
export function missingColumns(mapping: Mapping, custom: readonly PatientField[]): string[] {
  return custom
    .filter(({ id, required }) => required && !mapping.includes(customName(id)))
    .map(({ label }) => say('fieldNoColumn', { field: label }))
}
