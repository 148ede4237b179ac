import type { Encounter, saveVisit as saveVisitEndpoint } from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { myDoctorId } from './doctor.ts'
import { getEncounter } from './queries.ts'
import { changedParts, refuseEdit } from './rules.ts'

type Given = Input<typeof saveVisitEndpoint>

/** Writes the fields that are given. Made on an older version, it is refused with both sides in the detail. */
export async function saveVisit(tx: Tx, { clinicId: _, encounterId, version, ...given }: Given): Promise<Encounter> {
  const doctorId = await myDoctorId(tx)
  const encounter = await holdEncounter(tx, encounterId)
  const refusal = refuseEdit(encounter, doctorId)
  if (refusal) throw new Refused(refusal)
  const before = await getEncounter(tx, encounterId)
  if (encounter.version !== version) throw new Refused('changed_meanwhile', { theirs: before, yours: given })

  if (given.diagnoses) await writeDiagnoses(tx, encounterId, given.diagnoses)
  if (given.services) await writeServices(tx, encounterId, given.services)
  const { note, advice, followUpOn, prescription } = given
  const changes = [
    sql`version = version + 1`,
    ...(note === undefined ? [] : [sql`note = ${note}`]),
    ...(advice === undefined ? [] : [sql`advice = ${advice}`]),
    ...(followUpOn === undefined ? [] : [sql`follow_up_on = ${followUpOn}`]),
    ...(prescription === undefined ? [] : [sql`prescription = ${JSON.stringify(prescription)}::jsonb`]),
  ]
  await tx.rows(sql`update encounters set ${sql.join(changes)}
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${encounterId}`)
  const after = await getEncounter(tx, encounterId)
  tx.record('encounter.saved', encounterId, { version: version + 1, ...changedParts(before, after) })
  return after
}

export interface HeldEncounter {
  status: string
  doctorId: string
  version: number
  appointmentId: string
  patientId: string
}

/** The visit, held until the transaction ends: two writers come one after the other. */
export function holdEncounter(tx: Tx, encounterId: string): Promise<HeldEncounter> {
  return tx.one(sql<HeldEncounter>`select status, doctor_id as "doctorId", version, appointment_id as "appointmentId",
      patient_id as "patientId" from encounters
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${encounterId} for update`)
}

async function writeDiagnoses(tx: Tx, encounterId: string, diagnoses: NonNullable<Given['diagnoses']>) {
  await tx.rows(sql`delete from encounter_diagnoses
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and encounter_id = ${encounterId}`)
  if (diagnoses.length === 0) return
  await tx.rows(sql`insert into encounter_diagnoses (encounter_id, position, code, tooth)
    select ${encounterId}, position, code, tooth from jsonb_to_recordset(${JSON.stringify(
      diagnoses.map((diagnosis, position) => ({ ...diagnosis, position })),
    )}::jsonb) as given (position int, code text, tooth text)`)
}

/** Prices come from the branch's list, never from the caller; a line that stood there before keeps its price. */
async function writeServices(tx: Tx, encounterId: string, services: NonNullable<Given['services']>) {
  const removed = await tx.rows(sql<{ service_id: string; unit_minor: number }>`delete from encounter_services
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and encounter_id = ${encounterId}
    returning service_id, unit_minor`)
  if (services.length === 0) return
  const priced = services.map((service, position) => ({
    ...service,
    position,
    unitMinor: removed.find((row) => row.service_id === service.serviceId)?.unit_minor ?? null,
  }))
  const written =
    await tx.rows(sql`insert into encounter_services (encounter_id, position, service_id, tooth, quantity, unit_minor)
    select ${encounterId}, given.position, s.id, given.tooth, given.quantity, coalesce(given."unitMinor", s.price_minor)
    from jsonb_to_recordset(${JSON.stringify(priced)}::jsonb)
      as given (position int, "serviceId" uuid, tooth text, quantity int, "unitMinor" bigint)
    join services s on s.organization_id = ${tx.organizationId} and s.clinic_id = ${tx.clinicId} and s.id = given."serviceId"
    where s.active or given."unitMinor" is not null
    returning position`)
  if (written.length < services.length) throw new Refused('not_found')
}
