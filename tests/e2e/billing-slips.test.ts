import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listInvoices, takePayment } from '#contract/billing.ts'
import { registerPatient } from '#contract/patients.ts'
import { openStage, type Stage } from './harness.ts'
import { tillOf } from './till.ts'

// What hands do at the till without looking: nothing that was typed is thrown away, and no sum is taken that nobody meant.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const here = () => ({ clinicId: stage.clinics.gulberg })

function newPatient(fullName: string) {
  return stage.ok(stage.people.receptionist, registerPatient, { ...here(), fullName })
}

const { owing, account } = tillOf(() => stage)

/** The payment drawer of a patient, with the focus on the first method. */
async function openDrawer(patientId: string): Promise<Page> {
  const page = await stage.signInAs('billing')
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${patientId}`)
  await page.locator('input[name="method"]:focus').waitFor()
  return page
}

async function openDraft(patientId: string): Promise<Page> {
  const [invoice] = (await account(patientId)).invoices
  const page = await stage.signInAs('billing')
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing/${invoice!.id}`)
  await page.getByLabel('Discount on Consultation').waitFor()
  return page
}

const dialog = (page: Page) => page.getByRole('dialog')
const receipt = (page: Page) => dialog(page).getByText(/GUL-REC-20\d\d-\d{6}/)

test('a discount typed into a draft is saved before the payment, and paid', async () => {
  const patientId = await owing('Neelam Khokhar')
  const page = await openDraft(patientId)
  await page.getByLabel('Discount on Consultation').fill('50')
  await page.getByRole('button', { name: 'Take a payment' }).click()
  await page.locator('input[name="method"]:focus').waitFor()
  await expect.poll(() => page.inputValue('input[name="amount"]')).toBe('1950')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).invoices[0]).toMatchObject({ status: 'issued', totalMinor: 195_000, dueMinor: 0 })
})

test('while a draft cannot be saved, no payment is begun', async () => {
  const page = await openDraft(await owing('Kulsoom Akhtar'))
  await page.getByLabel('Discount on Consultation').fill('2001')
  await page.getByRole('button', { name: 'Remove Consultation' }).focus()
  await page.keyboard.press('p')
  await page.getByRole('alert').filter({ hasText: 'Save the draft first' }).waitFor()
  expect(await dialog(page).count()).toBe(0)
})

test('a number typed as the drawer opens is the amount, and chooses no method', async () => {
  const patientId = await owing('Arslan Mirza')
  const page = await openDrawer(patientId)
  // However slow this machine is, the keys come in one go.
  await page.clock.setFixedTime(Date.now())
  await page.keyboard.type('1500')
  expect(await page.inputValue('input[name="amount"]')).toBe('1500')
  expect(await dialog(page).getByRole('radio', { checked: true }).count()).toBe(0)
  await page.getByRole('button', { name: /^Take Rs\s1,500/ }).waitFor()
  // Enter asks how it is paid; one digit says it.
  await page.keyboard.press('Enter')
  await page.getByText('Choose how it is paid').waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).payments[0]).toMatchObject({ amountMinor: 150_000, method: 'card' })
})

test('after a method was chosen a number is the amount, and the method stays', async () => {
  const patientId = await owing('Ayesha Tahir')
  const page = await openDrawer(patientId)
  await page.getByRole('radio', { name: 'Cash', exact: true }).check()
  await page.clock.setFixedTime(Date.now())
  await page.keyboard.type('100')
  await page.getByRole('button', { name: /^Take Rs\s100/ }).waitFor()
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).payments[0]).toMatchObject({ amountMinor: 10_000, method: 'cash' })
})

test('cash that is less than the amount is refused, and Enter offers to take only that', async () => {
  const patientId = await owing('Bushra Sattar')
  const page = await openDrawer(patientId)
  await page.keyboard.press('1')
  await page.getByLabel('Received in cash').fill('10')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'was received' }).waitFor()
  await page.locator('button:focus', { hasText: 'Take only' }).waitFor()
  expect((await account(patientId)).payments).toEqual([])
  // A number typed now corrects what was received.
  await page.keyboard.type('15')
  expect(await page.getByLabel('Received in cash').inputValue()).toBe('15')
  await page.keyboard.press('Enter')
  await page.locator('button:focus', { hasText: /Take only Rs\s15/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Take Rs\s15/ }).waitFor()
  expect((await account(patientId)).payments).toEqual([])
  await page.keyboard.press('Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).payments).toMatchObject([{ amountMinor: 1500, method: 'cash' }])
})

