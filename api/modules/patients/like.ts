import type { Input } from '#contract/endpoint.ts'
import type { LikePatient, listLikePatients as listEndpoint, PatientRow } from '#contract/patients.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import type { Person } from './duplicate-person.ts'
import { compare, duplicateKeys } from './duplicates.ts'
import { personColumns } from './person.ts'
import { patientRow } from './rows.ts'

export type Candidate = PatientRow & Omit<Person, keyof PatientRow>

const candidates = 40
const shown = 5

/** Registered patients who share a key with this person. */
export function candidatesQuery(tx: Tx, person: Person): Query<Candidate> {
  return sql<Candidate>`select ${patientRow}, ${personColumns}
    from app.find_patients(${duplicateKeys(person)}, 1, ${candidates}) f
    join patients p on p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId} and p.id = f.id`
}

/** Those of the candidates who may be this person, the likeliest first. */
export function likeOf(person: Person, found: Candidate[]): LikePatient[] {
  return found
    .map((row) => ({ row, ...compare(person, row) }))
    .filter(({ verdict }) => verdict !== 'different')
    .sort((x, y) => y.score - x.score)
    .slice(0, shown)
    .map(({ row, score, reasons }) => ({ ...rowOf(row), score, reasons }))
}

function rowOf({
  id,
  number,
  fullName,
  sex,
  bornOn,
  phone,
  guardian,
  city,
  dueMinor,
  archived,
}: Candidate): PatientRow {
  return { id, number, fullName, sex, bornOn, phone, guardian, city, dueMinor, archived }
}

export async function listLikePatients(tx: Tx, input: Input<typeof listEndpoint>): Promise<LikePatient[]> {
  if (duplicateKeys(input).length === 0) return []
  return likeOf(input, await tx.rows(candidatesQuery(tx, input)))
}
