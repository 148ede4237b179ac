import { beforeAll, expect, test } from 'vitest'
import { readTable } from '#api/integrations/files/index.ts'
import { readPdf } from '#api/integrations/pdf/pdf-reader.test-help.ts'
import { addNetworkField, type PatientField } from '#contract/fields.ts'
import {
  downloadPatients,
  editPatient,
  exportPatients,
  getPatient,
  getPatientSheet,
  registerPatient,
} from '#contract/patients.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
let clinicId: string
let source: PatientField
let found: PatientField
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  const { owner, receptionist } = app.people
  source = await app.ok(owner, addNetworkField, { label: 'ذریعہ', kind: 'choice', choices: ['دوست', 'Street'] })
  found = await app.ok(owner, addNetworkField, { label: 'Formula', kind: 'text' })
  const fields = [
    { fieldId: source.id, value: source.choices[0]!.choiceId },
    { fieldId: found.id, value: '=HYPERLINK("http://evil.example";"x")' },
  ]
  await app.ok(receptionist, registerPatient, { clinicId, fullName: '+cmd|calc', notes: '@sum', fields })
})

async function fileOf(format: 'csv' | 'xlsx', filter: object = {}) {
  const { exportId, rows } = await app.ok(app.people.manager, exportPatients, { clinicId, format, ...filter })
  const reply = await app.call(app.people.manager, downloadPatients, { clinicId, exportId })
  return { exportId, rows, reply, bytes: reply.body as unknown as Uint8Array }
}

test('a CSV holds every patient with custom fields, and nothing a spreadsheet would run', async () => {
  const { rows, reply, bytes } = await fileOf('csv')
  expect([rows, reply.status, reply.headers.get('content-type')]).toEqual([2, 200, 'text/csv; charset=utf-8'])
  expect(reply.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''patients-GUL-\d{4}-\d\d-\d\d\.csv$/,
  )
  const text = new TextDecoder().decode(bytes)
  const [header, ...lines] = text.trim().split('\r\n')
  expect(header).toMatch(/^Patient number,Full name,Date of birth.*,ذریعہ,Formula$/)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`,'+cmd|calc,`)
  expect(lines[1]).toContain(`,'@sum,`)
  expect(lines[1]).toContain(`دوست,"'=HYPERLINK(""http://evil.example"";""x"")"`)
})

