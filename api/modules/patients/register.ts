import type { Input } from '#contract/endpoint.ts'
import type { LikePatient, Patient, registerPatient as registerEndpoint } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { askedHere } from '../tenancy/index.ts'
import { putAnswers, readAnswers } from './answers.ts'
import { candidatesQuery, likeOf } from './like.ts'
import { personOf } from './person.ts'
import { getPatient } from './queries.ts'
import { countryQuery, insertPatient } from './register-row.ts'

/** Registers a patient, unless somebody alike is there and the caller has not said that this one is another person. */
export async function registerPatient(tx: Tx, input: Input<typeof registerEndpoint>): Promise<Patient> {
  const person = personOf(input)
  const [clinics, found, asked] = await tx.batch(countryQuery(tx), candidatesQuery(tx, person), askedHere(tx))
  const answers = readAnswers(asked, input.fields, null)
  const like = likeOf(person, found)
  if (like.length > 0 && !input.evenSo) throw new Refused('possible_duplicate', { candidates: like })

  const { id, number } = await insertPatient(tx, { ...input, phone: input.phone ?? null }, clinics[0]!.country)
  await putAnswers(tx, id, answers)
  await proposeAll(tx, id, like)
  tx.record('patient.registered', id, { number, by: 'registration', ...(like.length > 0 && { evenSo: true }) })
  return getPatient(tx, { patientId: id })
}

/** A pair stands once, the older record first. */
async function proposeAll(tx: Tx, patientId: string, like: LikePatient[]) {
  if (like.length === 0) return
  const pairs = like.map(({ id, score, reasons }) => ({ id, score, reasons }))
  await tx.rows(sql`insert into duplicate_proposals (patient_id, other_id, score, reasons)
    select p.id, ${patientId}, p.score, p.reasons
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(id uuid, score int, reasons jsonb)
    on conflict do nothing`)
}
