import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import * as appointments from '#contract/appointments.ts'
import { getOverview } from '#contract/network.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { reportingOf, sql } from './figures.test-help.ts'

let app: TestApp
let reporting: ReturnType<typeof reportingOf>
beforeAll(async () => {
  app = await openTestApp()
  reporting = reportingOf(app)
})

const visits: { id: string; clinicId: string }[] = []

/** What a day is made of; `n` chooses among what is there. A refusal changes nothing, which is as good a step as any. */
const steps = {
  async book(n: number) {
    const clinicId = app.clinics.gulberg
    const made = await app.call(app.people.receptionist, appointments.bookAppointment, {
      clinicId,
      patientId: app.patients.gulberg,
      doctorId: n % 2 ? app.doctors.bilal : app.doctors.sana,
      startsAt: instant(dayAhead(1 + (n % 3)), `${String(9 + (n % 7)).padStart(2, '0')}:00`),
      minutes: 30,
    })
    if (made.status === 201) visits.push({ id: made.body.id, clinicId })
  },
  async walkIn() {
    const clinicId = app.clinics.gulberg
    const made = await app.call(app.people.receptionist, appointments.registerWalkIn, {
      clinicId,
      patientId: app.patients.gulberg,
      doctorId: app.doctors.bilal,
    })
    if (made.status === 201) visits.push({ id: made.body.id, clinicId })
  },
  async move(n: number) {
    const visit = visits[n % visits.length]
    if (!visit) return
    const { body } = await app.call(app.people.owner, appointments.getAppointment, own(visit))
    await app.call(app.people.owner, appointments.moveAppointment, {
      ...own(visit),
      version: body.visit.version,
      doctorId: n % 3 ? app.doctors.bilal : app.doctors.sana,
      startsAt: instant(dayAhead(1 + (n % 4)), `${String(9 + (n % 8)).padStart(2, '0')}:30`),
    })
  },
  act: async (n: number) => {
    const visit = visits[n % visits.length]
    const acts = [
      appointments.arriveAppointment,
      appointments.roomAppointment,
      appointments.completeAppointment,
      appointments.confirmAppointment,
    ]
    if (visit) await app.call(app.people.owner, acts[n % acts.length]!, own(visit))
  },
  async cancel(n: number) {
    const visit = visits[n % visits.length]
    if (visit) await app.call(app.people.owner, appointments.cancelAppointment, { ...own(visit), reason: 'ill' })
  },
  async undo(n: number) {
    const visit = visits[n % visits.length]
    if (visit) await app.call(app.people.owner, appointments.undoAppointment, own(visit))
  },
  noShow: (n: number) =>
    reporting.write(sql`update appointments set status = 'no_show' where id in (
      select id from appointments where status = 'booked' order by id offset ${n % 5} limit 2)`),
  /** Many rows of many days in one statement, some without a doctor. */
  bringIn: (n: number) =>
    reporting.write(sql`insert into appointments (organization_id, clinic_id, patient_id, doctor_id, status, source, starts_at, ends_at, timed)
      select ${app.organizationId}, ${app.clinics.north}, ${app.patients.north}, case when i % 3 = 0 then null else ${app.doctors.nadia}::uuid end,
        (array['done', 'no_show', 'cancelled', 'booked'])[1 + (i + ${n}) % 4], 'import',
        now() - make_interval(days => i * 9, hours => i), now() - make_interval(days => i * 9, hours => i) + interval '20 minutes', i % 2 = 0
      from generate_series(1, ${5 + (n % 20)}::int) i`),
  takeBack: (n: number) =>
    app.admin.query(
      `delete from appointments where id in (select id from appointments where source = 'import' order by id limit $1)`,
      [n % 6],
    ),
  invoice: (n: number) =>
    reporting.write(sql`insert into invoices (organization_id, clinic_id, patient_id, doctor_id, currency, total_minor)
      values (${app.organizationId}, ${app.clinics.gulberg}, ${app.patients.gulberg}, ${app.doctors.bilal}, 'PKR', ${1000 + n})`),
  issue: () =>
    reporting.write(sql`update invoices set status = 'issued', number = 'T-' || id, issued_at = now(), issued_on = current_date - 1
      where id in (select id from invoices where status = 'draft' order by id limit 1)`),
  voided: () =>
    reporting.write(sql`update invoices set status = 'void' where id in (
      select id from invoices where status = 'issued' and paid_minor = 0 order by id limit 1)`),
  pay: async (n: number) => {
    await reporting.write(sql`update invoices set paid_minor = least(total_minor, paid_minor + ${n}) where id in (
      select id from invoices where status = 'issued' order by id limit 1)`)
    await reporting.write(sql`insert into payments (organization_id, clinic_id, number, patient_id, currency, amount_minor, method, received_on, letterhead, balance_minor)
      values (${app.organizationId}, ${app.clinics.gulberg}, 'R-' || uuidv7(), ${app.patients.gulberg}, 'PKR', ${1 + n}, 'cash', current_date - ${n % 3}::int, '{}', 0)`)
  },
  fold: () => reporting.fold(),
}
const own = ({ id, clinicId }: { id: string; clinicId: string }) => ({ clinicId, appointmentId: id })

