import type * as contract from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'

const most = 15

/** ICD-10 by code, or by the beginnings of all the words typed; codes first. The list belongs to nobody, so it may scan. */
export async function searchDiagnoses(tx: Tx, { q }: Input<typeof contract.searchDiagnoses>) {
  const code = `${escaped(q.replace(/\s/g, ''))}%`
  return tx.rows(sql<{ code: string; title: string }>`select code, title from diagnosis_codes
    where code ilike ${code} or replace(code, '.', '') ilike ${code} or ${everyWord(q, 'title')}
    order by not (code ilike ${code}), not (title ilike ${`${escaped(q)}%`}), code limit ${most}`)
}

/** The global list and the organization's own; the own ones first among equals. */
export async function searchMedicines(
  tx: Tx,
  { q }: Input<typeof contract.searchMedicines>,
): Promise<contract.FoundMedicine[]> {
  return tx.rows(sql<contract.FoundMedicine>`
    select full_name as name, drug_class as "drugClass", own from (
      select name, strength, form, concat_ws(' ', name, nullif(strength, ''), nullif(form, '')) as full_name, drug_class,
        false as own from medicines
      union all
      select name, strength, form, concat_ws(' ', name, nullif(strength, ''), nullif(form, '')), drug_class, true
      from organization_medicines where organization_id = ${tx.organizationId} and active
    ) listed
    where ${everyWord(q, 'full_name')} or drug_class ilike ${`${escaped(q)}%`}
    order by not (full_name ilike ${`${escaped(q)}%`}), not own, listed.name, form not in ('tablet', 'capsule'), form, length(strength), strength
    limit ${most}`)
}

/** Puts a medicine on the organization's own list; `name_taken` when it stands there. */
export async function addMedicine(
  tx: Tx,
  { name, drugClass }: Input<typeof contract.addMedicine>,
): Promise<contract.FoundMedicine> {
  const { id } = await tx.one(sql<{ id: string }>`insert into organization_medicines (name, drug_class)
    values (${name}, ${drugClass}) returning id`)
  tx.record('medicine.added', id, { name, drugClass })
  return { name, drugClass, own: true }
}

function everyWord(q: string, column: 'title' | 'full_name') {
  // A word begins the text or follows a space, a bracket or a hyphen; what is typed falls into words the same way.
  const words = q.split(/[\s(/[-]+/).filter(Boolean)
  if (words.length === 0) return sql`false`
  const text = sql`' ' || translate(${sql.ref(column)}, '-(/[', '    ')`
  return sql`(${sql.join(
    words.map((word) => sql`${text} ilike ${`% ${escaped(stem(word))}%`}`),
    sql` and `,
  )})`
}

/** "Fractured" for a list that says "Fracture", "abscesses" for "Abscess". */
const stem = (word: string) => word.replace(/(?<=\p{L}{4})(ed|es|s)$/iu, '')

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
