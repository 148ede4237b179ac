import type { Input } from '#contract/endpoint.ts'
import type { previewTransfer, TransferPreview } from '#contract/transfers.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import {
  type DoctorFacts,
  dayOf,
  refuseSlot,
  type Schedule,
  type ScheduleRow,
  type SessionRule,
  scheduleOf,
  scheduleQueries,
} from '../../scheduling/index.ts'
import { atClinic } from '../at-clinic.ts'
import { type ComingVisit, comingVisits, spanOfVisit } from './future-visits.ts'
import { type OwnSession, type PlannedSession, planSessions } from './sessions.ts'

export type TransferRoute = Pick<Input<typeof previewTransfer>, 'doctorId' | 'branchId' | 'toBranchId' | 'fromDay'>

export interface Transfer {
  doctor: { id: string; fullName: string; userId: string | null }
  toName: string
  toZone: string
  /** The first branch's own today. */
  today: string
  sessions: PlannedSession[]
  visits: ComingVisit[]
  /** Her time at the branch she goes to, as it will be. */
  there: { schedule: Schedule; facts: DoctorFacts }
}

interface Frame {
  fullName: string
  userId: string | null
  toName: string
  toZone: string
  today: string
}

/** Everything that a move touches. Refused when doctor or branches are not there, or the doctor is not at the first. */
export async function loadTransfer(
  tx: Tx,
  { doctorId, branchId, toBranchId, fromDay }: TransferRoute,
): Promise<Transfer> {
  const visits = await comingVisits(tx, doctorId, [branchId], fromDay)
  if (branchId === toBranchId) throw new Refused('same_branch')
  const spans = visits.map(spanOfVisit)
  const from = Math.min(Date.parse(fromDay), ...spans.map((span) => span.from))
  const to = Math.max(Date.parse(fromDay), ...spans.map((span) => span.to))
  const sessionsAt = (clinicId: string) => sql<OwnSession>`select id, weekday, starts_minute as "startsMinute",
      ends_minute as "endsMinute", valid_from as "validFrom", valid_to as "validTo" from doctor_sessions
    where organization_id = ${tx.organizationId} and clinic_id = ${clinicId} and doctor_id = ${doctorId}
    order by weekday, starts_minute`
  const [[frame], here, there, ...rows] = await tx.batch<[Frame, OwnSession, OwnSession, ...ScheduleRow]>(
    sql`select d.full_name as "fullName", d.user_id as "userId", t.name as "toName", t.time_zone as "toZone",
        (now() at time zone f.time_zone)::date as today
      from doctors d join clinics f on f.organization_id = d.organization_id and f.id = ${branchId}
      join clinics t on t.organization_id = d.organization_id and t.id = ${toBranchId}
      join clinic_doctors cd on cd.organization_id = d.organization_id and cd.clinic_id = f.id and cd.doctor_id = d.id
      where d.organization_id = ${tx.organizationId} and d.id = ${doctorId} and cd.active`,
    sessionsAt(branchId),
    sessionsAt(toBranchId),
    ...scheduleQueries(atClinic(tx, toBranchId), [doctorId], from, to),
  )
  if (!frame) throw new Refused('not_found')
  const schedule = scheduleOf(rows)
  const sessions = planSessions(here, there, schedule.clinic.hours, fromDay)
  const going: SessionRule[] = sessions.flatMap(({ to, hindrance }) => (hindrance ? [] : [to]))
  const facts = { id: doctorId, fullName: frame.fullName, specialties: [], color: '', room: '' }
  return {
    doctor: { id: doctorId, fullName: frame.fullName, userId: frame.userId },
    toName: frame.toName,
    toZone: frame.toZone,
    today: frame.today,
    sessions,
    visits,
    there: { schedule, facts: { ...facts, sessions: [...there, ...going] } },
  }
}

/** Why an appointment cannot go along at its own time, or null. Its own booking does not stand in its way. */
export function alongHindrance(
  { there: { schedule, facts } }: Transfer,
  visit: ComingVisit,
): TransferPreview['appointments'][number]['alongHindrance'] {
  if (!schedule.clinic.active) return 'clinic_inactive'
  if (!visit.timed) return null
  const slot = spanOfVisit(visit)
  const [day] = schedule.daysOf(facts, dayOf(slot.from, schedule.clinic.timeZone), 1)
  const refusal = refuseSlot(slot, day!, Date.now(), visit.bookingId)
  if (refusal === null) return null
  return refusal === 'outside_hours' ? 'outside_hours' : 'taken'
}
