import type { PlanCode } from '#contract/platform.ts'
import { ApiError } from './api-error.ts'
import { i18n } from './i18n.ts'

/**
 * The sentence a person reads for an error: in her language when there is one for the code,
 * else the server's own (English) sentence.
 */
export function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) return i18n.t('refusals:unreadable')
  return i18n.t(error.code as 'network', { ...valuesOf(error), ns: 'refusals', defaultValue: error.message })
}

/** What stands in a sentence: how much this person may, or the plan. */
function valuesOf({ code, detail }: ApiError): object {
  if (code === 'over_limit') return detail as object
  if (!code.startsWith('plan_')) return {}
  const { plan, limit, lifts } = detail as { plan: PlanCode; limit: number; lifts: PlanCode | null }
  const name = (one: PlanCode) => i18n.t(`platform:plan.${one}`)
  return { limit, plan: name(plan), lifts: name(lifts ?? 'enterprise') }
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
