import type pg from 'pg'
import { makeDomain } from './branding-sample.ts'
import { makeElevation } from './elevation-sample.ts'
import { makeExport, makeField } from './fields-sample.ts'
import { makePeople } from './people-sample.ts'
import type { Place } from './place.ts'

export type { Place } from './place.ts'

/** The state that an endpoint finds. Left out: a booked visit in two days, an issued invoice, nothing written. */
export interface State {
  appointment?: 'booked' | 'arrived' | 'in_room'
  when?: 'later' | 'today' | 'past'
  encounter?: 'open' | 'finished'
  invoice?: 'draft' | 'issued'
  archived?: boolean
  /** A doctor of its own, whose day is empty. */
  doctor?: boolean
}

let made = 0
const starts = { later: `interval '2 days'`, today: `interval '0'`, past: `interval '-1 day'` }
const prescription = JSON.stringify([
  { medicine: 'Paracetamol', drugClass: '', dose: '1-0-1', route: '', days: 3, advice: '' },
])

/**
 * One row of everything a branch has, tied together. Answers their ids by the names that inputs give them
 * (`patientId`, …). A new noun with an id in a path gets its row here.
 */
export async function makeWorld(admin: pg.Client, place: Place, state: State = {}): Promise<Record<string, string>> {
  const { organizationId, clinicId, userId, word } = place
  const insert = async (table: string, row: Record<string, unknown>, id = 'id'): Promise<string> => {
    const all = { organization_id: organizationId, ...row }
    const values = Object.values(all)
    const { rows } = await admin.query(
      `insert into ${table} (${Object.keys(all)}) values (${values.map((_, index) => `$${index + 1}`)}) returning ${id} as id`,
      values,
    )
    return rows[0].id
  }
  const number = ++made
  const here = { clinic_id: clinicId }

  const doctorId = state.doctor ? await makeDoctor(admin, place, number) : place.doctorId
  const sessionId = await insert('doctor_sessions', {
    ...here,
    doctor_id: doctorId,
    weekday: (number % 7) + 1,
    // A long time ago, so that no two overlap.
    starts_minute: 1100,
    ends_minute: 1130,
    valid_from: new Date(Date.UTC(2000, 0, number)),
    valid_to: new Date(Date.UTC(2000, 0, number)),
  })
  const serviceId = await insert('services', {
    ...here,
    name: `${word} service ${number}`,
    category: word,
    minutes: 30,
    price_minor: 150_000,
  })
  const patient = (which: string) =>
    insert('patients', {
      ...here,
      number: `W-${which}${number}`,
      full_name: `${word} ${which} ${number}`,
      phone: `+92301${String(number).padStart(7, '0')}`,
      notes: word,
      archived_at: state.archived ? new Date() : null,
      archive_reason: state.archived ? word : null,
    })
  const patientId = await patient('A')
  const otherId = await patient('B')
  const alertId = await insert('patient_alerts', { ...here, patient_id: patientId, kind: 'allergy', label: word })
  const proposalId = await insert('duplicate_proposals', {
    ...here,
    patient_id: patientId,
    other_id: otherId,
    score: 80,
    reasons: JSON.stringify([word]),
  })

  const status = state.appointment ?? 'booked'
  const came = status !== 'booked'
  const { rows } = await admin.query(
    `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, service_id, status, reason, token,
       starts_at, ends_at, arrived_at, called_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, at, at + interval '30 minutes', $9, $10
     from (select date_trunc('day', now(), 'Asia/Karachi') + interval '10 hours' + ${starts[state.when ?? 'later']} as at) t
     returning id`,
    [
      organizationId,
      clinicId,
      patientId,
      doctorId,
      serviceId,
      status,
      word,
      came ? 1000 + number : null,
      came ? new Date() : null,
      status === 'in_room' ? new Date() : null,
    ],
  )
  const appointmentId: string = rows[0].id
  // So that there is something to take back.
  for (const to_status of status === 'booked' ? ['booked'] : ['booked', status])
    await insert('appointment_changes', {
      ...here,
      appointment_id: appointmentId,
      change: to_status,
      from_status: to_status === 'booked' ? null : 'booked',
      to_status,
    })
  await insert('vitals', {
    ...here,
    patient_id: patientId,
    appointment_id: appointmentId,
    pulse_per_minute: 70,
    note: word,
  })

  const ids: Record<string, string> = { patientId, alertId, proposalId, appointmentId, doctorId, sessionId, serviceId }
  if (state.encounter) {
    ids.encounterId = await insert('encounters', {
      ...here,
      appointment_id: appointmentId,
      patient_id: patientId,
      doctor_id: place.doctorId,
      note: word,
      advice: word,
      prescription,
    })
    if (state.encounter === 'finished')
      await admin.query(
        `update encounters set status = 'finished', finished_at = now(), finished_by = $2,
           letterhead = $3 where id = $1`,
        [ids.encounterId, userId, letterhead(word)],
      )
  }
  ids.invoiceId = await makeInvoice(admin, insert, { ...here, patient_id: patientId, doctor_id: doctorId }, state, {
    number,
    word,
    serviceId,
  })
  ids.paymentId = await insert('payments', {
    ...here,
    number: `W-R-${number}`,
    patient_id: patientId,
    currency: 'PKR',
    amount_minor: 100,
    method: 'cash',
    reference: word,
    received_on: new Date(),
    received_by: userId,
    letterhead: letterhead(word),
    balance_minor: 0,
  })
  ids.elevationId = await makeElevation(admin, place)
  return {
    ...ids,
    ...(await makePeople(admin, place, number)),
    domainId: await makeDomain(admin, place, clinicId, String(number)),
    fieldId: await makeField(admin, place, patientId),
    exportId: await makeExport(admin, place, userId),
    clinicId,
    branchId: clinicId,
    userId,
    subjectId: patientId,
  }
}

const letterhead = (word: string) => JSON.stringify({ clinicName: word, organizationName: word, color: '#0f766e' })

type Insert = (table: string, row: Record<string, unknown>, id?: string) => Promise<string>

async function makeInvoice(
  admin: pg.Client,
  insert: Insert,
  owner: Record<string, unknown>,
  state: State,
  { number, word, serviceId }: { number: number; word: string; serviceId: string },
): Promise<string> {
  const invoiceId = await insert('invoices', { ...owner, currency: 'PKR', total_minor: 150_000 })
  await insert(
    'invoice_lines',
    {
      clinic_id: owner.clinic_id,
      invoice_id: invoiceId,
      position: 0,
      service_id: serviceId,
      description: word,
      unit_minor: 150_000,
      amount_minor: 150_000,
    },
    'invoice_id',
  )
  if (state.invoice !== 'draft')
    await admin.query(
      `update invoices set status = 'issued', number = $2, issued_at = now(), issued_on = current_date, letterhead = $3
       where id = $1`,
      [invoiceId, `W-I-${number}`, letterhead(word)],
    )
  return invoiceId
}

async function makeDoctor(admin: pg.Client, { organizationId, clinicId, word }: Place, number: number) {
  const { rows } = await admin.query('insert into doctors (organization_id, full_name) values ($1, $2) returning id', [
    organizationId,
    `Dr ${word} ${number}`,
  ])
  const doctorId: string = rows[0].id
  await admin.query('insert into clinic_doctors (organization_id, clinic_id, doctor_id) values ($1, $2, $3)', [
    organizationId,
    clinicId,
    doctorId,
  ])
  await admin.query(
    `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
     select $1, $2, $3, weekday, 540, 1020 from generate_series(1, 7) weekday`,
    [organizationId, clinicId, doctorId],
  )
  return doctorId
}