test('a workbook holds the same as text', async () => {
  const { bytes } = await fileOf('xlsx', { fieldId: source.id, fieldIs: source.choices[0]!.choiceId })
  const table = await readTable(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const rows: { cells: string[] }[] = []
  for await (const row of table.rows) rows.push(row)
  expect(rows.map(({ cells }) => cells[1])).toEqual(['+cmd|calc'])
  expect(table.header.slice(-2)).toEqual(['ذریعہ', 'Formula'])
})

test('the word on the screen narrows it as it does the list, together with the filter', async () => {
  const names = ({ bytes }: { bytes: Uint8Array }) => {
    const [, ...lines] = new TextDecoder().decode(bytes).trim().split('\r\n')
    return lines.map((line) => line.split(',')[1])
  }
  expect(names(await fileOf('csv', { q: 'cmd calc' }))).toEqual(["'+cmd|calc"])
  expect((await fileOf('csv', { q: 'cmd calc', fieldId: source.id, fieldEmpty: true })).rows).toBe(0)
  expect((await fileOf('csv', { q: 'Nobody Such' })).rows).toBe(0)
})

test('a filter by a field that is not asked here, or that can never fit, is refused and not an empty file', async () => {
  const make = (filter: object) => app.call(app.people.manager, exportPatients, { clinicId, format: 'csv', ...filter })
  const foreign = await app.ok(app.people.stranger, addNetworkField, { label: 'Theirs', kind: 'text' })
  expect((await make({ fieldId: foreign.id })).status).toBe(404)
  expect((await make({ fieldId: crypto.randomUUID() })).status).toBe(404)
  expect(await make({ fieldId: source.id, fieldIs: 'no choice' })).toMatchObject({ status: 422, refusal: 'invalid' })
  expect((await make({ fieldId: found.id, fieldFrom: '3' })).status).toBe(422)
  expect((await make({ fieldId: source.id, fieldIs: source.choices[0]!.choiceId })).status).toBe(201)
})

test('many pages come out whole, each patient once', async () => {
  await app.admin.query(
    `insert into patients (organization_id, clinic_id, number, full_name)
     select $1, $2, 'M-' || n, 'Many ' || n from generate_series(1, 2500) n`,
    [app.organizationId, clinicId],
  )
  const { rows, bytes } = await fileOf('csv')
  const names = new TextDecoder().decode(bytes).trim().split('\r\n').slice(1)
  expect([rows, names.length, new Set(names).size]).toEqual([2502, 2502, 2502])
})

test('making one leaves a row that says who, what and how many; only who made it gets the file, and not for long', async () => {
  const { exportId } = await fileOf('csv', { show: 'owing' })
  const { rows } = await app.admin.query(
    `select e.user_id, e.event, d.detail from audit_events e join audit_details d on d.event_id = e.id where e.subject_id = $1`,
    [exportId],
  )
  expect(rows).toEqual([
    {
      user_id: app.people.manager.userId,
      event: 'export.made',
      detail: { of: 'patients', format: 'csv', filter: { show: 'owing' }, rows: 0 },
    },
  ])
  const fetch = (who: keyof TestApp['people'], at = clinicId) =>
    app.call(app.people[who], downloadPatients, { clinicId: at, exportId })
  expect((await fetch('manager')).status).toBe(200)
  expect((await fetch('owner')).status).toBe(404)
  expect((await fetch('stranger')).status).toBe(404)
  expect((await fetch('receptionist')).status).toBe(403)
  await app.admin.query(`update patient_exports set created_at = now() - interval '11 minutes' where id = $1`, [
    exportId,
  ])
  expect((await fetch('manager')).refusal).toBe('export_over')
})

test('asks for a fresh proof, and for the right to export', async () => {
  const make = (who: keyof TestApp['people']) => app.call(app.people[who], exportPatients, { clinicId, format: 'csv' })
  expect((await make('receptionist')).status).toBe(403)
  expect((await make('doctor')).status).toBe(403)
  await app.admin.query(`update sessions set proved_at = now() - interval '11 minutes' where id = $1`, [
    app.people.clinicAdmin.sessionId,
  ])
  expect((await make('clinicAdmin')).refusal).toBe('confirmation_needed')
  await app.admin.query('update sessions set proved_at = now() where id = $1', [app.people.clinicAdmin.sessionId])
  expect((await make('clinicAdmin')).status).toBe(201)
})

test.each(['en', 'ur', 'hi'] as const)('the sheet on paper carries the custom fields, in %s', async (language) => {
  const { owner } = app.people
  const born = await app.ok(owner, addNetworkField, { label: `Since ${language}`, kind: 'date' })
  const patientId = app.patients.gulberg
  const { version } = await app.ok(owner, getPatient, { clinicId, patientId })
  await app.ok(owner, editPatient, {
    clinicId,
    patientId,
    version,
    fullName: 'محمد علی',
    fields: [
      { fieldId: born.id, value: '2020-03-05' },
      { fieldId: source.id, value: source.choices[0]!.choiceId },
      { fieldId: found.id, value: 'नमस्ते' },
    ],
  })
  const reply = await app.call(app.people.receptionist, getPatientSheet, { clinicId, patientId, language })
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const { text } = readPdf(Buffer.from(reply.body as unknown as Uint8Array))
  for (const word of ['2020', 'Formula', 'P-000001', `Since ${language}`]) expect(text).toContain(word)
  // Shaped scripts are read back glyph by glyph, in the order drawn: their letters are there, all of them.
  const title = { en: 'Patient details', ur: 'تفصیلات', hi: 'विवरण' }[language]
  for (const letter of `${title}नमते`.replace(/\s/g, '')) expect(text).toContain(letter)
  const denied = { clinicId, patientId: app.patients.north, language }
  expect((await app.call(app.people.receptionist, getPatientSheet, denied)).status).toBe(404)
})
