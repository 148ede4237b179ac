import type { Input, Output } from '#contract/endpoint.ts'
import type { TimelineEntry, TimelineKind, getTimeline as timelineEndpoint } from '#contract/patients.ts'
import { type Permission, rolesAllowed } from '#contract/permissions.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { cursorOf } from './cursor.ts'

interface Line {
  kind: TimelineKind
  id: string
  at: string
  cursor: string
  data: object
}

/**
 * Visits, prescriptions, payments and changes in one stream, in one statement: each kind gives its newest, and the
 * newest of those make the page. What the person's role here may not read is left out by the same statement.
 */
export async function getTimeline(
  tx: Tx,
  { patientId, kind, before, limit }: Input<typeof timelineEndpoint>,
): Promise<Output<typeof timelineEndpoint>> {
  const [at, id] = cursorOf(before)
  const may = (
    permission: Permission,
  ) => sql`exists (select from assignments s where s.organization_id = ${tx.organizationId}
    and s.user_id = ${tx.userId} and (s.clinic_id is null or s.clinic_id = ${tx.clinicId})
    and s.role = any (${[...rolesAllowed(permission)]}::text[]))`
  const mine = (table: string) => sql`${sql.ref(`${table}.organization_id`)} = ${tx.organizationId}
    and ${sql.ref(`${table}.clinic_id`)} = ${tx.clinicId} and ${sql.ref(`${table}.patient_id`)} = ${patientId}`
  const page = (instant: string, key: string) => sql`and (${at}::timestamptz is null
      or (${sql.ref(instant)}, ${sql.ref(key)}) < (${at}::timestamptz, ${id}::uuid))
    order by ${sql.ref(instant)} desc, ${sql.ref(key)} desc limit ${limit + 1}`
  const wanted = (one: TimelineKind) => sql`${kind === undefined || kind === one}`

  const [known, lines] = await tx.batch(
    sql`select from patients p where p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId} and p.id = ${patientId}`,
    sql<Line>`select kind, id, at, at || ' ' || id as cursor, data from (
      (select 'visit' as kind, a.id, a.starts_at as at, jsonb_build_object('status', a.status, 'timed', a.timed,
          'doctorName', d.full_name, 'serviceName', s.name, 'reason', a.reason,
          'diagnoses', case when ${may('encounters.read')} then coalesce((select jsonb_agg(c.title order by g.position)
            from encounters e
            join encounter_diagnoses g on g.organization_id = e.organization_id and g.clinic_id = e.clinic_id and g.encounter_id = e.id
            join diagnosis_codes c on c.code = g.code
            where e.organization_id = a.organization_id and e.clinic_id = a.clinic_id and e.appointment_id = a.id), '[]')
            else '[]' end) as data
        from appointments a
        left join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
        left join services s on s.organization_id = a.organization_id and s.clinic_id = a.clinic_id and s.id = a.service_id
        where ${mine('a')} and ${wanted('visit')} ${page('a.starts_at', 'a.id')})
      union all
      (select 'prescription', e.id, e.finished_at, jsonb_build_object('doctorName', d.full_name,
          'lines', (select jsonb_agg(jsonb_build_object('medicine', l->>'medicine', 'dose', coalesce(l->>'dose', ''),
            'days', (l->>'days')::int)) from jsonb_array_elements(e.prescription) l))
        from encounters e join doctors d on d.organization_id = e.organization_id and d.id = e.doctor_id
        where ${mine('e')} and e.status = 'finished' and jsonb_array_length(e.prescription) > 0
          and ${wanted('prescription')} and ${may('prescriptions.read')} ${page('e.finished_at', 'e.id')})
      union all
      (select 'payment', y.id, y.received_at, jsonb_build_object('number', y.number, 'amountMinor', y.amount_minor,
          'currency', y.currency, 'method', y.method)
        from payments y where ${mine('y')} and ${wanted('payment')} and ${may('payments.read')}
          ${page('y.received_at', 'y.id')})
      union all
      (select 'change', v.id, v.recorded_at, jsonb_build_object('event', v.event,
          'fields', coalesce(t.detail->'fields', '[]'), 'by', w.full_name)
        from audit_events v
        left join audit_details t on t.organization_id = v.organization_id and t.event_id = v.id
        left join people w on w.organization_id = v.organization_id and w.user_id = v.user_id
        where v.organization_id = ${tx.organizationId} and v.clinic_id = ${tx.clinicId} and v.subject_id = ${patientId}
          and v.event like 'patient.%' and ${wanted('change')} ${page('v.recorded_at', 'v.id')})
    ) entries order by at desc, id desc limit ${limit + 1}`,
  )
  if (known.length === 0) throw new Refused('not_found')
  const shown = lines.slice(0, limit)
  return {
    entries: shown.map(
      ({ kind: of, id: entryId, at: when, data }) => ({ kind: of, id: entryId, at: when, ...data }) as TimelineEntry,
    ),
    next: lines.length > limit ? shown.at(-1)!.cursor : null,
  }
}
