import { sql, type Tx } from '../../../core/tx.ts'
import { nameWords, normaliseName, steadyId } from '../../patients/index.ts'
import type { Identity } from './identity.ts'
import type { ImportedVisit } from './read-visit.ts'

/** Who a row is about. `key` is the same for rows of one person; `reference` is empty when the list has no number. */
export interface RowPerson {
  key: string
  id: string
  clinicId: string | null
  reference: string
  uncertain: boolean
  name: string | null
  phone: string | null
}

/** A patient who is there already, by a number or a phone of the list. */
export interface PatientThere {
  id: string
  fullName: string
  number: string
}

export function personOf(
  importId: string,
  clinic: { key: string; id: string | null },
  visit: ImportedVisit,
  identity: Identity,
): RowPerson {
  const { patientName: name, phone } = visit
  const plain = normaliseName(name)
  const by = identity.reference
    ? `number ${identity.reference}`
    : phone && plain
      ? `phone ${phone} ${plain}`
      : `name ${plain || visit.phoneRaw || phone}`
  const key = `${clinic.key}\n${by}`
  return {
    key,
    // The name of a branch that is made becomes an id; the row's person must stay the same person.
    id: steadyId(importId, key),
    clinicId: clinic.id,
    reference: identity.reference,
    uncertain: identity.uncertain || (!identity.reference && !phone),
    name,
    phone,
  }
}

/**
 * Which of these people are patients already: made by an earlier attempt of this import, known by a whole number
 * (the clinic's own or the one of the former system), or by phone and name together. Shortened numbers prove nothing.
 */
export async function findPeople(tx: Tx, people: RowPerson[]): Promise<Map<string, PatientThere>> {
  const placed = people.filter(({ clinicId }) => clinicId !== null)
  const found = new Map<string, PatientThere>()
  if (placed.length === 0) return found
  const of = (list: RowPerson[], pick: (person: RowPerson) => string) =>
    JSON.stringify(list.map((person) => ({ key: person.key, clinic_id: person.clinicId, it: pick(person) })))
  const numbered = placed.filter(({ reference, uncertain }) => reference && !uncertain)
  const called = placed.filter(({ reference, phone, name }) => !reference && phone && name)
  type Row = { key: string; id: string; full_name: string; number: string }
  const select = sql`select r.key, p.id, p.full_name, p.number`
  const [own, former, numbers, phones] = await tx.batch<[Row, Row, Row, Row]>(
    sql`${select} from jsonb_to_recordset(${of(placed, ({ id }) => id)}::jsonb) as r (key text, clinic_id uuid, it uuid)
      join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = r.clinic_id and p.id = r.it`,
    sql`${select} from jsonb_to_recordset(${of(numbered, ({ reference }) => reference)}::jsonb) as r (key text, clinic_id uuid, it text)
      join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = r.clinic_id and p.external_ref = r.it
      where p.archived_at is null order by p.created_at desc`,
    sql`${select} from jsonb_to_recordset(${of(numbered, ({ reference }) => reference)}::jsonb) as r (key text, clinic_id uuid, it text)
      join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = r.clinic_id and p.number = r.it
      where p.archived_at is null`,
    sql`${select} from jsonb_to_recordset(${of(called, ({ phone }) => phone!)}::jsonb) as r (key text, clinic_id uuid, it text)
      join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = r.clinic_id and p.phone = r.it
      where p.archived_at is null order by p.created_at desc`,
  )
  const names = new Map(called.map(({ key, name }) => [key, normaliseName(name)]))
  const sameName = phones.filter((row) => normaliseName(row.full_name) === names.get(row.key))
  // The last one set wins: the oldest patient of a number, then the clinic's own number, then this import's own.
  for (const row of [...former, ...sameName, ...numbers, ...own])
    found.set(row.key, { id: row.id, fullName: row.full_name, number: row.number })
  return found
}

/** Whether two names have no word in common: then the same number is no proof. */
export function isSomebodyElse(name: string | null, other: string): boolean {
  const words = nameWords(name)
  const others = new Set(nameWords(other))
  return words.length > 0 && !words.some((word) => others.has(word))
}