test('rollups and deltas equal the source tables after whatever a week brings', async () => {
  const step = fc.tuple(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), fc.nat(1000))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (week) => {
      for (const [name, n] of week) await steps[name](n)
      expect(await reporting.differences()).toEqual([])
    }),
    { numRuns: 15, endOnFailure: true },
  )
  // The week must have been one: a property over refusals only would hold for anything.
  const { rows } = await app.admin.query(
    `select count(*) filter (where source <> 'import')::int as booked, count(*) filter (where status = 'cancelled')::int as cancelled from appointments`,
  )
  expect(rows[0].booked).toBeGreaterThan(10)
  expect(rows[0].cancelled).toBeGreaterThan(0)
}, 120_000)

test('a figure that was tampered with is noticed', async () => {
  await app.admin.query('begin')
  await app.admin.query(
    `insert into clinic_day_deltas (organization_id, clinic_id, day, booked) values ($1, $2, current_date, 1)`,
    [app.organizationId, app.clinics.gulberg],
  )
  expect(await reporting.differences()).toHaveLength(1)
  await app.admin.query('rollback')
  expect(await reporting.differences()).toEqual([])
})

test('folding while the desk writes loses nothing and counts nothing twice', async () => {
  const writing = Array.from({ length: 60 }, (_, n) => (n % 4 ? steps.walkIn() : steps.bringIn(n)))
  const folding = Array.from({ length: 12 }, () => reporting.fold())
  const [figures] = await Promise.all([app.call(app.people.owner, getOverview, {}), ...writing, ...folding])
  expect(figures.status).toBe(200)
  expect(await reporting.differences()).toEqual([])
  await reporting.fold()
  const { rows } = await app.admin.query(
    `select (select count(*)::int from clinic_day_deltas) as deltas, (select count(*)::int from clinic_balances where not folded) as balances`,
  )
  expect(rows).toEqual([{ deltas: 0, balances: 0 }])
  expect(await reporting.differences()).toEqual([])
})

test('the overview says what the source tables say', async () => {
  const { totals, branches } = await app.ok(app.people.owner, getOverview, {})
  const { rows } = await app.admin.query(
    `select count(*) filter (where a.status <> 'cancelled')::int as booked, count(*) filter (where a.status in ('arrived', 'in_room', 'done'))::int as arrived,
       count(*) filter (where a.status = 'no_show')::int as "noShow",
       (select coalesce(sum(amount_minor), 0)::int from payments p where p.organization_id = $1 and p.received_on = (now() at time zone 'Asia/Karachi')::date) as "revenueMinor"
     from appointments a where a.organization_id = $1 and a.day = (now() at time zone 'Asia/Karachi')::date`,
    [app.organizationId],
  )
  expect(totals).toMatchObject(rows[0])
  expect(branches.reduce((sum, row) => sum + row.booked, 0)).toBe(totals.booked)
})
