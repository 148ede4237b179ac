import { beforeAll, expect, test } from 'vitest'
import { getVisit } from '#contract/encounters.ts'
import { arrange, makeAllergic, newPatient } from '../../api/modules/clinical/visit.test-help.ts'
import { countActions, intercept, openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
let clinicId: string
beforeAll(async () => {
  stage = await openStage()
  clinicId = stage.clinics.gulberg
  const lines = [
    {
      medicine: 'Amoxicillin 500 mg capsule',
      drugClass: 'penicillin',
      dose: '1-1-1',
      route: 'oral',
      days: 5,
      advice: '',
    },
    {
      medicine: 'Ibuprofen 400 mg tablet',
      drugClass: 'nsaid',
      dose: '1-1-1',
      route: 'oral',
      days: 3,
      advice: 'after meals',
    },
  ]
  await stage.admin.query('insert into prescription_presets (organization_id, name, lines) values ($1, $2, $3)', [
    stage.organizationId,
    'Dental abscess',
    JSON.stringify(lines),
  ])
})

test('a nurse takes vitals from her list, and the doctor sees them without a reload', async () => {
  const patientId = await newPatient(stage, 'Nazia Iqbal', 'P-000501')
  const appointmentId = await arrange(stage, { patientId })
  const doctor = await stage.signInAs('doctor')
  await doctor.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await doctor.getByText('No vitals yet.').waitFor()

  const nurse = await stage.signInAs('nurse')
  await nurse.goto('/')
  await nurse.waitForURL('**/vitals')
  await nurse.getByRole('button', { name: 'Take vitals: Nazia Iqbal' }).click()
  await nurse.getByLabel('Blood pressure, upper').fill('150')
  await nurse.getByLabel('Blood pressure, lower').fill('95')
  await nurse.keyboard.press('Control+Enter')

  await doctor.getByText('150/95').waitFor()
  expect(await seriousFaults(nurse)).toEqual([])
})

test('a value that no device shows is told in its own unit, not bent to what is allowed', async () => {
  const patientId = await newPatient(stage, 'Sana Mirza', 'P-000506')
  const appointmentId = await arrange(stage, { patientId })
  const nurse = await stage.signInAs('nurse')
  await nurse.goto(`/clinics/${clinicId}/vitals?appointment=${appointmentId}`)
  const temperature = nurse.getByLabel('Temperature')
  await temperature.fill('98.6')
  await nurse.getByLabel('Pulse').fill('72')
  expect(await temperature.inputValue()).toBe('98.6 °C')
  await nurse.keyboard.press('Control+Enter')
  await nurse.getByText(/From 30 to 45/).waitFor()
  await temperature.fill('37')
  await nurse.keyboard.press('Control+Enter')
  await nurse.getByText('Vitals of Sana Mirza saved').waitFor()
})

test('from a preset to a finished visit in three actions, with the invoice drafted and the note frozen', async () => {
  const patientId = await newPatient(stage, 'Rabia Noor', 'P-000502')
  const appointmentId = await arrange(stage, { patientId })
  const page = await stage.signInAs('doctor')
  await page.goto('/')
  await page.waitForURL('**/doctor')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Call in Rabia Noor' }).click()
  await page.getByLabel('Note', { exact: true }).fill('Swelling lower left, 36 tender to percussion.')
  expect(await seriousFaults(page)).toEqual([])

  const actions = countActions(page)
  await actions.click('[aria-label="From a preset"]')
  await actions.click('[role="option"]:has-text("Dental abscess")')
  await actions.press('Control+Enter')
  await page.getByRole('button', { name: 'Print prescription' }).waitFor()
  expect(actions.count).toBe(3)

  expect(await page.getByLabel('Note', { exact: true }).count()).toBe(0)
  await page.getByText('Swelling lower left, 36 tender to percussion.').waitFor()
  const { encounter } = await stage.ok(stage.people.doctor, getVisit, { clinicId, appointmentId })
  expect(encounter).toMatchObject({ status: 'finished', note: 'Swelling lower left, 36 tender to percussion.' })
  const { rows } = await stage.admin.query('select status, total_minor from invoices where encounter_id = $1', [
    encounter!.id,
  ])
  expect(rows).toEqual([{ status: 'draft', total_minor: '200000' }])
  expect(await seriousFaults(page)).toEqual([])
})

test('the same by keyboard alone', async () => {
  const patientId = await newPatient(stage, 'Hina Saeed', 'P-000503')
  const appointmentId = await arrange(stage, { patientId, status: 'in_room' })
  const page = await stage.signInAs('doctor')
  await page.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await page.getByRole('button', { name: /Start the visit/ }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Note', { exact: true }).waitFor()
  await page.keyboard.press('p')
  await page.keyboard.type('abscess')
  await page.locator('[role="option"][data-combobox-selected]', { hasText: 'Dental abscess' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Amoxicillin 500 mg capsule').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Print prescription' }).waitFor()
})

test('Ctrl+Enter held down finishes a visit once, and the next visit is one key away', async () => {
  const patientId = await newPatient(stage, 'Kiran Abbas', 'P-000507')
  const appointmentId = await arrange(stage, { patientId })
  const page = await stage.signInAs('doctor')
  await page.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await page.getByRole('button', { name: /Start the visit/ }).click()
  await page.getByLabel('Note', { exact: true }).fill('Scaling done.')
  await page.getByRole('button', { name: 'in 2 weeks' }).click()
  let finishes = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/finish')) finishes += 1
  })
  for (let press = 0; press < 4; press++) await page.keyboard.press('Control+Enter')
  const book = page.getByRole('button', { name: /^Book / })
  await book.waitFor()
  expect(finishes).toBe(1)
  expect(await page.getByRole('alert').count()).toBe(0)

  await page.keyboard.press('b')
  await page.waitForURL(/\/day\/20\d\d-\d\d-\d\d\?/)
  await page.getByRole('dialog').getByText('Kiran Abbas').waitFor()
})

