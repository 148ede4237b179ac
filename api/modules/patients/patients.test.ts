import { beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#contract/patients.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
let desk: TestApp['people']['receptionist']
let clinicId: string
beforeAll(async () => {
  app = await openTestApp()
  desk = app.people.receptionist
  clinicId = app.clinics.gulberg
})

const register = (fullName: string, more: object = {}) =>
  app.ok(desk, contract.registerPatient, { clinicId, fullName, evenSo: true, ...more })

describe('registration', () => {
  test('takes a name and a phone, and gives the clinic’s next number and a number to dial', async () => {
    const first = await register('Nida Saleem', { phone: '0300 765 4321' })
    const second = await register('Nida Javed')
    expect(first.number).toMatch(/^GUL-\d{6}$/)
    expect(Number(second.number.slice(4)) - Number(first.number.slice(4))).toBe(1)
    expect(first.phone).toBe('+923007654321')
  })

  test('refuses what nobody can dial beside its field, and takes a number written in Urdu', async () => {
    for (const phone of ['12ab', '03219876543999999']) {
      const refused = await app.call(desk, contract.registerPatient, { clinicId, fullName: 'Nobody Dials', phone })
      expect(refused).toMatchObject({ status: 422, refusal: 'invalid' })
      expect(JSON.stringify(refused.error!.detail)).toContain('This is not a phone number.')
    }
    expect((await register('Nida Anwar', { phone: '۰۳۰۰ ۷۶۵۴۳۲۹' })).phone).toBe('+923007654329')
  })

  test('refuses somebody who may be registered already, with reasons; evenSo registers and notes the pair', async () => {
    const known = await register('Muhammad Aslam', { phone: '0321 5550001', bornOn: '1980-03-04' })
    const again = { clinicId, fullName: 'Mohammad Aslam', phone: '+92 321 5550001' }
    const refused = await app.call(desk, contract.registerPatient, again)
    expect(refused).toMatchObject({ status: 409, refusal: 'possible_duplicate' })
    expect(refused.error!.detail.candidates[0]).toMatchObject({
      id: known.id,
      reasons: expect.arrayContaining(['same phone']),
    })

    const added = await app.ok(desk, contract.registerPatient, { ...again, evenSo: true })
    expect(added.openDuplicates).toBe(1)
    const { proposals } = await app.ok(desk, contract.listDuplicates, { clinicId, patientId: added.id })
    expect(proposals[0]!.patients.map(({ id }) => id).sort()).toEqual([known.id, added.id].sort())
  })

  test('says while typing who is like this, and nobody for a stranger', async () => {
    const [like] = await app.ok(desk, contract.listLikePatients, {
      clinicId,
      fullName: 'Muhamad Aslam',
      phone: '03215550001',
    })
    expect(like).toMatchObject({
      fullName: expect.stringMatching(/Aslam/),
      reasons: expect.arrayContaining(['same phone']),
    })
    expect(
      await app.ok(desk, contract.listLikePatients, { clinicId, fullName: 'Zarmina Wazir', phone: '03990000000' }),
    ).toEqual([])
  })

  test('two members of one household are not taken for one person', async () => {
    await register('Sana Baig', { phone: '0333 1112223' })
    const sister = await app.call(desk, contract.registerPatient, {
      clinicId,
      fullName: 'Hira Baig',
      phone: '0333 1112223',
    })
    expect(sister.status).toBe(201)
  })

  test.each([
    ['fullName', { fullName: '   ' }],
    ['email', { fullName: 'A B', email: 'nobody' }],
    ['bornOn', { fullName: 'A B', bornOn: '2001-02-30' }],
    ['organizationId', { fullName: 'A B', organizationId: crypto.randomUUID() }],
  ])('refuses a bad %s in words', async (_, input) => {
    expect(await app.call(desk, contract.registerPatient, { clinicId, ...input } as never)).toMatchObject({
      status: 422,
    })
  })

  test('twenty at once get twenty numbers', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => register(`Racer ${n}`)))
    expect(new Set(all.map(({ number }) => number)).size).toBe(20)
  })
})

