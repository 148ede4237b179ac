import { expect, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { freshDatabase } from './database.ts'

test('a test database is migrated, and its own', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  await withClient(one.adminUrl, (admin) => admin.query('create table only_here ()'))

  const tablesOf = (url: string) =>
    withClient(
      url,
      async (admin) =>
        (await admin.query(`select to_regclass('only_here') as here, to_regclass('patients') as patients`)).rows[0],
    )
  expect(await tablesOf(one.adminUrl)).toEqual({ here: 'only_here', patients: 'patients' })
  expect(await tablesOf(other.adminUrl)).toEqual({ here: null, patients: 'patients' })
})

test('the product signs in as the restricted role, which sees nothing without a scope', async () => {
  const { appUrl } = await freshDatabase()
  const seen = await withClient(appUrl, async (app) => {
    const { rows } = await app.query(
      `select current_user as name, rolsuper or rolbypassrls as mighty, (select count(*) from patients)::int as patients
         from pg_roles where rolname = current_user`,
    )
    return rows[0]
  })
  expect(seen).toEqual({ name: 'polyclinic_app', mighty: false, patients: 0 })
})

test('a dropped test database is gone', async () => {
  const database = await freshDatabase()
  await database.drop()
  await expect(withClient(database.adminUrl, (admin) => admin.query('select 1'))).rejects.toThrow(/has no database/)
})
