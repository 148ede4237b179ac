import { beforeAll, expect, test } from 'vitest'
import { getRoles } from '#contract/roles.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

// Head office's matrix, modules and the look through another's eyes, played in a browser.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const right = (role: string, words: string) => ({ name: new RegExp(`^${role}, ${words}`) })

test('a right that head office takes from a role leaves the open screens of those who have it', async () => {
  const desk = await stage.signInAs('receptionist')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await desk.getByRole('link', { name: 'Billing' }).waitFor()

  const page = await stage.signInAs('owner')
  await page.goto('/network/access')
  await page.getByRole('button', right('Receptionist', 'Invoices: see')).click()
  await page.getByText('Receptionist · Invoices: see').waitFor()
  await page.getByRole('button', { name: 'Save 1 change' }).click()
  await page.getByText('It holds from everybody’s next step on').waitFor()
  await desk.getByRole('link', { name: 'Billing' }).waitFor({ state: 'detached' })

  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to the default: Invoices: see, Receptionist' }).click()
  await desk.getByRole('link', { name: 'Billing' }).waitFor()
  const { deviations } = await stage.ok(stage.people.owner, getRoles, {})
  expect(deviations).toEqual([])
})

test('looking as a role shows its menus and buttons, changes nothing, and leads back', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/settings/roles?role=billing`)
  await page.getByRole('button', { name: 'View as' }).click()
  await page.getByText('You are looking as Billing at Gulberg.').waitFor()
  await page.getByRole('link', { name: 'Billing' }).waitFor()
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET' && !request.url().includes('/session')) sent.push(request.url())
  })
  await page.getByRole('button', { name: 'Stop looking' }).click()
  await page.getByRole('heading', { name: 'Roles and rights here' }).waitFor()
  await page.getByRole('link', { name: 'Settings' }).waitFor()
  expect(sent).toEqual([])
})

test('a module that is switched off leaves the branch’s menu, and stands in the history', async () => {
  const desk = await stage.signInAs('receptionist')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await desk.getByRole('link', { name: 'Queue' }).waitFor()
  const page = await stage.signInAs('owner')
  await page.goto('/network/access/modules')
  await page.getByRole('checkbox', { name: 'Choose Gulberg' }).check()
  await page.getByLabel('Module', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Queue' }).click()
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByText('Modules switched in 1 branch').waitFor()
  await desk.getByRole('link', { name: 'Queue' }).waitFor({ state: 'detached' })
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByText('Switched off: Queue').waitFor()
})

test('on a phone the matrix shows one role and fits', async () => {
  const page = await stage.signInAs('owner', { viewport: { width: 375, height: 780 } })
  await page.goto('/network/access')
  await page.getByRole('button', right('Receptionist', 'Patients: see')).waitFor()
  expect(await page.getByRole('button', right('Nurse', 'Patients: see')).count()).toBe(0)
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  expect(wide).toBeLessThanOrEqual(room)
})
