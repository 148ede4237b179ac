import { expect, test } from 'vitest'
import { searchPatients } from '#contract/patients.ts'
import { openTestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { openDatabase } from '../../core/databases.ts'
import { rekeyPatients } from './rekey.ts'

test('patients who came without keys are found by name after the job, and the others stay as they were', async () => {
  const app = await openTestApp()
  const database = openDatabase(app.database.appUrl, 1)
  const insert = (number: string, name: string, keys: string) =>
    app.admin.query(
      `insert into patients (organization_id, clinic_id, number, full_name, phone, keys) values ($1, $2, $3, $4, '+923004445566', ${keys})`,
      [app.organizationId, app.clinics.gulberg, number, name],
    )
  await insert('T-1', 'Shahnaz Barakzai', `'{}'`)
  await insert('T-2', 'Nobody Anyhow', `'{7}'`)
  const find = async (q: string) =>
    (await app.ok(app.people.receptionist, searchPatients, { clinicId: app.clinics.gulberg, q })).patients.map(
      (row) => row.fullName,
    )
  expect(await find('Shahnaz Barakzai')).toEqual([])

  await runJob(rekeyPatients, jobScope(database, app), {})

  expect(await find('Shahnaz Barakzai')).toEqual(['Shahnaz Barakzai'])
  expect(await find('Shahnza Barakzai')).toEqual(['Shahnaz Barakzai'])
  expect(await find('0300 4445566')).toEqual(['Shahnaz Barakzai'])
  const { rows } = await app.admin.query(`select keys from patients where number = 'T-2'`)
  expect(rows[0].keys).toEqual([7])
  await database.end()
})
