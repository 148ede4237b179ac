import { ApiError } from './api-error.ts'
import { i18n } from './i18n.ts'

/**
 * The sentence a person reads for an error: in her language when there is one for the code,
 * else the server's own (English) sentence.
 */
export function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) return i18n.t('refusals:unreadable')
  // The one sentence with a figure in it: how much this person may.
  const values = error.code === 'over_limit' ? (error.detail as object) : {}
  return i18n.t(error.code as 'network', { ...values, ns: 'refusals', defaultValue: error.message })
}

/** Field refusals of an `invalid` answer, for `form.setErrors`: `{ phone: 'Too short' }`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const detail = error instanceof ApiError && error.code === 'invalid' ? error.detail : null
  const fields = (detail as { fields?: unknown } | null)?.fields ?? detail
  if (!fields || typeof fields !== 'object') return {}
  if (Array.isArray(fields)) return Object.fromEntries(fields.map(fieldOf))
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, String(words)]))
}

function fieldOf(issue: { path?: PropertyKey[] | string; field?: string; message?: string }): [string, string] {
  const path = Array.isArray(issue.path) ? issue.path.join('.') : (issue.path ?? issue.field ?? '')
  return [path, issue.message ?? '']
}
