import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { getVisit, saveVisit } from '#contract/encounters.ts'
import { arrange, makeAllergic, newPatient } from '../../api/modules/clinical/visit.test-help.ts'
import { dayAhead } from '../harness/fixture.ts'
import { intercept, openStage, type Stage, seriousFaults } from './harness.ts'

// A doctor types faster than the server answers, and finishes before everything is written.
let stage: Stage
let clinicId: string
let patients = 0
beforeAll(async () => {
  stage = await openStage()
  clinicId = stage.clinics.gulberg
})

/** The open visit of a patient of her own, in the doctor's browser. */
async function openVisit(allergy?: { label: string; drugClass: string }, bornOn?: string) {
  patients += 1
  const patientId = await newPatient(stage, `Patient ${patients}`, `P-0006${String(patients).padStart(2, '0')}`)
  if (bornOn) await stage.admin.query('update patients set born_on = $2 where id = $1', [patientId, bornOn])
  if (allergy) await makeAllergic(stage, patientId, allergy.label, allergy.drugClass)
  const appointmentId = await arrange(stage, { patientId })
  const page = await stage.signInAs('doctor')
  await page.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await page.getByRole('button', { name: /Start the visit/ }).click()
  await page.getByLabel('Note', { exact: true }).waitFor()
  const saved = async () => (await stage.ok(stage.people.doctor, getVisit, { clinicId, appointmentId })).encounter!
  return { page, saved }
}

/** The server answers a search for exactly this only when it is let. */
async function holdSearch(page: Page, list: 'medicines' | 'diagnoses', text: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await intercept(page, `**/${list}?*`, async (route) => {
    if (new URL(route.request().url()).searchParams.get('q') === text) await promise
    await route.fallback()
  })
  return resolve
}

const medicineBox = (page: Page) => page.getByRole('combobox', { name: 'Add a medicine' })
const diagnosisBox = (page: Page) => page.getByRole('combobox', { name: 'Add a diagnosis' })
const selected = (page: Page, name: string) =>
  page.locator('[role="option"][data-combobox-selected]', { hasText: name }).first()

test('Enter pressed before the answer takes what was typed, never what an earlier search found', async () => {
  const { page } = await openVisit()
  await medicineBox(page).click()
  await page.keyboard.type('ibuprofen')
  await selected(page, 'Ibuprofen 200 mg tablet').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Ibuprofen 200 mg tablet' }).waitFor()

  const answer = await holdSearch(page, 'medicines', 'metronidazole')
  await page.keyboard.type('metronidazole', { delay: 70 })
  await page.keyboard.press('Enter')
  answer()
  await page.getByRole('group', { name: /^Metronidazole/ }).waitFor()
  expect(await page.getByRole('group', { name: /^Ibuprofen/ }).count()).toBe(1)

  await diagnosisBox(page).click()
  await page.keyboard.type('caries dentine')
  await selected(page, 'Caries of dentine').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('pulpitis')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove Pulpitis' }).waitFor()
  expect(await page.getByRole('button', { name: 'Remove Caries of dentine' }).count()).toBe(1)
})

test('Enter before the answer, and the text changed after it: nothing is taken', async () => {
  const { page } = await openVisit()
  const answer = await holdSearch(page, 'medicines', 'paracetamol')
  await medicineBox(page).click()
  const asked = page.waitForRequest(/medicines\?q=paracetamol$/)
  await page.keyboard.type('paracetamol')
  await page.keyboard.press('Enter')
  await asked
  await page.keyboard.type(' 500')
  answer()
  await selected(page, 'Paracetamol 500 mg tablet').waitFor()
  expect(await page.getByRole('group', { name: /^Paracetamol/ }).count()).toBe(0)
})

