import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { registerWalkIn } from '#contract/appointments.ts'
import { listServices } from '#contract/services.ts'
import { type DeskDay, openDeskDay } from './desk-day.ts'
import type { Stage } from './harness.ts'

// An open drawer and the page behind it: whose the keyboard is, and what the desk shows once it is closed.
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

const focusIsIn = (selector: string) =>
  expect.poll(() => desk.evaluate((wanted) => document.activeElement?.closest(wanted) !== null, selector)).toBe(true)
const letGo = () => desk.evaluate(() => (document.activeElement as HTMLElement).blur())
const scrolled = () => desk.evaluate(() => document.querySelector('[role="grid"]')!.parentElement!.scrollTop)

test('the keys of the day rest while a drawer is open, wherever the focus is', async () => {
  const { id } = await stage.ok(stage.people.receptionist, registerWalkIn, {
    clinicId: stage.clinics.gulberg,
    patientId: day.rukhsana,
  })
  await desk.goto(`/clinics/${stage.clinics.gulberg}/day?visit=${id}`)
  const drawer = desk.getByRole('dialog', { name: 'Appointment' })
  await drawer.getByRole('button', { name: 'Call in' }).waitFor()
  await letGo()
  for (const key of ['n', 'j', '7']) await desk.keyboard.press(key)
  // What was pressed before this has been heard by now.
  await desk.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await desk.keyboard.press('w')
  await desk.getByRole('dialog', { name: 'Walk-in' }).waitFor()
  expect(new URL(desk.url()).pathname).toBe(`/clinics/${stage.clinics.gulberg}/day`)
  expect(await desk.locator('[data-find]').inputValue()).toBe('')
  expect(await day.visits()).toMatchObject([{ id, status: 'arrived' }])
})

test('the focus stays in the drawer when a step takes its button away', async () => {
  const visit = await day.book(14 * 60)
  await desk.locator(`[data-event="${visit.id}"]`).click()
  const drawer = desk.getByRole('dialog', { name: 'Appointment' })
  await drawer.getByRole('button', { name: 'Arrived' }).click()
  await drawer.getByRole('button', { name: 'Undo last step' }).click()
  await drawer.getByRole('button', { name: 'Arrived' }).waitFor()
  await focusIsIn('[role="dialog"]')
  await drawer.getByRole('button', { name: 'Another time' }).click()
  await drawer.getByLabel('Time', { exact: true }).waitFor()
  await focusIsIn('[role="dialog"]')
  await desk.keyboard.press('Tab')
  await focusIsIn('[role="dialog"] button, [role="dialog"] input')
})

test('Escape in a changed drawer of the settings asks, Escape again stays, and leaving leaves', async () => {
  const manager = await stage.signInAs('manager')
  await manager.goto(`/clinics/${stage.clinics.gulberg}/settings/services`)
  await manager.getByRole('button', { name: /Add a service/ }).click()
  const name = manager.getByRole('dialog', { name: 'Add a service' }).getByLabel('Service', { exact: false }).first()
  await name.fill('Whitening')
  const question = manager.getByRole('dialog', { name: 'Something here is not saved yet' })
  const stays = question.getByRole('button', { name: 'Stay and save it' })
  const isAsked = () => stays.evaluate((button) => button === document.activeElement)
  await manager.keyboard.press('Escape')
  await expect.poll(isAsked).toBe(true)
  await manager.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(await name.inputValue()).toBe('Whitening')
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true)
  await manager.keyboard.press('Escape')
  await expect.poll(isAsked).toBe(true)
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await name.waitFor({ state: 'detached' })
  const services = await stage.ok(stage.people.manager, listServices, { clinicId: stage.clinics.gulberg })
  expect(services.map((service) => service.name)).not.toContain('Whitening')
  await manager.context().close()
})

test('a booking half typed is not lost by Escape', async () => {
  await desk.keyboard.press('b')
  const drawer = desk.getByRole('dialog', { name: 'Book an appointment' })
  const who = drawer.getByLabel('Patient').first()
  await who.fill('Nobody Yet')
  await desk.keyboard.press('Escape')
  const question = desk.getByRole('dialog', { name: 'Something here is not saved yet' })
  await question.locator(':focus').waitFor()
  await desk.keyboard.press('Enter')
  await question.waitFor({ state: 'detached' })
  expect(await who.inputValue()).toBe('Nobody Yet')
  await drawer.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await drawer.waitFor({ state: 'detached' })
  await question.waitFor({ state: 'detached' })
})

