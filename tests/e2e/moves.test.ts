import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type DeskDay, openDeskDay } from './desk-day.ts'
import { type Stage, seriousFaults } from './harness.ts'

// Appointments go to another time, day or doctor, at the desk in a browser.
let day: DeskDay
let stage: Stage
let desk: Page
beforeAll(async () => {
  day = await openDeskDay()
  stage = day.stage
})
beforeEach(async () => {
  await desk?.context().close()
  await day.clear()
  desk = await day.open('receptionist')
})

test('the keyboard moves an appointment to another time and doctor', async () => {
  const visit = await day.book(14 * 60)
  const event = desk.locator(`[data-event="${visit.id}"]`)
  await event.focus()
  await desk.keyboard.press('m')
  await desk.keyboard.press('ArrowDown')
  const doctors = await desk
    .locator('[data-column-body]')
    .evaluateAll((bodies) => bodies.map((body) => (body as HTMLElement).dataset.columnBody))
  await desk.keyboard.press(doctors[0] === stage.doctors.bilal ? 'ArrowRight' : 'ArrowLeft')
  await desk.keyboard.press('Enter')
  await desk.getByText(/Rukhsana Warraich is moved/).waitFor()
  await desk.locator(`[data-column-body="${stage.doctors.sana}"] [data-event="${visit.id}"]`).waitFor()
  expect(await day.visits()).toMatchObject([{ doctorId: stage.doctors.sana, startsAt: day.instantAt(14 * 60 + 15) }])
})

test('an appointment goes to another day from its drawer, and undo brings it back', async () => {
  const visit = await day.book(14 * 60)
  await desk.locator(`[data-event="${visit.id}"]`).click()
  await desk.getByRole('button', { name: 'Another time' }).click()
  await desk.getByLabel('Day', { exact: true }).click()
  const tomorrow = day.dayAt(1)
  const words = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  await desk.getByRole('button', { name: words.format(new Date(`${tomorrow}T00:00:00Z`)), exact: true }).click()
  await desk.getByRole('button', { name: '09:00', exact: true }).click()
  expect(await desk.getByLabel('Time', { exact: true }).inputValue()).toBe('09:00')
  expect(await seriousFaults(desk)).toEqual([])
  await desk.getByRole('button', { name: /^Move/ }).click()
  await desk.getByText(/Rukhsana Warraich is moved: .*09:00, Dr Bilal Ahmed/).waitFor()
  await desk.locator(`[data-event="${visit.id}"]`).waitFor({ state: 'detached' })
  expect(await day.visits()).toEqual([])
  expect(await day.visits(tomorrow)).toMatchObject([{ id: visit.id, startsAt: day.instantAt(9 * 60 + 24 * 60) }])
  await desk.getByRole('button', { name: 'Undo', exact: true }).click()
  await desk.locator(`[data-event="${visit.id}"]`).waitFor()
  expect(await day.visits()).toMatchObject([{ startsAt: day.instantAt(14 * 60) }])
})

test('an imported appointment of a known day gets its time, and undo leaves the day alone', async () => {
  const visit = await day.book(14 * 60)
  await stage.admin.query(
    `update appointments set source = 'import', timed = false, booking_id = null, starts_at = $1, ends_at = $2`,
    [day.instantAt(0), day.instantAt(30)],
  )
  await stage.admin.query('delete from bookings')
  await desk.reload()
  await desk.getByRole('button', { name: /Without a time/ }).click()
  await desk.getByRole('button', { name: /Rukhsana Warraich/ }).click()
  await desk.getByRole('button', { name: 'Set the time' }).click()
  await desk.getByLabel('Time', { exact: true }).fill('14:30')
  await desk.getByRole('button', { name: /^Set the time/ }).click()
  await desk.getByText(/Rukhsana Warraich has a time now: .*14:30, Dr Bilal Ahmed/).waitFor()
  await desk.locator(`[data-event="${visit.id}"]`).waitFor()
  expect(await day.visits()).toMatchObject([{ id: visit.id, timed: true, startsAt: day.instantAt(14 * 60 + 30) }])
  await desk.getByRole('button', { name: 'Undo', exact: true }).click()
  await desk.locator(`[data-event="${visit.id}"]`).waitFor({ state: 'detached' })
  expect(await day.visits()).toMatchObject([{ timed: false, startsAt: day.instantAt(0) }])
})

test('dragging onto a closed time says why, and changes nothing', async () => {
  const visit = await day.book(14 * 60)
  const event = desk.locator(`[data-event="${visit.id}"]`)
  await event.scrollIntoViewIfNeeded()
  const box = (await event.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + 8]
  await desk.mouse.move(x, y)
  await desk.mouse.down()
  // Far up: before now, where nobody can be booked any more.
  for (let step = 1; step <= 12; step += 1) await desk.mouse.move(x, y - step * 40)
  await desk.getByText('That time has already passed.').first().waitFor()
  await desk.mouse.up()
  expect(await day.visits()).toMatchObject([{ startsAt: day.instantAt(14 * 60), version: visit.version }])
})
