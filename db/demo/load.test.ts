import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyPassword } from '#api/integrations/password.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { type DemoLoaded, loadDemo } from './load.ts'
import { samplePassword, sampleSignIns } from './people.ts'

const now = new Date('2026-11-21T09:00:00Z')
let client: pg.Client
let loaded: DemoLoaded
let adminUrl: string

beforeAll(async () => {
  ;({ adminUrl } = await freshDatabase())
  loaded = await loadDemo({ adminUrl, now })
  client = new pg.Client(adminUrl)
  await client.connect()
}, 300_000)

afterAll(() => client?.end())

async function rowsOf<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows
}

/** How many rows a query finds. */
const found = async (query: string) =>
  (await rowsOf<{ count: number }>(`select count(*)::int as count from (${query}) found`))[0]!.count

describe('the sample group', () => {
  test('has the size it says', () => {
    const { rows } = loaded
    expect(rows).toMatchObject({ clinics: 40, doctors: 120, patients: 20_000 })
    expect(rows.appointments).toBeGreaterThan(100_000)
    expect(rows.appointments).toBeLessThan(112_000)
    expect(rows.encounters).toBeGreaterThan(65_000)
    expect(rows.payments).toBeGreaterThan(60_000)
  })

  test('has a patient in fifty whose name is written in Urdu or Hindi', async () => {
    const count = await found(`select from patients where full_name ~ '[^[:ascii:]]'`)
    expect(count).toBeGreaterThan(300)
    expect(count).toBeLessThan(500)
    expect(await found(`select from patients where full_name ~ '[ऀ-ॿ]'`)).toBeGreaterThan(20)
  })

  test('lets the sample people sign in, in their roles', async () => {
    const people = await rowsOf<{
      email: string
      role: string
      hash: string
    }>(`select u.email, a.role, u.password_hash as hash
      from users u join assignments a on a.user_id = u.id`)
    for (const { email, role } of sampleSignIns) expect(people).toContainEqual(expect.objectContaining({ email, role }))
    const { hash } = people.find(({ email }) => email === sampleSignIns[0]!.email)!
    expect(await verifyPassword(samplePassword, hash)).toBe(true)
    expect(await verifyPassword('something else', hash)).toBe(false)
  })

  test('stays as it is when it is loaded again', async () => {
    const again = await loadDemo({ adminUrl, now })
    expect(again).toMatchObject({ loaded: false, organizationId: loaded.organizationId, rows: {} })
  })
})

describe('what foreign keys and triggers would have refused or filled in', () => {
  test('no row refers to one that is not there', async () => {
    const keys = await rowsOf<{ name: string; source: string; target: string; join: string; given: string }>(`
      select c.conname as name, c.conrelid::regclass::text as source, c.confrelid::regclass::text as target,
        string_agg(format('t.%I = s.%I', ta.attname, sa.attname), ' and ') as join,
        string_agg(format('s.%I is not null', sa.attname), ' and ') as given
      from pg_constraint c
      cross join unnest(c.conkey, c.confkey) as k(source_column, target_column)
      join pg_attribute sa on sa.attrelid = c.conrelid and sa.attnum = k.source_column
      join pg_attribute ta on ta.attrelid = c.confrelid and ta.attnum = k.target_column
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace group by c.oid`)
    expect(keys.length).toBeGreaterThan(40)
    for (const { name, source, target, join, given } of keys) {
      const orphans = await found(
        `select from ${source} s where ${given} and not exists (select from ${target} t where ${join})`,
      )
      expect(`${name}: ${orphans}`).toBe(`${name}: 0`)
    }
  })

  test('every appointment stands on its clinic’s local day', async () => {
    expect(
      await found(`select from appointments a join clinics c on c.id = a.clinic_id
      where a.day <> (a.starts_at at time zone c.time_zone)::date`),
    ).toBe(0)
  })

  test('every patient owes what their bills say', async () => {
    expect(
      await found(`select from patients p left join (
        select clinic_id, patient_id, sum(total_minor - paid_minor) as due from invoices where status <> 'void' group by 1, 2
      ) i on i.clinic_id = p.clinic_id and i.patient_id = p.id where p.due_minor <> coalesce(i.due, 0)`),
    ).toBe(0)
  })

  test('every document says whom it is of', async () => {
    expect(await found(`select from invoices where printed->>'patientName' is null and issued_on is not null`)).toBe(0)
    expect(await found(`select from payments where printed->>'receivedBy' is null`)).toBe(0)
    expect(await found(`select from encounters where printed->>'doctorName' is null and status = 'finished'`)).toBe(0)
  })

  test('all triggers are as they were', async () => {
    expect(await found(`select from pg_trigger where tgenabled <> 'O'`)).toBe(0)
  })
})

