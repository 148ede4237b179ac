import type { AuditChange } from '#contract/audit.ts'
import { isId } from '../../core/ids.ts'

/** A detail as an act recorded it, put in one form. Acts write `{ from, to }`, `{ before, after }`, or plain facts. */
export interface Difference {
  reason: string | null
  changes: AuditChange[]
  facts: { field: string; value: string }[]
}

type Names = Readonly<Record<string, string>>

// Keys of rows that say nothing to a person.
const silent = new Set(['id', 'version', 'createdAt', 'updatedAt', 'fields', 'organizationId'])
const longest = 500

/** `names`: what ids that stand in the detail are called. */
export function differenceOf(detail: unknown, names: Names): Difference {
  const found: Difference = { reason: null, changes: [], facts: [] }
  if (!isObject(detail)) return found
  for (const [before, after] of [
    ['from', 'to'],
    ['before', 'after'],
  ] as const)
    if (before in detail || after in detail) found.changes.push(...changesOf(detail[before], detail[after], names))
  for (const [field, value] of Object.entries(detail)) {
    if (['from', 'to', 'before', 'after'].includes(field) || silent.has(field)) continue
    if (field === 'reason' && typeof value === 'string') found.reason = value
    // A field that says itself what it was: { color: { from, to } }.
    else if (isPair(value)) found.changes.push(...changesOf({ [field]: value.from }, { [field]: value.to }, names))
    else if (Array.isArray(value) && value.length > 0 && value.every(isTold))
      found.changes.push(...value.flatMap(listed))
    else {
      const text = textOf(value, names)
      // An id that has no name says nothing to a person.
      if (text !== null && !isId(text)) found.facts.push({ field, value: text })
    }
  }
  return found
}

/** One of a list that each say what they were: { role, permission, from, to }. */
function isTold(value: unknown): value is Record<string, unknown> {
  return isObject(value) && 'from' in value && 'to' in value
}

function listed({ from, to, ...which }: Record<string, unknown>): AuditChange[] {
  const field = Object.values(which)
    .filter((part) => typeof part === 'string')
    .join(' ')
  return changesOf({ [field]: from }, { [field]: to }, {})
}

function isPair(value: unknown): value is { from: unknown; to: unknown } {
  return isObject(value) && 'from' in value && 'to' in value && Object.keys(value).length === 2
}

function changesOf(before: unknown, after: unknown, names: Names): AuditChange[] {
  // A bare word on both sides, such as a state.
  const [was, is] = [sides(before), sides(after)]
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !silent.has(field))
  return fields.flatMap((field) => {
    const [from, to] = [textOf(was[field], names), textOf(is[field], names)]
    return from === to ? [] : [{ field, before: from, after: to }]
  })
}

function sides(side: unknown): Record<string, unknown> {
  if (isObject(side)) return side
  return side === undefined ? {} : { state: side }
}

function textOf(value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return shortened(names[value] ?? value)
  if (Array.isArray(value)) {
    const parts = value.map((one) => textOf(one, names)).filter((one) => one !== null)
    return parts.length === 0 ? null : shortened(parts.join('; '))
  }
  if (isObject(value)) {
    const parts = Object.entries(value)
      .filter(([field]) => !silent.has(field))
      .flatMap(([field, inner]) => {
        const text = textOf(inner, names)
        return text === null ? [] : [`${field}: ${text}`]
      })
    return parts.length === 0 ? null : shortened(parts.join(', '))
  }
  return String(value)
}

function shortened(text: string) {
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
