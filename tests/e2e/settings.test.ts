import { beforeAll, expect, test } from 'vitest'
import { readPdf } from '#api/integrations/pdf/pdf-reader.test-help.ts'
import { getDayPlan } from '#contract/appointments.ts'
import { createInvoice, getReceiptPdf, takePayment } from '#contract/billing.ts'
import { editClinic, getClinic } from '#contract/clinics.ts'
import { listSessions } from '#contract/schedule.ts'
import { addService, editService, listServices } from '#contract/services.ts'
import { intercept, openStage, type Stage, seriousFaults } from './harness.ts'

// The branch manager's settings, played in a browser; what they change is looked for where others work.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const here = () => ({ clinicId: stage.clinics.gulberg })
const settings = (page: string) => `/clinics/${stage.clinics.gulberg}/settings/${page}`
// A green square of 64 × 64; Typst and browsers draw it alike.
const logo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#15803d"/></svg>',
)

function clinic() {
  return stage.ok(stage.people.manager, getClinic, here())
}

/** The first Monday after today, yyyy-mm-dd. */
function nextMonday(): string {
  const day = new Date(Date.now() + 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}

test('a changed session changes the doctor’s open hours on the day’s calendar', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('doctors'))
  await page.getByRole('button', { name: /Change Dr Bilal Ahmed, Monday/ }).click()
  await page.getByRole('textbox', { name: 'From' }).fill('2pm')
  await page.getByRole('textbox', { name: 'Until' }).fill('1830')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: /Dr Bilal Ahmed, Monday:\s*14:00–18:30/ }).waitFor()

  const day = nextMonday()
  const { columns } = await stage.ok(stage.people.receptionist, getDayPlan, { ...here(), day })
  const bilal = columns.find(({ doctorId }) => doctorId === stage.doctors.bilal)!
  const hours = bilal.open.map(({ startsAt, endsAt }) => [startsAt, endsAt].map((at) => new Date(at).toISOString()))
  expect(hours).toEqual([[`${day}T09:00:00.000Z`, `${day}T13:30:00.000Z`]])
})

test('a session that meets another one is refused with that other one, and a removed one can be put back', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('doctors'))
  await page.getByRole('button', { name: 'Add a session of Dr Bilal Ahmed on Tuesday' }).click()
  await page.getByRole('textbox', { name: 'Until' }).fill('10')
  await page.keyboard.press('Control+Enter')
  await page.getByText('This overlaps the doctor’s session on Tuesday, 09:00 – 17:00.').waitFor()
  await page.getByRole('textbox', { name: 'From' }).fill('18')
  await page.getByRole('textbox', { name: 'Until' }).fill('20')
  await page.keyboard.press('Control+Enter')
  const evening = page.getByRole('button', { name: /Dr Bilal Ahmed, Tuesday:\s*18:00–20:00/ })
  await evening.click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await evening.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await evening.waitFor()
})

test('a session at hours when the doctor works elsewhere is saved and said', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('doctors'))
  await page.getByRole('button', { name: /Change Dr Sana Malik, Friday/ }).click()
  await page.getByRole('textbox', { name: 'Until' }).fill('16')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved, but the doctor works elsewhere then').waitFor()
  expect(await page.getByRole('dialog').innerText()).toContain('North: Friday, 09:00 – 17:00')
  const sessions = await stage.ok(stage.people.manager, listSessions, { ...here(), doctorId: stage.doctors.sana })
  expect(sessions.find(({ weekday }) => weekday === 5)).toMatchObject({ endsMinute: 960 })
})

test('a new price is what the next invoice asks, and the one before keeps its own', async () => {
  const draft = () =>
    stage.ok(stage.people.billing, createInvoice, {
      ...here(),
      patientId: stage.patients.gulberg,
      lines: [{ serviceId: stage.services.gulberg }],
    })
  expect((await draft()).totalMinor).toBe(200_000)
  const page = await stage.signInAs('manager')
  await page.goto(settings('services'))
  await page.getByRole('row', { name: /Consultation/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Price/ })
    .fill('2,750.50')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('cell', { name: /2,750\.50/ }).waitFor()
  expect((await draft()).totalMinor).toBe(275_050)
})

