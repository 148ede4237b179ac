import type pg from 'pg'
import { enteringAgain } from '#api/core/tx.ts'
import type { Group } from '#tests/harness/group.ts'

export interface Seen {
  looked: number
  faults: string[]
}

const all = [
  'organization_id',
  'clinic_ids',
  'clinic_id',
  'user_id',
  'whole_organization',
  'own_doctor_id',
  'elevation_id',
  'operator_id',
]

/**
 * What is left behind in a connection does not reach the next scope: a setting that was set for the whole session, a
 * prepared statement of another scope, a role or search path that was changed. `client`: the app's own role.
 */
export async function seeLeftovers(
  client: pg.Client,
  { people, clinics, patients, organizationId }: Group,
): Promise<Seen> {
  const seen: Seen = { looked: 0, faults: [] }
  const desk = [people.receptionist.sessionId, clinics.gulberg] as const
  const scopes = [
    { name: 'Gulberg', enter: desk, sees: [patients.gulberg] },
    { name: 'North', enter: [people.receptionistNorth.sessionId, clinics.north] as const, sees: [patients.north] },
    { name: 'the other house', enter: [people.stranger.sessionId, clinics.foreign] as const, sees: [patients.foreign] },
    { name: 'no scope', enter: null, sees: [] },
  ]
  const look = async (what: string) => {
    for (const { name, enter, sees } of scopes) {
      await client.query('begin')
      if (enter) await client.query({ name: 'enter', text: 'select app.enter($1, null, null, $2)', values: [...enter] })
      const { rows } = await client.query({ name: 'patients', text: 'select id from patients order by id', values: [] })
      await client.query('commit')
      seen.looked++
      const ids = rows.map(({ id }) => id)
      if (JSON.stringify(ids) !== JSON.stringify(sees))
        seen.faults.push(`${what}: ${name} saw ${ids.length} patients, and should see ${sees.length} of its own`)
    }
  }

  await look('a prepared statement reused across scopes')
  await client.query('set plan_cache_mode = force_generic_plan')
  await look('a generic plan reused across scopes')
  await client.query('reset plan_cache_mode')

  // Set for the whole session, as injected SQL could: the next scope puts each of them right.
  for (const setting of all) {
    const value =
      { clinic_ids: `{${clinics.foreign}}`, whole_organization: 'on' }[setting] ?? people.stranger.organizationId
    await client.query(`select set_config('app.${setting}', $1, false)`, [value])
    for (const { name, enter, sees } of scopes)
      for (const come of [comeAnew, comeAgain]) {
        if (!enter) continue
        await come(client, enter)
        const { rows } = await client.query('select id from patients')
        const settings = await client.query(
          `select current_setting('app.own_doctor_id', true) as own, current_setting('app.elevation_id', true) as elevation`,
        )
        await client.query('rollback')
        seen.looked++
        if (rows.map(({ id }) => id).join() !== sees.join())
          seen.faults.push(`app.${setting} left in the session: ${name} saw ${rows.length} patients`)
        if (settings.rows[0].own || settings.rows[0].elevation)
          seen.faults.push(`app.${setting} left in the session reaches ${name}`)
      }
    await client.query(`reset app.${setting}`)
  }
  await look('after settings were left behind')

  await client.query(`set search_path = pg_temp, pg_catalog, public, app`)
  await look('a search path that begins with temporary things')
  await client.query('reset search_path')

  // Row security asked to be off is an error, never an open door.
  await client.query('begin; set local row_security = off')
  const off = await client.query('select id from patients').then(
    ({ rows }) => `${rows.length} rows`,
    (error) => error.code,
  )
  await client.query('rollback')
  seen.looked++
  if (off !== '42501') seen.faults.push(`row_security = off: ${off}`)

  // Copying out and a cursor that is held go through the same walls.
  await client.query('begin')
  await client.query('select app.enter($1, null, null, $2)', [...desk])
  await client.query('declare held cursor with hold for select id from patients')
  await client.query('commit')
  const held = (await client.query('fetch all from held')).rows.map(({ id }) => id)
  await client.query('close held')
  seen.looked++
  if (held.join() !== patients.gulberg) seen.faults.push(`a held cursor gave ${held.length} rows`)
  void organizationId
  return seen
}

type Enter = readonly [sessionId: string, clinicId: string]

async function comeAnew(client: pg.Client, enter: Enter): Promise<string> {
  await client.query('begin')
  const { rows } = await client.query('select app.enter($1, null, null, $2) as pass', [...enter])
  return rows[0].pass
}

/** As the server does: by the pass of before, and anew when that is refused. */
async function comeAgain(client: pg.Client, [sessionId, clinicId]: Enter): Promise<void> {
  const pass = await comeAnew(client, [sessionId, clinicId])
  await client.query('rollback')
  await client.query('begin')
  const { text, values } = enteringAgain({ sessionId, clinicId }, pass)
  try {
    await client.query(text, [...values])
  } catch (error) {
    if ((error as { code?: string }).code !== 'PC409') throw error
    await client.query('rollback')
    await comeAnew(client, [sessionId, clinicId])
  }
}
