import { beforeAll, describe, expect, test } from 'vitest'
import { bookAppointment, getAppointment, listDay, moveAppointment } from '#contract/appointments.ts'
import { addPerson, listFutureVisits, removePerson, setVisitingMail } from '#contract/people.ts'
import { listSessions } from '#contract/schedule.ts'
import { listStaffVisits, removeStaff } from '#contract/staff.ts'
import { previewTransfer, transferDoctor } from '#contract/transfers.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { openDatabase } from '../../../core/databases.ts'
import { finishTransfers } from './finish.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const gulberg = () => app.clinics.gulberg
const north = () => app.clinics.north
const owner = () => app.people.owner
const book = (doctorId: string, day: number, time: string) =>
  app.ok(owner(), bookAppointment, {
    clinicId: gulberg(),
    patientId: app.patients.gulberg,
    doctorId,
    serviceId: app.services.gulberg,
    startsAt: instant(dayAhead(day), time),
    minutes: 30,
  })
const visitsOf = async (clinicId: string, day: number) =>
  (await app.ok(owner(), listDay, { clinicId, day: dayAhead(day) })).visits
/** A doctor of Gulberg with a sign-in and sessions on every weekday. */
async function newDoctor(name: string) {
  const made = await app.ok(owner(), addPerson, {
    clinicId: gulberg(),
    way: 'create',
    fullName: name,
    username: name.toLowerCase().replaceAll(' ', '.'),
    roles: ['doctor'],
  })
  const { rows } = await app.admin.query('select id from doctors where user_id = $1', [made.id])
  await app.admin.query(
    `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
     select $1, $2, $3, weekday, 540, 1020 from generate_series(1, 7) weekday`,
    [app.organizationId, gulberg(), rows[0].id],
  )
  return { userId: made.id, doctorId: rows[0].id as string }
}
const routeOf = (doctorId: string, from: number) => ({
  doctorId,
  branchId: gulberg(),
  toBranchId: north(),
  fromDay: dayAhead(from),
})
const assignmentsOf = async (userId: string) =>
  (
    await app.admin.query(
      'select c.name from assignments a join clinics c on c.id = a.clinic_id where a.user_id = $1 order by 1',
      [userId],
    )
  ).rows.map(({ name }) => name)

