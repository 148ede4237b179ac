import { afterAll } from 'vitest'
import { openDatabase } from '#api/core/databases.ts'
import { type Scope, sql, type Tx, writeWithin } from '#api/core/tx.ts'
import type { TestApp } from '#tests/harness/fixture.ts'
import { foldDeltas } from './jobs.ts'

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The reporting side of a test app: folding as the worker does, writing in bulk as an import does, and the truth. */
export function reportingOf(app: TestApp) {
  const database = openDatabase(app.database.appUrl, 4)
  closing.push(() => database.end())
  const scope = (organizationId: string): Scope => ({
    kind: 'job',
    organizationId,
    clinicIds: null,
    userId: null,
    traceId: 'test',
  })
  const within = (organizationId: string) => ({
    write: <Result>(work: (tx: Tx) => Promise<Result>) => writeWithin(database, scope(organizationId), work),
    read: <Result>(work: (tx: Tx) => Promise<Result>) =>
      writeWithin(database, scope(organizationId), async (tx) => {
        const result = await work(tx)
        tx.recordNothing('a read')
        return result
      }),
  })
  return {
    /** What the worker does every minute. */
    fold: () =>
      foldDeltas.run(
        within('00000000-0000-0000-0000-000000000000'),
        {},
        new AbortController().signal,
        (organizationId) => within(organizationId),
      ),
    /** One statement as the restricted role, over the whole organization. */
    write: (query: ReturnType<typeof sql>) =>
      within(app.organizationId).write(async (tx) => {
        tx.recordNothing('arranging')
        return tx.rows(query)
      }),
    /** Figures that differ between rollup + deltas and the source tables; an empty list is what to expect. */
    differences: async () => (await app.admin.query(differences)).rows as unknown[],
  }
}
export { sql }

const differences = `
  with kept as (
    select organization_id, clinic_id, doctor_id, day, sum(booked) as booked, sum(arrived) as arrived, sum(done) as done,
      sum(no_show) as no_show, sum(cancelled) as cancelled, sum(invoiced_minor) as invoiced, sum(paid_minor) as paid
    from (
      select organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, invoiced_minor, paid_minor
      from clinic_days union all
      select organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, invoiced_minor, paid_minor
      from clinic_day_deltas
    ) f group by 1, 2, 3, 4
  ), source as (
    select organization_id, clinic_id, doctor_id, day, sum(booked) as booked, sum(arrived) as arrived, sum(done) as done,
      sum(no_show) as no_show, sum(cancelled) as cancelled, sum(invoiced) as invoiced, sum(paid) as paid
    from (
      select a.organization_id, a.clinic_id, coalesce(a.doctor_id, '00000000-0000-0000-0000-000000000000') as doctor_id,
        (a.starts_at at time zone c.time_zone)::date as day, (a.status <> 'cancelled')::int as booked,
        (a.status in ('arrived', 'in_room', 'done'))::int as arrived, (a.status = 'done')::int as done,
        (a.status = 'no_show')::int as no_show, (a.status = 'cancelled')::int as cancelled, 0 as invoiced, 0 as paid
      from appointments a join clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
      union all
      select i.organization_id, i.clinic_id, coalesce(i.doctor_id, '00000000-0000-0000-0000-000000000000'),
        coalesce(i.issued_on, (i.created_at at time zone c.time_zone)::date), 0, 0, 0, 0, 0, i.total_minor, 0
      from invoices i join clinics c on c.organization_id = i.organization_id and c.id = i.clinic_id where i.status <> 'void'
      union all
      select organization_id, clinic_id, '00000000-0000-0000-0000-000000000000', received_on, 0, 0, 0, 0, 0, 0, amount_minor
      from payments
    ) s group by 1, 2, 3, 4
  ), balances as (
    select organization_id, clinic_id, sum(due_minor) as due, sum(patients) as patients from clinic_balances group by 1, 2
  ), owed as (
    select c.organization_id, c.id as clinic_id,
      (select coalesce(sum(total_minor - paid_minor), 0) from invoices i
        where i.organization_id = c.organization_id and i.clinic_id = c.id and i.status <> 'void') as due,
      (select count(*) from patients p where p.organization_id = c.organization_id and p.clinic_id = c.id) as patients
    from clinics c
  )
  select 'figures' as what, to_jsonb(k) as kept, to_jsonb(s) as source
  from kept k full join source s using (organization_id, clinic_id, doctor_id, day)
  where (coalesce(k.booked, 0), coalesce(k.arrived, 0), coalesce(k.done, 0), coalesce(k.no_show, 0), coalesce(k.cancelled, 0),
      coalesce(k.invoiced, 0), coalesce(k.paid, 0))
    <> (coalesce(s.booked, 0), coalesce(s.arrived, 0), coalesce(s.done, 0), coalesce(s.no_show, 0), coalesce(s.cancelled, 0),
      coalesce(s.invoiced, 0), coalesce(s.paid, 0))
  union all
  select 'balances', to_jsonb(b), to_jsonb(o) from balances b full join owed o using (organization_id, clinic_id)
  where (coalesce(b.due, 0), coalesce(b.patients, 0)) <> (o.due, o.patients)`
