import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  bookAppointment,
  cancelAppointment,
  confirmAppointment,
  getAppointment,
  getDayPlan,
  listDay,
  proposeSlots,
  undoAppointment,
} from '#contract/appointments.ts'
import { getPatient } from '#contract/patients.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const tomorrow = dayAhead(1)
const here = () => ({ clinicId: app.clinics.gulberg })
const request = (time: string, changes: object = {}) => ({
  ...here(),
  patientId: app.patients.gulberg,
  doctorId: app.doctors.sana,
  startsAt: instant(tomorrow, time),
  minutes: 30,
  ...changes,
})
const book = (time: string, changes: object = {}) =>
  app.call(app.people.receptionist, bookAppointment, request(time, changes) as never)

const read = (patientId: string) => app.ok(app.people.receptionist, getPatient, { ...here(), patientId })

describe('booking', () => {
  test('a free time becomes an appointment that the day list shows with its patient', async () => {
    const made = await book('09:00', { serviceId: app.services.gulberg, reason: 'Toothache' })
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'booked', patientName: 'Patient of Gulberg', serviceName: 'Consultation' },
    })
    const day = await app.ok(app.people.receptionist, listDay, { ...here(), day: tomorrow })
    expect(day.visits).toEqual([made.body])
  })

  test('a new caller is registered with the booking, under the next patient number', async () => {
    const made = await book('09:30', {
      patientId: undefined,
      newPatient: { fullName: 'Hina Aslam', phone: '+923331112222' },
    })
    expect(made).toMatchObject({ status: 201, body: { patientName: 'Hina Aslam', patientNumber: 'GUL-000001' } })
  })

  test('a new caller who may be registered already is booked all the same, and the pair waits for review', async () => {
    const caller = { patientId: undefined, newPatient: { fullName: 'Lubna Kareem', phone: '0345 5556677' } }
    const first = (await book('12:00', caller)).body
    expect((await read(first.patientId)).openDuplicates).toBe(0)
    const second = (await book('12:30', caller)).body
    expect(second.patientId).not.toBe(first.patientId)
    expect((await read(second.patientId)).openDuplicates).toBe(1)
    expect((await read(first.patientId)).openDuplicates).toBe(1)
  })

  test('takes two round trips, and three for a new caller', async () => {
    const trips = async (time: string, changes: object = {}) => {
      const sent = vi.spyOn(pg.Client.prototype, 'query')
      expect((await book(time, changes)).status).toBe(201)
      const count = sent.mock.calls.length
      sent.mockRestore()
      return count
    }
    expect(await trips('10:00')).toBe(2)
    expect(await trips('10:30', { patientId: undefined, newPatient: { fullName: 'Asad Raza' } })).toBe(3)
  })

  test('a taken time is refused with the next free time and who else is free', async () => {
    expect((await book('11:00')).status).toBe(201)
    const refused = await book('11:00')
    expect(refused).toMatchObject({ status: 409, refusal: 'slot_taken' })
    expect(refused.error!.detail.nextFree).toMatchObject({
      doctorId: app.doctors.sana,
      startsAt: instant(tomorrow, '11:30'),
    })
    expect(refused.error!.detail.alternatives).toMatchObject([
      { doctorId: app.doctors.bilal, startsAt: instant(tomorrow, '11:00') },
    ])
    expect(refused.error!.message).toMatch(/taken.*Dr Sana Malik is free next at .*11:30.*Dr Bilal Ahmed could take it/)
  })

  test('times that only touch do not clash, times that overlap by a minute do', async () => {
    expect((await book('13:00')).status).toBe(201)
    expect((await book('13:30')).status).toBe(201)
    expect((await book('12:31')).refusal).toBe('slot_taken')
  })

  test.each([
    ['outside_hours', { startsAt: instant(tomorrow, '16:45') }],
    ['in_the_past', { startsAt: instant(dayAhead(-1), '10:00') }],
    ['doctor_not_here', { doctorId: '00000000-0000-7000-8000-000000000000' }],
    ['not_found', { patientId: '00000000-0000-7000-8000-000000000000' }],
    ['not_found', { serviceId: '00000000-0000-7000-8000-000000000000' }],
    ['invalid', { patientId: undefined }],
    ['invalid', { startsAt: tomorrow }],
    ['invalid', { startsAt: '9999-12-31T23:59:00Z' }],
    ['invalid', { startsAt: '0000-01-01T00:00:00Z' }],
    ['invalid', { startsAt: instant(tomorrow, '15:00').replace(':00Z', ':30Z') }],
    ['invalid', { minutes: 0 }],
    ['invalid', { status: 'done' }],
  ])('refuses %s for %o and books nothing', async (refusal, changes) => {
    const count = async () => (await app.admin.query('select count(*)::int as n from bookings')).rows[0].n
    const before = await count()
    expect((await book('15:00', changes)).refusal).toBe(refusal)
    expect(await count()).toBe(before)
  })

  test('a doctor, a patient and a service of another branch are as if they did not exist', async () => {
    expect((await book('15:00', { doctorId: app.doctors.nadia })).refusal).toBe('doctor_not_here')
    expect((await book('15:00', { patientId: app.patients.north })).refusal).toBe('not_found')
    expect((await book('15:00', { serviceId: app.services.north })).refusal).toBe('not_found')
    expect((await book('15:00')).status).toBe(201)
  })

  test('the same idempotency key books once and gives the same answer', async () => {
    const key = crypto.randomUUID()
    const input = request('16:00') as never
    const first = await app.call(app.people.receptionist, bookAppointment, input, { idempotencyKey: key })
    const again = await app.call(app.people.receptionist, bookAppointment, input, { idempotencyKey: key })
    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
  })

  test('an inactive branch takes no bookings, and takes them again when it is active', async () => {
    const set = (status: string) =>
      app.admin.query('update clinics set status = $1 where id = $2', [status, app.clinics.gulberg])
    await set('inactive')
    expect((await book('14:00')).refusal).toBe('clinic_inactive')
    await set('active')
    expect((await book('14:00')).status).toBe(201)
  })

  test('an archived patient is not booked', async () => {
    const set = (at: Date | null) =>
      app.admin.query('update patients set archived_at = $1 where id = $2', [at, app.patients.gulberg])
    await set(new Date())
    expect((await book('14:30')).refusal).toBe('patient_archived')
    await set(null)
    expect((await book('14:30')).status).toBe(201)
  })
})

