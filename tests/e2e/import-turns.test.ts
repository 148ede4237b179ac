import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { startWorker } from '#api/worker.ts'
import { testSecret } from '../harness/group.ts'
import { openStage, type Stage } from './harness.ts'

// What may happen on the way of an import: dropped, the other sheet, stopped while it waits, gone on with.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const list = 'Patient,Cell\nHina Tariq,03005551111\nOmar Farooq,03005553333\n'
const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }

async function openImports(): Promise<Page> {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/imports`)
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  return page
}

async function working(during: () => Promise<void>) {
  const worker = await startWorker({ appUrl: stage.appUrl, secret: testSecret })
  try {
    await during()
  } finally {
    await worker.stop()
  }
}

async function imported(): Promise<number> {
  const { rows } = await stage.admin.query<{ count: number }>(
    'select count(*)::int from patients where import_id is not null',
  )
  return rows[0]!.count
}

test('a file is dropped on its place; dropped beside it, the page stays', async () => {
  const page = await openImports()
  const dropOn = (place: string) =>
    page.evaluate(
      ([selector, text]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text!], 'dropped.csv', { type: 'text/csv' }))
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
        return document.querySelector(selector!)!.dispatchEvent(event)
      },
      [place, list],
    )
  // Not taken back, the browser would leave the page and show the file.
  expect(await dropOn('aside, header')).toBe(false)
  expect(await page.getByText('dropped.csv').count()).toBe(0)
  expect(await dropOn('div:has(> input[type=file])')).toBe(false)
  await page.getByRole('heading', { name: 'dropped.csv' }).waitFor()
  await page.context().close()
})

test('another sheet of a workbook is read anew', async () => {
  const page = await openImports()
  const rows = (...lines: string[][]) => lines.map((cells) => cells.map((value) => ({ value })))
  const workbook = await writeWorkbook([
    { data: rows(['Patient', 'Cell'], ['Omar Farooq', '03005553333'], ['Sara Ali', '03005554444']), sheet: 'North' },
    { data: rows(['Patient', 'Cell'], ['Hina Tariq', '03005551111']), sheet: 'South' },
  ]).toBuffer()
  await page.setInputFiles('input[type=file]', {
    name: 'book.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbook,
  })
  await page.getByRole('button', { name: 'Import 2 rows' }).waitFor()
  await page.getByRole('combobox', { name: 'Sheet to read' }).click()
  await page.getByRole('option', { name: 'South' }).click()
  await page.getByRole('button', { name: 'Import 1 row' }).waitFor()
  await page.getByText('Hina Tariq').first().waitFor()
  await page.context().close()
})

test('an import that waits is stopped and leaves nothing, one that broke off is gone on with', async () => {
  const page = await openImports()
  await page.setInputFiles('input[type=file]', file)
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByText('Waiting for its turn').waitFor()
  await page.getByRole('button', { name: 'Stop and undo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let it run' }).click()
  await page.getByRole('button', { name: 'Stop and undo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop and undo' }).click()
  await working(() => page.getByText('This import was undone').waitFor({ timeout: 60_000 }))
  expect(await imported()).toBe(0)

  await page.getByRole('link', { name: 'All imports' }).click()
  await page.setInputFiles('input[type=file]', file)
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByText('Waiting for its turn').waitFor()
  await stage.admin.query(
    `delete from pgboss.job; update imports set status = 'failed', failure = 'broken off' where status = 'queued'`,
  )
  await page.reload()
  await page.getByRole('button', { name: 'Go on with it' }).click()
  await working(() => page.getByText('2 rows in the file = 2 imported').waitFor({ timeout: 60_000 }))
  expect(await imported()).toBe(2)
  await page.context().close()
})