describe('what the product relies on', () => {
  test('no doctor is booked, or was, for two patients or at two places at once', async () => {
    expect(
      await found(`select from (select starts_at, lag(ends_at) over (partition by doctor_id order by starts_at) as before
      from appointments where status <> 'cancelled' and source <> 'walk_in') v where starts_at < before`),
    ).toBe(0)
    expect(await found(`select from bookings where kind = 'appointment'`)).toBeGreaterThan(8_000)
    expect(await found(`select from bookings where kind = 'round'`)).toBeGreaterThan(50)
    expect(await found(`select from bookings where kind = 'leave'`)).toBe(1)
  })

  test('everything to come takes its time on a timeline, and what is over takes none', async () => {
    expect(
      await found(`select from appointments where (booking_id is not null) <>
      (status in ('booked', 'confirmed', 'arrived', 'in_room') and source <> 'walk_in')`),
    ).toBe(0)
    expect(
      await found(`select from appointments a join bookings b on b.id = a.booking_id
      where (a.starts_at, a.ends_at, a.doctor_id, a.clinic_id) <> (b.starts_at, b.ends_at, b.resource_id, b.place_id)`),
    ).toBe(0)
  })

  test('every appointment lies inside a session of its doctor, while the branch is open', async () => {
    const minute = (at: string) => `extract(epoch from (${at} at time zone 'Asia/Karachi')::time) / 60`
    expect(
      await found(`select from appointments a where source <> 'walk_in' and not exists (
      select from doctor_sessions s join clinic_hours h on h.clinic_id = s.clinic_id and h.weekday = s.weekday
      where s.clinic_id = a.clinic_id and s.doctor_id = a.doctor_id and s.weekday = extract(isodow from a.day)
        and ${minute('a.starts_at')} >= greatest(s.starts_minute, h.opens_minute)
        and ${minute('a.starts_at')} + extract(epoch from a.ends_at - a.starts_at) / 60 <= least(s.ends_minute, h.closes_minute))`),
    ).toBe(0)
  })

  test('document numbers have no gaps, and the counters stand at the last', async () => {
    const last = `substring(number from '[0-9]+$')::int`
    for (const [kind, table] of [
      ['invoice', 'invoices'],
      ['receipt', 'payments'],
    ]) {
      expect(
        await found(`select clinic_id from ${table} where number is not null group by clinic_id
        having max(${last}) <> count(*)`),
      ).toBe(0)
      expect(
        await found(`select from document_counters c where kind = '${kind}' and last_number <>
        (select max(${last}) from ${table} t where t.clinic_id = c.clinic_id)`),
      ).toBe(0)
    }
  })

  test('invoices are the sum of their lines, and what is paid is what was allocated', async () => {
    expect(
      await found(`select from invoices i where total_minor <>
      (select sum(amount_minor) from invoice_lines l where l.clinic_id = i.clinic_id and l.invoice_id = i.id)`),
    ).toBe(0)
    expect(
      await found(`select from invoices i left join (select clinic_id, invoice_id, sum(amount_minor) as paid from payment_allocations group by 1, 2) a
      on a.clinic_id = i.clinic_id and a.invoice_id = i.id where i.paid_minor <> coalesce(a.paid, 0)`),
    ).toBe(0)
    expect(
      await found(`select from payments p where amount_minor <>
      (select sum(amount_minor) from payment_allocations a where a.clinic_id = p.clinic_id and a.payment_id = p.id)`),
    ).toBe(0)
  })

  test('the rollups are folded and say what the rows say', async () => {
    expect(await found('select from clinic_day_deltas')).toBe(0)
    const differing = await found(`select from (
        select clinic_id, day, sum(booked) as booked, sum(arrived) as arrived, sum(done) as done, sum(no_show) as no_show,
          sum(cancelled) as cancelled, sum(paid_minor) as paid from clinic_days group by 1, 2) r
      full join (
        select clinic_id, day, count(*) filter (where status <> 'cancelled') as booked,
          count(*) filter (where status in ('arrived', 'in_room', 'done')) as arrived, count(*) filter (where status = 'done') as done,
          count(*) filter (where status = 'no_show') as no_show, count(*) filter (where status = 'cancelled') as cancelled
        from appointments group by 1, 2) a using (clinic_id, day)
      left join (select clinic_id, received_on as day, sum(amount_minor) as paid from payments group by 1, 2) p using (clinic_id, day)
      where (r.booked, r.arrived, r.done, r.no_show, r.cancelled, r.paid)
        is distinct from (coalesce(a.booked, 0), coalesce(a.arrived, 0), coalesce(a.done, 0), coalesce(a.no_show, 0), coalesce(a.cancelled, 0), coalesce(p.paid, 0))`)
    expect(differing).toBe(0)
    expect(await found(`select from clinic_balances where patients <> 500 or not folded`)).toBe(0)
  })

  test('tokens of a day run from one without a gap', async () => {
    expect(
      await found(`select clinic_id, day from appointments where token is not null group by 1, 2
      having min(token) <> 1 or max(token) <> count(*)`),
    ).toBe(0)
  })
})
