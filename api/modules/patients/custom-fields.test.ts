import { beforeAll, describe, expect, test } from 'vitest'
import { bookAppointment } from '#contract/appointments.ts'
import * as contract from '#contract/fields.ts'
import { editPatient, getPatient, registerPatient, searchPatients } from '#contract/patients.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
let clinicId: string
let source: contract.PatientField
let nhis: contract.PatientField
beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  source = await app.ok(app.people.owner, contract.addNetworkField, {
    label: 'How they found us',
    kind: 'choice',
    required: true,
    choices: ['A friend', 'The street', 'Instagram'],
  })
  nhis = await app.ok(app.people.clinicAdmin, contract.addPatientField, {
    clinicId,
    label: 'NHIS number',
    kind: 'text',
  })
})

const choice = (label: string) => source.choices.find((one) => one.label === label)!.choiceId
const friend = () => ({ fieldId: source.id, value: choice('A friend') })
const register = (fullName: string, fields: contract.FieldAnswer[], at = clinicId, who = app.people.receptionist) =>
  app.call(who, registerPatient, { clinicId: at, fullName, fields })

describe('fields', () => {
  test('head office’s are asked in every branch, a branch’s own only there', async () => {
    const here = await app.ok(app.people.receptionist, contract.listPatientFields, { clinicId })
    expect(here.fields.map(({ label, everywhere }) => [label, everywhere])).toEqual([
      ['How they found us', true],
      ['NHIS number', false],
    ])
    const north = await app.ok(app.people.receptionistNorth, contract.listPatientFields, {
      clinicId: app.clinics.north,
    })
    expect(north.fields.map(({ label }) => label)).toEqual(['How they found us'])
    const strangers = await app.ok(app.people.stranger, contract.listNetworkFields, {})
    expect(strangers.fields).toEqual([])
  })

  test('are changed by admins: head office’s not by a branch, a branch’s not by its desk or by another', async () => {
    const mine = { clinicId, fieldId: nhis.id, version: 1, label: 'NHIS no' }
    expect((await app.call(app.people.receptionist, contract.editPatientField, mine)).status).toBe(403)
    expect((await app.call(app.people.manager, contract.editPatientField, mine)).status).toBe(403)
    const shared = { clinicId, fieldId: source.id, version: 1, label: 'Mine' }
    expect((await app.call(app.people.clinicAdmin, contract.editPatientField, shared)).status).toBe(404)
    expect((await app.call(app.people.stranger, contract.editNetworkField, shared)).status).toBe(422)
    const { clinicId: _, ...bare } = shared
    expect((await app.call(app.people.stranger, contract.editNetworkField, bare)).status).toBe(404)
    expect((await app.call(app.people.clinicAdmin, contract.editNetworkField, bare)).status).toBe(403)
    nhis = await app.ok(app.people.clinicAdmin, contract.editPatientField, mine)
    expect(nhis).toMatchObject({ label: 'NHIS no', version: 2 })
    const late = await app.call(app.people.owner, contract.editPatientField, { ...mine, label: 'Mine' })
    expect([late.refusal, late.error!.detail.current.label]).toEqual(['changed_meanwhile', 'NHIS no'])
  })

  test('of one name stand once, and head office’s name is taken in a branch too', async () => {
    const again = await app.call(app.people.clinicAdmin, contract.addPatientField, {
      clinicId,
      label: 'nhis NO',
      kind: 'text',
    })
    expect(again.refusal).toBe('name_taken')
    const shared = { clinicId, label: 'how they found us', kind: 'text' as const }
    expect((await app.call(app.people.clinicAdmin, contract.addPatientField, shared)).refusal).toBe('name_taken')
  })

  test('with nothing to choose, or the same choice twice, are refused with a sentence', async () => {
    const wrong = (choices: string[], kind: 'choice' | 'text' = 'choice') =>
      app.call(app.people.owner, contract.addNetworkField, { label: 'Odd', kind, choices })
    expect((await wrong([])).error!.message).toContain('at least one')
    expect((await wrong(['Yes', 'yes'])).error!.message).toContain('“yes” stands in the list twice')
    expect((await wrong(['Yes'], 'text')).status).toBe(422)
  })
})