test('a service is added by keyboard, and a price that is none is refused beside its field', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('services'))
  await page.getByRole('row', { name: /Consultation/ }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Service' }).fill('Fluoride varnish')
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Price/ })
    .fill('a lot')
  await page.keyboard.press('Control+Enter')
  await page.getByText('This is not an amount.').waitFor()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Price/ })
    .fill('1200')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('row', { name: /Fluoride varnish/ }).waitFor()
  const services = await stage.ok(stage.people.manager, listServices, here())
  expect(services.find(({ name }) => name === 'Fluoride varnish')).toMatchObject({ priceMinor: 120_000, minutes: 30 })
})

test('two who change one service: what does not clash goes through, what does stands side by side in words', async () => {
  const service = async () =>
    (await stage.ok(stage.people.manager, listServices, here())).find(({ name }) => name === 'Scaling')!
  const { id: serviceId } = await stage.ok(stage.people.manager, addService, {
    ...here(),
    name: 'Scaling',
    category: 'Hygiene',
    minutes: 30,
    priceMinor: 300_000,
  })
  const colleague = async (change: object) =>
    stage.ok(stage.people.clinicAdmin, editService, {
      ...here(),
      serviceId,
      version: (await service()).version,
      ...change,
    })
  const page = await stage.signInAs('manager')
  await page.goto(`${settings('services')}?service=${serviceId}`)
  const price = page.getByRole('dialog').getByRole('textbox', { name: /^Price/ })
  await price.fill('3500')
  await colleague({ category: 'Prevention' })
  await page.keyboard.press('Control+Enter')
  await expect.poll(service).toMatchObject({ priceMinor: 350_000, category: 'Prevention' })

  await page.getByRole('row', { name: /Scaling/ }).click()
  await price.fill('4000')
  await page.getByRole('checkbox', { name: 'Offered when booking' }).uncheck()
  await colleague({ priceMinor: 375_000, bookable: true })
  await page.keyboard.press('Control+Enter')
  expect(await page.getByRole('row', { name: /^Price/ }).innerText()).toMatch(/Rs.4,000\s+Rs.3,750/)
  await page.getByRole('button', { name: 'Save mine' }).click()
  await expect.poll(service).toMatchObject({ priceMinor: 400_000, bookable: false })
})

