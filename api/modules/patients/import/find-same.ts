import type { ImportProposal } from '#contract/imports.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { bornApart, compare, isTelling, likeBirths, type Person } from '../duplicates.ts'

/** Somebody a row may be: a patient who is there, or an earlier row of the file. */
export interface Known {
  person: Person
  patientId: string | null
  line: number | null
  who: string
}

/** A key that more people share says nothing. */
const crowd = 60
/** Rows a preview holds in memory to compare; more are compared when they are imported. */
const mostRemembered = 25_000

/**
 * Earlier rows by their keys. An import forgets them after each chunk, since by then they are patients; a preview
 * writes nothing and so keeps them.
 */
export function rememberRows() {
  let blocks = new Map<string, Known[]>()
  let count = 0
  return {
    add(known: Known, keys: string[]) {
      if (++count > mostRemembered) return
      for (const key of keys) {
        const block = blocks.get(key)
        if (block) block.push(known)
        else blocks.set(key, [known])
      }
    },
    like(keys: string[]): Known[] {
      const found = keys.map((key) => blocks.get(key)).filter((block) => block && block.length <= crowd)
      return [...new Set(found.flat() as Known[])]
    },
    forget() {
      blocks = new Map()
      count = 0
    },
    full: () => count > mostRemembered,
  }
}

/** The best three answers to who this may be, best first; empty when it is nobody. */
export function proposalsFor(person: Person, candidates: Known[]): ImportProposal[] {
  const found = candidates.flatMap(({ person: other, patientId, line, who }) => {
    if (bornApart(person, other)) return []
    const { verdict, score, reasons } = compare(person, other)
    return verdict === 'different' ? [] : [{ patientId, line, who, score, verdict, reasons }]
  })
  return found.sort((a, b) => b.score - a.score).slice(0, 3)
}

interface PatientLine {
  line: number
  id: string
  number: string
  full_name: string
  given_name: string
  family_name: string
  born_on: string | null
  sex: string
  phone: string | null
  second_phone: string | null
  email: string | null
  national_id: string | null
  address: string
  city: string
  postcode: string
}

/** For each row the patients of the clinic that share a key with it and may be as old, in one call. */
export async function findPatients(
  tx: Tx,
  clinicId: string,
  asked: { line: number; person: Person; keys: string[] }[],
) {
  const words = asked.map(({ line, person, keys }) => {
    const [sure, others] = [keys.filter(isTelling), keys.filter((key) => !isTelling(key))]
    return { line, sure, words: others, days: likeBirths(person.bornOn ?? null) }
  })
  const rows = await tx.rows(sql<PatientLine>`select f.line, p.id, p.number, p.full_name, p.given_name, p.family_name,
      p.born_on, p.sex, p.phone, p.second_phone, p.email, p.national_id, p.address, p.city, p.postcode
    from app.find_same_people(${clinicId}, ${JSON.stringify(words)}::jsonb) f
    join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = ${clinicId} and p.id = f.id`)
  // One object for one patient, since what is folded for comparing is remembered by object.
  const people = new Map<string, Known>()
  const found = new Map<number, Known[]>()
  for (const row of rows) {
    const known = people.get(row.id) ?? knownOf(row)
    people.set(row.id, known)
    const list = found.get(row.line)
    if (list) list.push(known)
    else found.set(row.line, [known])
  }
  return found
}

function knownOf(row: PatientLine): Known {
  const named =
    row.given_name || row.family_name
      ? { givenName: row.given_name, familyName: row.family_name }
      : { fullName: row.full_name }
  const person: Person = {
    ...named,
    bornOn: row.born_on,
    sex: row.sex,
    phone: row.phone,
    secondPhone: row.second_phone,
    email: row.email,
    nationalId: row.national_id,
    address: row.address,
    city: row.city,
    postcode: row.postcode,
  }
  return { person, patientId: row.id, line: null, who: `${row.full_name}, ${row.number}` }
}
