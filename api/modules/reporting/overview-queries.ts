import { sql, type Tx } from '../../core/tx.ts'

export interface ClinicRow {
  id: string
  name: string
  city: string
  region: string
  status: 'active' | 'inactive'
  currency: string
  day: string
  /** The clinic's own today. */
  today: string
  /** Minutes since its local midnight. */
  minute: number
  opensMinute: number | null
  dueMinor: number
}

/** Figures of one clinic, doctor and day group, rollup and unfolded deltas together. */
export interface FigureRow {
  clinicId: string
  booked: number
  arrived: number
  done: number
  noShow: number
  cancelled: number
  paidMinor: number
  baselineBooked: number
  baselineNoShow: number
  baselineDays: number
  baselinePaidMinor: number
}

/** Who is in the house now: waits and absences are the only figures read live. */
export interface PresenceRow {
  clinicId: string
  doctorId: string | null
  waiting: number
  inRoom: number
  longestWaitMinutes: number | null
}

/** A doctor who should be working by now and has seen nobody. */
export interface LateRow {
  clinicId: string
  doctorName: string
  startsMinute: number
}

export interface TrendRow {
  day: string
  booked: number
  revenueMinor: number
  noShow: number
}

/** The day asked for, or each clinic's own today. */
const asked = (day: string | undefined) => sql`coalesce(${day ?? null}::date, (now() at time zone c.time_zone)::date)`

/** Rollup rows and deltas of a stretch of days; both are read by their primary keys' clinic and day. */
const figures = (tx: Tx, from: string, to: string) => sql`
  select clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_days
  where organization_id = ${tx.organizationId} and clinic_id = any (app.clinic_ids())
    and day between ${from}::date and ${to}::date
  union all
  select clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_day_deltas
  where organization_id = ${tx.organizationId} and clinic_id = any (app.clinic_ids())
    and day between ${from}::date and ${to}::date`

/** All of the overview in one round trip. `from`, `to`: yyyy-mm-dd, wide enough for every clinic's zone. */
export function readOverview(tx: Tx, day: string | undefined, from: string, to: string) {
  const clinic = sql`clinics c where c.organization_id = ${tx.organizationId} and c.id = any (app.clinic_ids())`
  return tx.batch<[ClinicRow, FigureRow, PresenceRow, LateRow, TrendRow]>(
    sql`select c.id, c.name, c.city, c.region, c.status, c.currency, ${asked(day)} as day,
        (now() at time zone c.time_zone)::date as today,
        extract(hour from now() at time zone c.time_zone)::int * 60 + extract(minute from now() at time zone c.time_zone)::int as minute,
        (select min(h.opens_minute) from clinic_hours h where h.organization_id = c.organization_id and h.clinic_id = c.id
          and h.weekday = extract(isodow from ${asked(day)})) as "opensMinute",
        coalesce((select sum(b.due_minor) from clinic_balances b
          where b.organization_id = c.organization_id and b.clinic_id = c.id), 0)::bigint as "dueMinor"
      from ${clinic} order by c.name`,
    sql`select f.clinic_id as "clinicId",
        coalesce(sum(booked) filter (where f.day = a.day), 0)::int as booked,
        coalesce(sum(arrived) filter (where f.day = a.day), 0)::int as arrived,
        coalesce(sum(done) filter (where f.day = a.day), 0)::int as done,
        coalesce(sum(no_show) filter (where f.day = a.day), 0)::int as "noShow",
        coalesce(sum(cancelled) filter (where f.day = a.day), 0)::int as cancelled,
        coalesce(sum(paid_minor) filter (where f.day = a.day), 0)::bigint as "paidMinor",
        coalesce(sum(booked) filter (where f.day < a.day), 0)::int as "baselineBooked",
        coalesce(sum(no_show) filter (where f.day < a.day), 0)::int as "baselineNoShow",
        count(distinct f.day) filter (where f.day in (a.day - 7, a.day - 14, a.day - 21, a.day - 28))::int as "baselineDays",
        coalesce(sum(paid_minor) filter (where f.day in (a.day - 7, a.day - 14, a.day - 21, a.day - 28)), 0)::bigint as "baselinePaidMinor"
      from (${figures(tx, from, to)}) f join (select c.id, ${asked(day)} as day from ${clinic}) a on a.id = f.clinic_id
      where f.day between a.day - 28 and a.day group by f.clinic_id`,
    sql`select p.clinic_id as "clinicId", p.doctor_id as "doctorId",
        count(*) filter (where p.status = 'arrived')::int as waiting, count(*) filter (where p.status = 'in_room')::int as "inRoom",
        (extract(epoch from now() - min(p.arrived_at) filter (where p.status = 'arrived')) / 60)::int as "longestWaitMinutes"
      from appointments p join clinics c on c.organization_id = p.organization_id and c.id = p.clinic_id
      where p.organization_id = ${tx.organizationId} and p.clinic_id = any (app.clinic_ids())
        and p.status in ('arrived', 'in_room') and p.day = (now() at time zone c.time_zone)::date
      group by p.clinic_id, p.doctor_id`,
    sql`select s.clinic_id as "clinicId", d.full_name as "doctorName", min(s.starts_minute)::int as "startsMinute"
      from doctor_sessions s join clinics c on c.organization_id = s.organization_id and c.id = s.clinic_id
      join doctors d on d.organization_id = s.organization_id and d.id = s.doctor_id
      where s.organization_id = ${tx.organizationId} and s.clinic_id = any (app.clinic_ids())
        and s.weekday = extract(isodow from now() at time zone c.time_zone)
        and (s.valid_from is null or s.valid_from <= (now() at time zone c.time_zone)::date)
        and (s.valid_to is null or s.valid_to >= (now() at time zone c.time_zone)::date)
        and exists (select from appointments w where w.organization_id = s.organization_id and w.clinic_id = s.clinic_id
          and w.doctor_id = s.doctor_id and w.status = 'arrived' and w.day = (now() at time zone c.time_zone)::date)
        and not exists (select from appointments w where w.organization_id = s.organization_id and w.doctor_id = s.doctor_id
          and w.day = (now() at time zone c.time_zone)::date and w.status in ('in_room', 'done'))
      group by s.clinic_id, d.full_name`,
    sql`select f.day, sum(booked)::int as booked, sum(paid_minor)::bigint as "revenueMinor", sum(no_show)::int as "noShow"
      from (${figures(tx, from, to)}) f
      where f.day between coalesce(${day ?? null}::date, current_date) - 13 and coalesce(${day ?? null}::date, current_date)
      group by f.day order by f.day`,
  )
}