describe('a doctor’s move to another branch', () => {
  let moved: { userId: string; doctorId: string }
  const visits: Record<string, string> = {}

  test('shows before what it would touch: sessions, and the appointments from that day on', async () => {
    moved = await newDoctor('Dr Moving Malik')
    visits.before = (await book(moved.doctorId, 1, '10:00')).id
    visits.along = (await book(moved.doctorId, 3, '10:00')).id
    visits.other = (await book(moved.doctorId, 3, '11:00')).id
    visits.cancel = (await book(moved.doctorId, 4, '12:00')).id
    visits.stay = (await book(moved.doctorId, 5, '15:00')).id
    await book(app.doctors.bilal, 3, '10:00')
    const preview = await app.ok(owner(), previewTransfer, routeOf(moved.doctorId, 2))
    expect(preview.sessions).toHaveLength(7)
    expect(preview.sessions.every(({ hindrance }) => hindrance === null)).toBe(true)
    expect(preview.appointments.map(({ id }) => id)).toEqual([visits.along, visits.other, visits.cancel, visits.stay])
    const free = preview.appointments.map(({ freeDoctors }) => freeDoctors.map(({ fullName }) => fullName))
    expect(free[0]).not.toContain('Dr Bilal Ahmed')
    expect(free[1]).toContain('Dr Bilal Ahmed')
    expect(preview.appointments.every(({ alongHindrance }) => alongHindrance === null)).toBe(true)
  })

  test('as a whole is refused, and changes nothing, when one appointment cannot go where it was sent', async () => {
    const busy = { rest: { do: 'other', doctorId: app.doctors.bilal } } as const
    const reply = await app.call(owner(), transferDoctor, { ...routeOf(moved.doctorId, 2), ...busy })
    expect([reply.status, reply.refusal]).toEqual([409, 'not_free_then'])
    expect(reply.error?.detail.appointments).toEqual([
      { id: visits.along, startsAt: instant(dayAhead(3), '10:00'), patientName: 'Patient of Gulberg' },
    ])
    expect(await assignmentsOf(moved.userId)).toEqual(['Gulberg'])
    expect(await app.ok(owner(), listSessions, { clinicId: north(), doctorId: moved.doctorId })).toEqual([])
    const gone = { rest: { do: 'stay' }, each: [{ appointmentId: crypto.randomUUID(), what: { do: 'stay' } }] } as const
    const unknown = await app.call(owner(), transferDoctor, {
      ...routeOf(moved.doctorId, 2),
      ...gone,
      each: [...gone.each],
    })
    expect([unknown.status, unknown.refusal]).toEqual([409, 'appointments_changed'])
  })

  test('moves sessions and access, and each appointment as decided, and says what became of it', async () => {
    const done = await app.ok(owner(), transferDoctor, {
      ...routeOf(moved.doctorId, 2),
      rest: { do: 'along' },
      each: [
        { appointmentId: visits.other!, what: { do: 'other', doctorId: app.doctors.bilal } },
        { appointmentId: visits.cancel!, what: { do: 'cancel', reason: 'The doctor moved away' } },
        { appointmentId: visits.stay!, what: { do: 'stay' } },
      ],
    })
    expect(done).toMatchObject({ sessionsMoved: 7, sessionsEnded: 7, finished: false })
    expect(done.appointments.map(({ outcome, branchName, doctorName }) => [outcome, branchName, doctorName])).toEqual([
      ['moved_along', 'North', 'Dr Moving Malik'],
      ['given_away', 'Gulberg', 'Dr Bilal Ahmed'],
      ['cancelled', 'Gulberg', 'Dr Moving Malik'],
      ['stayed', 'Gulberg', 'Dr Moving Malik'],
    ])
    expect(await assignmentsOf(moved.userId)).toEqual(['Gulberg', 'North'])
    const there = await app.ok(owner(), listSessions, { clinicId: north(), doctorId: moved.doctorId })
    expect(there.map(({ validFrom }) => validFrom)).toEqual(Array(7).fill(dayAhead(2)))
    const here = await app.ok(owner(), listSessions, { clinicId: gulberg(), doctorId: moved.doctorId })
    expect(here.map(({ validTo }) => validTo)).toEqual(Array(7).fill(dayAhead(1)))
  })

  test('leaves history where it was: the record stays, a new one stands at the other branch', async () => {
    const [here] = (await visitsOf(gulberg(), 3)).filter(({ id }) => id === visits.along)
    expect(here).toMatchObject({ status: 'cancelled', patientName: 'Patient of Gulberg' })
    const [there] = await visitsOf(north(), 3)
    expect(there).toMatchObject({
      status: 'booked',
      patientName: 'Patient of Gulberg',
      startsAt: instant(dayAhead(3), '10:00'),
      serviceName: 'Consultation',
      doctorId: moved.doctorId,
    })
    expect(there!.patientId).not.toBe(app.patients.gulberg)
    const kept = await app.ok(owner(), getAppointment, { clinicId: gulberg(), appointmentId: visits.along! })
    expect(kept.cancelReason).toBe('Moved with Dr Moving Malik to North')
    const [given] = (await visitsOf(gulberg(), 3)).filter(({ id }) => id === visits.other)
    expect(given).toMatchObject({ doctorName: 'Dr Bilal Ahmed', startsAt: instant(dayAhead(3), '11:00') })
    expect((await visitsOf(gulberg(), 1)).map(({ id, status }) => [id, status])).toContainEqual([
      visits.before,
      'booked',
    ])
  })

  test('cannot be planned twice, nor to the same branch, nor from yesterday', async () => {
    const again = await app.call(owner(), transferDoctor, routeOf(moved.doctorId, 2))
    expect([again.status, again.refusal]).toEqual([409, 'transfer_planned'])
    const same = await app.call(owner(), transferDoctor, { ...routeOf(moved.doctorId, 2), toBranchId: gulberg() })
    expect([same.status, same.refusal]).toEqual([422, 'same_branch'])
    const past = await app.call(owner(), transferDoctor, routeOf(app.doctors.bilal, -1))
    expect([past.status, past.refusal]).toEqual([409, 'in_the_past'])
    const foreign = await app.call(owner(), transferDoctor, {
      ...routeOf(moved.doctorId, 2),
      toBranchId: app.clinics.foreign,
    })
    expect([foreign.status, foreign.refusal]).toEqual([404, 'not_found'])
  })

  test('is finished by the job when the day has come and nobody is left waiting there', async () => {
    const database = openDatabase(app.database.appUrl, 2)
    const run = () => runJob(finishTransfers, jobScope(database, { organizationId: app.organizationId }), {})
    await run()
    expect(await assignmentsOf(moved.userId)).toEqual(['Gulberg', 'North'])
    await app.admin.query(`update doctor_transfers set from_day = current_date - 1`)
    await run()
    // One appointment stayed: she may still enter for it.
    expect(await assignmentsOf(moved.userId)).toEqual(['Gulberg', 'North'])
    await app.admin.query(
      `update appointments set status = 'done' where doctor_id = $1 and clinic_id = $2 and status = 'booked'`,
      [moved.doctorId, gulberg()],
    )
    await run()
    await run()
    expect(await assignmentsOf(moved.userId)).toEqual(['North'])
    const { rows } = await app.admin.query('select active from clinic_doctors where doctor_id = $1 order by active', [
      moved.doctorId,
    ])
    expect(rows).toEqual([{ active: false }, { active: true }])
    await database.end()
  })
})

