import { say } from '#contract/import-sentences.ts'
import type { ImportOptions } from '#contract/imports.ts'
import { sql, type Tx } from '../../../core/tx.ts'

/** A branch that rows belong to; `id` null: it will be made. */
export interface RowClinic {
  key: string
  id: string | null
  name: string
  timeZone: string
  country: string
}

interface Organization {
  time_zone: string
  currency: string
  country: string
}

/**
 * Finds the branch a row names: by name or code, in any letter case. Within one branch the column only proves that the
 * row is meant for it; head office may have the missing ones made.
 */
export async function openClinics(tx: Tx, clinicId: string | null, options: ImportOptions) {
  const [clinics, [organization]] = await tx.batch<
    [{ id: string; name: string; code: string; time_zone: string; country: string }, Organization]
  >(
    sql`select id, name, code, time_zone, country from clinics where organization_id = ${tx.organizationId}`,
    sql`select time_zone, currency, country from organizations where id = ${tx.organizationId}`,
  )
  const known = new Map<string, RowClinic>()
  for (const { id, name, code, time_zone: timeZone, country } of clinics) {
    const clinic = { key: id, id, name, timeZone, country }
    known.set(keyOf(code), clinic)
    known.set(keyOf(name), clinic)
  }
  const here = clinicId ? [...known.values()].find(({ id }) => id === clinicId)! : null
  const missing = new Map<string, RowClinic>()

  /** The branch, or the sentence that refuses the row. */
  function find(name: string | null): RowClinic | string {
    if (!name) return here ?? say('noBranch')
    const there = known.get(keyOf(name))
    if (here) return there === here ? here : say('otherBranch', { branch: name, here: here.name })
    if (there) return there
    const key = keyOf(name)
    const made = missing.get(key) ?? {
      key: `new ${key}`,
      id: null,
      name: shownName(name),
      timeZone: options.timeZone ?? organization!.time_zone,
      country: options.country ?? organization!.country,
    }
    missing.set(key, made)
    return options.createClinics ? made : say('noSuchBranch', { branch: name })
  }
  const currency = options.currency ?? organization!.currency
  return { find, missing: () => [...missing.values()], currency, all: clinics.map(({ id }) => id) }
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const small = new Set(['da', 'de', 'do', 'das', 'dos', 'e', 'of', 'the'])

/** A name in capitals as people write it: JARDIM DA PENHA is Jardim da Penha. Any other stays as it is. */
export function shownName(name: string): string {
  const trimmed = name.trim().replace(/\s+/g, ' ').slice(0, 200)
  if (trimmed !== trimmed.toUpperCase()) return trimmed
  return trimmed
    .toLowerCase()
    .split(' ')
    .map((word, at) => (at > 0 && small.has(word) ? word : word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())))
    .join(' ')
}
