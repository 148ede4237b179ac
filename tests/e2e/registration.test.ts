import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '#api/worker.ts'
import { testSecret } from '../harness/group.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

// A practice that nobody knows yet, from the public page to its first booking, with the mail that a person would open.
let stage: Stage
let folder: string
let worker: { stop(): Promise<void> }
beforeAll(async () => {
  stage = await openStage()
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
  const mail = { smtpUrl: null, folder, from: 'no-reply@polyclinic.example' }
  worker = await startWorker({ appUrl: stage.appUrl, secret: testSecret, mail })
})
afterAll(async () => {
  await worker?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The link in the mail to this address, as soon as it has come. */
async function linkTo(address: string): Promise<string> {
  for (let look = 0; look < 100; look++) {
    for (const file of await readdir(folder)) {
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll('=\r\n', '').replaceAll('=3D', '=')
      const link = /https?:\S+\/register\/confirm#[\w-]{43}/.exec(text)?.[0]
      if (text.includes(address) && link) return link
    }
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`No mail came to ${address}.`)
}

test('a practice registers, opens the mail, fills in its first steps and books its first patient', async () => {
  const page = await stage.openPage()
  await page.goto('/register')
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await expect.poll(() => page.getByText('Please fill this in.').count()).toBe(4)
  await page.getByLabel('Name of your practice').fill('Sunrise Dental')
  await page.getByLabel('City').fill('Karachi')
  await page.getByLabel('Your name').fill('Nida Farooq')
  await page.getByLabel('E-mail').fill('nida@sunrise.example')
  // Guessed from where the computer stands.
  expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Pakistan')
  expect(await page.getByRole('combobox', { name: 'Currency' }).inputValue()).toBe('PKR')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()

  await page.goto(await linkTo('nida@sunrise.example'))
  await page.getByRole('heading', { name: 'Open Sunrise Dental' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel('Choose a password').fill('seven quiet lanterns')
  await page.getByRole('button', { name: 'Open the practice' }).click()

  await page.getByRole('heading', { name: 'First steps' }).waitFor()
  await page.getByText('0 of 3 done').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByText('Sun', { exact: true }).click()
  await page.getByLabel('Until').fill('23:45')
  await page.getByRole('button', { name: 'Save hours' }).click()
  await page.getByText('The branch has opening hours.').waitFor()
  await page.getByLabel('That is me').check()
  expect(await page.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Nida Farooq')
  await page.getByRole('button', { name: 'Add doctor' }).click()
  await page.getByText('A doctor is on the calendar.').waitFor()

  await page.getByRole('button', { name: 'Add sample patients' }).click()
  await page.getByText(/10 sample patients and \d+ sample visits/).waitFor()
  await page.getByRole('button', { name: 'Take the sample away' }).click()
  await page.getByText(/Taken away: 10 patients/).waitFor()

  await page.getByRole('main').getByRole('link', { name: 'Open the day' }).click()
  await page.getByText('One first step is left for this branch.').waitFor()
  await page.getByText('Nobody is waiting.').waitFor()
  await page.keyboard.type('03457778899 Hamid Nawaz')
  await page.locator('[role="option"][aria-selected="true"][data-kind="slot"]').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(/Hamid Nawaz is booked/).waitFor()
  // Everything is in place: the line above the screens is gone, for good.
  await page.getByText('One first step is left for this branch.').waitFor({ state: 'detached' })
})

test('a link that was used says so and offers the way back', async () => {
  const page = await stage.openPage()
  await page.goto(`/register/confirm#${'A'.repeat(43)}`)
  await page.getByText('This link was used already or is too old.').waitFor()
  await page.getByRole('link', { name: 'Register again' }).click()
  await page.getByRole('heading', { name: 'Register your practice' }).waitFor()
})
