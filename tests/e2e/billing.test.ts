import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { readPdf } from '#api/integrations/pdf/pdf-reader.test-help.ts'
import { takePayment } from '#contract/billing.ts'
import { countActions, intercept, loseAnswer, openStage, type Stage, seriousFaults } from './harness.ts'
import { tillOf } from './till.ts'

// The billing clerk's day, played in a browser.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const here = () => ({ clinicId: stage.clinics.gulberg })

const { owing, account } = tillOf(() => stage)

async function openBilling(language: 'en' | 'ur' = 'en'): Promise<Page> {
  const page = await stage.signInAs('billing', { language })
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing`)
  await page.locator('main h1').waitFor()
  return page
}

/** Presses Print and gives the document that the new tab shows. */
async function printed(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const seen = Promise.withResolvers<Buffer>()
  await intercept(page, '**/*.pdf?*', async (route) => {
    const response = await route.fetch()
    seen.resolve(await response.body())
    await route.fulfill({ response })
  })
  await press()
  return seen.promise
}

/** The number of the receipt that the drawer shows; lists behind it have numbers, too. */
const receipt = (page: Page) => page.getByRole('dialog').getByText(/GUL-REC-20\d\d-\d{6}/)

test('a payment takes three actions, and prints a numbered receipt that names the patient', async () => {
  const patientId = await owing('Rukhsana Warraich')
  const page = await stage.signInAs('billing')
  // Billing is where a billing clerk lands.
  await page.goto('/')
  await page.waitForURL('**/billing')
  const actions = countActions(page)

  await actions.click('[aria-label="Pay: Rukhsana Warraich"]')
  await page.locator('input[name="method"]:focus').waitFor()
  expect(await page.inputValue('input[name="amount"]')).toBe('2000')
  await actions.press('1')
  await actions.press('Enter')
  const number = await receipt(page).innerText()
  expect(actions.count).toBeLessThanOrEqual(3)
  expect((await account(patientId)).dueMinor).toBe(0)

  // The receipt has the focus on Print: one more Enter.
  await page.locator('button:focus', { hasText: 'Print' }).waitFor()
  const pdf = await printed(page, () => page.keyboard.press('Enter'))
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF')
  const { text } = readPdf(pdf)
  expect(text).toContain('Rukhsana Warraich')
  expect(text).toContain(number)
})

test.each([
  ['Urdu', 'ur', 'سائرہ وڑائچ'],
  ['Hindi', 'hi', 'सुनीता शर्मा'],
])('a patient with a %s name gets a receipt with it, also in that language', async (_, language, name) => {
  const patientId = await owing(name)
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Language of the paper' }).click()
  const pdf = await printed(page, () => page.locator(`[role="menuitem"][lang="${language}"]`).click())
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF')
  // Joined letters lie on the page as they are drawn (Nastaliq sets some dots apart), so the name's letters are
  // looked for, not its spelling.
  const { text } = readPdf(pdf)
  expect([...name].filter((letter) => letter !== ' ' && !text.includes(letter))).toEqual([])
})

test('a part payment settles the oldest first, shows it before, and leaves the rest due', async () => {
  const patientId = await owing('Omar Siddiqui', 2)
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await page.fill('input[name="amount"]', '2,500')
  const split = page.getByRole('table', { name: 'Oldest first' }).locator('tbody tr')
  expect(await split.nth(0).innerText()).toMatch(/Rs\s2,000/)
  expect(await split.nth(1).innerText()).toMatch(/Rs\s500.*Rs\s1,500/s)
  await page.getByRole('radio', { name: 'Cash', exact: true }).check()
  await page.getByLabel('Received in cash').fill('3000')
  expect(await page.getByText('Change to give').locator('..').innerText()).toMatch(/Rs\s500/)
  await page.getByRole('button', { name: /^Take Rs/ }).click()
  await page.getByText('Still due:').waitFor()
  expect((await account(patientId)).dueMinor).toBe(150_000)
})

test('the note handed over is one click, and Enter still takes the payment', async () => {
  const patientId = await owing('Tariq Aziz')
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await page.keyboard.press('1')
  await page.getByRole('button', { name: /Rs\s5,000/ }).click()
  expect(await page.getByText('Change to give').locator('..').innerText()).toMatch(/Rs\s3,000/)
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).payments).toHaveLength(1)
})

test('more than what is due cannot be taken, and what is due can', async () => {
  const patientId = await owing('Zara Malik')
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await page.fill('input[name="amount"]', '2000.01')
  await page.keyboard.press('Enter')
  await page.getByText('That is more than what is due.').waitFor()
  expect((await account(patientId)).payments).toEqual([])
  await page.getByRole('button', { name: 'All', exact: true }).last().click()
  await page.getByRole('radio', { name: 'Cash', exact: true }).check()
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
})

test('when the answer is lost, asking again takes the money once', async () => {
  const patientId = await owing('Sara Lodhi')
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await loseAnswer(page, 'POST', '**/payments')
  // News of the payment comes all the same: the question must outlive it.
  let heard = false
  await intercept(page, '**/account', async (route) => {
    const response = await route.fetch()
    heard ||= (await response.json()).dueMinor === 0
    await route.fulfill({ response })
  })
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await page.getByText('it is never taken twice').waitFor()
  await expect.poll(() => heard).toBe(true)
  await page.getByRole('button', { name: 'Ask again' }).click()
  await receipt(page).waitFor()
  const { payments, dueMinor } = await account(patientId)
  expect(payments).toHaveLength(1)
  expect(dueMinor).toBe(0)
})

test('when somebody else took money meanwhile, the new amount is shown and nothing is taken', async () => {
  const patientId = await owing('Ali Raza')
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  // This desk hears of nothing while the other one takes half.
  await intercept(page, '**/account', (route) => route.abort())
  await stage.ok(stage.people.receptionist, takePayment, {
    ...here(),
    patientId,
    amountMinor: 100_000,
    method: 'card',
  })
  await page.fill('input[name="amount"]', '500')
  await page.getByRole('radio', { name: 'Cash', exact: true }).check()
  await page.keyboard.press('Enter')
  expect(await page.getByRole('alert').filter({ hasText: 'changed meanwhile' }).innerText()).toMatch(/Rs\s1,000/)
  expect((await account(patientId)).payments).toHaveLength(1)
})

test('a draft is changed, issued and printed, and then stays as it is', async () => {
  const patientId = await owing('Hina Baig')
  const invoiceId = (await account(patientId)).invoices[0]!.id
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing/${invoiceId}`)
  await page.getByLabel('Quantity of Consultation').fill('2')
  await page.getByLabel('Discount on Consultation').fill('500')
  await page.getByRole('button', { name: 'Save and issue' }).click()
  await page.getByRole('heading', { name: /GUL-INV-/ }).waitFor()
  expect((await account(patientId)).invoices[0]).toMatchObject({ status: 'issued', totalMinor: 350_000 })
  expect(await page.getByLabel('Quantity of Consultation').count()).toBe(0)
  const pdf = await printed(page, () => page.getByRole('button', { name: 'Print', exact: true }).click())
  expect(readPdf(pdf).text).toContain('Hina Baig')
})