describe('editing', () => {
  test('changes what is given, and the patient is found by the new name alone', async () => {
    const patient = await register('Rukhsana Bano', { phone: '03001110001' })
    const edited = await app.ok(desk, contract.editPatient, {
      clinicId,
      patientId: patient.id,
      version: 1,
      fullName: 'Kulsoom Bano',
    })
    expect(edited).toMatchObject({ fullName: 'Kulsoom Bano', phone: '+923001110001', version: 2 })
    const found = async (q: string) =>
      (await app.ok(desk, contract.searchPatients, { clinicId, q })).patients.map(({ id }) => id)
    expect(await found('kulsoom bano')).toContain(patient.id)
    expect(await found('rukhsana')).not.toContain(patient.id)
  })

  test('over somebody else’s change is refused with both sides', async () => {
    const { id } = await register('Tahir Mughal')
    await app.ok(desk, contract.editPatient, { clinicId, patientId: id, version: 1, city: 'Lahore' })
    const late = await app.call(desk, contract.editPatient, { clinicId, patientId: id, version: 1, city: 'Multan' })
    expect(late).toMatchObject({ status: 409, refusal: 'changed_meanwhile' })
    expect(late.error!.detail).toMatchObject({ current: { city: 'Lahore', version: 2 }, yours: { city: 'Multan' } })
  })

  test('archiving needs management and a reason, hides from the list and can be undone', async () => {
    const { id } = await register('Waheed Murad')
    const archive = { clinicId, patientId: id, reason: 'Registered by mistake' }
    expect(await app.call(desk, contract.archivePatient, archive)).toMatchObject({ status: 403 })
    const archived = await app.ok(app.people.manager, contract.archivePatient, archive)
    expect(archived).toMatchObject({ archiveReason: 'Registered by mistake', archivedAt: expect.any(String) })
    const found = async (show: 'active' | 'archived') =>
      (await app.ok(desk, contract.searchPatients, { clinicId, q: 'Waheed Murad', show })).patients.map((row) => row.id)
    expect(await found('active')).not.toContain(id)
    expect(await found('archived')).toContain(id)
    expect(
      await app.call(desk, contract.editPatient, { clinicId, patientId: id, version: 2, city: 'X' }),
    ).toMatchObject({ refusal: 'patient_archived' })
    await app.ok(app.people.manager, contract.restorePatient, { clinicId, patientId: id })
    expect(await found('active')).toContain(id)
  })
})

test('an allergy with its drug class stands on the banner until it is removed', async () => {
  const { id } = await register('Farah Naz')
  const patient = await app.ok(desk, contract.addAlert, {
    clinicId,
    patientId: id,
    kind: 'allergy',
    label: 'Penicillin',
    drugClass: 'penicillin',
    severity: 'severe',
  })
  expect(patient.alerts).toMatchObject([
    { kind: 'allergy', label: 'Penicillin', drugClass: 'penicillin', severity: 'severe' },
  ])
  const without = await app.ok(desk, contract.removeAlert, { clinicId, patientId: id, alertId: patient.alerts[0]!.id })
  expect(without.alerts).toEqual([])
  expect(await app.ok(desk, contract.listDrugClasses, { clinicId })).toContain('penicillin')
})

