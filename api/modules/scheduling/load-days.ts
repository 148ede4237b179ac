import { Refused } from '../../core/errors.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { dayMs, daysFrom, localDay } from './local-time.ts'
import { type Busy, type DoctorDay, type HoursRule, openSpans, type SessionRule } from './rules.ts'

/** What of a branch its calendar needs. */
export interface ClinicFacts {
  id: string
  timeZone: string
  snapMinutes: number
  active: boolean
  country: string
  hours: HoursRule[]
}

export interface DoctorFacts {
  id: string
  fullName: string
  specialties: string[]
  color: string
  room: string
  sessions: SessionRule[]
}

interface BusyRow extends Omit<Busy, 'from' | 'to'> {
  resourceId: string
  startsAt: string
  endsAt: string
}

/** The rows of the three statements of `scheduleQueries`. */
export type ScheduleRow = [ClinicFacts, DoctorFacts, BusyRow]
type ScheduleQueries = [Query<ClinicFacts>, Query<DoctorFacts>, Query<BusyRow>]
export type ScheduleRows = [ClinicFacts[], DoctorFacts[], BusyRow[]]

// The zone is not known before the answer: a day and 14 hours around cover every zone, and what runs into the day.
const zoneMs = 14 * 3_600_000

/**
 * The three statements that describe doctors' days at the clinic in scope, to travel in one batch. `doctorIds` null:
 * every doctor of the branch. The doctors' bookings at all places are among them: where and when, never for whom.
 */
export function scheduleQueries(
  tx: Tx,
  doctorIds: readonly string[] | null,
  from: number,
  to: number,
): ScheduleQueries {
  const { organizationId, clinicId } = tx
  const since = new Date(from - zoneMs).toISOString()
  const dayBefore = new Date(from - zoneMs - dayMs).toISOString()
  const until = new Date(to + zoneMs).toISOString()
  const resources = doctorIds
    ? sql`= any (${doctorIds}::uuid[])`
    : sql`in (select doctor_id from clinic_doctors where organization_id = ${organizationId} and clinic_id = ${clinicId} and active)`
  const columns = sql`b.id, b.resource_id as "resourceId", b.place_id as "placeId", p.name as "placeName", b.kind,
    b.starts_at as "startsAt", b.ends_at as "endsAt"`
  const place = sql`join places p on p.organization_id = b.organization_id and p.id = b.place_id`
  return [
    sql<ClinicFacts>`select c.id, c.time_zone as "timeZone", c.snap_minutes as "snapMinutes", c.status = 'active' as active, c.country,
        coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute))
          from clinic_hours h where h.organization_id = c.organization_id and h.clinic_id = c.id), '[]') as hours
      from clinics c where c.organization_id = ${organizationId} and c.id = ${clinicId}`,
    sql<DoctorFacts>`select d.id, d.full_name as "fullName", d.specialties, d.color, cd.room,
        coalesce((select jsonb_agg(jsonb_build_object('weekday', s.weekday, 'startsMinute', s.starts_minute,
            'endsMinute', s.ends_minute, 'validFrom', s.valid_from, 'validTo', s.valid_to))
          from doctor_sessions s where s.organization_id = cd.organization_id and s.clinic_id = cd.clinic_id
            and s.doctor_id = cd.doctor_id), '[]') as sessions
      from clinic_doctors cd join doctors d on d.organization_id = cd.organization_id and d.id = cd.doctor_id
      where cd.organization_id = ${organizationId} and cd.clinic_id = ${clinicId} and cd.active and d.status = 'active'
        and cd.doctor_id ${doctorIds ? resources : sql`is not null`}
      order by cd.position, d.full_name, d.id`,
    sql<BusyRow>`select ${columns} from bookings b ${place}
      where b.organization_id = ${organizationId} and b.resource_id ${resources}
        and b.starts_at >= ${dayBefore} and b.starts_at < ${until} and b.ends_at > ${since}
      union all
      select ${columns} from bookings b ${place}
      where b.organization_id = ${organizationId} and b.resource_id ${resources} and b.kind in ('leave', 'block')
        and b.ends_at > ${since} and b.starts_at < ${dayBefore}`,
  ]
}

export interface Schedule {
  clinic: ClinicFacts
  doctors: DoctorFacts[]
  /** The doctor's days from `firstDay` on, in order. */
  daysOf(doctor: DoctorFacts, firstDay: string, count: number): DoctorDay[]
}

/** Puts the rows of `scheduleQueries` together. Refused `not_found` without a clinic. */
export function scheduleOf([clinics, doctors, busyRows]: ScheduleRows): Schedule {
  const clinic = clinics[0]
  if (!clinic) throw new Refused('not_found')
  const busyOf = Map.groupBy(
    busyRows.map(({ startsAt, endsAt, ...row }) => ({ ...row, from: Date.parse(startsAt), to: Date.parse(endsAt) })),
    (row) => row.resourceId,
  )
  return {
    clinic,
    doctors,
    daysOf: (doctor, firstDay, count) => {
      const busy = (busyOf.get(doctor.id) ?? []).sort((a, b) => a.from - b.from)
      return daysFrom(firstDay, count).map((day) => {
        const local = localDay(day, clinic.timeZone)
        return {
          doctorId: doctor.id,
          doctorName: doctor.fullName,
          clinicId: clinic.id,
          local,
          open: openSpans(local, doctor.sessions, clinic.hours),
          busy: busy.filter((one) => one.from < local.to && one.to > local.from),
          snapMinutes: clinic.snapMinutes,
        }
      })
    },
  }
}

/** Doctors' days of the clinic in scope, in one round trip. `from` and `to`: instants that the days lie between. */
export async function loadSchedule(
  tx: Tx,
  doctorIds: readonly string[] | null,
  from: number,
  to: number,
): Promise<Schedule> {
  return scheduleOf(await tx.batch<ScheduleRow>(...scheduleQueries(tx, doctorIds, from, to)))
}
