import { beforeAll, describe, expect, test } from 'vitest'
import { statementOf, type Tx } from '#api/core/tx.ts'
import { getBranchDay, getOverview } from '#contract/network.ts'
import { dayAhead, openTestApp, type TestApp, zoneAt } from '#tests/harness/fixture.ts'
import { reportingOf } from './figures.test-help.ts'
import { readOverview } from './overview-queries.ts'

let app: TestApp
let reporting: ReturnType<typeof reportingOf>
// The branches are open and half an hour ago was today, whenever this runs.
const noon = zoneAt(12)
beforeAll(async () => {
  app = await openTestApp()
  await app.admin.query('update clinics set time_zone = $1', [noon.name])
  await app.admin.query('update organizations set time_zone = $1', [noon.name])
  reporting = reportingOf(app)
})

/** Appointments of one branch as rows: `daysAgo` by the clock of its own zone, at noon. */
async function visits(clinic: 'gulberg' | 'north', daysAgo: number, counts: Record<string, number>, doctorId?: string) {
  for (const [status, count] of Object.entries(counts))
    await app.admin.query(
      `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, status, starts_at, ends_at, arrived_at)
       select $1, $2, $3, $4, $5, at, at + interval '20 minutes', case when $5 in ('arrived', 'in_room') then now() - interval '50 minutes' end
       from clinics c, lateral (select (((now() at time zone c.time_zone)::date - $6::int)::timestamp + interval '12 hours') at time zone c.time_zone as at) t,
         generate_series(1, $7::int) where c.id = $2`,
      [app.organizationId, app.clinics[clinic], app.patients[clinic], doctorId ?? null, status, daysAgo, count],
    )
}
const rowOf = async (clinic: 'gulberg' | 'north', day?: string) => {
  const overview = await app.ok(app.people.owner, getOverview, day ? { day } : {})
  return overview.branches.find(({ clinicId }) => clinicId === app.clinics[clinic])!
}

describe('who may see it', () => {
  const others = ['clinicAdmin', 'manager', 'doctor', 'receptionist', 'billing', 'nurse', 'pharmacist'] as const
  test.each(others)('a %s of a branch is refused, the overview and the story', async (name) => {
    const person = app.people[name]
    expect(await app.call(person, getOverview, {})).toMatchObject({ status: 403, refusal: 'forbidden' })
    const story = await app.call(person, getBranchDay, { branchId: app.clinics.gulberg })
    expect(story).toMatchObject({ status: 403, refusal: 'forbidden' })
  })

  test('head office sees its own branches and no others', async () => {
    const { branches } = await app.ok(app.people.owner, getOverview, {})
    expect(branches.map(({ name }) => name).sort()).toEqual(['Gulberg', 'North'])
    expect(await app.ok(app.people.owner, getBranchDay, { branchId: app.clinics.north })).toMatchObject({
      name: 'North',
    })
  })

  test('a branch of somebody else is as good as none', async () => {
    const stranger = await app.call(app.people.owner, getBranchDay, { branchId: app.clinics.foreign })
    expect(stranger).toMatchObject({ status: 404, refusal: 'not_found' })
    const nobody = await app.call(app.people.owner, getBranchDay, { branchId: crypto.randomUUID() })
    expect(nobody.error?.message).toBe(stranger.error?.message)
  })
})

test('a day that is over counts no-shows among all booked, against the 28 days before', async () => {
  await visits('gulberg', 40, { done: 8, no_show: 2, cancelled: 3 })
  await visits('gulberg', 43, { done: 9, no_show: 1 })
  expect(await rowOf('gulberg', dayAhead(-40, noon.hoursAhead))).toMatchObject({
    booked: 10,
    arrived: 8,
    noShow: 2,
    cancelled: 3,
    noShowPerMille: 200,
    noShowBaselinePerMille: 100,
    doors: null,
    longestWaitMinutes: null,
  })
})

test('a day under way counts no-shows among those who came or stayed away', async () => {
  await visits('north', 0, { booked: 20, done: 3, no_show: 1 })
  expect(await rowOf('north')).toMatchObject({ booked: 24, noShowPerMille: 250, doors: 'open' })
})