test('of somebody who has no invoice it is said, and one is written from there by keys alone', async () => {
  const { id } = await newPatient('Ghulam Rasool')
  const page = await stage.signInAs('billing')
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing?pay=${id}`)
  await dialog(page).getByRole('heading', { name: 'Ghulam Rasool has no invoice yet' }).waitFor()
  await dialog(page).getByRole('button', { name: 'New invoice' }).click()
  await page.locator('input[placeholder="Add a service"]:focus').waitFor()
  await page.getByRole('option', { name: /Consultation/ }).waitFor()
  await page.keyboard.type('Consul')
  await page.locator('[role="option"][data-combobox-selected]').waitFor()
  await page.keyboard.press('Enter')
  await dialog(page)
    .getByRole('button', { name: /^Draft Rs\s2,000/ })
    .waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Invoice', exact: true }).waitFor()
  expect((await account(id)).dueMinor).toBe(200_000)
})

test('what is due on several invoices is said to be', async () => {
  const page = await openDrawer(await owing('Waheed Murad', 2))
  await dialog(page).getByText('Due on 2 invoices').waitFor()
})

test('P takes a payment in Billing as on an invoice, and Ctrl+Enter saves it', async () => {
  const patientId = await owing('Shabnam Ali')
  const page = await stage.signInAs('billing')
  await page.goto(`/clinics/${stage.clinics.gulberg}/billing`)
  await page.getByRole('table', { name: 'Invoices' }).waitFor()
  await page.keyboard.press('p')
  await dialog(page).getByLabel('Who pays?').fill('Shabnam')
  await dialog(page)
    .getByRole('button', { name: /Shabnam Ali/ })
    .click()
  await page.locator('input[name="method"]:focus').waitFor()
  await page.keyboard.press('4')
  // On a button Enter alone would press that.
  await dialog(page).getByRole('button', { name: 'Half' }).focus()
  await page.keyboard.press('Control+Enter')
  await receipt(page).waitFor()
  expect((await account(patientId)).payments).toMatchObject([{ amountMinor: 200_000, method: 'jazzcash' }])
})

test('the reference of a bank can be read in the list of payments', async () => {
  const reference = '17320064410098512345678901234'
  const patientId = await owing('Moin Akhter')
  const input = { ...here(), patientId, amountMinor: 200_000, method: 'bank_transfer' as const, reference }
  await stage.ok(stage.people.billing, takePayment, input)
  const page = await stage.signInAs('billing')
  for (const path of ['billing?tab=payments', `patients/${patientId}/billing`]) {
    await page.goto(`/clinics/${stage.clinics.gulberg}/${path}`)
    const shown = page.getByText(reference)
    await shown.waitFor()
    expect(await shown.evaluate((one) => one.closest('div')!.scrollWidth - one.closest('div')!.clientWidth)).toBe(0)
  }
})

test('Ctrl+K opens an invoice by its number, and by the receipt that paid it', async () => {
  const patientId = await owing('Shaista Lodhi')
  const { number } = await stage.ok(stage.people.billing, takePayment, {
    ...here(),
    patientId,
    amountMinor: 100_000,
    method: 'cash',
  })
  const invoice = (await account(patientId)).invoices[0]!
  const page = await stage.signInAs('billing')
  for (const asked of [invoice.number!.toLowerCase(), number]) {
    await page.goto(`/clinics/${stage.clinics.gulberg}/billing`)
    await page.locator('main h1').waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('[role="dialog"] input:focus').waitFor()
    await page.keyboard.type(asked)
    await page.getByRole('option', { name: /GUL-INV-.*Shaista Lodhi/s }).click()
    await page.waitForURL(`**/billing/${invoice.id}`)
    await page.getByRole('heading', { name: invoice.number! }).waitFor()
  }
  const other = await stage.call(stage.people.billing, listInvoices, {
    ...here(),
    state: 'all',
    number: 'GUL-INV-1999-000001',
  })
  expect(other.body).toMatchObject({ invoices: [] })
})
