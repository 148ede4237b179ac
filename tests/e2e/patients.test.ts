import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
let list: string
beforeAll(async () => {
  stage = await openStage()
  list = `/clinics/${stage.clinics.gulberg}/patients`
})

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

test('the desk registers a caller with two fields and lands on the new patient', async () => {
  const page = await stage.signInAs('receptionist')
  await page.goto(list)
  await heading(page, 'Patients').waitFor()
  await page.keyboard.press('r')
  await page.getByLabel('Name').fill('Rukhsana Perveen')
  await page.getByLabel('Phone', { exact: true }).fill('0301 4445556')
  await page.keyboard.press('Enter')
  await heading(page, 'Rukhsana Perveen').waitFor()
  expect(
    await page
      .getByText(/GUL-\d{6}/)
      .first()
      .isVisible(),
  ).toBe(true)
  await page.context().close()
})

test('a misspelt name or part of a phone, ↓ and Enter open the patient; Ctrl+K does the same', async () => {
  const page = await stage.signInAs('receptionist')
  await page.goto(list)
  await page.getByRole('table').waitFor()
  for (const typed of ['Ruksana Parvin', '0301 444', '5556']) {
    await page.goto(list)
    await page.getByRole('table').waitFor()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type(typed)
    await page.waitForURL((url) => url.searchParams.get('q')?.replaceAll('"', '') === typed)
    // She stands in the list before anything is typed; the other one goes when the answer has come.
    await page.getByRole('row', { name: /Patient of Gulberg/ }).waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /Rukhsana Perveen/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading(page, 'Rukhsana Perveen').waitFor()
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('ruksana')
  await page
    .getByRole('option', { name: /^Rukhsana Perveen/ })
    .first()
    .click()
  await heading(page, 'Rukhsana Perveen').waitFor()
  await page.context().close()
})

test('somebody alike is shown with reasons while typing; registered all the same, the pair waits for a decision', async () => {
  const page = await stage.signInAs('receptionist')
  await page.goto(`${list}?register=true`)
  await page.getByLabel('Name').fill('Ruksana Parveen')
  await page.getByLabel('Phone', { exact: true }).fill('+92 301 4445556')
  await page.getByText('May be registered already').waitFor()
  expect(
    await page
      .getByText(/same phone/)
      .first()
      .isVisible(),
  ).toBe(true)
  await page.getByRole('button', { name: /Register as another person/ }).click()
  await page.getByText('Another record may be this person.').waitFor()
  await page.getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'Different people' }).click()
  await page.getByText('No duplicates to decide').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Mark as same person' }).waitFor()
  await page.context().close()
})

test('an allergy stands in red words on the banner; who saves second sees both sides', async () => {
  const { receptionist } = stage.people
  const page = await stage.signInAs('receptionist')
  await page.goto(`${list}/${stage.patients.gulberg}/details?alert=true`)
  await page.getByRole('combobox', { name: 'Allergic to' }).fill('Penicillin')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Allergies: Penicillin').waitFor()

  await page.getByRole('button', { name: 'Edit details' }).click()
  await page.getByRole('dialog').getByLabel('City').fill('Multan')
  const { editPatient } = await import('#contract/patients.ts')
  await stage.ok(receptionist, editPatient, {
    clinicId: stage.clinics.gulberg,
    patientId: stage.patients.gulberg,
    version: 1,
    address: 'House 9',
  })
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Somebody else changed this meanwhile').waitFor()
  await page.getByRole('button', { name: /Go on/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('House 9').waitFor()
  await page.getByText('Multan').waitFor()
  await page.context().close()
})

test('a birth date typed as people write it is kept, and axe finds nothing serious on the screens of patients', async () => {
  const page = await stage.signInAs('receptionist')
  await page.goto(`${list}/${stage.patients.gulberg}/details?edit=true`)
  await page.getByLabel('Birth date').fill('11/10/87')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('11 Oct 1987').first().waitFor()
  expect(await seriousFaults(page)).toEqual([])
  for (const [path, shown] of [
    [list, 'table'],
    [`${list}?register=true`, 'dialog'],
    [`${list}/${stage.patients.gulberg}`, 'list'],
  ] as const) {
    await page.goto(path)
    await page.getByRole(shown).first().waitFor()
    expect(await seriousFaults(page), path).toEqual([])
  }
  await page.context().close()
})
