import type pg from 'pg'

// The record of what was done stays, and the worker goes on sealing and counting it; numbers once given out are not given again; rollups are compared by their sums.
const apart = [
  'audit_events',
  'audit_details',
  'audit_seals',
  'organization_usage',
  'idempotency_keys',
  'imports',
  'import_rows',
  'patient_counters',
  'clinic_days',
  'clinic_day_deltas',
  'clinic_balances',
]

/** Rows by table, and the sums of the rollups. */
export async function countRows(admin: pg.Client): Promise<Map<string, number>> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all ($1)`,
    [apart],
  )
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as it from public.${name}`)
  const sums = ['booked', 'done', 'no_show', 'cancelled'].map(
    (figure) => `select 'figure ${figure}', (select coalesce(sum(${figure}), 0) from clinic_days)::int
      + (select coalesce(sum(${figure}), 0) from clinic_day_deltas)::int`,
  )
  const patients = `select 'figure patients', coalesce(sum(patients), 0)::int from clinic_balances`
  const { rows } = await admin.query<{ name: string; it: number }>([...counts, ...sums, patients].join(' union all '))
  return new Map(rows.map(({ name, it }) => [name, it]))
}

/** What is not as it was, such as `patients 3 → 4`. */
export function differences(before: Map<string, number>, after: Map<string, number>): string[] {
  return [...before].flatMap(([name, it]) => (after.get(name) === it ? [] : [`${name} ${it} → ${after.get(name)}`]))
}