test('a medicine that the list does not have is added by an arrow or a click, and is not checked against allergies', async () => {
  const { page } = await openVisit({ label: 'Penicillin', drugClass: 'penicillin' })
  await medicineBox(page).click()
  await page.keyboard.type('co-amoxiclav 375')
  await selected(page, 'Co-amoxiclav 375 mg tablet').waitFor()
  await page.keyboard.press('Enter')
  const checked = page.getByRole('group', { name: 'Co-amoxiclav 375 mg tablet' })
  await checked.getByText('Allergic: Penicillin').waitFor()

  await page.keyboard.type('augm')
  await page.getByRole('option', { name: 'Add “augm” to our list' }).waitFor()
  await page.getByText('No medicine by that name').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await medicineBox(page).inputValue()).toBe('augm')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const unchecked = page.getByRole('group', { name: 'augm' })
  await unchecked.getByText('Not checked against the allergies').waitFor()
  expect(await checked.getByText('Not checked against the allergies').count()).toBe(0)
  expect(await seriousFaults(page)).toEqual([])

  // What is missing first, then the reason against the allergy, which finishes.
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('augm: dose and days').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Why it is given all the same').fill('Tolerated it last year')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Given all the same: Tolerated it last year').waitFor()
})

test('what is missing is told once before the visit is finished; the next press finishes all the same', async () => {
  const { page, saved } = await openVisit()
  await medicineBox(page).click()
  await page.keyboard.type('ibuprofen')
  await selected(page, 'Ibuprofen 200 mg tablet').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Ibuprofen 200 mg tablet' }).waitFor()
  await diagnosisBox(page).click()
  await page.keyboard.type('pulpitis')
  await selected(page, 'Pulpitis').waitFor()

  // Held down, the key tells and does not go on.
  await page.keyboard.down('Control')
  for (let turn = 0; turn < 4; turn++) await page.keyboard.down('Enter')
  const told = page.getByRole('alert')
  await told.getByText('Ibuprofen 200 mg tablet: dose and days').waitFor()
  await told.getByText('“pulpitis” is typed at “Add a diagnosis” and not added').waitFor()
  for (let turn = 0; turn < 4; turn++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.up('Control')
  expect(await seriousFaults(page)).toEqual([])
  expect((await saved()).status).toBe('open')

  await page.getByRole('combobox', { name: 'Dose of Ibuprofen 200 mg tablet' }).fill('1-1-1')
  await told.getByText('Ibuprofen 200 mg tablet: days').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Print prescription' }).waitFor()
  expect(await saved()).toMatchObject({ status: 'finished', diagnoses: [], prescription: [{ dose: '1-1-1' }] })
})

test('whoever types on while a colleague’s version is laid beside decides nothing by it', async () => {
  const { page, saved } = await openVisit()
  const { promise, resolve } = Promise.withResolvers<void>()
  await intercept(page, '**/encounters/**', async (route) => {
    await promise
    await route.fallback()
  })
  const note = page.getByLabel('Note', { exact: true })
  const sent = page.waitForRequest((request) => request.method() === 'PATCH')
  await note.fill('Mine')
  await sent
  const { id, version } = await saved()
  await stage.ok(stage.people.doctor, saveVisit, { clinicId, encounterId: id, version, note: 'Theirs' })
  resolve()
  const dialog = page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' })
  await dialog.waitFor()
  const focused = () =>
    dialog.evaluate((box) => box.contains(document.activeElement) && document.activeElement?.tagName)
  await expect.poll(focused).not.toBe(false)
  expect(await focused()).not.toBe('BUTTON')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(
    await dialog.getByRole('button', { name: 'Save mine' }).evaluate((one) => one === document.activeElement),
  ).toBe(true)
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Take the other one' }).click()
  await expect.poll(() => note.inputValue()).toBe('Theirs')
  expect((await saved()).note).toBe('Theirs')
})

test('a small child’s mouth opens with milk teeth, a grown one’s with the others', async () => {
  for (const [bornOn, kind] of [
    [dayAhead(-3 * 366), 'Milk teeth'],
    [dayAhead(-30 * 366), 'Adult'],
  ] as const) {
    const { page } = await openVisit(undefined, bornOn)
    await diagnosisBox(page).click()
    await page.keyboard.type('pulpitis')
    await selected(page, 'Pulpitis').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Choose the tooth for Pulpitis' }).click()
    await expect.poll(() => page.getByRole('radio', { name: kind }).isChecked()).toBe(true)
  }
})
