import { type AuditEvent, auditGroups, type listAuditEvents as listEndpoint } from '#contract/audit.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { differenceOf } from './difference.ts'

type Asked = Omit<Input<typeof listEndpoint>, 'before' | 'limit'> & { before?: string | undefined; limit: number }
type Row = Omit<AuditEvent, 'reason' | 'changes' | 'facts'> & { detail: unknown; names: Record<string, string> | null }

const known = Object.values(auditGroups).flat()

/** A page of the trail, newest first, in one statement; what may be seen of it is the database's to say. */
export async function listAuditEvents(tx: Tx, asked: Asked): Promise<Output<typeof listEndpoint>> {
  const rows = await tx.rows(pageQuery(tx, { ...asked, limit: asked.limit + 1 }))
  const names = rows[0]?.names ?? {}
  const events = rows.slice(0, asked.limit).map(({ detail, names: _, ...event }) => ({
    ...event,
    subjectName: event.subjectName ?? names[event.subjectId] ?? null,
    ...differenceOf(detail, names),
  }))
  return { events, next: rows.length > asked.limit ? events.at(-1)!.id : null }
}

function pageQuery(tx: Tx, asked: Asked) {
  const ours = tx.organizationId
  const subject = asked.patientId ? sql`e.subject_id in (${subjectsOf(tx, asked.patientId)})` : sql`true`
  // A day of the organization's own zone. Ids are made in the order of time, so they bound the search by the index.
  const dayStart = (day: string, plus: number) =>
    sql`((${day}::date + ${plus}::int)::timestamp at time zone (select time_zone from organizations where id = ${ours}))`
  const period = sql`${asked.from ? sql`and e.recorded_at >= ${dayStart(asked.from, 0)} and e.id >= app.id_at(${dayStart(asked.from, 0)})` : sql``}
    ${asked.to ? sql`and e.recorded_at < ${dayStart(asked.to, 1)} and e.id < app.id_at(${dayStart(asked.to, 1)} + interval '1 minute')` : sql``}`
  const where = sql`e.organization_id = ${ours} ${period} and ${subject}
    ${asked.clinicId ? sql`and e.clinic_id = ${asked.clinicId}` : sql``}
    ${asked.userId ? sql`and e.user_id = ${asked.userId}` : sql``}
    ${asked.subjectId ? sql`and e.subject_id = ${asked.subjectId}` : sql``}
    ${asked.elevated ? sql`and e.elevation_id is not null` : sql``}
    ${asked.before ? sql`and e.id < ${asked.before}` : sql``}`
  const newest = sql`order by e.id desc limit ${asked.limit}`
  return sql<Row>`with page as materialized (${chosen(asked, where, newest)}), told as (
      select e.*, d.detail, d.shredded_at,
        case e.topic when 'patient' then e.subject_id
          when 'appointment' then (select a.patient_id from appointments a where a.organization_id = ${ours} and a.clinic_id = e.clinic_id and a.id = e.subject_id)
          when 'encounter' then (select c.patient_id from encounters c where c.organization_id = ${ours} and c.clinic_id = e.clinic_id and c.id = e.subject_id)
          when 'invoice' then (select i.patient_id from invoices i where i.organization_id = ${ours} and i.clinic_id = e.clinic_id and i.id = e.subject_id)
          when 'payment' then (select y.patient_id from payments y where y.organization_id = ${ours} and y.clinic_id = e.clinic_id and y.id = e.subject_id)
          when 'vitals' then (select v.patient_id from vitals v where v.organization_id = ${ours} and v.clinic_id = e.clinic_id and v.id = e.subject_id)
          end as patient_id,
        case e.topic
          when 'invoice' then (select i.number from invoices i where i.organization_id = ${ours} and i.clinic_id = e.clinic_id and i.id = e.subject_id)
          when 'payment' then (select y.number from payments y where y.organization_id = ${ours} and y.clinic_id = e.clinic_id and y.id = e.subject_id)
          when 'import' then (select m.file_name from imports m where m.organization_id = ${ours} and m.id = e.subject_id)
          end as subject_name
      from page e
      left join audit_details d on d.organization_id = ${ours} and d.event_id = e.id
    ), ids as (
      select distinct found[1]::uuid as id, clinic_id from told,
        regexp_matches(coalesce(detail::text, '') || subject_id::text,
          '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') found
    ), names as (
      select d.id, d.full_name as name from doctors d where d.organization_id = ${ours} and d.id in (select id from ids)
      union all select p.user_id, p.full_name from people p where p.organization_id = ${ours} and p.user_id in (select id from ids)
      union all select c.id, c.name from clinics c where c.organization_id = ${ours} and c.id in (select id from ids)
      union all select s.id, s.name from ids i join services s on s.organization_id = ${ours} and s.clinic_id = i.clinic_id and s.id = i.id
      union all select p.id, p.full_name from ids i join patients p on p.organization_id = ${ours} and p.clinic_id = i.clinic_id and p.id = i.id
    )
    select t.id, t.recorded_at as at, t.clinic_id as "clinicId", c.name as "clinicName", t.user_id as "userId",
      who.full_name as "userName", support.operator_name as "operatorName", t.elevation_id as "elevationId",
      t.event, t.subject_id as "subjectId", t.subject_name as "subjectName", p.id as "patientId",
      p.full_name as "patientName", p.number as "patientNumber", t.shredded_at as "shreddedAt", t.trace_id as "traceId", t.detail,
      (select jsonb_object_agg(id, name) from names) as names
    from told t
    left join clinics c on c.organization_id = ${ours} and c.id = t.clinic_id
    left join people who on who.organization_id = ${ours} and who.user_id = t.user_id
    left join elevations support on support.organization_id = ${ours} and support.id = t.elevation_id
    left join patients p on p.organization_id = ${ours} and p.clinic_id = t.clinic_id and p.id = t.patient_id
    order by t.id desc`
}

