import { beforeAll, expect, test } from 'vitest'
import {
  bookAppointment,
  getAppointment,
  moveAppointment,
  registerWalkIn,
  undoAppointment,
  type Visit,
} from '#contract/appointments.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const tomorrow = dayAhead(1)
const desk = () => app.people.receptionist
const book = (doctor: 'sana' | 'bilal', time: string, day = tomorrow): Promise<Visit> =>
  app.ok(desk(), bookAppointment, {
    clinicId: app.clinics.gulberg,
    patientId: app.patients.gulberg,
    doctorId: app.doctors[doctor],
    startsAt: instant(day, time),
    minutes: 30,
  })
const move = (visit: Visit, doctor: 'sana' | 'bilal' | 'nadia', time: string, changes: object = {}) =>
  app.call(desk(), moveAppointment, {
    clinicId: app.clinics.gulberg,
    appointmentId: visit.id,
    version: visit.version,
    doctorId: app.doctors[doctor],
    startsAt: instant(tomorrow, time),
    ...changes,
  })
const read = (visit: Visit) =>
  app.ok(desk(), getAppointment, { clinicId: app.clinics.gulberg, appointmentId: visit.id })

test('a visit goes to another time of another doctor, and its old time is free', async () => {
  const visit = await book('sana', '09:00')
  const moved = await move(visit, 'bilal', '10:00')
  expect(moved).toMatchObject({
    status: 200,
    body: {
      doctorName: 'Dr Bilal Ahmed',
      startsAt: instant(tomorrow, '10:00'),
      endsAt: instant(tomorrow, '10:30'),
      version: 2,
    },
  })
  expect((await read(visit)).visit).toEqual(moved.body)
  await book('sana', '09:00')
})

test('a visit may be moved by less than its own length', async () => {
  const visit = await book('sana', '11:00')
  expect((await move(visit, 'sana', '11:15')).status).toBe(200)
})

test('a taken time, an hour without a session and a doctor of another branch are refused, and nothing moves', async () => {
  const visit = await book('sana', '12:00')
  await book('sana', '13:00')
  expect((await move(visit, 'sana', '13:15')).refusal).toBe('slot_taken')
  expect((await move(visit, 'sana', '17:00')).refusal).toBe('outside_hours')
  expect((await move(visit, 'nadia', '12:00')).refusal).toBe('doctor_not_here')
  expect((await read(visit)).visit).toEqual(visit)
})

test('who saw an older version is refused and shown both sides', async () => {
  const visit = await book('sana', '14:00')
  await move(visit, 'sana', '14:30')
  const late = await move(visit, 'sana', '15:00')
  expect(late).toMatchObject({
    status: 409,
    refusal: 'changed_meanwhile',
    error: {
      detail: {
        current: { startsAt: instant(tomorrow, '14:30'), version: 2 },
        yours: { startsAt: instant(tomorrow, '15:00') },
      },
    },
  })
})

test('undo brings it back to its time and doctor, and refuses when that time was given away', async () => {
  const visit = await book('sana', '15:30')
  await move(visit, 'bilal', '15:30')
  const one = { clinicId: app.clinics.gulberg, appointmentId: visit.id }
  expect(await app.ok(desk(), undoAppointment, one)).toEqual({ ...visit, version: 3 })

  await move({ ...visit, version: 3 }, 'bilal', '16:00')
  await book('sana', '15:30')
  expect((await app.call(desk(), undoAppointment, one)).refusal).toBe('slot_taken')
})

test('a waiting walk-in changes her doctor without taking time', async () => {
  const visit = await app.ok(desk(), registerWalkIn, {
    clinicId: app.clinics.gulberg,
    patientId: app.patients.gulberg,
    doctorId: app.doctors.sana,
  })
  const moved = await move(visit, 'bilal', '09:00', {
    startsAt: new Date(Math.floor(Date.parse(visit.startsAt) / 60_000) * 60_000).toISOString(),
  })
  expect(moved).toMatchObject({
    status: 200,
    body: { doctorName: 'Dr Bilal Ahmed', startsAt: visit.startsAt, token: visit.token },
  })
  const { rows } = await app.admin.query('select booking_id from appointments where id = $1', [visit.id])
  expect(rows).toEqual([{ booking_id: null }])
})

test('a hundred moves in opposite directions lose nobody and end without a deadlock', async () => {
  const day = dayAhead(3)
  const [one, other] = [await book('sana', '09:00', day), await book('bilal', '09:00', day)]
  const deadlocks = async () =>
    Number(
      (await app.admin.query('select deadlocks from pg_stat_database where datname = current_database()')).rows[0]
        .deadlocks,
    )
  const before = await deadlocks()
  const swap = async (visit: Visit, doctors: ('sana' | 'bilal')[]) => {
    let version = visit.version
    for (let round = 0; round < 50; round++) {
      const reply = await move({ ...visit, version }, doctors[round % 2]!, round % 4 < 2 ? '10:00' : '11:00', {
        startsAt: instant(day, round % 4 < 2 ? '10:00' : '11:00'),
      })
      expect([200, 409]).toContain(reply.status)
      if (reply.status === 200) version = reply.body.version
    }
  }
  await Promise.all([swap(one, ['bilal', 'sana']), swap(other, ['sana', 'bilal'])])
  expect(await deadlocks()).toBe(before)
  const { rows } = await app.admin.query(
    `select count(*)::int as n from appointments a join bookings b on b.id = a.booking_id and b.resource_id = a.doctor_id
       and b.starts_at = a.starts_at where a.id = any ($1)`,
    [[one.id, other.id]],
  )
  expect(rows).toEqual([{ n: 2 }])
})

test('an imported visit of a known day gets its time, keeps others from it, and undo leaves the day alone', async () => {
  const booked = await book('bilal', '12:00')
  const one = { clinicId: app.clinics.gulberg, appointmentId: booked.id }
  await app.admin.query(
    `update appointments set source = 'import', timed = false, booking_id = null, doctor_id = null, starts_at = $2, ends_at = $3
     where id = $1`,
    [booked.id, instant(tomorrow, '00:00'), instant(tomorrow, '00:30')],
  )
  await app.admin.query('delete from bookings where starts_at = $1', [instant(tomorrow, '12:00')])
  const { visit } = await read(booked)
  expect(visit).toMatchObject({ timed: false, doctorId: null })

  const timed = await move(visit, 'bilal', '12:15', { minutes: 45 })
  expect(timed).toMatchObject({
    status: 200,
    body: { timed: true, startsAt: instant(tomorrow, '12:15'), endsAt: instant(tomorrow, '13:00') },
  })
  const { history } = await read(visit)
  expect(history.at(-1)).toMatchObject({ change: 'timed' })
  const other = {
    clinicId: app.clinics.gulberg,
    patientId: app.patients.gulberg,
    doctorId: app.doctors.bilal,
    minutes: 30,
  }
  const taken = await app.call(desk(), bookAppointment, { ...other, startsAt: instant(tomorrow, '12:30') })
  expect(taken.refusal).toBe('slot_taken')

  expect(await app.ok(desk(), undoAppointment, one)).toEqual({ ...visit, version: visit.version + 2 })
  expect((await read(visit)).visit).toEqual({ ...visit, version: visit.version + 2 })
  await app.ok(desk(), bookAppointment, { ...other, startsAt: instant(tomorrow, '12:30') })
})
