import type pg from 'pg'
import type { Place } from '../walls/world.ts'

type Ids = Record<string, string>

/**
 * Rows of the tables that the world of the walls leaves empty, in strangers' hands and of another doctor's patient, so
 * that an opened policy has something to show.
 */
export async function moreRows(
  admin: pg.Client,
  { own, north, foreign, theirs, hers }: { own: Place; north: Place; foreign: Place; theirs: Ids; hers: Ids },
): Promise<void> {
  const { organizationId, clinicId } = own
  const here = [organizationId, clinicId]
  const q = (text: string, values: unknown[]) => admin.query(text, values)
  // One side of a likeness each: either policy alone lets it through.
  const likeness = `insert into duplicate_proposals (organization_id, clinic_id, patient_id, other_id, score) values ($1, $2, $3, $4, 50)`
  await q(likeness, [...here, theirs.patientId, hers.patientId])
  await q(likeness, [...here, hers.patientId, theirs.patientId])
  // A field that the whole organization asks for: every branch reads it, head office alone changes it.
  await q(
    `with made as (insert into patient_fields (organization_id, label, kind) values ($1, 'Shared', 'choice') returning id)
     insert into patient_field_choices (organization_id, field_id, label) select $1, id, 'Yes' from made`,
    [organizationId],
  )
  // Parts of a finished visit cannot be added any more: arranged from above.
  await q(`set session_replication_role = replica`, [])
  await q(
    `insert into encounter_diagnoses (organization_id, clinic_id, encounter_id, position, code)
    values ($1, $2, $3, 0, (select code from diagnosis_codes limit 1))`,
    [...here, theirs.encounterId],
  )
  await q(
    `insert into encounter_services (organization_id, clinic_id, encounter_id, position, service_id, unit_minor)
    values ($1, $2, $3, 0, $4, 100)`,
    [...here, theirs.encounterId, theirs.serviceId],
  )
  await q(
    `insert into encounter_addenda (organization_id, clinic_id, encounter_id, note, written_by) values ($1, $2, $3, 'x', $4)`,
    [...here, theirs.encounterId, own.userId],
  )
  await q(
    `insert into payment_allocations (organization_id, clinic_id, payment_id, invoice_id, amount_minor) values ($1, $2, $3, $4, 1)`,
    [...here, theirs.paymentId, theirs.invoiceId],
  )
  await q(
    `insert into import_rows (organization_id, clinic_id, import_id, line, cells, outcome, patient_id)
     values ($1, $2, gen_random_uuid(), 1, '[]', 'imported', $3)`,
    [...here, theirs.patientId],
  )
  await q(
    `insert into patient_looks (organization_id, clinic_id, patient_id, user_id, operator_id, kind)
     values ($1, $2, $3, $4, $4, 'record')`,
    [...here, theirs.patientId, own.userId],
  )
  for (const [place, patientId] of [
    [own, theirs.patientId],
    [north, crypto.randomUUID()],
    [foreign, crypto.randomUUID()],
  ] as const)
    await q(
      `insert into patient_field_values (organization_id, clinic_id, patient_id, field_id, kind, text_value)
       values ($1, $2, $3, gen_random_uuid(), 'text', 'x')`,
      [place.organizationId, place.clinicId, patientId],
    )
  await q(`set session_replication_role = origin`, [])
  for (const place of [north, foreign]) await fill(admin, place)
}

/** Whatever table still has no row of this place gets one, made from its columns: nobody has to list new tables here. */
async function fill(admin: pg.Client, place: Place): Promise<void> {
  const { rows: tables } = await admin.query<{ name: string; ofClinic: boolean }>(`select c.relname as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id') as "ofClinic"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`)
  await admin.query(`set session_replication_role = replica`)
  for (const { name, ofClinic } of tables) {
    const where = ofClinic ? 'organization_id = $1 and clinic_id = $2' : 'organization_id = $1 and $2::uuid is not null'
    const { rowCount } = await admin.query(`select from ${name} where ${where} limit 1`, [
      place.organizationId,
      place.clinicId,
    ])
    if (!rowCount) await insertAny(admin, name, place)
  }
  await admin.query(`set session_replication_role = origin`)
}

interface Column {
  name: string
  type: string
  needed: boolean
  /** The first value that a check allows, for texts. */
  allowed: string | null
}

async function insertAny(admin: pg.Client, table: string, place: Place): Promise<void> {
  const { rows: columns } = await admin.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type,
      a.attnotnull and a.attidentity = '' and (not a.atthasdef
        or (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum) like '%app.%') as needed,
      (select (regexp_match(pg_get_constraintdef(k.oid), a.attname || ' = ANY \\(\\(?ARRAY\\[''([^'']*)'''))[1] from pg_constraint k
       where k.conrelid = a.attrelid and k.contype = 'c' and pg_get_constraintdef(k.oid) like '%' || a.attname || ' = ANY%' limit 1) as allowed
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  )
  const given = columns.filter(({ name, needed }) => needed || name === 'organization_id' || name === 'clinic_id')
  const values = given.map((column) => sampleOf(column, place))
  const names = given.map(({ name }) => `"${name}"`)
  await admin
    .query(`insert into ${table} (${names}) values (${values.map((_, index) => `$${index + 1}`)})`, values)
    .catch(() => null) // What cannot be made so stays empty, and its policy is named as one that nothing noticed.
}

function sampleOf({ name, type, allowed: allowedValue }: Column, place: Place): unknown {
  if (name === 'organization_id') return place.organizationId
  if (name === 'clinic_id') return place.clinicId
  if (allowedValue) return allowedValue
  if (type === 'uuid') return crypto.randomUUID()
  if (/^(integer|bigint|smallint|numeric)/.test(type)) return 1
  if (type === 'boolean') return false
  if (type === 'jsonb') return '{}'
  if (type === 'bytea') return Buffer.alloc(32, 1)
  if (type === 'xid8') return '1'
  if (type === 'date' || type.startsWith('timestamp')) return name === 'ends_at' ? '2026-11-22' : '2026-11-21'
  if (type.endsWith('[]')) return '{}'
  return name === 'permission'
    ? 'patients.read'
    : name === 'color'
      ? '#0f766e'
      : `${place.word.toLowerCase()}@example.com`
}
