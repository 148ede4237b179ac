import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { editPatient, getPatient } from '#contract/patients.ts'
import { openStage, password, type Stage, seriousFaults } from './harness.ts'

// The audit trail in a browser: its file leaves the house with a fresh proof only, and a fault cannot be overlooked.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const here = { clinicId: stage.clinics.gulberg, patientId: stage.patients.gulberg }
  const { version } = await stage.ok(stage.people.owner, getPatient, here)
  await stage.ok(stage.people.receptionist, editPatient, { ...here, version, city: 'Hunza' })
})

const exported = async () => {
  const { rows } = await stage.admin.query(
    `select count(*)::int as count from audit_events where event = 'audit.exported'`,
  )
  return rows[0].count as number
}

test('the file of the trail is saved after a fresh proof, and the export stands in the trail', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/network/audit')
  await page.getByText('edited a patient').first().waitFor()
  await stage.admin.query(`update sessions set proved_at = now() - interval '11 minutes'`)
  const button = page.getByRole('button', { name: 'Export' })
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Please confirm that it is you' })
  await dialog.getByLabel('Password', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  // Who would rather not has nothing saved.
  await page.locator('button[data-loading]').waitFor({ state: 'detached' })
  expect(await exported()).toBe(0)

  await button.click()
  const saved = page.waitForEvent('download')
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Confirm and go on' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
  const file = readFileSync(await download.path(), 'utf8')
  expect(file).toContain('edited a patient')
  expect(file).toContain('Hunza')
  await expect.poll(exported).toBe(1)
  await page.reload()
  await page.getByText('exported this trail').first().waitFor()
})

test('a fault of the trail is told above it, with the rows concerned, until it is verified whole', async () => {
  const { rows } = await stage.admin.query('select id from audit_events order by id limit 1')
  const finding = { seal: 4, lastAt: '2026-11-20T10:00:00Z', kind: 'row_removed', count: 1, ids: [rows[0].id] }
  await stage.admin.query(
    `insert into audit_checks (organization_id, asked_by, state, kind, finding, finished_at) values ($1, null, 'broken', 'weekly', $2, now())`,
    [stage.organizationId, finding],
  )
  const page = await stage.signInAs('owner')
  await page.goto('/network/audit')
  const fault = page.getByRole('alert').filter({ hasText: 'This trail is not whole.' })
  await fault.getByText('Seal 4: a row is gone.').waitFor()
  await fault.getByText(rows[0].id).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await stage.admin.query(
    `insert into audit_checks (organization_id, asked_by, state, kind, seals, verified_until, finished_at) values ($1, null, 'whole', 'weekly', 4, now(), now())`,
    [stage.organizationId],
  )
  await page.reload()
  await page.getByText('Verified whole').waitFor()
  expect(await page.getByText('This trail is not whole.').count()).toBe(0)
})

test('head office says how long details are kept', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/network/audit')
  await page.getByText('Details are kept for 7 years.').waitFor()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  const years = page.getByLabel('Years that details are kept')
  await years.fill('0')
  await page.getByText('From 1 to 50 years.').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await years.fill('5')
  await page.getByText('From 1 to 50 years.').waitFor({ state: 'detached' })
  await years.press('Enter')
  await page.getByText('Details are kept for 5 years.').waitFor()
  const { rows } = await stage.admin.query('select years from audit_retention')
  expect(rows).toEqual([{ years: 5 }])
})
