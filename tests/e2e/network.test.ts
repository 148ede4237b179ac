import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { zoneAt } from '../harness/days.ts'
import { countActions, intercept, openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
let page: Page
/** A branch where patients wait for a doctor who has not come, and a calm one. */
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.query(
    `update clinics set region = case name when 'Gulberg' then 'Central' else 'North' end, phone = '+924211100200' where organization_id = $1`,
    [stage.organizationId],
  )
  await stage.admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, status, starts_at, ends_at, arrived_at)
     select $1, $2, $3, $4, 'arrived', now() - interval '67 minutes', now() - interval '47 minutes', now() - make_interval(mins => 70 + i)
     from generate_series(1, 4) i`,
    [stage.organizationId, stage.clinics.gulberg, stage.patients.gulberg, stage.doctors.bilal],
  )
  // So that "today" holds them, whatever the hour: a zone in which it is past noon, head office's as well.
  for (const [table, key] of [
    ['organizations', 'id'],
    ['clinics', 'organization_id'],
  ])
    await stage.admin.query(`update ${table} set time_zone = $2 where ${key} = $1`, [
      stage.organizationId,
      zoneAt(14).name,
    ])
  await stage.admin.query(`update appointments set starts_at = starts_at where organization_id = $1`, [
    stage.organizationId,
  ])
  page = await stage.signInAs('owner', { viewport: { width: 1920, height: 1080 } })
})

const row = (name: string) => page.locator('tr[data-branch]', { hasText: name })

describe('head office', () => {
  test('lands on the overview, and the branch in trouble stands first, in words', async () => {
    await page.goto('/')
    await page.waitForURL('**/network')
    await row('North').waitFor()
    const first = page.locator('tr[data-branch]').first()
    expect(await first.innerText()).toContain('Gulberg')
    expect(await first.innerText()).toMatch(/Dr Bilal Ahmed \d+ min late, 4 waiting/)
    expect(await first.getByRole('link', { name: 'Open today' }).count()).toBe(1)
    expect(await row('North').innerText()).not.toContain('late')
  })

  test('four totals stand on top, each saying what it means', async () => {
    for (const name of ['Appointments today', 'Revenue today', 'Active branches', 'No-show rate'])
      await page.getByRole('region', { name, exact: true }).waitFor()
    await page.getByRole('button', { name: 'Revenue today' }).hover()
    await page.getByRole('tooltip').getByText('Payments received on the day').waitFor()
    await page.mouse.move(0, 0)
  })

  test('one click tells the cause: doctor by doctor, without a patient', async () => {
    const actions = countActions(page)
    await actions.click('tr[data-branch] >> text=Gulberg')
    const story = page.getByRole('complementary', { name: 'Today at Gulberg' })
    await story.getByText(/\d+ min late$/).waitFor()
    expect(actions.count).toBe(1)
    expect(page.url()).toContain(`branch=${stage.clinics.gulberg}`)
    expect(await story.innerText()).not.toContain('Patient of')
    expect(await story.getByRole('table').count()).toBe(1)
    await page.keyboard.press('Escape')
    await story.waitFor({ state: 'detached' })
  })

  test('goes through the rows by arrows, inside by Enter, and back by the bar', async () => {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/clinics/${stage.clinics.north}/day**`)
    await page.getByRole('link', { name: 'Back to DentoCare HQ' }).first().click()
    await page.waitForURL('**/network')
    await row('North').waitFor()
  })

  test('search, filters, grouping and the day stand in the URL', async () => {
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('north')
    await row('Gulberg').waitFor({ state: 'detached' })
    await page.waitForURL(/q=north/)
    await page.reload()
    await row('North').waitFor()
    expect(await page.locator('tr[data-branch]').count()).toBe(1)
    await page.goto('/network?group=region')
    await page.getByRole('row', { name: /^Central/ }).waitFor()
    await page.getByRole('button', { name: 'The day before' }).click()
    await page.waitForURL(/day=/)
    await page.getByText('as it ended').waitFor()
    expect(await page.locator('tr[data-branch]').first().innerText()).not.toContain('late')
    await page.getByRole('button', { name: 'Today', exact: true }).click()
    await page.getByText(/as of \d\d:\d\d/).waitFor()
  })

  test('hears of a booking in a branch without a reload', async () => {
    await page.goto('/network')
    const cell = row('North').locator('td').nth(1)
    await cell.waitFor()
    const before = await cell.innerText()
    await page.evaluate(() => {
      document.body.dataset.same = 'yes'
    })
    await stage.admin.query(
      `insert into appointments (organization_id, clinic_id, patient_id, status, starts_at, ends_at) select $1, $2, $3, 'booked', now(), now() + interval '20 minutes'`,
      [stage.organizationId, stage.clinics.north, stage.patients.north],
    )
    // What the API records with every change is what screens hear of.
    await stage.admin.query(
      `insert into audit_events (organization_id, clinic_id, event, subject_id) values ($1, $2, 'appointment.booked', $2)`,
      [stage.organizationId, stage.clinics.north],
    )
    await expect.poll(() => cell.innerText()).not.toBe(before)
    expect(await page.evaluate(() => document.body.dataset.same)).toBe('yes')
  })

  test('the list of branches finds and opens one', async () => {
    await page.goto('/network/branches')
    await page.getByRole('row', { name: /North/ }).click()
    await page.waitForURL(`**/clinics/${stage.clinics.north}/day**`)
  })

  test('on a laptop the story stands beside the grid and tells what the rows leave out for it', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`/network?branch=${stage.clinics.gulberg}`)
    const story = page.getByRole('complementary', { name: 'Today at Gulberg' })
    await story.getByRole('heading', { name: 'Last seven days' }).waitFor()
    const grid = (await page.getByRole('table', { name: 'Network overview' }).boundingBox())!
    expect(grid.x + grid.width).toBeLessThanOrEqual((await story.boundingBox())!.x)
    expect(await story.getByRole('term').allInnerTexts()).toEqual(['No-shows', 'Revenue', 'Dues', 'Longest wait'])
  })

  test.each([
    ['a wide screen', 1920, 1080],
    ['a laptop', 1280, 800],
    ['a phone', 375, 812],
  ])('axe finds nothing serious on %s, story open', async (_, width, height) => {
    await page.setViewportSize({ width, height })
    await page.goto(`/network?branch=${stage.clinics.gulberg}`)
    await page.getByRole('heading', { name: 'Last seven days' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})

test.each([
  ['in the dark', { colorScheme: 'dark' }, 'Last seven days'],
  ['from right to left', { language: 'ur' }, 'پچھلے سات دن'],
] as const)('axe finds nothing serious %s', async (_, options, heading) => {
  const owner = await stage.signInAs('owner', options)
  await owner.goto(`/network?group=region&branch=${stage.clinics.gulberg}`)
  await owner.getByRole('heading', { name: heading }).waitFor()
  expect(await seriousFaults(owner)).toEqual([])
  expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
  await owner.context().close()
})

test('forty branches stand on one screen of 1920 by 1080', async () => {
  const owner = await stage.signInAs('stranger', { viewport: { width: 1920, height: 1080 } })
  await stage.admin.query(
    `insert into clinics (organization_id, name, code, city, region) select organization_id, 'Branch ' || i, 'B' || i, 'Lahore', 'Central'
     from clinics, generate_series(1, 39) i where id = $1`,
    [stage.clinics.foreign],
  )
  await owner.goto('/network')
  const rows = owner.locator('tr[data-branch]')
  await expect.poll(() => rows.count()).toBe(40)
  const last = await rows.last().boundingBox()
  expect(last!.y + last!.height).toBeLessThanOrEqual(1080)
  expect(last!.height).toBeGreaterThanOrEqual(20)
  expect(await seriousFaults(owner)).toEqual([])
  await owner.context().close()
})

test('beside an open story, what is wrong is not cut', async () => {
  const owner = await stage.signInAs('owner', { viewport: { width: 1280, height: 800 } })
  await owner.goto(`/network?branch=${stage.clinics.gulberg}`)
  await owner.getByRole('complementary').waitFor()
  const words = owner.locator('tr[data-branch]').getByText(/min late, 4 waiting/)
  await words.waitFor()
  expect(await words.evaluate((said) => said.scrollWidth - said.clientWidth)).toBeLessThanOrEqual(0)
  await owner.context().close()
})

test('an organization without branches is told how to begin', async () => {
  const owner = await stage.signInAs('owner')
  await intercept(owner, '**/api/organization/overview*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), branches: [] } })
  })
  await owner.goto('/network')
  await owner.getByRole('heading', { name: 'No branches yet' }).waitFor()
})

test('a receptionist never sees it: her own branch opens instead', async () => {
  const desk = await stage.signInAs('receptionist')
  const asked: string[] = []
  desk.on('request', (request) => asked.push(new URL(request.url()).pathname))
  for (const path of ['/network', '/network/branches', `/network?branch=${stage.clinics.gulberg}`]) {
    await desk.goto(path)
    await desk.waitForURL(`**/clinics/${stage.clinics.gulberg}/**`)
  }
  expect(await desk.getByRole('link', { name: 'Overview' }).count()).toBe(0)
  expect(asked).not.toContain('/api/organization/overview')
  await desk.context().close()
})