describe('at registration', () => {
  test('a required field is asked for by name, and with it the patient is registered', async () => {
    const without = await register('Amna Tariq', [])
    expect(without.status).toBe(422)
    expect(without.error!.message).toBe('“How they found us” is required here. Please fill it in.')
    expect(without.error!.detail.fields).toEqual([{ field: `fields.${source.id}`, message: without.error!.message }])
    const patient = (await register('Amna Tariq', [friend(), { fieldId: nhis.id, value: 'GH-77' }])).body
    expect(patient.fields.map(({ label, value, shown }) => [label, value, shown])).toEqual([
      ['How they found us', choice('A friend'), 'A friend'],
      ['NHIS no', 'GH-77', 'GH-77'],
    ])
  })

  test('an answer that does not fit, a field of another branch and one of nobody are refused alike', async () => {
    const north = await app.ok(app.people.owner, contract.addPatientField, {
      clinicId: app.clinics.north,
      label: 'Locker',
      kind: 'number',
    })
    const foreign = await app.ok(app.people.stranger, contract.addNetworkField, { label: 'Theirs', kind: 'text' })
    for (const fieldId of [north.id, foreign.id, crypto.randomUUID()]) {
      const reply = await register('Bilal Raza', [friend(), { fieldId, value: 'x' }])
      expect([reply.status, reply.error!.message]).toEqual([422, 'This field is not asked here.'])
    }
    const odd = await register('Bilal Raza', [{ fieldId: source.id, value: crypto.randomUUID() }])
    expect(odd.error!.message).toBe('That cannot be chosen for “How they found us”.')
    expect((await register('Bilal Raza', [friend()])).status).toBe(201)
  })

  test('a caller is booked with name and phone alone, and what is missing shows on the record', async () => {
    const visit = await app.ok(app.people.receptionist, bookAppointment, {
      clinicId,
      newPatient: { fullName: 'Quick Caller', phone: '03009998877' },
      doctorId: app.doctors.sana,
      startsAt: instant(dayAhead(2), '11:00'),
      minutes: 30,
    })
    const patient = await app.ok(app.people.receptionist, getPatient, { clinicId, patientId: visit.patientId })
    expect(patient.fields.filter(({ required, value }) => required && value === null)).toHaveLength(1)
    const edit = { clinicId, patientId: patient.id, version: patient.version }
    // Her phone can be mended without the form; the form is not saved half.
    const mended = await app.ok(app.people.receptionist, editPatient, { ...edit, phone: '03009998866' })
    const half = await app.call(app.people.receptionist, editPatient, { ...edit, version: mended.version, fields: [] })
    expect(half.error!.message).toContain('“How they found us” is required')
    const whole = await app.ok(app.people.receptionist, editPatient, {
      ...edit,
      version: mended.version,
      fields: [friend()],
    })
    expect(whole.fields[0]!.shown).toBe('A friend')
  })
})

test('an edit keeps a version and writes down what was and what is', async () => {
  const patient = (await register('Hina Aslam', [friend()])).body
  const change = {
    clinicId,
    patientId: patient.id,
    version: patient.version,
    fields: [{ fieldId: source.id, value: choice('Instagram') }],
  }
  const after = await app.ok(app.people.nurse, editPatient, change)
  expect(after.version).toBe(patient.version + 1)
  expect((await app.call(app.people.receptionist, editPatient, change)).refusal).toBe('changed_meanwhile')
  const { rows } = await app.admin.query(
    `select d.detail from audit_events e join audit_details d on d.event_id = e.id
     where e.subject_id = $1 and e.event = 'patient.edited'`,
    [patient.id],
  )
  expect(rows).toEqual([
    {
      detail: {
        fields: ['How they found us'],
        before: { 'How they found us': 'A friend' },
        after: { 'How they found us': 'Instagram' },
      },
    },
  ])
})

test('a kind with answers and a choice in use stay, with a sentence; what nobody used goes', async () => {
  const edit = (changes: object) =>
    app.call(app.people.owner, contract.editNetworkField, { fieldId: source.id, version: source.version, ...changes })
  const kind = await edit({ kind: 'text', choices: [] })
  expect(kind.refusal).toBe('field_in_use')
  expect(kind.error!.message).toMatch(/“How they found us” keeps its kind: \d+ patients have an answer to it/)
  const keep = source.choices
    .filter(({ label }) => label !== 'A friend')
    .map(({ choiceId, label }) => ({ choiceId, label }))
  const used = await edit({ choices: keep })
  expect(used.error!.message).toMatch(/“A friend” stays: \d+ patients have it/)
  const unused = source.choices.filter(({ label }) => label !== 'The street')
  const after = await edit({
    choices: unused.map(({ choiceId, label }) => ({ choiceId, label, retired: label === 'A friend' })),
  })
  expect(after.body.choices.map(({ label, retired }) => [label, retired])).toEqual([
    ['A friend', true],
    ['Instagram', false],
  ])
  source = after.body
  // Who had the retired choice keeps it; nobody else gets it.
  expect((await register('Iqra Shah', [friend()])).error!.message).toContain('cannot be chosen')
  const { patients } = await app.ok(app.people.receptionist, searchPatients, { clinicId, q: 'Amna Tariq' })
  const amna = await app.ok(app.people.receptionist, getPatient, { clinicId, patientId: patients[0]!.id })
  const kept = { clinicId, patientId: amna.id, version: amna.version, city: 'Lahore', fields: [friend()] }
  expect((await app.ok(app.people.receptionist, editPatient, kept)).city).toBe('Lahore')
  // A kind nobody answered may become another.
  const fresh = await app.ok(app.people.clinicAdmin, contract.addPatientField, {
    clinicId,
    label: 'Shoe size',
    kind: 'text',
  })
  const changed = { clinicId, fieldId: fresh.id, version: 1, kind: 'number' as const, retired: true }
  expect(await app.ok(app.people.clinicAdmin, contract.editPatientField, changed)).toMatchObject({
    kind: 'number',
    retired: true,
  })
})