describe('one timeline over all branches', () => {
  const day = dayAhead(2)
  test('a doctor who is booked at one branch is elsewhere for the other, which learns where but not who', async () => {
    const atNorth = await app.call(app.people.receptionistNorth, bookAppointment, {
      clinicId: app.clinics.north,
      patientId: app.patients.north,
      doctorId: app.doctors.sana,
      startsAt: instant(day, '10:00'),
      minutes: 60,
    })
    expect(atNorth.status).toBe(201)
    const atGulberg = await book('10:30', { startsAt: instant(day, '10:30') })
    expect(atGulberg.refusal).toBe('elsewhere_then')

    const plan = await app.ok(app.people.receptionist, getDayPlan, { ...here(), day })
    const sana = plan.columns.find((column) => column.doctorId === app.doctors.sana)!
    expect(sana.away).toEqual([
      {
        startsAt: instant(day, '10:00'),
        endsAt: instant(day, '11:00'),
        startsMinute: 600,
        endsMinute: 660,
        kind: 'elsewhere',
        placeName: 'North',
      },
    ])
    expect(sana.open).toMatchObject([{ startsMinute: 540, endsMinute: 1020 }])
    expect(JSON.stringify(plan)).not.toContain(app.patients.north)
    expect(JSON.stringify(plan)).not.toContain('Patient of North')
  })

  test('a leave of several days is found on a day in its middle', async () => {
    const away = dayAhead(5)
    await app.admin.query(
      `with place as (insert into places (organization_id, kind, name) values ($1, 'away', 'Away') returning id)
       insert into bookings (organization_id, resource_id, place_id, starts_at, ends_at, kind)
       select $1, $2, id, $3, $4, 'leave' from place`,
      [app.organizationId, app.doctors.bilal, instant(dayAhead(3), '00:00'), instant(dayAhead(8), '00:00')],
    )
    const on = (time: string, days: number) =>
      book(time, { doctorId: app.doctors.bilal, startsAt: instant(dayAhead(days), time) })
    expect((await on('10:00', 5)).refusal).toBe('doctor_away')
    expect((await on('10:00', 9)).status).toBe(201)
    const plan = await app.ok(app.people.receptionist, getDayPlan, { ...here(), day: away })
    expect(plan.columns.find((column) => column.doctorId === app.doctors.bilal)!.away).toMatchObject([
      { kind: 'leave' },
    ])
  })
})