describe('the timeline', () => {
  test('is one stream, newest first, in pages, and leaves out what a role may not read', async () => {
    const { id } = await register('Yasmin Akhtar')
    await app.admin.query(
      `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, status, starts_at, ends_at)
       select $1, $2, $3, $4, 'done', now() - n * interval '1 day', now() - n * interval '1 day' + interval '30 minutes' from generate_series(1, 3) n`,
      [app.organizationId, clinicId, id, app.doctors.bilal],
    )
    await app.admin.query(
      `insert into payments (organization_id, clinic_id, number, patient_id, currency, amount_minor, method, received_on, letterhead, balance_minor)
       values ($1, $2, 'R-1', $3, 'PKR', 50000, 'cash', current_date, '{}', 0)`,
      [app.organizationId, clinicId, id],
    )
    const all = await app.ok(desk, contract.getTimeline, { clinicId, patientId: id })
    expect(all.entries.map(({ kind }) => kind).sort()).toEqual(['change', 'payment', 'visit', 'visit', 'visit'])
    const kindsForNurse = (
      await app.ok(app.people.nurse, contract.getTimeline, { clinicId, patientId: id })
    ).entries.map(({ kind }) => kind)
    expect(kindsForNurse).not.toContain('payment')
    expect(kindsForNurse).toContain('visit')

    const first = await app.ok(desk, contract.getTimeline, { clinicId, patientId: id, limit: 2 })
    const rest = await app.ok(desk, contract.getTimeline, { clinicId, patientId: id, before: first.next! })
    expect([...first.entries, ...rest.entries]).toEqual(all.entries)
    const visits = await app.ok(desk, contract.getTimeline, { clinicId, patientId: id, kind: 'visit' })
    expect(visits.entries).toHaveLength(3)
  })

  test('refuses a cursor that nobody gave', async () => {
    const refused = await app.call(desk, contract.getTimeline, {
      clinicId,
      patientId: app.patients.gulberg,
      before: 'yesterday',
    })
    expect(refused).toMatchObject({ status: 422, refusal: 'invalid' })
  })
})

test('a decided pair leaves the review, and taking it back brings it in again', async () => {
  for (const _ of ['one', 'other']) await register('Taken Twice', { phone: '0333 5556667' })
  const { proposals, open } = await app.ok(desk, contract.listDuplicates, { clinicId })
  const proposalId = proposals[0]!.id
  expect(await app.ok(desk, contract.decideDuplicate, { clinicId, proposalId, decision: 'different' })).toEqual({
    open: open - 1,
  })
  expect(await app.ok(desk, contract.decideDuplicate, { clinicId, proposalId, decision: 'open' })).toEqual({ open })
})

test('the list without words is paged, the newest first', async () => {
  for (let page = 1; page <= 6; page++) await register(`Page ${page}`)
  const first = await app.ok(desk, contract.searchPatients, { clinicId, limit: 3 })
  const second = await app.ok(desk, contract.searchPatients, { clinicId, limit: 3, before: first.next! })
  const ids = [...first.patients, ...second.patients].map(({ id }) => id)
  expect(new Set(ids).size).toBe(6)
  const { rows } = await app.admin.query(
    'select id from patients where clinic_id = $1 order by created_at desc, id desc limit 6',
    [clinicId],
  )
  expect(ids).toEqual(rows.map((row) => row.id))
})

describe('the walls', () => {
  test('another branch finds, opens and changes nothing of this one', async () => {
    const patient = await register('Hidden Person', { phone: '03457778889' })
    const north = { clinicId: app.clinics.north, patientId: patient.id }
    const there = app.people.receptionistNorth
    expect(
      (await app.ok(there, contract.searchPatients, { clinicId: north.clinicId, q: 'Hidden Person' })).patients,
    ).toEqual([])
    expect(
      (await app.ok(there, contract.searchPatients, { clinicId: north.clinicId, q: '03457778889' })).patients,
    ).toEqual([])
    expect(
      await app.ok(there, contract.listLikePatients, {
        clinicId: north.clinicId,
        fullName: 'Hidden Person',
        phone: '03457778889',
      }),
    ).toEqual([])
    expect((await app.call(there, contract.getPatient, north)).status).toBe(404)
    expect((await app.call(there, contract.editPatient, { ...north, version: 1, city: 'X' })).status).toBe(404)
    expect((await app.call(there, contract.getTimeline, north)).status).toBe(404)
    expect((await app.call(there, contract.addAlert, { ...north, kind: 'alert', label: 'x' })).status).toBe(404)
    expect((await app.call(there, contract.getPatient, { clinicId, patientId: patient.id })).status).toBe(404)
    expect((await app.ok(desk, contract.searchPatients, { clinicId, q: 'Hidden Person' })).patients).toHaveLength(1)
    expect(await app.ok(desk, contract.getPatient, { clinicId, patientId: patient.id })).toMatchObject({
      city: '',
      alerts: [],
    })
  })
})
