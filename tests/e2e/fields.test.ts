import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { startWorker } from '#api/worker.ts'
import { bookAppointment } from '#contract/appointments.ts'
import { addPatientField, editPatientField, listPatientFields } from '#contract/fields.ts'
import { editPatient, getPatient, searchPatients } from '#contract/patients.ts'
import { dayAhead, instant } from '../harness/days.ts'
import { testSecret } from '../harness/group.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

// A field from the day an admin thinks of it: asked at the desk, filtered by, imported, exported, printed.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const worker = await startWorker({ appUrl: stage.appUrl, secret: testSecret })
  return worker.stop
})
const here = (page: string) => `/clinics/${stage.clinics.gulberg}/${page}`

test('an admin adds a required choice, and the desk registers with it', async () => {
  const admin = await stage.signInAs('clinicAdmin')
  await admin.goto(here('settings/fields'))
  await admin
    .getByRole('heading', { name: 'No fields of your own yet' })
    .or(admin.getByText('No fields of your own yet'))
    .first()
    .waitFor()
  await admin.getByRole('button', { name: 'Add a field' }).first().click()
  await admin.getByRole('textbox', { name: 'Name of the field' }).fill('How they found us')
  await admin.getByRole('combobox', { name: 'Kind' }).click()
  await admin.getByRole('option', { name: 'Choice' }).click()
  await admin.getByRole('textbox', { name: 'Choice 1' }).fill('A friend')
  await admin.getByRole('textbox', { name: 'Choice 2' }).fill('The street')
  await admin.getByRole('switch', { name: 'Must be answered' }).check({ force: true })
  expect(await seriousFaults(admin)).toEqual([])
  await admin.keyboard.press('Control+Enter')
  await admin.getByRole('cell', { name: 'How they found us', exact: true }).waitFor()

  const page = await stage.signInAs('receptionist')
  await page.goto(here('patients?register=true'))
  await page.getByRole('textbox', { name: 'Name' }).fill('Amna Tariq')
  // Before the form knows what is asked, the server says it.
  await page.getByRole('combobox', { name: 'How they found us' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('“How they found us” is required here. Please fill it in.').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('combobox', { name: 'How they found us' }).click()
  await page.getByRole('option', { name: 'A friend' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Amna Tariq' }).waitFor()
  await page.getByRole('link', { name: 'Details' }).click()
  await page.getByText('A friend').waitFor()
})

test('a caller booked in a hurry shows what is to be completed, and the edit form asks for it', async () => {
  const visit = await stage.ok(stage.people.receptionist, bookAppointment, {
    clinicId: stage.clinics.gulberg,
    newPatient: { fullName: 'Quick Caller', phone: '03009998877' },
    doctorId: stage.doctors.sana,
    startsAt: instant(dayAhead(2), '11:00'),
    minutes: 30,
  })
  const page = await stage.signInAs('receptionist')
  await page.goto(here(`patients/${visit.patientId}/details?edit=true`))
  await page.getByText('To complete: How they found us').waitFor()
  await page.getByRole('combobox', { name: 'How they found us' }).click()
  await page.getByRole('option', { name: 'The street' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('To complete').waitFor({ state: 'detached' })
  await page.getByText('The street').waitFor()
})

test('the list is filtered by it, in the address, and what the filter leaves is exported', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(here('patients'))
  await page.getByRole('combobox', { name: 'Filter by a field' }).click()
  await page.getByRole('option', { name: 'How they found us' }).click()
  await page.getByRole('combobox', { name: 'How they found us' }).click()
  await page.getByRole('option', { name: 'A friend' }).click()
  await page.waitForURL(/[?&]is=[^&]/)
  await page.getByText('Quick Caller').waitFor({ state: 'detached' })
  await page.getByText('Amna Tariq').first().waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.reload()
  await page.getByText('Amna Tariq').first().waitFor()
  expect(await page.getByText('Quick Caller').count()).toBe(0)

  await page.getByRole('button', { name: 'Export' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  const [header, ...lines] = text.trim().split('\r\n')
  expect(header!.endsWith('How they found us')).toBe(true)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/Amna Tariq.*,A friend$/)
})

test('a list brings it, with a sentence for a value that is no choice', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(here('imports'))
  const list = 'Name,How they found us\nChand Mirza,The street\nDua Malik,The moon\n'
  await page.setInputFiles('input[type=file]', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await page.waitForURL('**/imports/*-*')
  await page
    .getByText(/is none of the choices of/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByRole('link', { name: 'All imports' }).click()
  await page.getByText('Done').first().waitFor({ timeout: 60_000 })
  const { fields } = await stage.ok(stage.people.receptionist, listPatientFields, { clinicId: stage.clinics.gulberg })
  const street = fields[0]!.choices[1]!.choiceId
  await page.goto(here(`patients?field=${fields[0]!.id}&is=${street}`))
  await page.getByText('Chand Mirza').first().waitFor()
})

test('the patient’s sheet is printed with it', async () => {
  const page = await stage.signInAs('receptionist', { language: 'ur' })
  await page.goto(here('patients'))
  await page.getByText('Amna Tariq').first().click()
  await page.waitForURL(/patients\/[0-9a-f-]{36}/)
  await page.goto(`${new URL(page.url()).pathname}/details`)
  const sheet = page.context().waitForEvent('response', (response) => response.url().includes('/sheet?language=ur'))
  await page.getByRole('button', { name: 'تفصیلات چھاپیں' }).click()
  expect((await sheet).headers()['content-type']).toBe('application/pdf')
  expect(await seriousFaults(page)).toEqual([])
})

test('two people answer two fields of one patient: the second sees the other’s answer, and both stand', async () => {
  const [clinicId, desk] = [stage.clinics.gulberg, stage.people.receptionist]
  const add = (label: string) => stage.ok(stage.people.clinicAdmin, addPatientField, { clinicId, label, kind: 'text' })
  const [card, school] = [await add('Card number'), await add('School')]
  const { patients } = await stage.ok(desk, searchPatients, { clinicId, q: 'Quick Caller' })
  const patientId = patients[0]!.id
  const page = await stage.signInAs('receptionist')
  await page.goto(here(`patients/${patientId}/details?edit=true`))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'School' }).fill('Beacon House')
  const { version } = await stage.ok(desk, getPatient, { clinicId, patientId })
  await stage.ok(desk, editPatient, { clinicId, patientId, version, fields: [{ fieldId: card.id, value: 'C-77' }] })

  await dialog.getByRole('button', { name: /^Save/ }).click()
  await dialog
    .getByRole('row', { name: /Card number/ })
    .getByText('C-77')
    .waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: /Go on/ }).click()
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Card number' }).inputValue()).toBe('C-77')
  expect(await dialog.getByRole('textbox', { name: 'School' }).inputValue()).toBe('Beacon House')
  await dialog.getByRole('button', { name: /^Save/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('Beacon House').waitFor()
  await page.getByText('C-77').waitFor()

  // A list that was filtered by a field says so when the field is retired, and lets go of it.
  await stage.ok(stage.people.clinicAdmin, editPatientField, {
    clinicId,
    fieldId: school.id,
    version: school.version,
    retired: true,
  })
  await page.goto(here(`patients?field=${school.id}&is=Nobody`))
  await page.getByText('Nobody fits this filter').waitFor()
  expect(await page.getByRole('combobox', { name: 'Filter by a field' }).inputValue()).toBe(
    'A field that is no longer in use',
  )
  await page.getByRole('button', { name: 'Show everybody' }).click()
  await page.getByText('Quick Caller').first().waitFor()
})

test('who removes a choice goes on writing in the next one', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(here('settings/fields'))
  await page.getByRole('cell', { name: 'How they found us', exact: true }).click()
  await page.getByRole('button', { name: 'Remove A friend' }).click()
  await page.locator('input:focus').waitFor()
  expect(await page.locator('input:focus').inputValue()).toBe('The street')
})

test('what cannot be done with a field is said in Urdu to who reads Urdu', async () => {
  const page = await stage.signInAs('clinicAdmin', { language: 'ur' })
  await page.goto(here('settings/fields'))
  await page.getByRole('cell', { name: 'How they found us', exact: true }).click()
  await page.getByRole('button', { name: 'A friend ہٹائیں' }).click()
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await page.getByText(/رہے گا: .* اسے بند کر دیں، پھر پیش نہیں ہو گا۔/).waitFor()
  expect(await seriousFaults(page)).toEqual([])
})