describe('the list of patients', () => {
  const filtered = async (filter: object, who = app.people.receptionist, at = clinicId) =>
    (await app.ok(who, searchPatients, { clinicId: at, ...filter })).patients.map(({ fullName }) => fullName)
  let weight: contract.PatientField
  let since: contract.PatientField
  beforeAll(async () => {
    weight = await app.ok(app.people.owner, contract.addPatientField, { clinicId, label: 'Weight', kind: 'number' })
    since = await app.ok(app.people.owner, contract.addPatientField, { clinicId, label: 'Member since', kind: 'date' })
    const answers = (grams: number, day: string, id: string) => [
      { fieldId: source.id, value: choice('Instagram') },
      { fieldId: weight.id, value: grams },
      { fieldId: since.id, value: day },
      { fieldId: nhis.id, value: id },
    ]
    await register('Filter One', answers(62.5, '2020-01-31', 'Ähre 1'))
    await register('Filter Two', answers(80, '2024-02-29', 'GH_5%'))
  })

  test('is filtered by text, number, day and choice, alone and beside a search', async () => {
    expect(await filtered({ fieldId: weight.id, fieldFrom: '62.5', fieldTo: '70' })).toEqual(['Filter One'])
    expect(await filtered({ fieldId: weight.id, fieldFrom: '62.6' })).toEqual(['Filter Two'])
    expect(await filtered({ fieldId: since.id, fieldFrom: '2024-02-29', fieldTo: '2024-02-29' })).toEqual([
      'Filter Two',
    ])
    expect(await filtered({ fieldId: nhis.id, fieldIs: 'ähr' })).toEqual(['Filter One'])
    expect(await filtered({ fieldId: nhis.id, fieldIs: 'gh_' })).toEqual(['Filter Two'])
    expect(await filtered({ fieldId: source.id, fieldIs: choice('A friend') })).toContain('Amna Tariq')
    expect(await filtered({ fieldId: source.id, fieldIs: choice('A friend'), q: 'Filter' })).toEqual([])
    expect(await filtered({ fieldId: weight.id, q: 'Filter Two' })).toContain('Filter Two')
    expect(await filtered({ fieldId: source.id, fieldEmpty: 'true' })).toEqual(['Patient of Gulberg'])
    for (const odd of [{ fieldFrom: 'NaN' }, { fieldFrom: "1' or true --" }, { fieldFrom: '2020-02-31' }])
      expect(await filtered({ fieldId: weight.id, ...odd })).toEqual([])
  })

  test('never shows another branch’s answers, whoever knows the field’s id', async () => {
    expect(
      await filtered({ fieldId: weight.id, fieldFrom: '1' }, app.people.receptionistNorth, app.clinics.north),
    ).toEqual([])
    expect(await filtered({ fieldId: weight.id, fieldFrom: '1' }, app.people.owner, app.clinics.north)).toEqual([])
  })

  test('finds them by an index that the wall does not switch off', async () => {
    await app.admin.query(
      `with p as (insert into patients (organization_id, clinic_id, number, full_name)
         select $1, $2, 'X-' || n, 'Crowd ' || n from generate_series(1, 5000) n returning id, number)
       insert into patient_field_values (organization_id, clinic_id, patient_id, field_id, kind, number_value)
       select $1, $2, id, $3, 'number', 1000 + substr(number, 3)::int from p`,
      [app.organizationId, clinicId, weight.id],
    )
    await app.admin.query('analyze patients, patient_field_values')
    await app.admin.query('begin')
    await app.admin.query('set local role polyclinic_app')
    await app.admin.query('select app.enter($1, null, null, $2)', [app.people.receptionist.sessionId, clinicId])
    const { rows } = await app.admin.query(
      `explain select p.id from patients p where p.organization_id = '${app.organizationId}' and p.clinic_id = '${clinicId}'
         and exists (select from patient_field_values v where v.organization_id = '${app.organizationId}'
           and v.clinic_id = '${clinicId}' and v.field_id = '${weight.id}' and v.patient_id = p.id
           and v.number_value between 1500 and 1501)
       order by p.created_at desc, p.id desc limit 21`,
    )
    await app.admin.query('rollback')
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('patient_field_values_number')
    expect(plan).toMatch(/Index Cond:.*number_value >= /)
  })
})
