import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addOperator, operatorPassword } from '../harness/operators.ts'
import { enterAs, openStage, type Stage, seriousFaults } from './harness.ts'

// The operator's people in a browser: what they see of organizations, how support goes in, and how it comes out.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.query('select app.count_usage()')
})

/** An operator of this name at her first screen; each call is another person. */
async function operator(name: string, role: 'support' | 'super_admin' = 'support'): Promise<Page> {
  const { email } = await addOperator(stage.admin, name, role)
  const page = await stage.openPage()
  await enterAs(page, email, operatorPassword)
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
  return page
}

const reason = 'They cannot find an invoice of yesterday'

async function goInside(page: Page, as?: string) {
  await page.getByRole('row', { name: /DentoCare/ }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill(reason)
  if (as) {
    await page.getByLabel('As a person of theirs').check()
    await page.getByLabel('That person’s e-mail or username').fill(as)
  }
  await page.getByRole('button', { name: 'Open the organization' }).click()
  await page.getByRole('region', { name: 'Support is inside this organization' }).waitFor()
}

test('support lands on the organizations, goes inside under a bar that stays, and comes out where it was', async () => {
  const page = await operator('Sara Support')
  expect(await seriousFaults(page)).toEqual([])
  await page
    .getByRole('row', { name: /DentoCare/ })
    .getByText('9', { exact: true })
    .waitFor()
  await page.getByRole('link', { name: 'Sara Support' }).click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'Organizations' }).last().click()
  // What only a super admin may is not offered.
  expect(await page.getByRole('button', { name: 'Make an organization' }).count()).toBe(0)

  await goInside(page)
  const bar = page.getByRole('region', { name: 'Support is inside this organization' })
  expect(await bar.innerText()).toMatch(/Sara Support \(support\) is only looking.*They cannot find.*15 minutes left/s)
  await page.waitForURL(/\/network$/)
  expect(await seriousFaults(page)).toEqual([])
  // It stays over every screen, the one on the wall too, and after a reload.
  await page.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await page.getByText('Patient of Gulberg').waitFor()
  await bar.waitFor()
  await page.goto(`/waiting-room/${stage.clinics.gulberg}`)
  await bar.waitFor()
  expect(await bar.getByRole('button').count()).toBe(1)

  await bar.getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
  await bar.waitFor({ state: 'detached' })
  await page.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
  await page.getByRole('link', { name: 'Support visits' }).click()
  await page.getByRole('row', { name: /DentoCare.*Sara Support.*only looking/ }).waitFor()
})

test('head office sees support inside, as whom and why, and shows it out from there', async () => {
  const page = await operator('Second Support')
  await goInside(page, 'receptionist@example.com')
  await page.getByText('Second Support (support) is working as receptionist.').waitFor()
  await page.waitForURL(/\/day/)

  const owner = await stage.signInAs('owner')
  await owner.goto('/network')
  await owner.getByText(/Support \(Second Support\) is working as receptionist until/).waitFor()
  expect(await seriousFaults(owner)).toEqual([])
  await owner.goto('/network/support')
  await owner
    .getByRole('row', { name: /Second Support.*receptionist/ })
    .getByRole('button', { name: 'End it now' })
    .click()
  await owner.getByText('The visit is over.').waitFor()
  expect(await seriousFaults(owner)).toEqual([])
  // Whatever support does next brings it back to its own house.
  await page.reload()
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
})

test('a visit ends by itself: the screen goes back to the operator’s own', async () => {
  const page = await operator('Third Support')
  await goInside(page)
  await stage.admin.query(`update sessions set expires_at = now() where elevation_id is not null;
    update elevations set ends_at = now()`)
  await page.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
})

test('a super admin makes an organization, suspends one, and opens it again', async () => {
  const page = await operator('Carl Chief', 'super_admin')
  await page.getByRole('button', { name: 'Make an organization' }).click()
  await page.getByRole('textbox', { name: 'Organization' }).fill('Lake View Clinic')
  await page.getByLabel('City').fill('Lahore')
  await page.getByLabel('Administrator’s name').fill('Omar Sheikh')
  await page.getByLabel('Administrator’s e-mail').fill('omar@lakeview.example')
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('omar@lakeview.example gets a link').waitFor()
  await page.getByRole('row', { name: /Lake View Clinic.*Trial until/ }).waitFor()

  await page.getByRole('row', { name: /Smile House/ }).click()
  await page.getByLabel('Why it is suspended').fill('Unpaid since June')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Suspend it' }).click()
  await page.getByText('Smile House is suspended.').waitFor()

  const stranger = await stage.openPage()
  await enterAs(stranger, 'stranger@example.com')
  await stranger.getByText('Your organization is suspended.').waitFor()

  await page.getByRole('button', { name: 'Open it again' }).click()
  await page.getByText('Smile House is open again.').waitFor()
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await stranger.waitForURL(/\/network/)
})

test('what needs a fresh proof asks for the password, and goes on with it', async () => {
  const page = await operator('Fourth Support')
  await stage.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where organization_id is null`)
  await page.getByRole('row', { name: /DentoCare/ }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill(reason)
  await page.getByRole('button', { name: 'Open the organization' }).click()
  const dialog = page.getByRole('dialog', { name: /confirm|you/i })
  await dialog.getByLabel('Password', { exact: false }).first().fill(operatorPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Support is inside this organization' }).waitFor()
})
