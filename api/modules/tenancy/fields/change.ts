import type { Input } from '#contract/endpoint.ts'
import type { addNetworkField, editNetworkField, PatientField } from '#contract/fields.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { countAnswers, fieldsQuery, getField, lockField } from './queries.ts'
import { refuseField, refuseKind, refuseRemoval } from './rules.ts'

type NewField = Input<typeof addNetworkField>
type Changes = Omit<Input<typeof editNetworkField>, 'fieldId'>
const most = 50

/** Adds a field at the end of its owner's list. `clinicId` null: of every branch. */
export async function addField(tx: Tx, clinicId: string | null, given: NewField): Promise<PatientField> {
  const { label, kind, required, choices } = given
  refuse(refuseField({ kind, choices: choices.map((text) => ({ label: text })) }), 'choices')
  const [there, shared] = await tx.batch(
    fieldsQuery(tx, { clinicId, shared: false, retired: false }),
    fieldsQuery(tx, { clinicId: null, shared: true, retired: false }),
  )
  if (there.length >= most) throw new Refused('too_many_fields')
  if (shared.some((one) => one.label.toLowerCase() === label.toLowerCase())) throw new Refused('name_taken')
  const { id } = await tx.one(sql<{
    id: string
  }>`insert into patient_fields (clinic_id, label, kind, required, position)
    values (${clinicId}, ${label}, ${kind}, ${required}, (select coalesce(max(position), 0) + 1 from patient_fields
      where organization_id = ${tx.organizationId} and clinic_id is not distinct from ${clinicId}))
    returning id`)
  await putChoices(
    tx,
    clinicId,
    id,
    choices.map((text) => ({ label: text, retired: false })),
  )
  tx.record('field.added', id, { label, kind, required, choices }, clinicId ?? undefined)
  return getField(tx, clinicId, id)
}

/** Changes what is given. Answers are never lost by it: a kind with answers and a choice in use are refused. */
export async function editField(
  tx: Tx,
  clinicId: string | null,
  fieldId: string,
  changes: Changes,
): Promise<PatientField> {
  const now = await lockField(tx, clinicId, fieldId)
  const { version, choices, ...rest } = changes
  if (now.version !== version) throw new Refused('changed_meanwhile', { current: now })
  const after = { ...now, ...withoutAbsent(rest) }
  const list = choices ?? (after.kind === 'choice' ? now.choices : [])
  refuse(refuseField({ kind: after.kind, choices: list }), 'choices')

  const { all, byChoice } = await countAnswers(tx, fieldId)
  const stays = refuseKind(now, after.kind, all)
  if (stays) throw new Refused('field_in_use', { field: 'kind', answers: all }, stays)
  const kept = list.flatMap(({ choiceId }) => (choiceId ? [choiceId] : []))
  const unknown = kept.find((id) => !now.choices.some(({ choiceId }) => choiceId === id))
  if (unknown) throw new Refused('not_found')
  const used = refuseRemoval(now, kept, byChoice)
  if (used) throw new Refused('field_in_use', { field: 'choices', choiceId: used.choiceId }, used.sentence)

  await tx.rows(sql`delete from patient_field_choices where organization_id = ${tx.organizationId}
    and field_id = ${fieldId} and id <> all (${kept}::uuid[])`)
  await tx.rows(sql`update patient_fields set version = version + 1, label = ${after.label}, kind = ${after.kind},
      required = ${after.required},
      retired_at = case when ${after.retired} then coalesce(retired_at, now()) end
    where organization_id = ${tx.organizationId} and id = ${fieldId}`)
  await putChoices(tx, clinicId, fieldId, list)
  const next = await getField(tx, clinicId, fieldId)
  tx.record('field.edited', fieldId, difference(now, next), clinicId ?? undefined)
  return next
}

/** Puts fields in this order; those not named keep theirs, behind. */
export async function orderFields(tx: Tx, clinicId: string | null, fieldIds: string[]): Promise<PatientField[]> {
  const known = await tx.rows(fieldsQuery(tx, { clinicId, shared: false, retired: true }))
  if (fieldIds.some((id) => !known.some((field) => field.id === id))) throw new Refused('not_found')
  await tx.rows(sql`update patient_fields f set position = o.place
    from (select id, ordinality::int as place from unnest(${fieldIds}::uuid[]) with ordinality as u (id, ordinality)) o
    where f.organization_id = ${tx.organizationId} and f.clinic_id is not distinct from ${clinicId} and f.id = o.id`)
  tx.record('field.ordered', clinicId ?? tx.organizationId, { fieldIds }, clinicId ?? undefined)
  return tx.rows(fieldsQuery(tx, { clinicId, shared: clinicId !== null, retired: true }))
}

interface ChoiceRow {
  choiceId?: string | undefined
  label: string
  retired?: boolean
}

async function putChoices(tx: Tx, clinicId: string | null, fieldId: string, list: readonly ChoiceRow[]) {
  if (list.length === 0) return
  const rows = list.map(({ choiceId, label, retired }, position) => ({
    id: choiceId ?? null,
    label,
    retired,
    position,
  }))
  await tx.rows(sql`insert into patient_field_choices (field_id, id, clinic_id, label, position, retired_at)
    select ${fieldId}, coalesce(c.id, uuidv7()), ${clinicId}::uuid, c.label, c.position, case when c.retired then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, label text, retired boolean, position int)
    on conflict (organization_id, field_id, id) do update set label = excluded.label, position = excluded.position,
      retired_at = case when excluded.retired_at is not null then coalesce(patient_field_choices.retired_at, now()) end`)
}

function refuse(sentence: string | null, field: string) {
  if (sentence) throw new Refused('invalid', { fields: [{ field, message: sentence }] }, sentence)
}

function withoutAbsent<T extends object>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** What was and what is, of what differs. */
function difference(before: PatientField, after: PatientField) {
  const names = (['label', 'kind', 'required', 'retired', 'choices'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const side = (of: PatientField) => Object.fromEntries(names.map((name) => [name, of[name]]))
  return { fields: names, before: side(before), after: side(after) }
}
