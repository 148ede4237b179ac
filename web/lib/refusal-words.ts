import { readField } from '#contract/field-sentences.ts'
import { readSaid } from '#contract/import-sentences.ts'
import { ApiError } from './api-error.ts'
import { i18n } from './i18n.ts'

const books = [
  { ns: 'fieldSentences', read: readField },
  { ns: 'importSentences', read: readSaid },
] as const

/** The server's own sentences in the person's language, known again by their words; null for words of no book. */
function said(text: string): string | null {
  for (const { ns, read } of books) {
    const sentences = read(text)
    if (sentences.length === 0 || sentences.some(({ code }) => code === null)) continue
    const t = i18n.t.bind(i18n) as (code: string, values: object) => string
    return sentences.map(({ code, values }) => t(code!, { ...apart(values), ns })).join(' ')
  }
  return null
}

/** What was quoted keeps its own direction inside the sentence. */
export const apart = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]))

/**
 * The sentence a person reads for an error: the server's own where it is known by its words, else that of the code in her
 * language, else the server's as it came (English).
 */
export function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) return i18n.t('refusals:unreadable')
  const own = i18n.language === 'en' ? null : said(error.message)
  if (own) return own
  // The one sentence with a figure in it: how much this person may.
  const values = error.code === 'over_limit' ? (error.detail as object) : {}
  return i18n.t(error.code as 'network', { ...values, ns: 'refusals', defaultValue: error.message })
}

/** Field refusals of an `invalid` answer, for `form.setErrors`: `{ phone: 'Too short' }`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const detail = error instanceof ApiError && error.code === 'invalid' ? error.detail : null
  const fields = (detail as { fields?: unknown } | null)?.fields ?? detail
  if (!fields || typeof fields !== 'object') return {}
  const found = Array.isArray(fields) ? fields.map(fieldOf) : Object.entries(fields)
  return Object.fromEntries(found.map(([name, words]) => [name, inWords(String(words))]))
}

const inWords = (text: string) => (i18n.language === 'en' ? text : (said(text) ?? text))

function fieldOf(issue: { path?: PropertyKey[] | string; field?: string; message?: string }): [string, string] {
  const path = Array.isArray(issue.path) ? issue.path.join('.') : (issue.path ?? issue.field ?? '')
  return [path, issue.message ?? '']
}