test('a doctor whose patients wait while nobody is called in is late; a colleague who works is not', async () => {
  await visits('gulberg', 0, { arrived: 2 }, app.doctors.bilal)
  await visits('gulberg', 0, { arrived: 1, done: 1 }, app.doctors.sana)
  await app.admin.query(
    `update appointments set starts_at = now() - interval '30 minutes', ends_at = now()
    where status = 'arrived' and clinic_id = $1`,
    [app.clinics.gulberg],
  )
  const row = await rowOf('gulberg')
  expect(row.troubles.map(({ kind, doctorName, patients }) => [kind, doctorName, patients])).toEqual([
    ['doctor_late', 'Dr Bilal Ahmed', 2],
    ['long_wait', null, 1],
  ])
  expect(row.longestWaitMinutes).toBeGreaterThanOrEqual(49)
  const { doctors } = await app.ok(app.people.owner, getBranchDay, { branchId: app.clinics.gulberg })
  expect(doctors.find(({ fullName }) => fullName === 'Dr Bilal Ahmed')).toMatchObject({
    waiting: 2,
    done: 0,
    lateMinutes: 30,
  })
  expect(doctors.find(({ fullName }) => fullName === 'Dr Sana Malik')).toMatchObject({ waiting: 1, lateMinutes: null })
})

test('a doctor is away while her leave lasts, not all of a day that has some', async () => {
  const leave = (from: string, to: string) =>
    app.admin.query(
      `with place as (insert into places (organization_id, kind, name) values ($1, 'away', 'Away') returning id)
       insert into bookings (organization_id, resource_id, place_id, starts_at, ends_at, kind)
       select $1, $2, id, now() + $3::interval, now() + $4::interval, 'leave' from place`,
      [app.organizationId, app.doctors.bilal, from, to],
    )
  const isAway = async (day?: string) => {
    const story = await app.ok(app.people.owner, getBranchDay, { branchId: app.clinics.gulberg, ...(day && { day }) })
    return story.doctors.find(({ doctorId }) => doctorId === app.doctors.bilal)?.away
  }
  await leave('3 hours', '4 hours')
  expect(await isAway()).toBe(false)
  await leave('-1 hour', '1 hour')
  expect(await isAway()).toBe(true)
  await leave('27 hours', '28 hours')
  await visits('gulberg', -1, { booked: 1 }, app.doctors.bilal)
  expect(await isAway(dayAhead(1, noon.hoursAhead))).toBe(true)
})

test('a day still to come has no rate and no share of the usual; its usual is of days that are over', async () => {
  const today = await rowOf('north')
  const ahead = await rowOf('north', dayAhead(2, noon.hoursAhead))
  expect(ahead).toMatchObject({ noShowPerMille: null, revenueBaselineMinor: null })
  await visits('north', -1, { booked: 50 })
  const after = await rowOf('north', dayAhead(2, noon.hoursAhead))
  expect(after.noShowBaselinePerMille).toBe(ahead.noShowBaselinePerMille)
  const { totals } = await app.ok(app.people.owner, getOverview, { day: dayAhead(2, noon.hoursAhead) })
  expect(totals).toMatchObject({ noShowPerMille: null, revenueMinor: 0 })
  expect(today.noShowPerMille).not.toBeNull()
})

test('the story of a branch names no patient', async () => {
  const story = await app.ok(app.people.owner, getBranchDay, { branchId: app.clinics.gulberg })
  expect(JSON.stringify(story)).toContain('Dr Bilal Ahmed')
  expect(JSON.stringify(story)).not.toContain('Patient of')
})

test('each branch counts its own day, whatever the hour is elsewhere', async () => {
  const days: string[] = []
  // Fourteen hours ahead of UTC and eleven behind: never the same day.
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    await app.admin.query('update clinics set time_zone = $1 where id = $2', [zone, app.clinics.north])
    const before = await rowOf('north')
    await visits('north', 0, { booked: 2 })
    const row = await rowOf('north')
    expect(row.booked - before.booked, zone).toBe(2)
    days.push(row.day)
  }
  expect(days[0]).not.toBe(days[1])
  await app.admin.query('update clinics set time_zone = $1 where id = $2', [noon.name, app.clinics.north])
})

