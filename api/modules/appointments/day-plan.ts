import type { DayPlan, getDayPlan as endpoint, PlanSpan } from '#contract/appointments.ts'
import type { Input } from '#contract/endpoint.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import {
  awaySpans,
  branchHours,
  isoOf,
  type LocalDay,
  localDay,
  type ScheduleRow,
  type Span,
  scheduleOf,
  scheduleQueries,
  wallMinute,
} from '../scheduling/index.ts'

/** What the calendar of a day is drawn on, in one round trip. */
export async function getDayPlan(tx: Tx, { day }: Input<typeof endpoint>): Promise<DayPlan> {
  const asOf = isoOf(Date.now())
  const noon = Date.parse(`${day}T12:00:00Z`)
  const [faces, ...rows] = await tx.batch<[Face, ...ScheduleRow]>(
    facesQuery(tx),
    ...scheduleQueries(tx, null, noon - halfDayMs, noon + halfDayMs),
  )
  const { clinic, doctors, daysOf } = scheduleOf(rows)
  const faceOf = new Map(faces.map(({ doctorId, ...face }) => [doctorId, face]))
  const local = localDay(day, clinic.timeZone)
  return {
    day,
    asOf,
    timeZone: clinic.timeZone,
    snapMinutes: clinic.snapMinutes,
    hours: branchHours(local, clinic.hours).map((span) => planSpan(local, span)),
    columns: doctors.map((doctor) => {
      const [mine] = daysOf(doctor, day, 1)
      return {
        doctorId: doctor.id,
        doctorName: doctor.fullName,
        specialties: doctor.specialties,
        color: doctor.color,
        room: doctor.room,
        ...(faceOf.get(doctor.id) ?? { personId: null, photo: null }),
        open: mine!.open.map((span) => planSpan(local, span)),
        away: awaySpans(mine!).map(({ kind, placeName, ...span }) => ({ ...planSpan(local, span), kind, placeName })),
      }
    }),
  }
}

interface Face {
  doctorId: string
  personId: string
  photo: string
}

/** Those of the branch's doctors who have a photo. */
function facesQuery(tx: Tx): Query<Face> {
  return sql<Face>`select cd.doctor_id as "doctorId", f.user_id as "personId", f.sha256 as photo
    from clinic_doctors cd
    join doctors d on d.organization_id = cd.organization_id and d.id = cd.doctor_id
    join person_photos f on f.organization_id = d.organization_id and f.user_id = d.user_id
    where cd.organization_id = ${tx.organizationId} and cd.clinic_id = ${tx.clinicId} and cd.active`
}

const halfDayMs = 43_200_000

function planSpan(local: LocalDay, { from, to }: Span): PlanSpan {
  return {
    startsAt: isoOf(from),
    endsAt: isoOf(to),
    startsMinute: wallMinute(local, from),
    endsMinute: wallMinute(local, to),
  }
}
