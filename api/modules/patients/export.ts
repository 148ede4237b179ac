import type { Input, Output } from '#contract/endpoint.ts'
import { sayField } from '#contract/field-sentences.ts'
import type { PatientField } from '#contract/fields.ts'
import type { downloadPatients as downloadEndpoint, exportPatients as exportEndpoint } from '#contract/patients.ts'
import { Refused } from '../../core/errors.ts'
import type { FileAnswer } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { contentTypes, writeCsv, writeXlsx } from '../../integrations/files/index.ts'
import { fieldsQuery } from '../tenancy/index.ts'
import { cellsOf, type ExportedPatient, headerOf } from './export-columns.ts'
import { fitsFields, misfitOf } from './field-filter.ts'
import { searchPatients } from './search.ts'

type Filter = Omit<Input<typeof exportEndpoint>, 'clinicId' | 'format' | 'q'> & {
  /** Who was found under a word; absent without one. */
  ids?: string[]
}

// A workbook is made in memory, about 3 kB a row; CSV goes out as it is read.
const mostInWorkbook = 20_000
const pageSize = 1000
// As many as the list shows for a word.
const mostFound = 50

/** Notes who takes out which patients, and how many; the file is fetched by the id. */
export async function exportPatients(
  tx: Tx,
  { clinicId: _, format, q, ...wanted }: Input<typeof exportEndpoint>,
): Promise<Output<typeof exportEndpoint>> {
  if (wanted.fieldId) await refuseUnfit(tx, wanted)
  const filter: Filter = q ? { ...wanted, ids: await foundUnder(tx, q, wanted) } : wanted
  const { rows } = await tx.one(
    sql<{ rows: number }>`select count(*)::int as rows from patients p where ${chosen(tx, filter)}`,
  )
  if (format === 'xlsx' && rows > mostInWorkbook)
    throw new Refused(
      'too_many_rows',
      { rows, most: mostInWorkbook },
      sayField('workbookFull', { rows: rows.toLocaleString('en'), most: mostInWorkbook.toLocaleString('en') }),
    )
  const { id } = await tx.one(sql<{ id: string }>`insert into patient_exports (format, filter, rows)
    values (${format}, ${JSON.stringify(filter)}::jsonb, ${rows}) returning id`)
  tx.record('export.made', id, { of: 'patients', format, filter: q ? { q, ...wanted } : wanted, rows })
  return { exportId: id, rows }
}

/** The list's own search: what is found there goes out, in any order. */
async function foundUnder(tx: Tx, q: string, { show, ...filter }: Filter): Promise<string[]> {
  const asked = { clinicId: tx.clinicId, q, limit: mostFound, ...filter }
  const lists = show === 'all' ? (['active', 'archived'] as const) : [show]
  const ids: string[] = []
  for (const one of lists) {
    const { patients } = await searchPatients(tx, { ...asked, show: one })
    ids.push(...patients.map(({ id }) => id))
  }
  return ids
}

/** A filter by a field that is not asked here, or that its kind cannot have, would quietly leave nobody. */
async function refuseUnfit(tx: Tx, filter: Filter) {
  const fields = await tx.rows(fieldsQuery(tx, { clinicId: tx.clinicId, shared: true, retired: true }))
  const field = fields.find(({ id }) => id === filter.fieldId)
  if (!field) throw new Refused('not_found')
  const misfit = misfitOf(field, filter)
  if (misfit) throw new Refused('invalid', { fields: [misfit] }, misfit.message)
}

interface Order {
  format: 'csv' | 'xlsx'
  filter: Filter
  code: string
  day: string
  fresh: boolean
}

/** The file: page after page, each its own short read in the scope of who asks, so no connection is held by a slow line. */
export async function downloadPatients(
  tx: Tx,
  { exportId }: Input<typeof downloadEndpoint>,
  { signal }: { signal: AbortSignal },
): Promise<FileAnswer> {
  const [orders, fields] = await tx.batch(
    sql<Order>`select e.format, e.filter, c.code, (now() at time zone c.time_zone)::date as day,
        e.created_at > now() - interval '10 minutes' as fresh
      from patient_exports e join clinics c on c.organization_id = e.organization_id and c.id = e.clinic_id
      where e.organization_id = ${tx.organizationId} and e.clinic_id = ${tx.clinicId} and e.id = ${exportId}
        and e.user_id = ${tx.userId}`,
    fieldsQuery(tx, { clinicId: tx.clinicId, shared: true, retired: true }),
  )
  const [order] = orders
  if (!order) throw new Refused('not_found')
  if (!order.fresh) throw new Refused('export_over')
  const header = headerOf(fields)
  const rows = allRows(tx, order.filter, fields, signal)
  const fileName = `patients-${order.code}-${order.day}.${order.format}`
  if (order.format === 'xlsx') {
    const bytes = await writeXlsx('Patients', header, await all(rows))
    return { bytes, contentType: contentTypes.xlsx, fileName, disposition: 'attachment' }
  }
  const bytes = streamOf(writeCsv(header, rows))
  return { bytes, contentType: contentTypes.csv, fileName, disposition: 'attachment' }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

/** Asked for piece by piece, so that a slow line does not pile the file up here. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}

async function* allRows(tx: Tx, filter: Filter, fields: PatientField[], signal: AbortSignal) {
  let after: { id: string } | null = null
  for (;;) {
    signal.throwIfAborted()
    const page: ExportedPatient[] = await tx.rows(pageQuery(tx, filter, after?.id ?? null))
    for (const patient of page) yield cellsOf(patient, fields)
    if (page.length < pageSize) return
    after = page.at(-1)!
  }
}

function chosen(tx: Tx, { show, ids, ...filter }: Filter) {
  return sql`p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId}
    and case ${show}::text when 'active' then p.archived_at is null when 'archived' then p.archived_at is not null
      when 'owing' then p.due_minor > 0 and p.archived_at is null else true end
    and (${ids ?? null}::uuid[] is null or p.id = any (${ids ?? null}::uuid[])) and ${fitsFields(tx, filter)}`
}

function pageQuery(tx: Tx, filter: Filter, after: string | null) {
  return sql<ExportedPatient>`select p.id, p.number, p.full_name as "fullName", p.born_on as "bornOn", p.sex, p.phone,
      p.second_phone as "secondPhone", p.email, p.national_id as "nationalId", p.guardian, p.address, p.city, p.tags,
      p.notes, p.external_ref as "externalRef", p.archived_at as "archivedAt",
      (p.created_at at time zone c.time_zone)::date as "registeredOn",
      (select coalesce(json_agg(l.label order by l.id), '[]') from patient_alerts l
        where l.organization_id = p.organization_id and l.clinic_id = p.clinic_id and l.patient_id = p.id
          and l.kind = 'allergy') as allergies,
      (select coalesce(json_object_agg(v.field_id, coalesce(v.text_value, v.number_value::text, v.date_value::text, o.label)), '{}')
        from patient_field_values v
        left join patient_field_choices o on o.organization_id = v.organization_id and o.field_id = v.field_id and o.id = v.choice_id
        where v.organization_id = p.organization_id and v.clinic_id = p.clinic_id and v.patient_id = p.id) as answers
    from patients p join clinics c on c.organization_id = p.organization_id and c.id = p.clinic_id
    where ${chosen(tx, filter)} and (${after}::uuid is null or p.id > ${after}::uuid)
    order by p.id limit ${pageSize}`
}
