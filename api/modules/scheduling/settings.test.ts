import { beforeEach, describe, expect, test } from 'vitest'
import { addSession, editSession, listDoctors, listSessions, removeSession } from '#contract/schedule.ts'
import { addService, editService, listServices } from '#contract/services.ts'
import { dayAhead, openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
beforeEach(async () => {
  app = await openTestApp()
  await app.admin.query('delete from doctor_sessions where doctor_id = $1', [app.doctors.bilal])
})
const here = () => ({ clinicId: app.clinics.gulberg })
const add = (startsMinute: number, endsMinute: number, changes: object = {}) =>
  app.call(app.people.manager, addSession, {
    ...here(),
    doctorId: app.doctors.bilal,
    weekday: 1,
    startsMinute,
    endsMinute,
    ...changes,
  })

describe('weekly sessions', () => {
  test('a session that overlaps another of the same doctor is refused and shown the other', async () => {
    const first = await add(540, 780)
    expect(first).toMatchObject({ status: 201, body: { session: { weekday: 1, version: 1 }, warnings: [] } })
    expect(await add(720, 900)).toMatchObject({
      status: 409,
      refusal: 'sessions_overlap',
      error: { detail: { other: first.body.session } },
    })
    expect((await add(780, 900)).status).toBe(201)
    expect((await add(540, 780, { weekday: 2 })).status).toBe(201)
  })

  test('sessions whose dates do not meet do not overlap', async () => {
    expect((await add(540, 780, { validTo: dayAhead(40) })).status).toBe(201)
    expect((await add(540, 780, { validFrom: dayAhead(40) })).refusal).toBe('sessions_overlap')
    expect((await add(540, 780, { validFrom: dayAhead(41) })).status).toBe(201)
  })

  test('two desks that add the same session at once make one', async () => {
    const both = await Promise.all([add(540, 780), add(540, 780)])
    expect(both.map((reply) => reply.refusal ?? 'made').sort()).toEqual(['made', 'sessions_overlap'])
  })

  test('a session at the hours of one at another branch is taken with a warning', async () => {
    await app.admin.query('delete from doctor_sessions where doctor_id = $1 and clinic_id = $2', [
      app.doctors.sana,
      app.clinics.gulberg,
    ])
    expect(await add(600, 660, { doctorId: app.doctors.sana })).toMatchObject({
      status: 201,
      body: {
        warnings: [{ code: 'also_elsewhere', clinicName: 'North', weekday: 1, startsMinute: 540, endsMinute: 1020 }],
      },
    })
  })

  test('an edit of an older version is refused with both sides, and a removed session is gone', async () => {
    const { session } = (await add(540, 780)).body
    const edit = (version: number, endsMinute: number) =>
      app.call(app.people.manager, editSession, { ...here(), sessionId: session.id, version, endsMinute })
    expect((await edit(1, 800)).body.session).toMatchObject({ startsMinute: 540, endsMinute: 800, version: 2 })
    expect(await edit(1, 820)).toMatchObject({
      refusal: 'changed_meanwhile',
      error: { detail: { current: { endsMinute: 800 }, yours: { endsMinute: 820 } } },
    })
    expect((await edit(2, 500)).refusal).toBe('ends_before_it_starts')
    await app.ok(app.people.manager, removeSession, { ...here(), sessionId: session.id })
    expect(await app.ok(app.people.manager, listSessions, { ...here(), doctorId: app.doctors.bilal })).toEqual([])
  })

  test('a receptionist reads sessions and changes none', async () => {
    const input = { ...here(), doctorId: app.doctors.bilal, weekday: 3, startsMinute: 540, endsMinute: 600 }
    expect((await app.call(app.people.receptionist, addSession, input)).refusal).toBe('forbidden')
    expect((await app.call(app.people.receptionist, listSessions, here())).status).toBe(200)
    expect((await app.call(app.people.manager, addSession, input)).status).toBe(201)
  })
})

test('doctors are listed for their branch, by specialty where asked', async () => {
  const names = async (specialty?: string) =>
    (await app.ok(app.people.receptionist, listDoctors, { ...here(), specialty: specialty as never })).map(
      (doctor) => doctor.fullName,
    )
  expect(await names()).toEqual(['Dr Bilal Ahmed', 'Dr Sana Malik'])
  await app.admin.query(`update doctors set specialties = '{Orthodontics}' where id = $1`, [app.doctors.bilal])
  expect(await names('Orthodontics')).toEqual(['Dr Bilal Ahmed'])
})

describe('services', () => {
  test('are added with a price, changed, and withdrawn', async () => {
    const added = await app.ok(app.people.manager, addService, {
      ...here(),
      name: 'Scaling',
      priceMinor: 450000,
      minutes: 45,
    })
    expect(added).toMatchObject({
      name: 'Scaling',
      priceMinor: 450000,
      minutes: 45,
      bookable: true,
      active: true,
      version: 1,
    })
    const edit = (changes: object) =>
      app.call(app.people.manager, editService, { ...here(), serviceId: added.id, version: 1, ...changes })
    expect((await edit({ priceMinor: 500000, active: false })).body).toMatchObject({
      priceMinor: 500000,
      active: false,
      version: 2,
    })
    expect(await edit({ priceMinor: 1 })).toMatchObject({
      refusal: 'changed_meanwhile',
      error: { detail: { current: { priceMinor: 500000 }, yours: { priceMinor: 1 } } },
    })
    const list = async (inactive: boolean) =>
      (await app.ok(app.people.receptionist, listServices, { ...here(), inactive: `${inactive}` as never })).map(
        (service) => service.name,
      )
    expect(await list(false)).toEqual(['Consultation'])
    expect(await list(true)).toEqual(['Consultation', 'Scaling'])
  })

  test('a name is given once, and a price is a whole number of the minor unit', async () => {
    const add = (input: object) =>
      app.call(app.people.manager, addService, { ...here(), name: 'X-ray', priceMinor: 1, ...input })
    expect((await add({ name: 'Consultation' })).refusal).toBe('name_taken')
    expect((await add({ priceMinor: 10.5 })).refusal).toBe('invalid')
    expect((await add({ priceMinor: -1 })).refusal).toBe('invalid')
    expect((await add({})).status).toBe(201)
  })
})
