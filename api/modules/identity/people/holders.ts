import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Grant } from './rules.ts'

/** Who holds roles in scope: a person with an account, somebody who is invited, or a visiting doctor without either. */
export interface Holder {
  kind: 'person' | 'invitation' | 'contact'
  id: string
  fullName: string
  email: string | null
  /** Of an invitation: whether the branch was given a first password. */
  created: boolean
  /** Whose profile on the calendars. */
  doctorId: string | null
  grants: Grant[]
}

const grantsOf = (rows: ReturnType<typeof sql>) =>
  sql`coalesce((select jsonb_agg(jsonb_build_object('clinicId', g.clinic_id, 'role', g.role)) from ${rows} g), '[]')`

/**
 * The person, invitation or contact with this id, with the roles that are in scope: a branch sees its own. Refused
 * `not_found` for somebody who has nothing there. Held until the transaction ends, so that two who change her rights
 * come one after the other.
 */
export async function getHolder(tx: Tx, id: string, clinicId: string | null): Promise<Holder> {
  const here = clinicId ? sql`and x.clinic_id = ${clinicId}` : sql``
  const [, people, invitations, contacts] = await tx.batch<[unknown, Holder, Holder, Holder]>(
    sql`select pg_advisory_xact_lock(hashtextextended('rights ' || ${tx.organizationId} || ${id}, 0))`,
    sql<Holder>`select 'person' as kind, p.user_id as id, p.full_name as "fullName", p.email, false as created,
        d.id as "doctorId", ${grantsOf(sql`(select x.clinic_id, x.role from assignments x
          where x.organization_id = p.organization_id and x.user_id = p.user_id ${here})`)} as grants
      from people p left join doctors d on d.organization_id = p.organization_id and d.user_id = p.user_id
      where p.organization_id = ${tx.organizationId} and p.user_id = ${id}`,
    sql<Holder>`select 'invitation' as kind, i.id, i.full_name as "fullName", i.email, i.kind = 'created' as created,
        case when i.kind = 'created' then (select d.id from doctors d where d.organization_id = i.organization_id
          and d.user_id is null and lower(d.email) = i.email order by d.id limit 1) end as "doctorId",
        ${grantsOf(sql`(select x.clinic_id, x.role from invitation_grants x
          where x.organization_id = i.organization_id and x.invitation_id = i.id ${here})`)} as grants
      from invitations i where i.organization_id = ${tx.organizationId} and i.id = ${id}
        and i.accepted_at is null and i.revoked_at is null`,
    sql<Holder>`select 'contact' as kind, d.id, d.full_name as "fullName", d.email, false as created, d.id as "doctorId",
        ${grantsOf(sql`(select x.clinic_id, 'doctor' as role from clinic_doctors x
          where x.organization_id = d.organization_id and x.doctor_id = d.id and x.active ${here})`)} as grants
      from doctors d where d.organization_id = ${tx.organizationId} and d.id = ${id} and d.user_id is null`,
  )
  const found = people[0] ?? invitations[0] ?? contacts[0]
  if (!found || found.grants.length === 0) throw new Refused('not_found')
  return found
}

const tables = {
  person: { table: sql.table('assignments'), owner: sql.ref('user_id') },
  invitation: { table: sql.table('invitation_grants'), owner: sql.ref('invitation_id') },
}

/** Gives roles; those that are there already stay. How many were new. */
export async function insertGrants(tx: Tx, holder: Pick<Holder, 'kind' | 'id'>, grants: readonly Grant[]) {
  if (grants.length === 0 || holder.kind === 'contact') return 0
  const { table, owner } = tables[holder.kind]
  const made = await tx.rows(sql`insert into ${table} (${owner}, clinic_id, role)
    select ${holder.id}, g."clinicId", g.role
    from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as g("clinicId" uuid, role text)
    on conflict do nothing returning id`)
  return made.length
}

/** Takes roles away. */
export async function deleteGrants(tx: Tx, holder: Pick<Holder, 'kind' | 'id'>, grants: readonly Grant[]) {
  if (grants.length === 0 || holder.kind === 'contact') return
  const { table, owner } = tables[holder.kind]
  await tx.rows(sql`delete from ${table} x
    using jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as g("clinicId" uuid, role text)
    where x.organization_id = ${tx.organizationId} and x.${owner} = ${holder.id}
      and x.clinic_id is not distinct from g."clinicId" and x.role = g.role`)
}

/** Where nothing is left, sessions end at once; an invitation for nothing is over. */
export async function endWhatIsEmpty(tx: Tx, { kind, id }: Pick<Holder, 'kind' | 'id'>) {
  if (kind === 'person')
    await tx.rows(sql`select case when not app.has_work(${id}) then app.end_sessions(${id}, 'removed') end`)
  if (kind === 'invitation')
    await tx.rows(sql`update invitations set revoked_at = now()
      where organization_id = ${tx.organizationId} and id = ${id} and not app.invitation_gives(${id})`)
}
