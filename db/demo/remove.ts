import type pg from 'pg'

/**
 * Removes the sample organization with everything in it, and the sign-ins that belong to nobody else. Inside the
 * caller's transaction, as a superuser: foreign keys are off, since everything that could refer to it goes.
 */
export async function removeGroup(client: pg.Client, organizationId: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`select c.oid::regclass::text as table from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition`)

  await client.query('set local session_replication_role = replica')
  await client.query('create temporary table leaving (user_id uuid) on commit drop')
  await client.query(
    `insert into leaving select user_id from people p where organization_id = $1
     and not exists (select from people o where o.user_id = p.user_id and o.organization_id <> $1)`,
    [organizationId],
  )
  await client.query(
    `delete from refresh_tokens t using sessions s where s.id = t.session_id and s.organization_id = $1`,
    [organizationId],
  )
  for (const { table } of rows) await client.query(`delete from ${table} where organization_id = $1`, [organizationId])
  await client.query('delete from users u using leaving l where u.id = l.user_id')
  await client.query('delete from organizations where id = $1 and is_sample', [organizationId])
  await client.query('drop table leaving')
  await client.query('set local session_replication_role = origin')
}
