import { beforeEach, describe, expect, test } from 'vitest'
import {
  arriveAppointment,
  bookAppointment,
  callNext,
  completeAppointment,
  confirmAppointment,
  getAppointment,
  getQueueCounts,
  getToken,
  getWaitingRoom,
  listDay,
  markNoShow,
  registerWalkIn,
  roomAppointment,
  undoAppointment,
  type Visit,
} from '#contract/appointments.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { readPdf } from '../../integrations/pdf/pdf-reader.test-help.ts'

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let app: TestApp
beforeEach(async () => {
  app = await openTestApp()
})

const desk = () => app.people.receptionist
const here = () => ({ clinicId: app.clinics.gulberg })
const of = (visit: Visit) => ({ ...here(), appointmentId: visit.id })
const walkIn = (doctor?: 'sana' | 'bilal'): Promise<Visit> =>
  app.ok(desk(), registerWalkIn, {
    ...here(),
    patientId: app.patients.gulberg,
    ...(doctor && { doctorId: app.doctors[doctor] }),
    reason: 'Pain',
  })
/** A visit of today, whatever the time of day is: written behind the walls. */
async function plannedToday(doctor: 'sana' | 'bilal' = 'sana', minutesFromNow = -5): Promise<Visit> {
  const { rows } = await app.admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, starts_at, ends_at)
     select $1, $2, $3, $4, least(greatest(now() + make_interval(mins => $5), today), today + interval '23 hours'), today + interval '24 hours'
     from (select date_trunc('day', now(), 'Asia/Karachi') as today) t returning id`,
    [app.organizationId, app.clinics.gulberg, app.patients.gulberg, app.doctors[doctor], minutesFromNow],
  )
  await app.admin.query(
    `insert into appointment_changes (organization_id, clinic_id, appointment_id, change, to_status) values ($1, $2, $3, 'booked', 'booked')`,
    [app.organizationId, app.clinics.gulberg, rows[0].id],
  )
  return (await app.ok(desk(), getAppointment, { ...here(), appointmentId: rows[0].id })).visit
}

describe('tokens', () => {
  test('count arrivals of the day without a gap, however many arrive at once', async () => {
    const visits: Visit[] = []
    for (let count = 0; count < 12; count++) visits.push(await plannedToday())
    const [arrived, walked] = await Promise.all([
      Promise.all(visits.map((visit) => app.ok(desk(), arriveAppointment, of(visit)))),
      Promise.all(Array.from({ length: 8 }, () => walkIn())),
    ])
    const tokens = [...arrived, ...walked].map((visit) => visit.token!).sort((a, b) => a - b)
    expect(tokens).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('a refused arrival takes no number', async () => {
    const first = await walkIn()
    expect((await app.call(desk(), arriveAppointment, of(first))).refusal).toBe('not_in_this_state')
    expect([first.token, (await walkIn()).token]).toEqual([1, 2])
  })

  test('an arrival taken back keeps its number for the next time', async () => {
    const visit = await plannedToday()
    const arrived = await app.ok(desk(), arriveAppointment, of(visit))
    await walkIn()
    expect(await app.ok(desk(), undoAppointment, of(visit))).toMatchObject({
      status: 'booked',
      token: arrived.token,
      arrivedAt: null,
    })
    expect(await app.ok(desk(), arriveAppointment, of(visit))).toMatchObject({
      status: 'arrived',
      token: arrived.token,
    })
  })

  test('are counted by each branch for itself', async () => {
    await walkIn()
    const north = await app.ok(app.people.receptionistNorth, registerWalkIn, {
      clinicId: app.clinics.north,
      patientId: app.patients.north,
    })
    expect(north.token).toBe(1)
  })

  test('are printed on a slip, once there is one', async () => {
    const visit = await plannedToday()
    expect((await app.call(desk(), getToken, of(visit))).refusal).toBe('no_token')
    await app.ok(desk(), arriveAppointment, of(visit))
    const slip = await app.call(desk(), getToken, of(visit))
    expect(slip).toMatchObject({ status: 200 })
    expect(slip.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(slip.body as unknown as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const inUrdu = await app.call(desk(), getToken, { ...of(visit), language: 'ur' })
    const textOf = ({ body }: { body: unknown }) => readPdf(Buffer.from(body as Uint8Array)).text
    expect(textOf(slip)).toContain('Token')
    // Nastaliq is drawn letter by letter.
    expect(textOf(inUrdu)).toMatch(/^(?!.*Token).*ٹ/s)
  })

  test('are printed under the logo of the branch', async () => {
    const visit = await plannedToday()
    await app.ok(desk(), arriveAppointment, of(visit))
    const pictureOn = async () =>
      Buffer.from((await app.call(desk(), getToken, of(visit))).body as unknown as Uint8Array).includes('/Image')
    expect(await pictureOn()).toBe(false)
    await app.admin.query(
      `with l as (insert into clinic_logos (organization_id, clinic_id, sha256, media_type, bytes)
         values ($1, $2, 'of-the-test', 'image/png', $3) returning *)
       update clinics c set logo_sha256 = l.sha256 from l where c.organization_id = l.organization_id and c.id = l.clinic_id`,
      [app.organizationId, app.clinics.gulberg, Buffer.from(onePixel, 'base64')],
    )
    expect(await pictureOn()).toBe(true)
  })
})

describe('walk-ins', () => {
  test('a new person is registered and waits at once, for any doctor', async () => {
    const visit = await app.ok(desk(), registerWalkIn, {
      ...here(),
      newPatient: { fullName: 'Umar Farooq', phone: '03001112223' },
    })
    expect(visit).toMatchObject({
      status: 'arrived',
      source: 'walk_in',
      token: 1,
      doctorId: null,
      patientNumber: 'GUL-000001',
    })
    const { visits } = await app.ok(desk(), listDay, { ...here(), day: dayAhead(0) })
    expect(visits).toEqual([visit])
  })

  test('a doctor of another branch is refused', async () => {
    const refused = await app.call(desk(), registerWalkIn, {
      ...here(),
      patientId: app.patients.gulberg,
      doctorId: app.doctors.nadia,
    })
    expect(refused.refusal).toBe('doctor_not_here')
  })
})

describe('call next', () => {
  test('takes who waits longest, for the doctor or for any, and leaves others for theirs', async () => {
    const [forBilal, anybody, forSana] = [await walkIn('bilal'), await walkIn(), await walkIn('sana')]
    const call = (doctorId?: string) => app.ok(desk(), callNext, { ...here(), doctorId })
    expect(await call(app.doctors.sana)).toMatchObject({
      id: anybody.id,
      status: 'in_room',
      doctorName: 'Dr Sana Malik',
    })
    expect((await call(app.doctors.sana)).id).toBe(forSana.id)
    expect((await app.call(desk(), callNext, { ...here(), doctorId: app.doctors.sana })).refusal).toBe('nobody_waiting')
    expect((await call()).id).toBe(forBilal.id)
  })

  test('who waited for any doctor and was called for one waits for any again when that is taken back', async () => {
    const visit = await walkIn()
    const called = await app.ok(desk(), callNext, { ...here(), doctorId: app.doctors.sana })
    expect(called).toMatchObject({ id: visit.id, doctorName: 'Dr Sana Malik' })
    const back = await app.ok(desk(), undoAppointment, of(visit))
    expect(back).toMatchObject({ status: 'arrived', doctorId: null, doctorName: null })
    expect(await app.ok(desk(), getAppointment, of(visit))).toMatchObject({ visit: { doctorId: null } })
    expect((await app.ok(desk(), callNext, { ...here(), doctorId: app.doctors.bilal })).id).toBe(visit.id)
  })

  test('who waits for any doctor and is called in by one is hers', async () => {
    const [first, second] = [await walkIn(), await walkIn()]
    const hers = { status: 'in_room', doctorId: app.doctors.sana, doctorName: 'Dr Sana Malik' }
    expect(await app.ok(app.people.doctor, roomAppointment, of(first))).toMatchObject(hers)
    expect(await app.ok(app.people.doctor, callNext, here())).toMatchObject({ id: second.id, ...hers })
    expect(await app.ok(desk(), roomAppointment, of(await walkIn()))).toMatchObject({ doctorId: null })
    await walkIn()
    expect((await app.call(desk(), callNext, { ...here(), doctorId: app.doctors.nadia })).refusal).toBe(
      'doctor_not_here',
    )
  })

  test('ten desks that call at once get ten patients, each one once', async () => {
    const waiting = await Promise.all(Array.from({ length: 10 }, () => walkIn()))
    const called = await Promise.all(waiting.map(() => app.call(desk(), callNext, here())))
    const got = called.filter((reply) => reply.status === 200).map((reply) => reply.body.id)
    // Passed over while another desk held the row: the desk presses again.
    while (got.length < 10) got.push((await app.ok(desk(), callNext, here())).id)
    expect(new Set(got)).toEqual(new Set(waiting.map((visit) => visit.id)))
    expect(called.every((reply) => reply.status === 200 || reply.refusal === 'nobody_waiting')).toBe(true)
  })

  test('passes over a patient whom another desk is calling at this moment, and does not wait for that desk', async () => {
    const [first, second] = [await walkIn(), await walkIn()]
    // The other desk has pressed and is not through: its lock stays until the answer is here.
    await app.admin.query('begin')
    await app.admin.query('select 1 from appointments where id = $1 for update', [first.id])
    try {
      expect((await app.ok(desk(), callNext, here())).id).toBe(second.id)
    } finally {
      await app.admin.query('rollback')
    }
    expect((await app.ok(desk(), callNext, here())).id).toBe(first.id)
  })
})

describe('the way of a visit', () => {
  test('leads from booked over arrived and in room to done, and each step can be taken back', async () => {
    const visit = await plannedToday()
    const steps = [confirmAppointment, arriveAppointment, roomAppointment, completeAppointment] as const
    for (const step of steps) await app.ok(desk(), step as typeof confirmAppointment, of(visit))
    const back = []
    for (let undo = 0; undo < 4; undo++) back.push((await app.ok(desk(), undoAppointment, of(visit))).status)
    expect(back).toEqual(['in_room', 'arrived', 'confirmed', 'booked'])
  })

  test('steps out of order are refused and name the state', async () => {
    const visit = await plannedToday()
    expect(await app.call(desk(), roomAppointment, of(visit))).toMatchObject({
      refusal: 'not_in_this_state',
      error: { detail: { status: 'booked' } },
    })
    await app.ok(desk(), arriveAppointment, of(visit))
    expect((await app.call(desk(), markNoShow, of(visit))).refusal).toBe('not_in_this_state')
    expect((await app.call(desk(), roomAppointment, of(visit))).status).toBe(200)
  })

  test('nobody arrives for another day, and nobody is missed before her time', async () => {
    const later = await app.ok(desk(), bookAppointment, {
      ...here(),
      patientId: app.patients.gulberg,
      doctorId: app.doctors.sana,
      startsAt: instant(dayAhead(2), '10:00'),
      minutes: 30,
    })
    expect((await app.call(desk(), arriveAppointment, of(later))).refusal).toBe('not_today')
    expect((await app.call(desk(), markNoShow, of(later))).refusal).toBe('not_yet')
  })

  test('who did not come leaves her time to others, and takes it back only while it is free', async () => {
    const bookAt = (patientId: string, startsAt: string) => ({
      ...here(),
      patientId,
      doctorId: app.doctors.sana,
      startsAt,
      minutes: 30,
    })
    const visit = await app.ok(desk(), bookAppointment, bookAt(app.patients.gulberg, instant(dayAhead(2), '11:00')))
    // Her time has begun, and the half hour is not over: written behind the walls.
    const begins = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000).toISOString()
    const taken = async () =>
      (await app.admin.query('select count(*)::int as n from bookings where resource_id = $1', [app.doctors.sana]))
        .rows[0].n
    await app.admin.query(
      `update appointments set starts_at = $2, ends_at = $2::timestamptz + interval '30 minutes' where id = $1`,
      [visit.id, begins],
    )
    expect((await app.ok(desk(), markNoShow, of(visit))).status).toBe('no_show')
    expect(await taken()).toBe(0)
    expect((await app.ok(desk(), undoAppointment, of(visit))).status).toBe('booked')
    expect(await taken()).toBe(1)
    await app.ok(desk(), markNoShow, of(visit))
    await app.admin.query(
      `insert into bookings (organization_id, resource_id, place_id, starts_at, ends_at, kind)
       values ($1, $2, $3, $4, $4::timestamptz + interval '10 minutes', 'appointment')`,
      [app.organizationId, app.doctors.sana, app.clinics.gulberg, begins],
    )
    expect((await app.call(desk(), undoAppointment, of(visit))).refusal).toBe('slot_taken')
  })

  test('who was marked missed can still arrive', async () => {
    const visit = await plannedToday('sana', -30)
    expect((await app.ok(desk(), markNoShow, of(visit))).status).toBe('no_show')
    expect((await app.ok(desk(), arriveAppointment, of(visit))).status).toBe('arrived')
  })
})

test('the waiting-room display shows numbers and rooms, and no name of a patient', async () => {
  const [first] = [await walkIn('sana'), await walkIn('sana'), await walkIn()]
  await app.ok(desk(), roomAppointment, of(first))
  const display = await app.ok(desk(), getWaitingRoom, here())
  expect(display).toMatchObject({
    doctors: [{ doctorName: 'Dr Sana Malik', inRoom: [1], next: [2], waiting: 1 }],
    anyDoctor: { inRoom: [], next: [3], waiting: 1 },
  })
  // Called before anybody said by whom: her number hangs on the wall all the same.
  await app.ok(desk(), callNext, { ...here(), doctorId: undefined })
  await app.ok(desk(), callNext, here())
  expect((await app.ok(desk(), getWaitingRoom, here())).anyDoctor).toEqual({ inRoom: [3], next: [], waiting: 0 })
  expect(JSON.stringify(display)).not.toContain('Patient of')
})

test('the figures of the day: who is expected, and who waits', async () => {
  await plannedToday()
  const arrived = await plannedToday()
  await app.ok(desk(), arriveAppointment, of(arrived))
  await walkIn()
  expect(await app.ok(desk(), getQueueCounts, here())).toEqual({ expected: 1, waiting: 2 })
  expect((await app.call(app.people.receptionistNorth, getQueueCounts, here())).status).toBe(404)
})