test('an allergy stands at the line that causes it, and the visit does not finish without a reason', async () => {
  const patientId = await newPatient(stage, 'Saima Raza', 'P-000504')
  await makeAllergic(stage, patientId, 'Penicillin', 'penicillin')
  const appointmentId = await arrange(stage, { patientId })
  const page = await stage.signInAs('doctor')
  await page.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await page.getByText('Allergies: Penicillin').waitFor()
  await page.getByRole('button', { name: /Start the visit/ }).click()
  await page.getByRole('combobox', { name: 'From a preset' }).click()
  await page.getByRole('option', { name: 'Dental abscess' }).click()
  await page.getByRole('group', { name: 'Amoxicillin 500 mg capsule' }).getByText('Allergic: Penicillin').waitFor()

  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Why it is given all the same').fill('Tolerated it last year')
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Given all the same: Tolerated it last year').waitFor()
})

test('what is typed without a connection is kept, and saved when it is back', async () => {
  const patientId = await newPatient(stage, 'Bushra Gul', 'P-000505')
  const appointmentId = await arrange(stage, { patientId })
  const page = await stage.signInAs('doctor')
  await page.goto(`/clinics/${clinicId}/visits/${appointmentId}`)
  await page.getByRole('button', { name: /Start the visit/ }).click()
  const note = page.getByLabel('Note', { exact: true })
  await note.waitFor()
  await intercept(page, '**/encounters/**', (route) => route.abort())
  await note.fill('Written in a tunnel')
  await page.getByText('Your text is kept here').waitFor()
  await page.reload()
  await note.waitFor()
  expect(await note.inputValue()).toBe('Written in a tunnel')

  // Neither another screen nor signing out throws it away unasked.
  await page.getByRole('link', { name: 'My visits' }).click()
  await page.getByText('It stays in this tab').waitFor()
  await page.getByRole('button', { name: 'Stay and save it' }).click()
  await page.getByRole('button', { name: /doctor/i }).click()
  await page.getByText('Sign out').click()
  await page.getByText('If you sign out now').waitFor()
  await page.getByRole('button', { name: 'Stay and save it' }).click()

  await page.unroute('**/encounters/**')
  await page.getByText(/^Saved \d/).waitFor()
  const { encounter } = await stage.ok(stage.people.doctor, getVisit, { clinicId, appointmentId })
  expect(encounter!.note).toBe('Written in a tunnel')
})
