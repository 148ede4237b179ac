import { sql, type Tx } from '../../core/tx.ts'
import { branchesIn, dayOf, figuresOf, minuteOf } from './figures.ts'

export interface ClinicRow {
  id: string
  name: string
  city: string
  region: string
  phone: string | null
  status: 'active' | 'inactive'
  currency: string
  day: string
  /** The clinic's own today. */
  today: string
  /** The organization's own today. */
  organizationToday: string
  /** Minutes since its local midnight. */
  minute: number
  opensMinute: number | null
  closesMinute: number | null
  /** Minutes since its local midnight at which the day's first patient is due; null without one. */
  firstDueMinute: number | null
  dueMinor: number
}

/** Sums of one clinic, or (clinicId null) of all clinics of one currency on the day that many days ago. */
export interface FigureRow {
  clinicId: string | null
  ago: number | null
  currency: string | null
  booked: number
  arrived: number
  done: number
  noShow: number
  cancelled: number
  paidMinor: number
  /** Of the 28 days before, for a clinic's row. */
  pastBooked: number
  pastNoShow: number
  /** Of the same weekday in the four weeks before, and on how many of those days there was anything. */
  usualDays: number
  usualBooked: number
  usualPaidMinor: number
}

/** Who is in the house now: waits and absences are the only figures read live. */
export interface PresenceRow {
  clinicId: string
  doctorId: string | null
  doctorName: string | null
  waiting: number
  inRoom: number
  longestWaitMinutes: number | null
  /** How long ago the first of those who wait was due. */
  dueMinutes: number | null
  /** The doctor has called somebody in today. */
  hasBegun: boolean
}

/** All of the overview in one round trip. `from`, `to`: yyyy-mm-dd, wide enough for every clinic's zone. */
export function readOverview(tx: Tx, day: string | undefined, from: string, to: string) {
  return tx.batch<[ClinicRow, FigureRow, PresenceRow]>(
    readClinics(tx, day),
    readFigures(tx, day, from, to),
    readPresence(tx),
  )
}

const readClinics = (tx: Tx, day: string | undefined) => sql<ClinicRow>`
  select c.id, c.name, c.city, c.region, c.phone, c.status, c.currency, ${dayOf(day)} as day,
    (now() at time zone c.time_zone)::date as today,
    (select (now() at time zone o.time_zone)::date from organizations o where o.id = c.organization_id) as "organizationToday",
    ${minuteOf} as minute, h.opens_minute as "opensMinute", h.closes_minute as "closesMinute",
    (select extract(hour from a.starts_at at time zone c.time_zone)::int * 60
        + extract(minute from a.starts_at at time zone c.time_zone)::int
      from appointments a where a.organization_id = c.organization_id and a.clinic_id = c.id and a.day = ${dayOf(day)}
        and a.status <> 'cancelled' and a.timed order by a.starts_at limit 1) as "firstDueMinute",
    coalesce((select sum(b.due_minor) from clinic_balances b
      where b.organization_id = c.organization_id and b.clinic_id = c.id), 0)::bigint as "dueMinor"
  from clinics c left join lateral (
    select min(h.opens_minute)::int as opens_minute, max(h.closes_minute)::int as closes_minute from clinic_hours h
    where h.organization_id = c.organization_id and h.clinic_id = c.id and h.weekday = extract(isodow from ${dayOf(day)})
  ) h on true
  where c.organization_id = ${tx.organizationId} and c.id = any ${branchesIn()} order by c.name`

// What is usual is known of days that are over: before a day still to come there are others.
const isOver = sql`ago > ahead`

// One scan of the figures answers both questions: each branch against its own past, and all branches day by day.
// Each branch's day is worked out once, not for every delta: the time zone made a hundred thousand of them three times dearer.
const readFigures = (tx: Tx, day: string | undefined, from: string, to: string) => sql<FigureRow>`
  with asked as materialized (
    select c.id, c.currency, ${dayOf(day)} as day, ${dayOf(day)} - (now() at time zone c.time_zone)::date as ahead from clinics c
    where c.organization_id = ${tx.organizationId} and c.id = any ${branchesIn()}
  ), figure as materialized (
    select f.clinic_id, a.currency, a.day - f.day as ago, a.ahead, sum(f.booked) as booked, sum(f.arrived) as arrived,
      sum(f.done) as done, sum(f.no_show) as no_show, sum(f.cancelled) as cancelled, sum(f.paid_minor) as paid_minor
    from asked a join (${figuresOf(tx, from, to)}) f on f.clinic_id = a.id
    where f.day between a.day - 28 and a.day group by f.clinic_id, a.currency, ago, a.ahead
  )
  select clinic_id as "clinicId", null as ago, null as currency,
    coalesce(sum(booked) filter (where ago = 0), 0)::int as booked,
    coalesce(sum(arrived) filter (where ago = 0), 0)::int as arrived,
    coalesce(sum(done) filter (where ago = 0), 0)::int as done,
    coalesce(sum(no_show) filter (where ago = 0), 0)::int as "noShow",
    coalesce(sum(cancelled) filter (where ago = 0), 0)::int as cancelled,
    coalesce(sum(paid_minor) filter (where ago = 0), 0)::bigint as "paidMinor",
    coalesce(sum(booked) filter (where ${isOver} and ago > 0), 0)::int as "pastBooked",
    coalesce(sum(no_show) filter (where ${isOver} and ago > 0), 0)::int as "pastNoShow",
    count(*) filter (where ${isOver} and ago in (7, 14, 21, 28))::int as "usualDays",
    coalesce(sum(booked) filter (where ${isOver} and ago in (7, 14, 21, 28)), 0)::int as "usualBooked",
    coalesce(sum(paid_minor) filter (where ${isOver} and ago in (7, 14, 21, 28)), 0)::bigint as "usualPaidMinor"
  from figure group by clinic_id
  union all
  select null, ago, currency, sum(booked)::int, sum(arrived)::int, sum(done)::int, sum(no_show)::int, sum(cancelled)::int,
    sum(paid_minor)::bigint, 0, 0, 0, 0, 0
  from figure where ago < 14 group by ago, currency`

// A day and a half back covers every zone's today, and keeps out of it who was left "arrived" long ago.
const readPresence = (tx: Tx) => sql<PresenceRow>`
  select p.clinic_id as "clinicId", p.doctor_id as "doctorId", d.full_name as "doctorName",
    count(*) filter (where p.status = 'arrived')::int as waiting, count(*) filter (where p.status = 'in_room')::int as "inRoom",
    (extract(epoch from now() - min(p.arrived_at) filter (where p.status = 'arrived')) / 60)::int as "longestWaitMinutes",
    (extract(epoch from now() - min(p.starts_at) filter (where p.status = 'arrived')) / 60)::int as "dueMinutes",
    exists (select from appointments s where s.organization_id = ${tx.organizationId} and s.clinic_id = p.clinic_id
      and s.doctor_id = p.doctor_id and s.day = p.day and s.status in ('in_room', 'done')) as "hasBegun"
  from appointments p join clinics c on c.organization_id = p.organization_id and c.id = p.clinic_id
  left join doctors d on d.organization_id = p.organization_id and d.id = p.doctor_id
  where p.organization_id = ${tx.organizationId} and p.clinic_id = any ${branchesIn()}
    and p.status in ('arrived', 'in_room') and p.arrived_at > now() - interval '36 hours'
    and p.day = (now() at time zone c.time_zone)::date
  group by p.clinic_id, p.doctor_id, d.full_name, p.day`
