import type pg from 'pg'
import type { Group } from '#tests/harness/group.ts'
import type { Seen } from './settings.ts'

// What opens a scope or a session by what its caller brings (ids of sessions, of people): these are the doors
// themselves, listed in docs/decisions; whoever runs SQL as the app holds them.
const doors = new Set(['enter', 'enter_job', 'enter_platform', 'open_session', 'rotate_refresh', 'end_session'])

/**
 * Calls every function with higher rights that the app may call, in a stranger's scope, with the ids of the
 * organization that she must never see: none may answer with its words, none may change its rows.
 */
export async function seeDefiners(admin: pg.Client, client: pg.Client, group: Group, word: string): Promise<Seen> {
  const { rows: functions } = await admin.query<{ name: string; given: string; types: string[] }>(
    `select p.proname as name, p.oid::regprocedure::text as given,
       array(select t::regtype::text from unnest(p.proargtypes) with ordinality as a(t, n) order by n) as types
     from pg_proc p where p.prosecdef and p.pronamespace = 'app'::regnamespace and p.prorettype <> 'trigger'::regtype
       and has_function_privilege('polyclinic_app', p.oid, 'execute') order by 2`,
  )
  const faults: string[] = []
  let looked = 0
  const ids = [
    group.organizationId,
    group.clinics.gulberg,
    group.patients.gulberg,
    group.people.owner.userId,
    group.doctors.sana,
  ]
  const print = async () =>
    (
      await admin.query(
        `select md5(string_agg(t::text, '' order by t::text)) as print from (select p::text as t from patients p where organization_id = $1
           union all select a::text from audit_events a where organization_id = $1 union all select s::text from people s where organization_id = $1
           union all select b::text from bookings b where organization_id = $1) rows`,
        [group.organizationId],
      )
    ).rows[0].print
  for (const { name, types } of functions.filter((one) => !doors.has(one.name)))
    for (const id of ids) {
      const before = await print()
      // What she may do to herself may have ended her session.
      await admin.query('update sessions set ended_at = null where id = $1', [group.people.stranger.sessionId])
      await client.query('rollback; begin')
      await client.query('select app.enter($1, null, null, $2)', [
        group.people.stranger.sessionId,
        group.clinics.foreign,
      ])
      const values = types.map((type) => sampleOf(type, id, word))
      const places = types.map((type, index) => `$${index + 1}::${type}`).join(', ')
      const answer = await client.query(`select * from app.${name}(${places})`, values).then(
        async ({ rows }) => {
          await client.query('commit')
          return JSON.stringify(rows)
        },
        () => '',
      )
      looked++
      if (answer.includes(word)) faults.push(`app.${name} answers a stranger with words of the other house`)
      if ((await print()) !== before) faults.push(`app.${name} changed rows of the other house`)
    }
  await client.query('rollback')
  return { looked, faults: [...new Set(faults)] }
}

function sampleOf(type: string, id: string, word: string): unknown {
  if (type === 'uuid') return id
  if (type === 'uuid[]') return [id]
  if (type === 'text[]') return [word, `w:${word}`]
  if (type === 'text') return word
  if (/int/.test(type)) return 1
  if (type === 'boolean') return true
  if (type === 'bytea') return Buffer.from(word)
  if (type.startsWith('json')) return '[]'
  if (type.startsWith('timestamp') || type === 'date') return new Date()
  if (type === 'interval') return '1 hour'
  return null
}