describe('appointments of somebody who leaves', () => {
  test('are listed, asked about and shown afterwards', async () => {
    const leaving = await newDoctor('Dr Leaving Latif')
    const given = await book(leaving.doctorId, 6, '09:00')
    const cancelled = await book(leaving.doctorId, 6, '10:00')
    const here = { clinicId: gulberg(), personId: leaving.userId }
    const before = await app.ok(app.people.clinicAdmin, listFutureVisits, here)
    expect(before.map(({ id }) => id)).toEqual([given.id, cancelled.id])
    const { appointments } = await app.ok(app.people.clinicAdmin, removePerson, {
      ...here,
      rest: { do: 'cancel', reason: 'She left' },
      each: [{ appointmentId: given.id, what: { do: 'other', doctorId: app.doctors.bilal } }],
    })
    expect(appointments.map(({ outcome }) => outcome)).toEqual(['given_away', 'cancelled'])
    expect(await assignmentsOf(leaving.userId)).toEqual([])
    const day = await visitsOf(gulberg(), 6)
    expect(day.find(({ id }) => id === given.id)).toMatchObject({ doctorName: 'Dr Bilal Ahmed', status: 'booked' })
    expect(day.find(({ id }) => id === cancelled.id)).toMatchObject({ status: 'cancelled' })
  })

  test('of all branches are dealt with by head office, and sessions end', async () => {
    const leaving = await newDoctor('Dr Lost Lodhi')
    await book(leaving.doctorId, 7, '09:00')
    expect(await app.ok(owner(), listStaffVisits, { personId: leaving.userId, branchIds: [] })).toHaveLength(1)
    const { appointments } = await app.ok(owner(), removeStaff, { personId: leaving.userId })
    expect(appointments.map(({ outcome }) => outcome)).toEqual(['stayed'])
    expect(await assignmentsOf(leaving.userId)).toEqual([])
  })
})

