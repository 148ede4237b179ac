import pg from 'pg'
import type { Group } from '#tests/harness/group.ts'

/** What the app's own role must not be able to do to the trail, with the scope of head office open. */
const refused = [
  `update audit_events set event = 'x'`,
  'update audit_events set user_id = null',
  'delete from audit_events',
  'truncate audit_events cascade',
  `update audit_details set detail = '{}'`,
  'delete from audit_details',
  'truncate audit_details',
  'update audit_seals set hash = hash',
  'delete from audit_seals',
  `insert into audit_seals (number, row_count, up_to_tx, up_to_id, last_at, entries, hash) values (99, 1, '1', gen_random_uuid(), now(), '', '')`,
  `insert into audit_events (event, subject_id, user_id) values ('x.y', gen_random_uuid(), gen_random_uuid())`,
  `insert into audit_events (event, subject_id, recorded_at) values ('x.y', gen_random_uuid(), now() - interval '1 year')`,
  `insert into audit_events (event, subject_id, tx) values ('x.y', gen_random_uuid(), '5')`,
  'update patient_looks set kind = kind',
  'delete from patient_looks',
  `insert into patient_looks (patient_id, kind, user_id) values (gen_random_uuid(), 'record', gen_random_uuid())`,
  'alter table audit_events disable trigger all',
  'alter table audit_events no force row level security',
  'drop table audit_seals',
  'create rule hide as on insert to audit_events do instead nothing',
  `copy audit_events from program 'true'`,
]

/** Tries to change or delete what was recorded, as the app itself. */
export async function seeAppendOnly(appUrl: string, group: Group): Promise<{ refused: number; faults: string[] }> {
  const client = new pg.Client(appUrl)
  await client.connect()
  const faults: string[] = []
  try {
    for (const statement of refused) {
      await client.query('begin')
      await client.query('select app.enter($1, null, null, null)', [group.people.owner.sessionId])
      const outcome = await client.query(statement).then(
        () => 'ran',
        (error) => error.code as string,
      )
      await client.query('rollback')
      if (outcome !== '42501') faults.push(`the app role: "${statement}" ${outcome}`)
    }
  } finally {
    await client.end()
  }
  return { refused: refused.length - faults.length, faults }
}