test('the day’s payments and a patient’s account show what was taken', async () => {
  const patientId = await owing('Nadia Gill')
  await stage.ok(stage.people.billing, takePayment, { ...here(), patientId, amountMinor: 75_000, method: 'jazzcash' })
  const page = await openBilling()
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?tab=payments`)
  await page.getByRole('row', { name: /Nadia Gill/ }).waitFor()
  await page.getByRole('link', { name: 'Nadia Gill' }).click()
  await page.waitForURL(`**/patients/${patientId}/billing`)
  await page.getByRole('heading', { name: 'Payments' }).waitFor()
  await page.getByRole('row', { name: /GUL-REC/ }).waitFor()
  expect(
    await page
      .getByRole('row', { name: /GUL-INV/ })
      .first()
      .innerText(),
  ).toMatch(/Rs\s1,250/)
})

test('a nurse finds no billing, and a receptionist does', async () => {
  const nurse = await stage.signInAs('nurse')
  await nurse.goto(`/clinics/${stage.clinics.gulberg}/billing`)
  await nurse.getByText('There is nothing at this address').waitFor()
  const desk = await stage.signInAs('receptionist')
  await desk.goto(`/clinics/${stage.clinics.gulberg}/billing`)
  await desk.getByRole('table', { name: 'Invoices' }).waitFor()
})

test.each(['en', 'ur'] as const)('axe finds no serious fault on billing’s screens in %s', async (language) => {
  const patientId = await owing(`Axe ${language}`, 2)
  const [invoice] = (await account(patientId)).invoices
  const page = await openBilling(language)
  const base = `/clinics/${stage.clinics.gulberg}`
  for (const path of [
    '/billing',
    '/billing?tab=payments',
    `/billing/${invoice!.id}`,
    `/patients/${patientId}/billing`,
  ]) {
    await page.goto(base + path)
    await page.locator('main table').first().waitFor()
    expect(await seriousFaults(page), path).toEqual([])
  }
  await page.goto(`${base}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  await page.keyboard.press('1')
  expect(await seriousFaults(page)).toEqual([])
})