test('the last day of the trend is the sum of what the branches show', async () => {
  const { totals, trend } = await app.ok(app.people.owner, getOverview, {})
  expect(trend).toHaveLength(14)
  expect(trend.at(-1)).toMatchObject({ booked: totals.booked, arrived: totals.arrived, noShow: totals.noShow })
})

test('amounts in different currencies are never added up', async () => {
  await app.admin.query(`update clinics set currency = 'AED' where id = $1`, [app.clinics.north])
  const day = (await rowOf('gulberg')).day
  for (const [clinic, currency, amount] of [
    ['gulberg', 'PKR', 500_000],
    ['north', 'AED', 700],
  ] as const)
    await app.admin.query(
      `insert into payments (organization_id, clinic_id, number, patient_id, currency, amount_minor, method, received_on, letterhead, balance_minor)
       values ($1, $2, 'R-1', $3, $4, $5, 'cash', $6, '{}', 0)`,
      [app.organizationId, app.clinics[clinic], app.patients[clinic], currency, amount, day],
    )
  const { totals, currency, trend } = await app.ok(app.people.owner, getOverview, {})
  expect(totals.money.map((line) => [line.currency, line.revenueMinor]).sort()).toEqual([
    ['AED', 700],
    ['PKR', 500_000],
  ])
  expect(totals.revenueMinor).toBe(currency === 'PKR' ? 500_000 : 700)
  expect(trend.at(-1)!.revenueMinor).toBe(totals.revenueMinor)
})

test('the overview reads days × branches, not the history behind them', async () => {
  const rowsRead = async () => {
    const statements: { text: string; values: readonly unknown[] }[] = []
    const tx = {
      organizationId: app.organizationId,
      batch: (...queries: never[]) => void statements.push(...queries.map(statementOf)),
    } as unknown as Tx
    readOverview(tx, undefined, dayAhead(-29), dayAhead(1))
    await app.admin.query('begin')
    await app.admin.query('set local role polyclinic_app')
    await app.admin.query(
      `select set_config('app.organization_id', $1, true), set_config('app.clinic_ids', $2, true), set_config('app.whole_organization', 'on', true)`,
      [app.organizationId, `{${app.clinics.gulberg},${app.clinics.north}}`],
    )
    let rows = 0
    for (const { text, values } of statements) {
      const answer = await app.admin.query(`explain (analyze, format json) ${text}`, [...values])
      rows += scanned(answer.rows[0]['QUERY PLAN'][0].Plan)
    }
    await app.admin.query('rollback')
    return rows
  }
  const before = await rowsRead()
  // Forty years of days, folded; then as many unfolded deltas of years long past, as an import leaves them.
  await app.admin.query(
    `insert into clinic_days (organization_id, clinic_id, day, booked) select $1, $2, current_date - 60 - i, 40 from generate_series(1, 15000) i`,
    [app.organizationId, app.clinics.gulberg],
  )
  await app.admin.query(
    `insert into clinic_day_deltas (organization_id, clinic_id, day, booked) select $1, $2, current_date - 60 - i, 1 from generate_series(1, 15000) i`,
    [app.organizationId, app.clinics.gulberg],
  )
  await app.admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, status, starts_at, ends_at, arrived_at)
     select $1, $2, $3, 'arrived', at, at + interval '1 hour', at from generate_series(1, 5000) i, lateral (select now() - make_interval(days => 40, hours => i) as at) t`,
    [app.organizationId, app.clinics.gulberg, app.patients.gulberg],
  )
  await app.admin.query('analyze clinic_days, clinic_day_deltas, appointments')
  expect(await rowsRead()).toBeLessThanOrEqual(before + 50)
  await reporting.fold()
})

interface Plan {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** Rows that scans of tables and indexes went through, those thrown away by a filter included. */
function scanned(plan: Plan): number {
  const isScan = /^(Seq|Index|Index Only|Bitmap Heap) Scan$/.test(plan['Node Type'])
  const own = isScan ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0
  return own + (plan.Plans ?? []).reduce((sum, child) => sum + scanned(child), 0)
}
