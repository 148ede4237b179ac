import type { Input } from '#contract/endpoint.ts'
import type { LikePatient, Patient, registerPatient as registerEndpoint } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { askedHere } from '../tenancy/index.ts'
import { putAnswers, readAnswers } from './answers.ts'
import { candidatesQuery, likeOf } from './like.ts'
import { personOf } from './person.ts'
import { getPatient } from './queries.ts'
import { countryQuery, insertPatient, insertQuery } from './register-row.ts'

/** Registers a patient, unless somebody alike is there and the caller has not said that this one is another person. */
export async function registerPatient(tx: Tx, input: Input<typeof registerEndpoint>): Promise<Patient> {
  const person = personOf(input)
  const [clinics, found, asked] = await tx.batch(countryQuery(tx), candidatesQuery(tx, person), askedHere(tx))
  const answers = readAnswers(asked, input.fields, null)
  const like = likeOf(person, found)
  if (like.length > 0 && !input.evenSo) throw new Refused('possible_duplicate', { candidates: like })

  const { id, number } = await insertPatient(tx, { ...input, phone: input.phone ?? null }, clinics[0]!.country)
  await putAnswers(tx, id, answers)
  if (like.length > 0) await tx.rows(proposalsQuery(id, like))
  tx.record('patient.registered', id, { number, by: 'registration', ...(like.length > 0 && { evenSo: true }) })
  return getPatient(tx, { patientId: id })
}

/**
 * Registers a caller whom a booking or a walk-in brings. Nobody is asked anything meanwhile: who may be the same person is
 * noted for review, and counted in the answer.
 */
export async function registerCaller(tx: Tx, caller: { fullName: string; phone: string | null }, country: string) {
  const [found, [made]] = await tx.batch(candidatesQuery(tx, caller), insertQuery(tx, caller, country))
  const like = likeOf(caller, found)
  if (like.length > 0) tx.later(proposalsQuery(made!.id, like))
  const { id, number } = made!
  tx.record('patient.registered', id, { number, by: 'booking', ...(like.length > 0 && { like: like.length }) })
  return { ...made!, like: like.length }
}

/** A pair stands once, the older record first. */
function proposalsQuery(patientId: string, like: LikePatient[]) {
  const pairs = like.map(({ id, score, reasons }) => ({ id, score, reasons }))
  return sql`insert into duplicate_proposals (patient_id, other_id, score, reasons)
    select p.id, ${patientId}, p.score, p.reasons
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(id uuid, score int, reasons jsonb)
    on conflict do nothing`
}
