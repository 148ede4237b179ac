import type { BranchDay } from '#contract/network.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { dayOf, figuresOf, minuteOf } from './figures.ts'

type ClinicFacts = Omit<BranchDay, 'asOf' | 'isToday' | 'doctors' | 'week'> & { today: string }
export type DoctorDayRow = Omit<BranchDay['doctors'][number], 'lateMinutes'> & {
  hasBegun: boolean
  dueMinutes: number | null
}

/** This moment on a day under way, another one on any other. */
const nowOr = (day: string | undefined, other: ReturnType<typeof sql>) =>
  sql`case when ${dayOf(day)} = (now() at time zone c.time_zone)::date then now() else ${other} end`

/** One branch's day in one round trip. `from`, `to`: yyyy-mm-dd, around the week up to the day. */
export function readBranchDay(tx: Tx, branchId: string, day: string | undefined, from: string, to: string) {
  // `clinics` is open to the whole organization: the branches in scope are asked for by name.
  const here = sql`c.organization_id = ${tx.organizationId} and c.id = ${branchId} and c.id = any ((select app.clinic_ids())::uuid[])`
  return tx.batch<[ClinicFacts, DoctorDayRow, BranchDay['week'][number]]>(
    sql`select c.id as "clinicId", c.name, c.city, c.phone, c.currency, c.time_zone as "timeZone", ${dayOf(day)} as day,
        (now() at time zone c.time_zone)::date as today, ${minuteOf} as minute,
        (select min(a.arrived_at) from appointments a
          where a.organization_id = c.organization_id and a.clinic_id = c.id and a.day = ${dayOf(day)}) as "firstArrivalAt"
      from clinics c where ${here}`,
    // In a lateral of its own the day is known before the appointments are asked for; joined, the wall would keep it out
    // of the index, and the day would cost the branch's whole history.
    sql`with visits as materialized (
        select v.* from clinics c cross join lateral (select a.doctor_id, count(*) filter (where a.status <> 'cancelled')::int as booked,
          count(*) filter (where a.status in ('arrived', 'in_room', 'done'))::int as arrived,
          count(*) filter (where a.status = 'done')::int as done, count(*) filter (where a.status = 'no_show')::int as no_show,
          count(*) filter (where a.status = 'cancelled')::int as cancelled,
          count(*) filter (where a.status = 'arrived')::int as waiting,
          count(*) filter (where a.status = 'in_room')::int as in_room, min(a.called_at) as first_call_at,
          (extract(epoch from now() - min(a.arrived_at) filter (where a.status = 'arrived')) / 60)::int as longest,
          (extract(epoch from now() - min(a.starts_at) filter (where a.status = 'arrived')) / 60)::int as due
        from appointments a where a.organization_id = c.organization_id and a.clinic_id = c.id and a.day = ${dayOf(day)}
        group by a.doctor_id) v
        where ${here}
      ), sessions as materialized (
        select s.doctor_id, min(s.starts_minute)::int as starts_minute, max(s.ends_minute)::int as ends_minute
        from clinics c join doctor_sessions s on s.organization_id = c.organization_id and s.clinic_id = c.id
          and s.weekday = extract(isodow from ${dayOf(day)})
          and (s.valid_from is null or s.valid_from <= ${dayOf(day)}) and (s.valid_to is null or s.valid_to >= ${dayOf(day)})
        where ${here} group by s.doctor_id
      )
      select v.doctor_id as "doctorId", coalesce(d.full_name, '') as "fullName",
        s.starts_minute as "startsMinute", s.ends_minute as "endsMinute",
        exists (select from bookings b join clinics c on c.organization_id = b.organization_id
          where ${here} and b.organization_id = ${tx.organizationId} and b.resource_id = v.doctor_id and b.kind in ('leave', 'block')
            and b.starts_at < ${nowOr(day, sql`((${dayOf(day)} + 1)::timestamp at time zone c.time_zone)`)}
            and b.ends_at > ${nowOr(day, sql`(${dayOf(day)}::timestamp at time zone c.time_zone)`)}) as away,
        coalesce(v.booked, 0) as booked, coalesce(v.arrived, 0) as arrived, coalesce(v.done, 0) as done,
        coalesce(v.no_show, 0) as "noShow", coalesce(v.cancelled, 0) as cancelled, coalesce(v.waiting, 0) as waiting,
        coalesce(v.in_room, 0) as "inRoom", v.longest as "longestWaitMinutes", v.first_call_at as "firstCallAt",
        v.due as "dueMinutes", coalesce(v.in_room + v.done > 0, false) as "hasBegun"
      from (select coalesce(v.doctor_id, s.doctor_id) as doctor_id, v.booked, v.arrived, v.done, v.no_show, v.cancelled,
          v.waiting, v.in_room, v.first_call_at, v.longest, v.due
        from visits v full join sessions s on s.doctor_id = v.doctor_id) v
      left join sessions s on s.doctor_id = v.doctor_id
      left join doctors d on d.organization_id = ${tx.organizationId} and d.id = v.doctor_id
      order by s.starts_minute nulls last, d.full_name`,
    sql`select f.day, sum(f.booked)::int as booked, sum(f.arrived)::int as arrived, sum(f.no_show)::int as "noShow",
        sum(f.paid_minor)::bigint as "revenueMinor"
      from clinics c join (${figuresOf(tx, from, to, branchId)}) f on f.clinic_id = c.id
      where ${here} and f.day between ${dayOf(day)} - 6 and ${dayOf(day)} group by f.day order by f.day`,
  )
}
