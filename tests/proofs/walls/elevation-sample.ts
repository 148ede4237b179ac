import type pg from 'pg'

/** A visit of support to the organization that lasts for the test. */
export async function makeElevation(
  admin: pg.Client,
  { organizationId, word }: { organizationId: string; word: string },
): Promise<string> {
  const { rows } = await admin.query(
    `with operator as (insert into users (email, full_name) values (gen_random_uuid() || '@operator.example', $2) returning id)
     insert into elevations (organization_id, operator_id, operator_name, reason, minutes, ends_at, from_session_id)
     select $1, id, $2, $2 || ' has a question', 60, now() + interval '1 hour', gen_random_uuid() from operator returning id`,
    [organizationId, word],
  )
  return rows[0].id
}
