import type {
  Encounter,
  listArrivals as listArrivalsEndpoint,
  PastVisit,
  Preset,
  VisitSheet,
  Vitals,
} from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { encounterJson, instant, linesOf, vitalsJson } from './json.ts'

const historyLength = 20

/** The whole visit screen in one round trip; the sub-select finds the patient for the statements beside it. */
export async function getVisit(tx: Tx, { appointmentId }: { appointmentId: string }): Promise<VisitSheet> {
  const here = sql`organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId}`
  const patient = sql`(select patient_id from appointments where ${here} and id = ${appointmentId})`
  const [heads, alerts, vitals, encounters, history, presets, services] = await tx.batch<
    [
      { appointment: VisitSheet['appointment']; patient: Omit<VisitSheet['patient'], 'alerts'> },
      VisitSheet['patient']['alerts'][number],
      { vitals: Vitals },
      { encounter: Encounter },
      { visit: PastVisit },
      Preset,
      VisitSheet['services'][number],
    ]
  >(
    sql`select json_build_object('id', a.id, 'status', a.status, 'startsAt', ${instant(sql`a.starts_at`)}, 'timed', a.timed, 'day', a.day,
          'doctorId', a.doctor_id, 'doctorName', d.full_name, 'serviceId', a.service_id, 'serviceName', s.name,
          'reason', a.reason, 'token', a.token, 'arrivedAt', ${instant(sql`a.arrived_at`)}) as appointment,
        json_build_object('id', p.id, 'fullName', p.full_name, 'number', p.number, 'sex', p.sex, 'bornOn', p.born_on,
          'phone', p.phone, 'notes', p.notes, 'dueMinor', p.due_minor) as patient
      from appointments a
      join patients p on p.organization_id = a.organization_id and p.clinic_id = a.clinic_id and p.id = a.patient_id
      left join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
      left join services s on s.organization_id = a.organization_id and s.clinic_id = a.clinic_id and s.id = a.service_id
      where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`,
    sql`select id, kind, label, drug_class as "drugClass", severity from patient_alerts
      where ${here} and patient_id = ${patient}
      order by kind = 'alert', array_position(array['severe', 'moderate', 'mild'], severity), label`,
    sql`select ${vitalsJson} as vitals from vitals v
      left join people by on by.organization_id = v.organization_id and by.user_id = v.measured_by
      where v.organization_id = ${tx.organizationId} and v.clinic_id = ${tx.clinicId} and v.appointment_id = ${appointmentId}
      order by v.measured_at desc limit 10`,
    sql`select ${encounterJson} as encounter from encounters e
      join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
      left join people by on by.organization_id = e.organization_id and by.user_id = e.finished_by
      where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.appointment_id = ${appointmentId}`,
    sql`select ${encounterJson}::jsonb || jsonb_build_object('day', (e.started_at at time zone c.time_zone)::date) as visit
      from encounters e
      join clinics c on c.organization_id = e.organization_id and c.id = e.clinic_id
      join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
      left join people by on by.organization_id = e.organization_id and by.user_id = e.finished_by
      where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.patient_id = ${patient}
        and e.status = 'finished' and e.appointment_id <> ${appointmentId}
      order by e.started_at desc limit ${historyLength}`,
    presetsQuery(tx),
    sql`select id, name, category, price_minor as "priceMinor" from services where ${here} and active order by category, name`,
  )
  const head = heads[0]
  if (!head) throw new Refused('not_found')
  const encounter = encounters[0]?.encounter ?? null
  return {
    appointment: head.appointment,
    patient: { ...head.patient, alerts },
    vitals: vitals.map((row) => row.vitals),
    encounter: encounter && { ...encounter, prescription: linesOf(encounter.prescription) },
    history: history.map(({ visit }) => pastVisit(visit)),
    presets: presets.map((preset) => ({ ...preset, lines: linesOf(preset.lines) })),
    services: services.map((service) => ({ ...service, priceMinor: Number(service.priceMinor) })),
  }
}

function pastVisit({
  id,
  appointmentId,
  doctorName,
  note,
  advice,
  prescription,
  diagnoses,
  services,
  addenda,
  day,
}: PastVisit): PastVisit {
  const done = services.map(({ serviceId, name, tooth, quantity }) => ({ serviceId, name, tooth, quantity }))
  return {
    id,
    appointmentId,
    doctorName,
    note,
    advice,
    prescription: linesOf(prescription),
    diagnoses,
    services: done,
    addenda,
    day,
  }
}

const presetsQuery = (tx: Tx) =>
  sql<Preset>`select id, name, lines, advice from prescription_presets
    where organization_id = ${tx.organizationId} and active order by name`

export async function listPresets(tx: Tx): Promise<Preset[]> {
  const presets = await tx.rows(presetsQuery(tx))
  return presets.map((preset) => ({ ...preset, lines: linesOf(preset.lines) }))
}

/** One visit as every answer about it gives it. */
export async function getEncounter(tx: Tx, encounterId: string): Promise<Encounter> {
  const { encounter } = await tx.one<{
    encounter: Encounter
  }>(sql`select ${encounterJson} as encounter from encounters e
    join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
    left join people by on by.organization_id = e.organization_id and by.user_id = e.finished_by
    where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.id = ${encounterId}`)
  return { ...encounter, prescription: linesOf(encounter.prescription) }
}

/** Patients in the branch, the longest waiting first, with their newest vitals. */
export async function listArrivals(tx: Tx, { day }: Input<typeof listArrivalsEndpoint>) {
  const rows = await tx.rows<{ arrival: never }>(sql`
    select json_build_object('appointmentId', a.id, 'patientName', p.full_name, 'patientNumber', p.number,
      'bornOn', p.born_on, 'hasAlerts', exists (select from patient_alerts t where t.organization_id = a.organization_id
        and t.clinic_id = a.clinic_id and t.patient_id = a.patient_id),
      'doctorName', d.full_name, 'status', a.status, 'startsAt', ${instant(sql`a.starts_at`)}, 'timed', a.timed,
      'arrivedAt', ${instant(sql`a.arrived_at`)}, 'token', a.token, 'reason', a.reason, 'vitals', newest.vitals) as arrival
    from appointments a
    join patients p on p.organization_id = a.organization_id and p.clinic_id = a.clinic_id and p.id = a.patient_id
    left join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
    left join lateral (
      select ${vitalsJson} as vitals from vitals v
      left join people by on by.organization_id = v.organization_id and by.user_id = v.measured_by
      where v.organization_id = a.organization_id and v.clinic_id = a.clinic_id and v.appointment_id = a.id
      order by v.measured_at desc limit 1
    ) newest on true
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.day = ${day}
      and a.status in ('arrived', 'in_room')
    order by a.status, a.arrived_at, a.starts_at`)
  return rows.map(({ arrival }) => arrival)
}
