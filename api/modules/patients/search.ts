import type { Input, Output } from '#contract/endpoint.ts'
import type { PatientRow, searchPatients as searchEndpoint } from '#contract/patients.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { cursorOf } from './cursor.ts'
import { fitsFields } from './field-filter.ts'
import { rank } from './rank.ts'
import { patientRow } from './rows.ts'
import { planSearch, type SearchPlan } from './search-keys.ts'

type Found = PatientRow & { secondPhone: string | null }

const candidates = 40
// A filter by a custom field comes after the search: it is given more to choose from.
const filteredCandidates = 500

/** One box for names, phones and numbers; without words the newest patients, a page at a time. One round trip. */
export async function searchPatients(
  tx: Tx,
  input: Input<typeof searchEndpoint>,
): Promise<Output<typeof searchEndpoint>> {
  if (input.q === '') return listPatients(tx, input)
  const plan = planSearch(input.q)
  if (plan.number === null && plan.pieces.length === 0 && plan.exact.length === 0) return { patients: [], next: null }
  const found = await tx.rows(findQuery(tx, plan, input))
  const shown = found.filter((row) => fits(row, input.show))
  const patients = rank(plan, shown, input.limit).map(({ secondPhone: _, ...row }) => row)
  return { patients, next: null }
}

function fits(row: PatientRow, show: Input<typeof searchEndpoint>['show']): boolean {
  if (show === 'archived') return row.archived
  return show === 'owing' ? row.dueMinor > 0 && !row.archived : true
}

function findQuery(tx: Tx, { number, pieces, pairs, exact, near }: SearchPlan, input: Input<typeof searchEndpoint>) {
  const withArchived = input.show !== 'active'
  const atMost = input.fieldId ? filteredCandidates : candidates
  const [letters, figures] = number ? [number.replace(/[-\d]+$/, ''), number.match(/\d+$/)![0]] : ['', '']
  const padded = number ? [figures, figures.padStart(5, '0'), figures.padStart(6, '0')] : []
  const numbers = number
    ? sql`(select array[${number}::text] || array_agg(coalesce(nullif(${letters}, ''), c.code) || '-' || n)
        from clinics c, unnest(${padded}::text[]) n where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId})`
    : sql`null::text[]`
  return sql<Found>`select id, number, full_name as "fullName", sex, born_on as "bornOn", phone, second_phone as "secondPhone",
      guardian, city, due_minor as "dueMinor", archived
    from app.search_patients(${numbers}, ${pieces}, ${pairs}, ${exact[0] ?? null}, ${exact[1] ?? null}, ${exact[2] ?? null},
      ${near[0] ?? null}, ${near[1] ?? null}, ${near[2] ?? null}, ${withArchived}, ${atMost}) p
    where ${fitsFields(tx, input)}`
}

async function listPatients(
  tx: Tx,
  { show, before, limit, ...filter }: Input<typeof searchEndpoint>,
): Promise<Output<typeof searchEndpoint>> {
  const [at, id] = cursorOf(before)
  const rows = await tx.rows(sql<
    PatientRow & { cursor: string }
  >`select ${patientRow}, p.created_at || ' ' || p.id as cursor
    from patients p where p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId}
      and case ${show}::text when 'active' then p.archived_at is null when 'archived' then p.archived_at is not null
        else p.due_minor > 0 and p.archived_at is null end
      and ${fitsFields(tx, filter)}
      and (${at}::timestamptz is null or (p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid))
    order by p.created_at desc, p.id desc limit ${limit + 1}`)
  const more = rows.length > limit
  const page = rows.slice(0, limit)
  return { patients: page.map(({ cursor: _, ...row }) => row), next: more ? page.at(-1)!.cursor : null }
}
