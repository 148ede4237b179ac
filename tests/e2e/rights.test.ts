import { beforeAll, expect, test } from 'vitest'
import { registerWalkIn } from '#contract/appointments.ts'
import { registerPatient } from '#contract/patients.ts'
import { getRoles, switchOwnPatients } from '#contract/roles.ts'
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

test('looking as a doctor of own patients shows that doctor’s, and another’s when another is chosen', async () => {
  const clinicId = stage.clinics.gulberg
  const { ok, people, doctors } = stage
  await ok(people.clinicAdmin, switchOwnPatients, { clinicId, on: true })
  for (const [fullName, doctorId] of [
    ['Gulnaz Afridi', doctors.sana],
    ['Shandana Afridi', doctors.bilal],
  ] as const) {
    const phone = `+92321777000${fullName.length}`
    const { id: patientId } = await ok(people.receptionist, registerPatient, { clinicId, fullName, phone })
    await ok(people.receptionist, registerWalkIn, { clinicId, patientId, doctorId })
  }
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${clinicId}/settings/roles?role=doctor`)
  await page.getByRole('button', { name: 'View as' }).click()
  await page.getByText('the patients are those of this doctor').waitFor()
  await page.getByLabel('Looking as').selectOption(doctors.sana)
  await page.getByRole('link', { name: 'Patients' }).first().click()
  await page.getByText('Gulnaz Afridi').first().waitFor()
  expect(await page.getByText('Shandana Afridi').count()).toBe(0)
  await page.getByLabel('Looking as').selectOption(doctors.bilal)
  await page.getByText('Shandana Afridi').first().waitFor()
  await expect.poll(() => page.getByText('Gulnaz Afridi').count()).toBe(0)
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Stop looking' }).click()
  await page.getByRole('heading', { name: 'Roles and rights here' }).waitFor()
  await ok(people.clinicAdmin, switchOwnPatients, { clinicId, on: false })
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
