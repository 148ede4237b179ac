import * as z from 'zod'

// What a form says beside a field. zod's own words ("Invalid input: expected string, received undefined") are for
// programmers; these are for the front desk. A sentence given beside a rule in the contract goes first.
const formats: Record<string, string> = {
  email: 'This is not an e-mail address.',
  date: 'This is not a date of the calendar. A date looks like 2026-11-21.',
  datetime: 'This is not a date with a time.',
  uuid: 'This is not one of the choices.',
}

const kinds: Record<string, string> = {
  string: 'This must be a text.',
  number: 'This must be a number.',
  int: 'This must be a whole number.',
  boolean: 'This must be yes or no.',
  array: 'This must be a list.',
  object: 'This cannot be read.',
}

z.config({
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        if (issue.input === undefined) return 'This is needed.'
        return kinds[issue.expected] ?? 'This cannot be read.'
      case 'invalid_format':
        return formats[issue.format] ?? 'This does not look right.'
      case 'too_small':
        return boundary(issue.origin, issue.minimum, 'least')
      case 'too_big':
        return boundary(issue.origin, issue.maximum, 'most')
      case 'not_multiple_of':
        return `This goes in steps of ${issue.divisor}.`
      case 'unrecognized_keys':
        return 'This field is not known here.'
      case 'invalid_value':
      case 'invalid_union':
        return 'This is not one of the choices.'
      default:
        return 'This does not look right.'
    }
  },
})

function boundary(origin: string, limit: number | bigint, side: 'least' | 'most'): string {
  if (origin === 'string') {
    if (side === 'least' && Number(limit) <= 1) return 'This is needed.'
    return `This must have at ${side} ${limit} characters.`
  }
  if (origin === 'array') return `There must be at ${side} ${limit} of these.`
  return `This must be at ${side} ${limit}.`
}
