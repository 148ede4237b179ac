import { beforeAll, expect, test } from 'vitest'
import { getPlan } from '#contract/platform.ts'
import { addOperator, operatorPassword } from '../harness/operators.ts'
import { enterAs, openStage, type Stage, seriousFaults } from './harness.ts'

// What an organization has of its plan, a trial that ends, and what operators did, in a browser.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const daysFromNow = async (days: number) =>
  (
    await stage.admin.query<{ day: string }>(
      `select ((now() at time zone time_zone)::date + $1::int)::text as day from organizations where id = $2`,
      [days, stage.organizationId],
    )
  ).rows[0]!.day
const givePlan = async (plan: string, days: number | null) =>
  stage.admin.query(
    `insert into subscriptions (organization_id, plan, trial_ends_on) values ($1, $2, $3)
     on conflict (organization_id) do update set plan = excluded.plan, trial_ends_on = excluded.trial_ends_on`,
    [stage.organizationId, plan, days === null ? null : await daysFromNow(days)],
  )

test('head office sees what its plan allows and how much is used; beyond it a person is refused with the plan that lifts it', async () => {
  await givePlan('basic', null)
  const { uses } = await stage.ok(stage.people.owner, getPlan, {})
  const seats = uses.find(({ what }) => what === 'seats')!.used
  await stage.admin.query(`update plans set seats = $1 where code = 'basic'`, [seats])
  const page = await stage.signInAs('owner')
  await page.goto('/network/billing')
  await page.getByRole('heading', { name: 'Plan', exact: true }).waitFor()
  await page.getByText(`${seats} of ${seats}`).waitFor()
  await page.getByText('Full: nobody else can be invited until a larger plan has room.').waitFor()
  await page
    .getByRole('row', { name: /Premium/ })
    .getByText('100', { exact: true })
    .waitFor()
  expect(await seriousFaults(page)).toEqual([])

  const desk = await stage.signInAs('clinicAdmin')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/settings/people`)
  await desk
    .getByRole('row', { name: /receptionist/ })
    .first()
    .waitFor()
  await desk.keyboard.press('n')
  const drawer = desk.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Full name' }).fill('One Too Many')
  await drawer.getByRole('textbox', { name: 'E-mail' }).fill('one.too.many@example.com')
  await drawer.getByRole('checkbox', { name: 'Receptionist' }).check()
  await desk.keyboard.press('Control+Enter')
  await drawer.getByText(`The Basic plan includes ${seats} people. The Premium plan has room for more`).waitFor()
})

test('a trial’s end is said before it comes; over, nothing can be changed and everything seen', async () => {
  await givePlan('trial', 3)
  const owner = await stage.signInAs('owner')
  await owner.goto('/network')
  await owner.getByText(/^Your trial ends on/).waitFor()
  expect(await seriousFaults(owner)).toEqual([])
  await owner.getByRole('link', { name: 'See the plan' }).click()
  await owner.getByText(/The trial runs until/).waitFor()

  await givePlan('trial', -30)
  const desk = await stage.signInAs('receptionist')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/patients?register=true`)
  await desk.getByText(/nothing can be changed any more/).waitFor()
  const drawer = desk.getByRole('dialog')
  await drawer.getByLabel('Name').fill('Too Late')
  await desk.keyboard.press('Enter')
  await drawer.getByText(/The trial is over, so nothing can be changed/).waitFor()
  await desk.goto(`/clinics/${stage.clinics.gulberg}/patients`)
  await desk.getByText('Patient of Gulberg').waitFor()
  await givePlan('enterprise', null)
})

test('an operator finds what operators did, with the difference, and has the trail verified', async () => {
  const { email, userId } = await addOperator(stage.admin, 'Omar Operator', 'super_admin')
  await stage.admin.query(
    `insert into platform_events (user_id, event, subject_id, detail) values ($1, 'organization.planSet', $2,
       '{"from": {"plan": "basic"}, "to": {"plan": "premium"}}')`,
    [userId, stage.organizationId],
  )
  const page = await stage.openPage()
  await enterAs(page, email, operatorPassword)
  await page.getByRole('link', { name: 'Operators’ acts' }).click()
  await page
    .getByRole('row', { name: /signed in/ })
    .first()
    .waitFor()
  await page.getByRole('combobox', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'DentoCare' }).click()
  await page.waitForURL(/organization=/)
  await page.getByRole('row', { name: /signed in/ }).waitFor({ state: 'detached' })
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('row', { name: /changed the plan · DentoCare/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('row', { name: 'plan basic premium' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

test('who operates and works in an organization too goes both ways from the menus', async () => {
  const { email, userId } = await addOperator(stage.admin, 'Bilal Both', 'support')
  await stage.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'Bilal Both')`, [
    stage.organizationId,
    userId,
  ])
  await stage.admin.query(
    `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'receptionist')`,
    [stage.organizationId, userId, stage.clinics.gulberg],
  )
  const page = await stage.openPage()
  await enterAs(page, email, operatorPassword)
  await page.getByRole('heading', { name: 'Where to?' }).waitFor()
  await page.getByRole('button', { name: 'Platform', exact: true }).click()
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
  await page.getByRole('button', { name: 'Work elsewhere' }).click()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Go to DentoCare' }).click()
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/day**`)
  await page.getByRole('button', { name: 'Account of Bilal Both' }).click()
  await page.getByRole('button', { name: 'Go to Platform' }).click()
  await page.getByRole('heading', { name: 'Organizations' }).waitFor()
})
