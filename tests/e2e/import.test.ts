import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { startWorker } from '#api/worker.ts'
import { testSecret } from '../harness/group.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const worker = await startWorker({ appUrl: stage.appUrl, secret: testSecret })
  return worker.stop
})

const csv = (...lines: string[]) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
const people = csv(
  'Patient,Born,Cell,Zodiac',
  'Hina Tariq,05/03/1991,03005551111,Pisces',
  'Heena Tariq,05/03/1991,03005551111,Pisces',
  ',05/03/1991,03005552222,Aries',
  'Omar Farooq,17/11/1984,03005553333,Scorpio',
)
const patients = async () =>
  (
    await stage.admin.query<{ name: string }>(
      'select full_name as name from patients where import_id is not null order by 1',
    )
  ).rows.map(({ name }) => name)

test('a manager moves a list of patients in, leaves while it runs, decides about a duplicate and takes it all back', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/imports`)
  await page.setInputFiles('input[type=file]', people)
  await page.waitForURL('**/imports/*-*')
  const preview = page.url()

  await page.getByText('One column is left out').waitFor()
  await page.getByText('This row has no name. A patient needs at least one.').waitFor()
  await page.getByRole('region', { name: 'The first rows, as they will be read' }).getByText('Omar Farooq').waitFor()
  expect(await patients()).toEqual([])
  expect(await seriousFaults(page)).toEqual([])

  // A column is corrected, and the preview follows.
  await page.getByRole('combobox', { name: 'What Zodiac means' }).click()
  await page.getByRole('option', { name: 'Notes' }).click()
  await page.getByText('Every column of the file is used.').waitFor()

  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByRole('link', { name: 'All imports' }).click()
  await page.getByText('Done').first().waitFor({ timeout: 60_000 })
  await page.goto(preview)
  await page.getByText('4 rows in the file = 2 imported + 1 set aside + 1 refused.').waitFor()
  expect(await patients()).toEqual(['Hina Tariq', 'Omar Farooq'])
  expect(await seriousFaults(page)).toEqual([])

  // Who may import and not undo is told who may.
  const manager = await stage.signInAs('manager')
  await manager.goto(preview)
  await manager.getByText('An admin can undo this import.').waitFor()
  await manager.context().close()

  await page.getByRole('tab', { name: 'Refused (1)' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CSV' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('This row has no name.')

  await page.getByRole('tab', { name: 'To decide (1)' }).click()
  await page.getByRole('button', { name: 'Import anyway' }).click()
  await page.getByText('Nothing is left to decide').waitFor()
  expect(await patients()).toEqual(['Heena Tariq', 'Hina Tariq', 'Omar Farooq'])

  await page.getByRole('button', { name: 'Undo import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click()
  await page.getByText('This import was undone').waitFor({ timeout: 60_000 })
  await page.getByText(/Taken back:.*3 patients.*0 appointments.*0 branches/).waitFor()
  expect(await patients()).toEqual([])
})

test('a file that is no list is refused with a sentence, and the page stays as it is', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(`/clinics/${stage.clinics.gulberg}/imports`)
  await page.setInputFiles('input[type=file]', {
    name: 'x.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('%PDF-1.7 …'),
  })
  await page.getByRole('alert').getByText('This is a PDF.').waitFor()
  expect(new URL(page.url()).pathname).toMatch(/imports$/)
})

test('head office brings appointments over several branches and has the missing one made', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/network/imports')
  const visits = csv(
    'Branch,Patient name,Mobile,Date,Time',
    'North,Sara Ali,03004440001,2026-01-12,10:00',
    'Old Town,Amna Shah,03004440002,2026-01-12,11:30',
  )
  await page.setInputFiles('input[type=file]', visits)
  await page.getByText('1 branch in this file is not there yet').waitFor()
  await page.getByRole('switch', { name: 'Make the missing branches' }).check({ force: true })
  await page.getByRole('button', { name: 'Apply and look again' }).click()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByText('2 rows in the file = 2 imported').waitFor({ timeout: 60_000 })
  // The new branch is in the bar without signing in again.
  await page.getByRole('navigation').getByText('Old Town').first().waitFor()
})