test('T comes back to now, not to the hour of the day before', async () => {
  const now = await scrolled()
  await desk.keyboard.press('j')
  await desk.waitForURL(`**/day/${day.dayAt(1)}*`)
  await expect.poll(() => desk.locator('[data-column-body]').count()).toBeGreaterThan(0)
  await desk.locator('[role="grid"]').evaluate((grid) => grid.parentElement!.scrollTo({ top: 500 }))
  await desk.keyboard.press('t')
  await desk.waitForURL(/\/day(\?|$)/)
  // The clock goes on meanwhile.
  await expect.poll(async () => Math.abs((await scrolled()) - now)).toBeLessThan(10)
})

test('a free time that was booked is no longer free under the keyboard', async () => {
  const at = 14 * 60
  await desk.locator(`[data-column-body="${stage.doctors.bilal}"]`).waitFor()
  await desk.locator('[role="grid"] [tabindex="0"]').focus()
  const cursor = desk.locator('[data-cursor]')
  const doctors = await desk
    .locator('[data-column-body]')
    .evaluateAll((bodies) => bodies.map((body) => (body as HTMLElement).dataset.columnBody))
  if (doctors[0] !== stage.doctors.bilal) await desk.keyboard.press('ArrowRight')
  for (let step = 0; step < 40 && !(await cursor.textContent())?.includes('14:00'); step += 1)
    await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  const drawer = desk.getByRole('dialog', { name: 'Book an appointment' })
  await drawer.getByLabel('Patient').first().fill(day.phone)
  await drawer.getByText('Rukhsana Warraich').waitFor()
  await desk.keyboard.press('Enter')
  await drawer.getByRole('button', { name: /^Book/ }).click()
  await drawer.waitFor({ state: 'detached' })
  const booked = desk.locator('[data-event]', { hasText: 'Rukhsana Warraich' })
  await booked.waitFor()
  await expect.poll(() => booked.getAttribute('tabindex')).toBe('0')
  expect(await cursor.count()).toBe(0)
  expect(await day.visits()).toMatchObject([{ startsAt: day.instantAt(at) }])
})

test('a wait of more than an hour stands beside the name, not in it', async () => {
  await stage.ok(stage.people.receptionist, registerWalkIn, {
    clinicId: stage.clinics.gulberg,
    patientId: day.rukhsana,
    doctorId: stage.doctors.bilal,
  })
  await stage.admin.query("update appointments set arrived_at = now() - interval '73 minutes'")
  for (const language of ['en', 'ur'] as const) {
    const page = await day.open('receptionist', language)
    const row = page.locator('[data-list="waiting"] [data-queue]')
    await row.waitFor()
    const gap = await row.evaluate((line) => {
      const [wait, who] = line.querySelector('button')!.children
      const text = document.createRange()
      text.selectNodeContents(wait!)
      const [left, right] = [text.getBoundingClientRect(), who!.getBoundingClientRect()]
      return Math.max(right.left - left.right, left.left - right.right)
    })
    expect(gap).toBeGreaterThanOrEqual(4)
    await page.context().close()
  }
})

test('Ctrl+Enter does nothing behind a dialog', async () => {
  const { id } = await stage.ok(stage.people.receptionist, registerWalkIn, {
    clinicId: stage.clinics.gulberg,
    patientId: day.rukhsana,
  })
  const doctor = await stage.signInAs('doctor')
  await doctor.goto(`/clinics/${stage.clinics.gulberg}/visits/${id}`)
  await doctor.getByRole('button', { name: /Start the visit/ }).waitFor()
  await doctor.keyboard.press('?')
  const list = doctor.getByRole('dialog', { name: 'Keys' })
  await list.waitFor()
  await doctor.keyboard.press('Control+Enter')
  await doctor.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  expect(await doctor.getByRole('button', { name: /Start the visit/ }).isEnabled()).toBe(true)
  expect(await day.visits()).toMatchObject([{ id, status: 'arrived' }])
  await doctor.context().close()
})
