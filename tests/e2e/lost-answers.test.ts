import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { createInvoice, getInvoice } from '#contract/billing.ts'
import { editClinic, getClinic } from '#contract/clinics.ts'
import { getPatient, registerPatient } from '#contract/patients.ts'
import { listSessions } from '#contract/schedule.ts'
import { type DeskDay, openDeskDay } from './desk-day.ts'
import { loseAnswer, type Stage } from './harness.ts'

// The server does it, the answer is lost on the way, and news of it comes all the same: asking again does it once, and
// nobody is told of a colleague's change that was her own. Payments have the same in billing.test.ts.
let day: DeskDay
let stage: Stage
beforeAll(async () => {
  day = await openDeskDay()
  stage = day.stage
})

const here = () => ({ clinicId: stage.clinics.gulberg })
const at = (path: string) => `/clinics/${stage.clinics.gulberg}/${path}`

async function newPatient(fullName: string): Promise<string> {
  return (await stage.ok(stage.people.receptionist, registerPatient, { ...here(), fullName })).id
}

const visitsOf = async (name: string) => (await day.visits()).filter(({ patientName }) => patientName === name)

async function openDay(): Promise<Page> {
  const desk = await day.open('receptionist')
  await loseAnswer(desk, 'POST', '**/appointments')
  return desk
}

test('a new caller is booked once when Enter asks again, whatever is proposed by then', async () => {
  const desk = await openDay()
  await desk.keyboard.type('03457770001 Mehwish Hayat')
  await desk.locator('[role="option"][aria-selected="true"][data-kind="slot"]').waitFor()
  await desk.keyboard.press('Enter')
  await desk.getByText('it is never made twice').waitFor()
  // The appointment stands in the calendar behind the question.
  await desk.locator('[data-event]', { hasText: 'Mehwish Hayat' }).waitFor()
  await desk.keyboard.press('Enter')
  await desk.getByText(/Mehwish Hayat is booked/).waitFor()
  expect(await visitsOf('Mehwish Hayat')).toHaveLength(1)
})

test('Ctrl+K asks again from the message that it left', async () => {
  await newPatient('Saba Qamar')
  const desk = await openDay()
  await desk.keyboard.press('Control+k')
  await desk.locator('[role="dialog"] input:focus').waitFor()
  await desk.keyboard.type('saba qamar')
  await desk
    .getByRole('option', { name: /Book Saba Qamar/ })
    .first()
    .click()
  await desk.locator('[data-event]', { hasText: 'Saba Qamar' }).waitFor()
  await desk.getByRole('button', { name: 'Ask again' }).click()
  await desk.getByText(/Saba Qamar is booked/).waitFor()
  expect(await visitsOf('Saba Qamar')).toHaveLength(1)
})

test('details of a patient that were saved are not shown as somebody else’s', async () => {
  const patientId = await newPatient('Mahira Khan')
  const desk = await stage.signInAs('receptionist')
  await desk.goto(at(`patients/${patientId}/details`))
  await desk.getByRole('button', { name: 'Edit details' }).click()
  await desk.getByRole('dialog').getByLabel('City').fill('Multan')
  await loseAnswer(desk, 'PATCH', `**/patients/${patientId}`)
  await saveTwice(desk)
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await stage.ok(stage.people.receptionist, getPatient, { ...here(), patientId })).toMatchObject({
    city: 'Multan',
  })
})

test('a session that was saved closes its drawer', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(at('settings/doctors'))
  await page.getByRole('button', { name: /Change Dr Bilal Ahmed, Monday/ }).click()
  await page.getByRole('textbox', { name: 'Until' }).fill('1830')
  await loseAnswer(page, 'PATCH', '**/sessions/*')
  await saveTwice(page)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const sessions = await stage.ok(stage.people.manager, listSessions, here())
  expect(sessions.filter(({ endsMinute }) => endsMinute === 18 * 60 + 30)).toHaveLength(1)
})

test('the lines of a draft that were saved are issued', async () => {
  const patientId = await newPatient('Sanam Saeed')
  const { id: invoiceId } = await stage.ok(stage.people.billing, createInvoice, {
    ...here(),
    patientId,
    lines: [{ serviceId: stage.services.gulberg }],
  })
  const page = await stage.signInAs('billing')
  await page.goto(at(`billing/${invoiceId}`))
  await page.getByLabel('Quantity of Consultation').fill('2')
  await loseAnswer(page, 'PATCH', `**/invoices/${invoiceId}`)
  const issue = page.getByRole('button', { name: 'Save and issue' })
  await issue.click()
  await page.getByText('No answer from the server').waitFor()
  await issue.click()
  await page.getByRole('heading', { name: /GUL-INV-/ }).waitFor()
  const invoice = await stage.ok(stage.people.billing, getInvoice, { ...here(), invoiceId })
  expect(invoice).toMatchObject({ status: 'issued', totalMinor: 400_000 })
})

test('settings of a branch that were saved are saved, and a colleague’s are still shown beside one’s own', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(at('settings/branch'))
  const foot = page.getByLabel('Line at the foot')
  await foot.fill('Open on Sundays')
  await loseAnswer(page, 'PATCH', `**/clinics/${stage.clinics.gulberg}`)
  await saveTwice(page)
  await page.getByText('Saved', { exact: true }).waitFor()

  await foot.fill('Closed on Fridays')
  const clinic = () => stage.ok(stage.people.manager, getClinic, here())
  const { version, letterhead } = await clinic()
  await stage.ok(stage.people.clinicAdmin, editClinic, {
    ...here(),
    version,
    letterhead: { ...letterhead, footer: 'Open at night' },
  })
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Somebody else changed this meanwhile').waitFor()
  expect((await clinic()).letterhead.footer).toBe('Open at night')
})

async function saveTwice(page: Page) {
  const save = page.getByRole('button', { name: /^Save/ })
  await save.click()
  await page.getByText('No answer from the server').waitFor()
  await save.click()
}
