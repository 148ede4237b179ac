import * as z from 'zod'
import { type fieldSentences, sayField } from './field-sentences.ts'

type FieldSentence = keyof typeof fieldSentences

// What a form says beside a field. zod's own words ("Invalid input: expected string, received undefined") are for
// programmers; these are for the front desk. A sentence given beside a rule in the contract goes first.
const formats: Record<string, FieldSentence> = {
  email: 'notAnEmail',
  date: 'notADate',
  datetime: 'notAMoment',
  uuid: 'notAChoice',
}

const kinds: Record<string, FieldSentence> = {
  string: 'text',
  number: 'number',
  int: 'whole',
  boolean: 'yesNo',
  array: 'list',
  object: 'unreadable',
}

z.config({
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return sayField(issue.input === undefined ? 'needed' : (kinds[issue.expected] ?? 'unreadable'))
      case 'invalid_format':
        return sayField(formats[issue.format] ?? 'odd')
      case 'too_small':
        return boundary(issue.origin, issue.minimum, 'least')
      case 'too_big':
        return boundary(issue.origin, issue.maximum, 'most')
      case 'not_multiple_of':
        return sayField('steps', { step: Number(issue.divisor) })
      case 'unrecognized_keys':
        return sayField('unknown')
      case 'invalid_value':
      case 'invalid_union':
        return sayField('notAChoice')
      default:
        return sayField('odd')
    }
  },
})

function boundary(origin: string, limit: number | bigint, side: 'least' | 'most'): string {
  const [least, count] = [side === 'least', Number(limit)]
  if (origin === 'string') {
    if (least && count <= 1) return sayField('needed')
    return sayField(least ? 'fewCharacters' : 'manyCharacters', { count })
  }
  if (origin === 'array') return sayField(least ? 'few' : 'many', { count })
  return sayField(least ? 'small' : 'large', { count })
}
