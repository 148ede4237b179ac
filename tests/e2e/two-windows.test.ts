import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addPatientField, listPatientFields } from '#contract/fields.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

// Two people at the same page of settings, each in a window of her own: who saves second sees both sides, and what the
// other one changed elsewhere on the page is kept.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()
const sides = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('row', { name }).getByRole('cell').allInnerTexts()

test('the name mails come from: the second to save sees both, and decides', async () => {
  const [one, other] = [await stage.signInAs('clinicAdmin'), await stage.signInAs('clinicAdmin')]
  const names = (page: Page) => page.getByRole('region', { name: 'Names and letterhead' })
  for (const page of [one, other]) {
    await page.goto(`/clinics/${stage.clinics.gulberg}/settings/branding`)
    await names(page).getByRole('textbox').waitFor()
  }
  await names(one).getByRole('textbox').fill('Dento of one')
  await names(other).getByRole('textbox').fill('Dento of the other')
  await names(other).getByRole('button', { name: /^Save/ }).click()
  await saved(other)

  await names(one).getByRole('button', { name: /^Save/ }).click()
  await one.getByText('Somebody else changed this meanwhile').waitFor()
  expect(await sides(one, /Name mails come from/)).toEqual(['Dento of one', 'Dento of the other'])
  expect(await seriousFaults(one)).toEqual([])
  await one.getByRole('button', { name: 'Save mine' }).click()
  await saved(one)
  const kept = 'select sender_name from clinics where id = $1'
  expect((await stage.admin.query(kept, [stage.clinics.gulberg])).rows).toEqual([{ sender_name: 'Dento of one' }])
})

test('the group’s face: two lines stand together, and of one line each sees the other’s', async () => {
  const [one, other] = [await stage.signInAs('owner'), await stage.signInAs('owner')]
  const line = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
  for (const page of [one, other]) {
    await page.goto('/network/branding')
    await line(page, 'Line at the foot').waitFor()
  }
  const save = (page: Page) => page.keyboard.press('Control+Enter')

  await line(one, 'Line at the foot').fill('Foot of one')
  await line(other, 'Line under the name').fill('Tagline of the other')
  await save(other)
  await saved(other)
  await save(one)
  await saved(one)
  const kept = 'select letterhead from organizations where id = $1'
  const letterhead = async () => (await stage.admin.query(kept, [stage.organizationId])).rows[0].letterhead
  expect(await letterhead()).toMatchObject({ footer: 'Foot of one', tagline: 'Tagline of the other' })

  await one.reload()
  await other.reload()
  await line(one, 'Line at the foot').fill('Another foot')
  await line(other, 'Line at the foot').fill('Foot of the other')
  await save(other)
  await saved(other)
  await save(one)
  await one.getByText('Somebody else changed this meanwhile').waitFor()
  expect(await sides(one, /Line at the foot/)).toEqual(['Another foot', 'Foot of the other'])
  await one.getByRole('button', { name: 'Take the other one' }).click()
  await expect.poll(() => line(one, 'Line at the foot').inputValue()).toBe('Foot of the other')
  expect(await letterhead()).toMatchObject({ footer: 'Foot of the other' })
})

test('a field of patients: a second save never writes over a newer version unseen', async () => {
  const clinicId = stage.clinics.gulberg
  const choices = ['A friend', 'The street']
  await stage.ok(stage.people.clinicAdmin, addPatientField, { clinicId, label: 'Found us', kind: 'choice', choices })
  const [one, other] = [await stage.signInAs('clinicAdmin'), await stage.signInAs('clinicAdmin')]
  for (const page of [one, other]) {
    await page.goto(`/clinics/${clinicId}/settings/fields`)
    await page.getByRole('cell', { name: 'Found us', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of the field' }).waitFor()
  }
  const name = (page: Page) => page.getByRole('textbox', { name: 'Name of the field' })
  await name(one).fill('Found us, as one says')
  await one.getByRole('textbox', { name: 'Choice 1' }).fill('A good friend')
  await name(other).fill('Found us, as the other says')
  await other.getByRole('switch', { name: 'Must be answered' }).check({ force: true })
  await other.getByRole('button', { name: 'Remove The street' }).click()
  await other.getByRole('button', { name: /^Save/ }).click()
  await saved(other)
  // The first one's list behind the drawer has renewed itself meanwhile: her form has not.
  await one.getByRole('cell', { name: 'Found us, as the other says', exact: true }).waitFor()

  await one.getByRole('button', { name: /^Save/ }).click()
  await one.getByText('Somebody else changed this meanwhile').waitFor()
  expect(await sides(one, /Name of the field/)).toEqual(['Found us, as one says', 'Found us, as the other says'])
  expect(await sides(one, /Choices/)).toEqual(['A good friend, The street', 'A friend'])
  expect(await seriousFaults(one)).toEqual([])
  await one.getByRole('button', { name: 'Save mine' }).click()
  await saved(one)
  const { fields } = await stage.ok(stage.people.clinicAdmin, listPatientFields, { clinicId })
  expect(fields).toMatchObject([{ label: 'Found us, as one says', required: true }])
  expect(fields[0]!.choices.map(({ label }) => label)).toEqual(['A good friend', 'The street'])
})
