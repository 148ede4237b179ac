import { Temporal } from 'temporal-polyfill'
import type { Input, Output } from '#contract/endpoint.ts'
import type { getBranchDay as endpoint } from '#contract/network.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

type Answer = Output<typeof endpoint>

/** One branch's day for head office, doctor by doctor. Figures and names of staff; no patient. */
export async function getBranchDay(tx: Tx, { branchId, day: asked }: Input<typeof endpoint>): Promise<Answer> {
  const day = sql`coalesce(${asked ?? null}::date, (now() at time zone c.time_zone)::date)`
  const here = sql`c.organization_id = ${tx.organizationId} and c.id = ${branchId} and c.id = any (app.clinic_ids())`
  const figures = sql`(select organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_days
      union all select organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_day_deltas)`
  const [clinics, doctors, week] = await tx.batch<
    [Pick<Answer, 'clinicId' | 'name' | 'city' | 'day'>, Answer['doctors'][number], Answer['week'][number]]
  >(
    sql`select c.id as "clinicId", c.name, c.city, ${day} as day from clinics c where ${here}`,
    sql`select nullif(f.doctor_id, '00000000-0000-0000-0000-000000000000') as "doctorId", coalesce(d.full_name, '') as "fullName",
        s.starts_minute as "startsMinute", s.ends_minute as "endsMinute",
        sum(f.booked)::int as booked, sum(f.arrived)::int as arrived, sum(f.done)::int as done, sum(f.no_show)::int as "noShow",
        sum(f.cancelled)::int as cancelled, coalesce(max(w.waiting), 0)::int as waiting,
        max(w.longest)::int as "longestWaitMinutes", min(w.first_done_at) as "firstDoneAt"
      from clinics c join ${figures} f on f.organization_id = c.organization_id and f.clinic_id = c.id and f.day = ${day}
      left join doctors d on d.organization_id = c.organization_id and d.id = f.doctor_id
      left join lateral (select min(starts_minute)::int as starts_minute, max(ends_minute)::int as ends_minute from doctor_sessions s
        where s.organization_id = c.organization_id and s.clinic_id = c.id and s.doctor_id = f.doctor_id
          and s.weekday = extract(isodow from ${day})) s on true
      left join lateral (select count(*) filter (where status = 'arrived') as waiting, min(done_at) as first_done_at,
          extract(epoch from now() - min(arrived_at) filter (where status = 'arrived')) / 60 as longest
        from appointments a where a.organization_id = c.organization_id and a.clinic_id = c.id and a.day = ${day}
          and a.doctor_id = f.doctor_id) w on true
      where ${here}
      group by f.doctor_id, d.full_name, s.starts_minute, s.ends_minute
      having sum(f.booked) + sum(f.cancelled) > 0 order by d.full_name`,
    sql`select f.day, sum(f.booked)::int as booked, sum(f.no_show)::int as "noShow", sum(f.paid_minor)::bigint as "revenueMinor"
      from clinics c join ${figures} f on f.organization_id = c.organization_id and f.clinic_id = c.id
        and f.day between ${day} - 6 and ${day} where ${here} group by f.day order by f.day`,
  )
  if (!clinics[0]) throw new Refused('not_found')
  return { asOf: Temporal.Now.instant().toString({ smallestUnit: 'second' }), ...clinics[0], doctors, week }
}
