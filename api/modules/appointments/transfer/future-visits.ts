import type { FutureVisit } from '#contract/people.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { dayOf, loadSchedule, refuseSlot, type Schedule, type Span } from '../../scheduling/index.ts'
import { atClinic } from '../at-clinic.ts'

/** An appointment that is to come, with what dealing with it must know. */
export interface ComingVisit extends Omit<FutureVisit, 'freeDoctors'> {
  patientId: string
  serviceId: string | null
  bookingId: string | null
  reason: string
  version: number
  day: string
}

/** Booked and confirmed appointments of a doctor that are not over; `fromDay`: from that local day of the branch on. */
export function comingVisits(
  tx: Tx,
  doctorId: string,
  clinicIds: readonly string[] | null,
  fromDay: string | null = null,
): Promise<ComingVisit[]> {
  return tx.rows(sql<ComingVisit>`select a.id, a.clinic_id as "branchId", c.name as "branchName", c.time_zone as "timeZone",
      a.starts_at as "startsAt", a.ends_at as "endsAt", a.timed, a.status, a.patient_id as "patientId", p.full_name as "patientName",
      p.number as "patientNumber", p.phone as "patientPhone", a.service_id as "serviceId", s.name as "serviceName",
      d.full_name as "doctorName", a.booking_id as "bookingId", a.reason, a.version, a.day
    from appointments a
    join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    join patients p on p.organization_id = a.organization_id and p.clinic_id = a.clinic_id and p.id = a.patient_id
    join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
    left join services s on s.organization_id = a.organization_id and s.clinic_id = a.clinic_id and s.id = a.service_id
    where a.organization_id = ${tx.organizationId} and a.doctor_id = ${doctorId}
      and a.day >= coalesce(${fromDay}::date, current_date - 1) and (a.ends_at > now() or (not a.timed and a.day >= (now() at time zone c.time_zone)::date)) and a.status in ('booked', 'confirmed')
      and a.clinic_id = any (${clinicIds ? sql`${clinicIds}::uuid[]` : sql`(select app.clinic_ids())::uuid[]`})
    order by a.starts_at, a.id`)
}

export const spanOfVisit = ({ startsAt, endsAt }: Pick<ComingVisit, 'startsAt' | 'endsAt'>): Span => ({
  from: Date.parse(startsAt),
  to: Date.parse(endsAt),
})

/** What is shown of a visit. */
export function shownVisit(visit: ComingVisit): Omit<FutureVisit, 'freeDoctors'> {
  const { patientId: _p, serviceId: _s, bookingId: _b, reason: _r, version: _v, day: _d, ...shown } = visit
  return shown
}

/** For each visit, the other doctors of its branch who are there and free at its time, if it has one. One look per branch. */
export async function withFreeDoctors<Visit extends ComingVisit>(tx: Tx, doctorId: string, visits: readonly Visit[]) {
  const free = new Map<string, FutureVisit['freeDoctors']>()
  for (const [clinicId, ofClinic] of Map.groupBy(visits, ({ branchId }) => branchId)) {
    const spans = ofClinic.map(spanOfVisit)
    const from = Math.min(...spans.map((span) => span.from))
    const to = Math.max(...spans.map((span) => span.to))
    const schedule = await loadSchedule(atClinic(tx, clinicId), null, from, to)
    for (const visit of ofClinic) free.set(visit.id, freeAt(schedule, visit, doctorId))
  }
  return visits.map((visit) => ({ visit, freeDoctors: free.get(visit.id) ?? [] }))
}

function freeAt(schedule: Schedule, visit: ComingVisit, doctorId: string): FutureVisit['freeDoctors'] {
  const slot = spanOfVisit(visit)
  const day = dayOf(slot.from, schedule.clinic.timeZone)
  return schedule.doctors
    .filter(({ id }) => id !== doctorId)
    .filter((doctor) => !visit.timed || refuseSlot(slot, schedule.daysOf(doctor, day, 1)[0]!, Date.now()) === null)
    .map(({ id, fullName }) => ({ id, fullName }))
}

/** The appointments that somebody's leaving touches, by time. */
export async function futureVisits(
  tx: Tx,
  doctorId: string,
  clinicIds: readonly string[] | null,
): Promise<FutureVisit[]> {
  const visits = await comingVisits(tx, doctorId, clinicIds)
  const all = await withFreeDoctors(tx, doctorId, visits)
  return all.map(({ visit, freeDoctors }) => ({ ...shownVisit(visit), freeDoctors }))
}
