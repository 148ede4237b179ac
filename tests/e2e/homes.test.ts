import { beforeAll, expect, test } from 'vitest'
import { dayAhead } from '../harness/days.ts'
import { assign } from '../harness/group.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

test.each([
  ['receptionist', 'day'],
  ['doctor', 'doctor'],
  ['nurse', 'vitals'],
  ['billing', 'billing'],
  ['pharmacist', 'patients'],
  ['manager', 'day'],
  ['clinicAdmin', 'day'],
] as const)('a %s lands on a home of her own that works', async (who, home) => {
  const page = await stage.signInAs(who)
  const broken: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) broken.push(`${answer.status()} ${new URL(answer.url()).pathname}`)
  })
  await page.goto('/')
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/${home}**`)
  await page.locator('main h1').first().waitFor()
  // Nothing on it is refused to her, and nothing of head office is offered.
  expect(broken).toEqual([])
  expect(await page.getByText('There is nothing at this address').count()).toBe(0)
  expect(await page.locator('a[href^="/network"]').count()).toBe(0)
  expect(await seriousFaults(page)).toEqual([])
  await page.goto('/network')
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/${home}**`)
  await page.context().close()
})

test('an open page turns to the next day with the clinic’s clock', async () => {
  const page = await stage.signInAs('doctor')
  const zone = 'Asia/Karachi'
  const spoken = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long' })
  const midnight = Date.parse(`${dayAhead(1)}T00:00:00+05:00`)
  await page.clock.install({ time: midnight - 15_000 })
  await page.goto(`/clinics/${stage.clinics.gulberg}/doctor`)
  const heading = page.locator('main header')
  await heading.getByText(spoken.format(midnight - 15_000)).waitFor()
  await page.clock.fastForward(35_000)
  await heading.getByText(spoken.format(midnight)).waitFor({ timeout: 12_000 })
  await page.context().close()
})

test('head office lands on the network', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/')
  await page.waitForURL('**/network')
})

test('who has several roles in a branch reaches the screens of all of them', async () => {
  await assign(stage.admin, stage.people.nurse, stage.clinics.gulberg, 'billing')
  const page = await stage.signInAs('nurse')
  await page.goto('/')
  const bar = page.locator('aside')
  await bar.getByRole('link', { name: 'Billing' }).click()
  await page.waitForURL('**/billing**')
  await bar.getByRole('link', { name: 'Vitals' }).click()
  await page.waitForURL('**/vitals**')
})