/** The rows of the page. By kind: the newest of each of its words, each by the index, and of those the newest. */
function chosen({ groups, patientId, userId, subjectId }: Asked, where: unknown, newest: unknown) {
  const plain = (more: unknown) => sql`select e.* from audit_events e where ${where} ${more} ${newest}`
  if (groups.length === 0) return plain(sql``)
  const topics = groups.flatMap((group) => (group === 'other' ? [] : [...auditGroups[group]]))
  if (groups.includes('other'))
    return plain(sql`and (e.topic = any (${topics}::text[]) or e.topic <> all (${[...known]}::text[]))`)
  if (patientId || userId || subjectId) return plain(sql`and e.topic = any (${topics}::text[])`)
  return sql`select e.* from unnest(${topics}::text[]) wanted
    cross join lateral (select e.* from audit_events e where ${where} and e.topic = wanted ${newest}) e ${newest}`
}

/** Everything that an act about this patient may have had as its subject. */
function subjectsOf(tx: Tx, patientId: string) {
  const of = (table: string) => sql`select id from ${sql.ref(table)}
    where organization_id = ${tx.organizationId} and clinic_id = home.clinic_id and patient_id = ${patientId}`
  return sql`select ${patientId}::uuid union all select one.id from
    (select clinic_id from patients where organization_id = ${tx.organizationId} and clinic_id = any (app.clinic_ids()) and id = ${patientId}) home
    cross join lateral (${of('appointments')} union all ${of('encounters')} union all ${of('invoices')}
      union all ${of('payments')} union all select v.id from appointments a
        join vitals v on v.organization_id = a.organization_id and v.clinic_id = a.clinic_id and v.appointment_id = a.id
        where a.organization_id = ${tx.organizationId} and a.clinic_id = home.clinic_id and a.patient_id = ${patientId}) one`
}
