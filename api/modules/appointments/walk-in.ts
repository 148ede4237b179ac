import type { Visit, registerWalkIn as walkInEndpoint } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { dayOf, isoOf, minuteMs } from '../scheduling/index.ts'
import { addChange } from './history.ts'
import { newVisit } from './new-visit.ts'
import {
  patientOf,
  patientQuery,
  requireOnePatient,
  serviceOf,
  serviceQuery,
  type VisitPatient,
  type VisitService,
} from './patient.ts'
import { nextToken } from './token.ts'

/** Minutes, for one who came without a time and without a service. */
const shortVisit = 15

interface Place {
  timeZone: string
  active: boolean
  country: string
  doctor: { id: string; fullName: string } | null
}

/** In the queue at once, with a token. Takes no time of the doctor's: a walk-in waits for a gap. */
export async function registerWalkIn(tx: Tx, input: Input<typeof walkInEndpoint>): Promise<Visit> {
  requireOnePatient(input)
  const [[place], patients, services] = await tx.batch<[Place, VisitPatient, VisitService]>(
    placeQuery(tx, input.doctorId),
    patientQuery(tx, input),
    serviceQuery(tx, input.serviceId),
  )
  if (!place) throw new Refused('not_found')
  if (!place.active) throw new Refused('clinic_inactive')
  if (input.doctorId && !place.doctor) throw new Refused('doctor_not_here')
  const service = serviceOf(services[0], input.serviceId)
  const patient = await patientOf(tx, patients[0], input, place.country)

  const now = Date.now()
  const token = await nextToken(tx, dayOf(now, place.timeZone))
  const id = newId()
  const startsAt = isoOf(now)
  const endsAt = isoOf(now + (service?.minutes ?? shortVisit) * minuteMs)
  tx.later(sql`insert into appointments (id, patient_id, doctor_id, service_id, status, source, starts_at, ends_at, token,
      arrived_at, reason, created_by)
    values (${id}, ${patient.id}, ${place.doctor?.id ?? null}, ${service?.id ?? null}, 'arrived', 'walk_in', ${startsAt}, ${endsAt},
      ${token}, ${startsAt}, ${input.reason}, ${tx.userId})`)
  addChange(tx, id, { change: 'arrived', fromStatus: null, toStatus: 'arrived' })
  tx.record('appointment.walkedIn', id, { patientId: patient.id, doctorId: place.doctor?.id ?? null, token })
  return newVisit(patient, place.doctor, service, {
    id,
    status: 'arrived',
    source: 'walk_in',
    startsAt,
    endsAt,
    token,
    arrivedAt: startsAt,
    reason: input.reason,
  })
}

function placeQuery(tx: Tx, doctorId: string | undefined): Query<Place> {
  return sql<Place>`select c.time_zone as "timeZone", c.status = 'active' as active, c.country,
      (select jsonb_build_object('id', d.id, 'fullName', d.full_name) from clinic_doctors cd
        join doctors d on d.organization_id = cd.organization_id and d.id = cd.doctor_id
        where cd.organization_id = c.organization_id and cd.clinic_id = c.id and cd.doctor_id = ${doctorId ?? null}
          and cd.active and d.status = 'active') as doctor
    from clinics c where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}`
}