describe('a visiting doctor', () => {
  const mailsTo = async (address: string) => (await waitingMails(app.admin)).filter(({ to }) => to === address)
  async function visiting(email: string) {
    const { id } = await app.ok(owner(), addPerson, {
      clinicId: gulberg(),
      way: 'contact',
      fullName: 'Dr Guest',
      email,
    })
    await app.admin.query(
      `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
       select $1, $2, $3, weekday, 540, 1020 from generate_series(1, 7) weekday`,
      [app.organizationId, gulberg(), id],
    )
    return id
  }

  test('hears of a booking by mail only where the branch wants it, and never the patient’s name', async () => {
    const id = await visiting('guest@example.com')
    await book(id, 8, '09:00')
    expect(await mailsTo('guest@example.com')).toEqual([])
    await app.ok(owner(), setVisitingMail, { clinicId: gulberg(), on: true })
    await book(id, 8, '10:00')
    const [mail, ...more] = await mailsTo('guest@example.com')
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      template: 'visitingBooking',
      values: { branch: 'Gulberg', minutes: 30, service: 'Consultation', when: expect.stringContaining('10:00') },
    })
    expect(JSON.stringify(mail!.values)).not.toContain('Patient of Gulberg')
    // Given to her later is a booking as well.
    const visit = await book(app.doctors.bilal, 8, '12:00')
    const { version } = visit
    const move = { clinicId: gulberg(), appointmentId: visit.id, version, doctorId: id, startsAt: visit.startsAt }
    await app.ok(owner(), moveAppointment, move)
    expect((await mailsTo('guest@example.com')).map(({ values }) => values.when)).toEqual([
      expect.stringContaining('10:00'),
      expect.stringContaining('12:00'),
    ])
    // Of a list that gave days alone, hers is the day.
    const untimed = await book(app.doctors.bilal, 8, '13:00')
    await app.admin.query(`update appointments set source = 'import', timed = false, booking_id = null where id = $1`, [
      untimed.id,
    ])
    await app.ok(owner(), moveAppointment, { ...move, appointmentId: untimed.id, startsAt: untimed.startsAt })
    expect((await mailsTo('guest@example.com')).at(-1)!.values.when).toMatch(/^\d+ [A-Z][a-z]{2}$/)
  })

  test('without an address, and a doctor who signs in, get none', async () => {
    const before = (await waitingMails(app.admin)).length
    await book(app.doctors.sana, 8, '11:00')
    await book(app.doctors.bilal, 8, '11:00')
    expect((await waitingMails(app.admin)).length).toBe(before)
  })
})

test('appointments of a known day without a time go to another doctor or along, and stay without a time', async () => {
  const { doctorId } = await newDoctor('Dr Imported Iqbal')
  const made = [await book(doctorId, 2, '12:00'), await book(doctorId, 3, '12:00'), await book(doctorId, 4, '12:00')]
  const [now, given, taken] = made.map(({ id }) => id) as [string, string, string]
  for (const [index, day] of [0, 3, 4].entries())
    await app.admin.query(
      `update appointments set source = 'import', timed = false, booking_id = null, starts_at = $2, ends_at = $3 where id = $1`,
      [made[index]!.id, instant(dayAhead(day), '00:00'), instant(dayAhead(day), '00:30')],
    )
  await app.admin.query('delete from bookings where resource_id = $1', [doctorId])
  const preview = await app.ok(owner(), previewTransfer, routeOf(doctorId, 0))
  // Today's is not over before the day is.
  expect(preview.appointments.map(({ id }) => id)).toEqual([now, given, taken])
  expect(preview.appointments.map(({ timed, alongHindrance }) => [timed, alongHindrance])).toEqual(
    made.map(() => [false, null]),
  )
  const done = await app.ok(owner(), transferDoctor, {
    ...routeOf(doctorId, 0),
    rest: { do: 'cancel', reason: 'The doctor moved away' },
    each: [
      { appointmentId: given, what: { do: 'other', doctorId: app.doctors.bilal } },
      { appointmentId: taken, what: { do: 'along' } },
    ],
  })
  expect(done.appointments.map(({ outcome }) => outcome)).toEqual(['cancelled', 'given_away', 'moved_along'])
  const here = (await visitsOf(gulberg(), 3)).find(({ id }) => id === given)
  expect(here).toMatchObject({ timed: false, doctorId: app.doctors.bilal, startsAt: instant(dayAhead(3), '00:00') })
  const there = (await visitsOf(north(), 4)).find((visit) => visit.doctorId === doctorId)
  expect(there).toMatchObject({ timed: false, startsAt: instant(dayAhead(4), '00:00') })
})