describe('proposed slots', () => {
  test('are bookable, the earliest first, and differ in doctor or hour', async () => {
    const from = instant(dayAhead(4), '09:00')
    const { slots } = await app.ok(app.people.receptionist, proposeSlots, {
      ...here(),
      doctorId: app.doctors.sana,
      from,
      limit: 3,
    })
    expect(slots.map((slot) => slot.startsAt)).toEqual([
      instant(dayAhead(4), '09:00'),
      instant(dayAhead(4), '10:00'),
      instant(dayAhead(4), '11:00'),
    ])
    expect((await book('09:00', { startsAt: slots[0]!.startsAt })).status).toBe(201)
    const next = await app.ok(app.people.receptionist, proposeSlots, {
      ...here(),
      doctorId: app.doctors.sana,
      from,
      limit: 1,
    })
    expect(next.slots[0]!.startsAt).toBe(instant(dayAhead(4), '09:30'))
  })

  test('take the length of the service, and look further than two days when those are full', async () => {
    await app.admin.query('delete from doctor_sessions where doctor_id = $1 and clinic_id = $2 and weekday <> $3', [
      app.doctors.bilal,
      app.clinics.gulberg,
      new Date(`${dayAhead(11)}T00:00:00Z`).getUTCDay() || 7,
    ])
    const { slots } = await app.ok(app.people.receptionist, proposeSlots, {
      ...here(),
      doctorId: app.doctors.bilal,
      serviceId: app.services.gulberg,
      from: instant(dayAhead(6), '00:00'),
      limit: 1,
    })
    expect(slots).toMatchObject([{ startsAt: instant(dayAhead(11), '09:00'), endsAt: instant(dayAhead(11), '09:30') }])
  })
})

describe('cancelling', () => {
  const day = dayAhead(10)
  const at = (time: string) => book(time, { startsAt: instant(day, time) })

  test('frees the time, and undo takes it again', async () => {
    const { body: visit } = await at('09:00')
    const one = { ...here(), appointmentId: visit.id }
    const cancelled = await app.ok(app.people.receptionist, cancelAppointment, { ...one, reason: 'Travelling' })
    expect(cancelled.status).toBe('cancelled')
    expect(await app.ok(app.people.receptionist, undoAppointment, one)).toMatchObject({ status: 'booked' })
    expect((await at('09:00')).refusal).toBe('slot_taken')
    const { history } = await app.ok(app.people.receptionist, getAppointment, one)
    expect(history.map((change) => [change.change, change.toStatus, change.reason])).toEqual([
      ['booked', 'booked', null],
      ['cancelled', 'cancelled', 'Travelling'],
      ['undone', 'booked', null],
    ])
    expect(history[0]!.changedBy).toBe('receptionist')
  })

  test('cannot be undone when the time was given to somebody else', async () => {
    const { body: visit } = await at('12:00')
    const one = { ...here(), appointmentId: visit.id }
    await app.ok(app.people.receptionist, cancelAppointment, one)
    expect((await at('12:00')).status).toBe(201)
    expect(await app.call(app.people.receptionist, undoAppointment, one)).toMatchObject({
      status: 409,
      refusal: 'slot_taken',
    })
    expect((await app.ok(app.people.receptionist, getAppointment, one)).visit.status).toBe('cancelled')
  })

  test('an undo that saw an older step takes back nothing', async () => {
    const { body: visit } = await at('15:00')
    const one = { ...here(), appointmentId: visit.id }
    const { version } = await app.ok(app.people.receptionist, confirmAppointment, one)
    await app.ok(app.people.receptionist, cancelAppointment, one)
    const late = await app.call(app.people.receptionist, undoAppointment, { ...one, version })
    expect(late).toMatchObject({ status: 409, refusal: 'changed_meanwhile' })
    const last = { ...one, version: version + 1 }
    expect(await app.ok(app.people.receptionist, undoAppointment, last)).toMatchObject({ status: 'confirmed' })
  })

  test('a booking is undone by cancelling it, once', async () => {
    const { body: visit } = await at('14:00')
    const one = { ...here(), appointmentId: visit.id }
    expect(await app.ok(app.people.receptionist, undoAppointment, one)).toMatchObject({ status: 'cancelled' })
    expect((await app.call(app.people.receptionist, undoAppointment, one)).refusal).toBe('nothing_to_undo')
    expect((await at('14:00')).status).toBe(201)
  })
})
