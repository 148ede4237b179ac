import { beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

// Whoever adds a table that refers to a patient decides here what undoing an import does with it: add it to
// app.goes_with in a migration when an import fills it, else name it below.
const keeps: Record<string, string[]> = {
  patients: ['appointments', 'encounters', 'invoices', 'payments', 'sample_patients', 'vitals'],
  appointments: ['appointment_changes', 'encounters', 'sample_appointments', 'vitals'],
}

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const namesOf = async (query: string, of: string) =>
  ((await app.admin.query(query, [of])).rows as { name: string }[]).map(({ name }) => name).sort()

test.each(Object.keys(keeps))('every table that refers to %s either goes with them or keeps them', async (of) => {
  const referring = await namesOf(
    `select distinct conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = $1::regclass and conparentid = 0`,
    of,
  )
  const going = await namesOf('select unnest(app.goes_with($1::regclass))::text as name', of)
  expect(referring).toEqual([...going, ...keeps[of]!].sort())
})
