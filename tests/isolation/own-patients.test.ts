import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import * as visits from '#contract/appointments.ts'
import * as billing from '#contract/billing.ts'
import { type Endpoint, pathParams } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import * as patients from '#contract/patients.ts'
import { switchOwnPatients } from '#contract/roles.ts'
import { dayAhead, instant, openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { assign } from '#tests/harness/group.ts'

const theirsNames = { patientId: '', appointmentId: '', encounterId: '', invoiceId: '', paymentId: '' }
let app: TestApp
let clinicId: string
/** Bilal's patient, never Sana's: with a visit, a finished encounter, an invoice, a payment and an allergy. */
let theirs: Record<'patientId' | 'appointmentId' | 'encounterId' | 'invoiceId' | 'paymentId', string>
/** Sana's. */
let hers: typeof theirs

beforeAll(async () => {
  app = await openTestApp()
  clinicId = app.clinics.gulberg
  theirs = await patientOf('Zubaida Marwat', app.doctors.bilal)
  hers = await patientOf('Yasmin Marwat', app.doctors.sana)
  await app.ok(app.people.clinicAdmin, switchOwnPatients, { clinicId, on: true })
})

async function patientOf(fullName: string, doctorId: string): Promise<typeof theirs> {
  const { ok, people, services } = app
  const { id: patientId } = await ok(people.receptionist, patients.registerPatient, {
    clinicId,
    fullName,
    phone: '+923215550001',
  })
  const visit = await ok(people.receptionist, visits.registerWalkIn, {
    clinicId,
    patientId,
    doctorId,
    serviceId: services.gulberg,
  })
  await ok(people.owner, patients.addAlert, { clinicId, patientId, kind: 'allergy', label: 'Penicillin' })
  const lines = [{ serviceId: services.gulberg }]
  const invoice = await ok(people.owner, billing.createInvoice, { clinicId, patientId, lines })
  const payment = await ok(people.owner, billing.takePayment, {
    clinicId,
    patientId,
    amountMinor: 1000,
    method: 'cash',
  })
  const { rows } = await app.admin.query(
    `insert into encounters (organization_id, clinic_id, appointment_id, patient_id, doctor_id, note, prescription)
     values ($1, $2, $3, $4, $5, 'Seen.', '[{"medicine":"Paracetamol","drugClass":"","dose":"1-0-1","route":"","days":3,"advice":""}]') returning id`,
    [app.organizationId, clinicId, visit.id, patientId, doctorId],
  )
  await app.admin.query(
    `update encounters set status = 'finished', finished_at = now(), letterhead = '{"clinicName":"x","organizationName":"x","color":"#0f766e"}' where id = $1`,
    [rows[0].id],
  )
  return { patientId, appointmentId: visit.id, encounterId: rows[0].id, invoiceId: invoice.id, paymentId: payment.id }
}

const foundBy = async (who: 'doctor' | 'receptionist', q: string) =>
  (await app.ok(app.people[who], patients.searchPatients, { clinicId, q })).patients.map(({ id }) => id)

describe('a doctor of a branch where doctors see their own patients only', () => {
  test.each(['Zubaida', 'Zubaida Marwat', 'Zubeda Marwt', 'Marwat', '+923215550001', '5550001'])(
    'does not find another doctor’s patient by “%s”, and the desk does',
    async (q) => {
      expect(await foundBy('doctor', q)).not.toContain(theirs.patientId)
      expect(await foundBy('receptionist', q)).toContain(theirs.patientId)
    },
  )

  test('does not find one by number, nor among the newest, and finds her own among people of the same name', async () => {
    const { number } = await app.ok(app.people.receptionist, patients.getPatient, {
      clinicId,
      patientId: theirs.patientId,
    })
    expect(await foundBy('doctor', number)).toEqual([])
    expect(await foundBy('receptionist', number)).toContain(theirs.patientId)
    expect(await foundBy('doctor', '')).toEqual([hers.patientId])
    expect(await foundBy('doctor', 'Marwat')).toEqual([hers.patientId])
  })

  // Every reading endpoint whose path names a patient or what belongs to one, whatever the module.
  const ofPatients = everyEndpoint.filter(
    (endpoint) =>
      endpoint.verb === 'GET' &&
      endpoint.path.startsWith('/clinics/') &&
      pathParams(endpoint.path).some((name) => name !== 'clinicId' && name in theirsNames),
  )
  test.each(ofPatients)('$name answers as if another doctor’s did not exist', async (endpoint: Endpoint) => {
    const filled = (ids: object) => ({
      clinicId,
      ...Object.fromEntries(Object.entries(ids).filter(([name]) => pathParams(endpoint.path).includes(name))),
    })
    const asked = (who: 'doctor' | 'owner', ids: object) => app.call(app.people[who], endpoint, filled(ids) as never)
    const nobody = await asked(
      'doctor',
      Object.fromEntries(Object.keys(theirsNames).map((name) => [name, crypto.randomUUID()])),
    )
    const other = await asked('doctor', theirs)
    // A role that may not do this at all is refused before anything is looked for.
    expect(other.status === 404 || other.status === 403).toBe(true)
    expect({ ...other.error, traceId: '' }).toEqual({ ...nobody.error, traceId: '' })
    if (other.status === 404) expect((await asked('owner', theirs)).status).toBeLessThan(300)
  })

  test('changes nothing of another doctor’s patient, and books none of them', async () => {
    const { call, people, doctors } = app
    const startsAt = instant(dayAhead(2), '11:00')
    const answers = await Promise.all([
      call(people.doctor, patients.editPatient, { clinicId, patientId: theirs.patientId, version: 1, notes: 'x' }),
      call(people.doctor, patients.addAlert, { clinicId, patientId: theirs.patientId, kind: 'alert', label: 'x' }),
      call(people.doctor, visits.bookAppointment, {
        clinicId,
        patientId: theirs.patientId,
        doctorId: doctors.sana,
        startsAt,
        minutes: 30,
      }),
      call(people.doctor, visits.registerWalkIn, { clinicId, patientId: theirs.patientId, doctorId: doctors.sana }),
      call(people.doctor, visits.undoAppointment, { clinicId, appointmentId: theirs.appointmentId }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  })

  test('sees the day without the patients of others', async () => {
    const day = dayAhead(0)
    const seen = async (who: 'doctor' | 'receptionist') =>
      (await app.ok(app.people[who], visits.listDay, { clinicId, day })).visits.map(({ patientId }) => patientId)
    expect(await seen('doctor')).toEqual([hers.patientId])
    expect(await seen('receptionist')).toEqual(expect.arrayContaining([hers.patientId, theirs.patientId]))
  })

  test('registers a patient, who is hers from the first moment, and books her', async () => {
    const { ok, call, people, doctors } = app
    const { id: patientId } = await ok(people.doctor, patients.registerPatient, {
      clinicId,
      fullName: 'Nasreen Shinwari',
      phone: '+923215550009',
    })
    const startsAt = instant(dayAhead(2), '12:00')
    await ok(people.doctor, visits.bookAppointment, {
      clinicId,
      patientId,
      doctorId: doctors.sana,
      startsAt,
      minutes: 30,
    })
    expect((await call(people.doctor, patients.getPatient, { clinicId, patientId })).status).toBe(200)
    expect(await foundBy('doctor', 'Nasreen')).toEqual([patientId])
  })

  test('is not held back where she has another role beside, and sees all again when it is switched off', async () => {
    await assign(app.admin, app.people.doctor, clinicId, 'clinic_manager')
    expect(await foundBy('doctor', 'Zubaida')).toContain(theirs.patientId)
    await app.admin.query(`delete from assignments where user_id = $1 and role = 'clinic_manager'`, [
      app.people.doctor.userId,
    ])
    expect(await foundBy('doctor', 'Zubaida')).toEqual([])
    await app.ok(app.people.owner, switchOwnPatients, { clinicId, on: false })
    expect(await foundBy('doctor', 'Zubaida')).toContain(theirs.patientId)
    await app.ok(app.people.owner, switchOwnPatients, { clinicId, on: true })
  })

  test('is who others see the branch as: her patients and nobody else’s, and never more than one’s own', async () => {
    const { call, people, doctors } = app
    const as = async (who: 'owner' | 'doctor', doctorId: string) => {
      const extras = { headers: { 'x-as-doctor': doctorId } }
      const found = await call(people[who], patients.searchPatients, { clinicId, q: 'Marwat' }, extras)
      const record = await call(people[who], patients.getPatient, { clinicId, patientId: theirs.patientId }, extras)
      return [found.body.patients.map(({ id }) => id), record.status]
    }
    expect(await as('owner', doctors.sana)).toEqual([[hers.patientId], 404])
    expect(await as('owner', doctors.bilal)).toEqual([[theirs.patientId], 200])
    expect(await as('owner', crypto.randomUUID())).toEqual([[], 404])
    expect(await as('doctor', doctors.bilal)).toEqual([[hers.patientId], 404])
    const odd = await call(
      people.owner,
      patients.searchPatients,
      { clinicId },
      { headers: { 'x-as-doctor': "' or true" } },
    )
    expect(odd.refusal).toBe('invalid')
  })

  describe('and somebody waits for any doctor', () => {
    let waiting: { id: string; patientId: string }
    beforeAll(async () => {
      const { id: patientId } = await app.ok(app.people.receptionist, patients.registerPatient, {
        clinicId,
        fullName: 'Palwasha Orakzai',
        phone: '+923215550077',
      })
      await app.ok(app.people.owner, patients.addAlert, { clinicId, patientId, kind: 'allergy', label: 'Latex' })
      const { id } = await app.ok(app.people.receptionist, visits.registerWalkIn, { clinicId, patientId })
      waiting = { id, patientId }
    })

    test('sees her in the queue with her name and that she has alerts; her record stays closed', async () => {
      const { visits: day } = await app.ok(app.people.doctor, visits.listDay, { clinicId, day: dayAhead(0) })
      expect(day.find(({ id }) => id === waiting.id)).toMatchObject({
        patientName: 'Palwasha Orakzai',
        hasAlerts: true,
      })
      expect(day.map(({ patientId }) => patientId)).not.toContain(theirs.patientId)
      const about = { clinicId, patientId: waiting.patientId }
      for (const endpoint of [patients.getPatient, patients.getTimeline])
        expect((await app.call(app.people.doctor, endpoint, about)).status).toBe(404)
      expect(await foundBy('doctor', 'Palwasha')).toEqual([])
    })

    test('does not see who waited for another doctor, nor who waited for anybody the day before', async () => {
      const seen = async () => {
        const day = dayAhead(0)
        const { visits: rows } = await app.ok(app.people.doctor, visits.listDay, { clinicId, day })
        return rows.some(({ id }) => id === waiting.id)
      }
      const set = (change: string, ...values: unknown[]) =>
        app.admin.query(`update appointments set ${change} where id = $1`, [waiting.id, ...values])
      expect(await seen()).toBe(true)
      await set('doctor_id = $2', app.doctors.bilal)
      expect(await seen()).toBe(false)
      await set('doctor_id = null')
      expect(await seen()).toBe(true)
      const bare = new pg.Client(app.database.appUrl)
      await bare.connect()
      await set(`starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'`)
      await bare.query('begin')
      await bare.query('select app.enter($1, null, null, $2)', [app.people.doctor.sessionId, clinicId])
      for (const [table, column] of [
        ['appointments', 'patient_id'],
        ['patients', 'id'],
        ['patient_alerts', 'patient_id'],
      ])
        expect((await bare.query(`select from ${table} where ${column} = $1`, [waiting.patientId])).rowCount).toBe(0)
      await bare.query('rollback')
      await bare.end()
      await set("starts_at = now(), ends_at = now() + interval '15 minutes'")
    })

    test('calls her in with one call, and from then on she is her own', async () => {
      const { call, ok, people, doctors } = app
      // Whoever waits longer is first: her own patient of this morning.
      await app.admin.query(`update appointments set status = 'done', done_at = now() where id = $1`, [
        hers.appointmentId,
      ])
      const called = await ok(people.doctor, visits.callNext, { clinicId, doctorId: doctors.sana })
      expect(called).toMatchObject({
        id: waiting.id,
        doctorId: doctors.sana,
        status: 'in_room',
        patientName: 'Palwasha Orakzai',
      })
      expect(await foundBy('doctor', 'Palwasha')).toEqual([waiting.patientId])
      expect(
        (await call(people.doctor, visits.completeAppointment, { clinicId, appointmentId: waiting.id })).status,
      ).toBe(200)
      expect((await call(people.doctor, visits.callNext, { clinicId, doctorId: doctors.sana })).refusal).toBe(
        'nobody_waiting',
      )
    })

    test('is not given somebody else’s patient by a row that names her as the doctor: the database says so', async () => {
      const bare = new pg.Client(app.database.appUrl)
      await bare.connect()
      const insert = async (patientId: string) => {
        await bare.query('begin')
        await bare.query('select app.enter($1, null, null, $2)', [app.people.doctor.sessionId, clinicId])
        const outcome = await bare
          .query(
            `insert into appointments (patient_id, doctor_id, starts_at, ends_at) values ($1, $2, now(), now() + interval '1 hour')`,
            [patientId, app.doctors.sana],
          )
          .then(
            () => 'written',
            (error) => error.code,
          )
        await bare.query('rollback')
        return outcome
      }
      expect([await insert(theirs.patientId), await insert(hers.patientId)]).toEqual(['42501', 'written'])
      await bare.end()
    })
  })

  test('keeps queries that forget every condition to her own: the database says so', async () => {
    const bare = new pg.Client(app.database.appUrl)
    await bare.connect()
    const { sessionId } = app.people.doctor
    const { rows: held } = await app.admin.query<{ name: string }>(
      `select distinct polrelid::regclass::text as name from pg_policy where not polpermissive and pg_get_expr(polqual, polrelid) like '%own_doctor_id%'`,
    )
    expect(held.length).toBeGreaterThan(12)
    for (const { name } of held) {
      await bare.query('begin')
      await bare.query('select app.enter($1, null, null, $2)', [sessionId, clinicId])
      const { rows } = await bare.query(`select * from ${name}`)
      await bare.query('rollback')
      const text = JSON.stringify(rows)
      for (const id of Object.values(theirs)) expect(text, name).not.toContain(id)
    }
    await bare.end()
  })
})
