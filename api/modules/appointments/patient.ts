import { Refused } from '../../core/errors.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { registerCaller } from '../patients/index.ts'

/** Of a patient, what a visit shows. */
export interface VisitPatient {
  id: string
  fullName: string
  number: string
  phone: string | null
  archived: boolean
  hasAlerts: boolean
  dueMinor: number
}

interface GivenPatient {
  patientId?: string
  newPatient?: { fullName: string; phone: string | null }
}

export function patientQuery(tx: Tx, { patientId }: GivenPatient): Query<VisitPatient> {
  return sql<VisitPatient>`select id, full_name as "fullName", number, phone, archived_at is not null as archived,
      exists (select from patient_alerts l where l.organization_id = p.organization_id and l.clinic_id = p.clinic_id
        and l.patient_id = p.id) as "hasAlerts", due_minor as "dueMinor"
    from patients p where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId}
      and id = ${patientId ?? null}`
}

/** One of the two, not both, not neither. */
export function requireOnePatient({ patientId, newPatient }: GivenPatient) {
  if ((patientId === undefined) !== (newPatient === undefined)) return
  throw new Refused('invalid', { fields: [{ field: 'patientId', message: 'Give either a patient or a new one.' }] })
}

/** The patient that was found, or the new caller, registered. `country`: where her phone number is dialled without a prefix. */
export async function patientOf(
  tx: Tx,
  found: VisitPatient | undefined,
  { newPatient }: GivenPatient,
  country: string,
): Promise<VisitPatient> {
  if (newPatient) {
    const { id, number, phone } = await registerCaller(tx, newPatient, country)
    return { fullName: newPatient.fullName, phone, id, number, archived: false, hasAlerts: false, dueMinor: 0 }
  }
  if (!found) throw new Refused('not_found')
  if (found.archived) throw new Refused('patient_archived')
  return found
}

export interface VisitService {
  id: string
  name: string
  minutes: number
}

export function serviceQuery(tx: Tx, serviceId: string | undefined): Query<VisitService> {
  return sql<VisitService>`select id, name, minutes from services
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${serviceId ?? null} and active`
}

export function serviceOf(found: VisitService | undefined, asked: string | undefined): VisitService | null {
  if (asked && !found) throw new Refused('not_found')
  return found ?? null
}
