import { sql, type Tx } from '../../core/tx.ts'

export interface NewClinic {
  name: string
  timeZone: string
  currency: string
  country: string
}

/**
 * Makes branches of the organization, each with a code of its own from its name; answers their ids in the order
 * given. They come into the scope with the next transaction.
 */
export async function addClinicRows(tx: Tx, clinics: NewClinic[]): Promise<string[]> {
  if (clinics.length === 0) return []
  const taken = await tx.rows(
    sql<{ code: string }>`select code from clinics where organization_id = ${tx.organizationId}`,
  )
  const codes = new Set(taken.map(({ code }) => code))
  const rows = clinics.map((clinic, ord) => ({ ord, ...clinic, code: codeFor(clinic.name, codes) }))
  const made = await tx.rows(sql<{ id: string }>`insert into clinics (name, code, city, time_zone, currency, country)
    select name, code, '', "timeZone", currency, country
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (ord int, name text, code text, "timeZone" text, currency text, country text)
    order by ord returning id`)
  made.forEach(({ id }, at) => {
    tx.record('clinic.added', id, { name: clinics[at]!.name, code: rows[at]!.code })
  })
  return made.map(({ id }) => id)
}

/** Maria Ortiz → MAO, or MAO2 when that is taken. */
function codeFor(name: string, taken: Set<string>): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
  const [first = 'BR', ...rest] = words
  const initials = rest.filter((word) => word.length > 2 || rest.length === 1).map((word) => word[0])
  const stem = `${first.slice(0, Math.max(2, 3 - initials.length))}${initials.join('')}`.slice(0, 5).padEnd(2, 'X')
  let code = stem
  for (let at = 2; taken.has(code); at++) code = `${stem}${at}`
  taken.add(code)
  return code
}
