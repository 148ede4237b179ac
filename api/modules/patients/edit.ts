import type { Input } from '#contract/endpoint.ts'
import type { editPatient as editEndpoint, Patient } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { askedHere } from '../tenancy/index.ts'
import { answerDifference, putAnswers, readAnswers } from './answers.ts'
import { phoneOf } from './phone.ts'
import { getPatient, patientQuery } from './queries.ts'
import { countryQuery } from './register-row.ts'
import { patientKeys } from './search-keys.ts'

type Changes = Omit<Input<typeof editEndpoint>, 'version' | 'clinicId' | 'patientId' | 'fields'>

/** Changes what is given; a save over somebody else's is refused with both sides. */
export async function editPatient(tx: Tx, input: Input<typeof editEndpoint>): Promise<Patient> {
  const { version, clinicId: _, patientId, fields: given, ...changes } = input
  const [clinics, found, asked] = await tx.batch(countryQuery(tx), patientQuery(tx, patientId, true), askedHere(tx))
  const now = found[0]
  if (!now) throw new Refused('not_found')
  if (now.archivedAt) throw new Refused('patient_archived')
  if (now.version !== version) throw new Refused('changed_meanwhile', { current: now, yours: input })

  const answers = given ? readAnswers(asked, given, now.fields).filter((row) => !isAnswered(now, row)) : []
  const after = { ...now, ...dialled(changes, clinics[0]!.country) }
  const fields = (Object.keys(changes) as (keyof Changes)[]).filter((name) => !isSame(now[name], after[name]))
  if (fields.length === 0 && answers.length === 0) {
    tx.recordNothing('saved as it was')
    return now
  }
  await tx.rows(sql`update patients set version = version + 1, full_name = ${after.fullName}, sex = ${after.sex},
      born_on = ${after.bornOn}, phone = ${after.phone}, second_phone = ${after.secondPhone}, email = ${after.email},
      national_id = ${after.nationalId}, guardian = ${after.guardian}, address = ${after.address}, city = ${after.city},
      notes = ${after.notes}, tags = ${after.tags},
      -- Once the name is typed anew, the parts that an import knew may be wrong.
      given_name = case when full_name = ${after.fullName} then given_name else '' end,
      family_name = case when full_name = ${after.fullName} then family_name else '' end,
      keys = app.key_hashes(organization_id, clinic_id, ${patientKeys(after)})
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${patientId}`)
  await putAnswers(tx, patientId, answers)
  const saved = await getPatient(tx, input)
  const own = answerDifference(now, saved)
  const side = (of: Patient) => Object.fromEntries(fields.map((name) => [name, of[name]]))
  tx.record('patient.edited', patientId, {
    fields: [...fields, ...own.labels],
    before: { ...side(now), ...own.before },
    after: { ...side(after), ...own.after },
  })
  return saved
}

function dialled(changes: Changes, country: string): Partial<Patient> {
  const { phone, secondPhone, ...others } = changes
  return {
    ...(others as Partial<Patient>),
    ...(phone !== undefined && { phone: phoneOf(phone, country) }),
    ...(secondPhone !== undefined && { secondPhone: phoneOf(secondPhone, country) }),
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const isAnswered = (patient: Patient, { fieldId, value }: { fieldId: string; value: string | number | null }) =>
  (patient.fields.find((one) => one.fieldId === fieldId)?.value ?? null) === value