test('colour and logo are on the screen at once and on the next receipt', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('branding'))
  await page.getByRole('textbox', { name: 'Colour' }).fill('#7e22ce')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.setInputFiles('input[type="file"]', { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: logo })
  await page.getByText('Logo in use').waitFor()
  await page.locator('aside img').waitFor()
  expect(await clinic()).toMatchObject({ color: '#7e22ce', hasLogo: true })

  // A colleague's frame follows without a reload of hers, and paper carries both.
  const desk = await stage.signInAs('receptionist')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/billing`)
  await desk.locator('aside img').waitFor()
  const payment = await stage.ok(stage.people.billing, takePayment, {
    ...here(),
    patientId: stage.patients.gulberg,
    amountMinor: 1000,
    method: 'cash',
  })
  const receipt = await stage.call(stage.people.billing, getReceiptPdf, { ...here(), paymentId: payment.id })
  expect(receipt.status).toBe(200)
  const { rows } = await stage.admin.query('select letterhead from payments where id = $1', [payment.id])
  expect(rows[0].letterhead).toMatchObject({ color: '#7e22ce', logo: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('a file that is no picture is refused, and the logo there stays', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('branding'))
  const before = (await clinic()).hasLogo
  await page.setInputFiles('input[type="file"]', { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no') })
  await page.getByText('The logo must be a PNG, JPEG or SVG picture').waitFor()
  expect((await clinic()).hasLogo).toBe(before)
})

test('opening hours are typed, copied to the week, and saved', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('hours'))
  await page.getByLabel('Monday opens at').fill('9')
  await page.getByLabel('Monday closes at').fill('1pm')
  await page.getByRole('button', { name: 'Add hours on Monday' }).click()
  await page.getByRole('button', { name: 'Copy Monday to other days' }).click()
  await page.getByRole('menuitem', { name: 'Copy to Monday – Saturday' }).click()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  const { hours } = await clinic()
  expect(hours.filter(({ weekday }) => weekday === 6)).toEqual([
    { weekday: 6, opensMinute: 540, closesMinute: 780 },
    { weekday: 6, opensMinute: 900, closesMinute: 1080 },
  ])
  expect(hours.filter(({ weekday }) => weekday === 7)).toHaveLength(1)
})

test('what two people changed is shown side by side, and leaving with something unsaved asks first', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('branch'))
  await page.getByLabel('Line at the foot').fill('Open on Sundays')
  await page.getByRole('link', { name: 'Hours' }).click()
  await page.getByRole('button', { name: 'Stay and save it' }).click()

  const { version, letterhead } = await clinic()
  const footer = 'Closed on Sundays'
  await stage.ok(stage.people.clinicAdmin, editClinic, {
    ...here(),
    version,
    letterhead: { ...letterhead, footer },
  })
  await page.getByRole('button', { name: /^Save/ }).click()
  const row = page.getByRole('row', { name: /Line at the foot/ })
  expect(await row.innerText()).toMatch(/Open on Sundays\s+Closed on Sundays/)
  await page.getByRole('button', { name: 'Save mine' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect((await clinic()).letterhead.footer).toBe('Open on Sundays')
})

test('what is typed while a save is under way stays, and is saved after it', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(settings('branch'))
  const foot = page.getByLabel('Line at the foot')
  await foot.fill('Closed on Fridays')
  const held = Promise.withResolvers<void>()
  await intercept(page, `**/api/clinics/${stage.clinics.gulberg}`, async (route) => {
    if (route.request().method() === 'PATCH') await held.promise
    await route.fallback()
  })
  const save = page.getByRole('button', { name: /^Save/ })
  await save.click()
  await foot.fill('Closed on Fridays and on Eid')
  held.resolve()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await foot.inputValue()).toBe('Closed on Fridays and on Eid')
  expect((await clinic()).letterhead.footer).toBe('Closed on Fridays')
  await save.click()
  const kept = async () => (await clinic()).letterhead.footer
  await expect.poll(kept).toBe('Closed on Fridays and on Eid')
})

test('a billing clerk and a doctor find no settings', async () => {
  for (const name of ['billing', 'doctor'] as const) {
    const page = await stage.signInAs(name)
    await page.goto(settings('services'))
    await page.getByText('There is nothing at this address').waitFor()
    await page.context().close()
  }
})

test.each(['en', 'ur'] as const)('axe finds no serious fault on the settings in %s', async (language) => {
  const page = await stage.signInAs('manager', { language })
  for (const name of ['branch', 'hours', 'services', 'doctors', 'branding']) {
    await page.goto(settings(name))
    await page.locator('main :is(form, table)').first().waitFor()
    expect(await seriousFaults(page), name).toEqual([])
  }
})

test('the letterhead’s line under the name is printed', async () => {
  const { version, letterhead } = await clinic()
  await stage.ok(stage.people.manager, editClinic, {
    ...here(),
    version,
    letterhead: { ...letterhead, tagline: 'Teeth for life' },
  })
  const payment = await stage.ok(stage.people.billing, takePayment, {
    ...here(),
    patientId: stage.patients.gulberg,
    amountMinor: 1000,
    method: 'cash',
  })
  const page = await stage.signInAs('billing')
  const session = await (await page.request.post('/api/session/refresh', { data: {} })).json()
  const answer = await page.request.get(`/api/clinics/${stage.clinics.gulberg}/payments/${payment.id}/receipt.pdf`, {
    headers: { authorization: `Bearer ${session.accessToken}` },
  })
  expect(readPdf(await answer.body()).text).toContain('Teeth for life')
})

test('prices end below each other in Urdu, too', async () => {
  for (const [name, priceMinor] of [
    ['Guard', 90_000],
    ['Veneer', 2_500_000],
  ] as const)
    await stage.ok(stage.people.manager, addService, { ...here(), name, priceMinor })
  const page = await stage.signInAs('manager', { language: 'ur' })
  await page.goto(settings('services'))
  await page.getByText('Veneer').waitFor()
  const ends = await page
    .locator('tbody td[data-align="end"] bdi')
    .evaluateAll((prices) => prices.map((price) => Math.round(price.getBoundingClientRect().right)))
  expect(ends.length).toBeGreaterThan(1)
  expect(new Set(ends).size).toBe(1)
  await page.context().close()
})
