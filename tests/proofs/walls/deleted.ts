import type pg from 'pg'
import type { Victim } from './victims.ts'
import { makeWorld, type Place } from './world.ts'

/** Ids of rows that were the branch's own and are gone: as good as ids that nobody has. */
export async function deletedRows(admin: pg.Client, own: Place): Promise<Victim> {
  const place = { ...own, word: 'Broadpeak' }
  const made = await makeWorld(admin, place, { when: 'today', appointment: 'in_room', encounter: 'finished' })
  const { clinicId, branchId, toBranchId, userId, doctorId, ...ids } = made
  const { rows: columns } = await admin.query<{
    table: string
    column: string
  }>(`select c.relname as table, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id')`)
  // Neither foreign keys nor triggers: nobody of the product deletes most of these.
  await admin.query(`set session_replication_role = replica`)
  for (const { table, column } of columns)
    await admin.query(`delete from "${table}" where "${column}" = any ($1::uuid[])`, [Object.values(ids)])
  await admin.query('delete from patients where full_name like $1', [`${place.word}%`])
  await admin.query(`set session_replication_role = origin`)
  return { name: 'what was deleted', word: place.word, ids, sameOrganization: false }
}
