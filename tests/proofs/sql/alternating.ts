import { type Database, openDatabase } from '#api/core/databases.ts'
import { readWithin, type Scope, sql, writeWithin } from '#api/core/tx.ts'
import type { Group } from '#tests/harness/group.ts'

export interface Alternated {
  rounds: number
  throws: number
  timeouts: number
  disconnects: number
  refused: number
  wrongRows: number
  faults: string[]
}

/** The same numbers on every machine and run. */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

/**
 * One pooled connection, scope after scope of different branches, organizations and jobs, with throws, timeouts,
 * refusals and cut connections between them at random: whoever comes next sees her own rows, and nothing else.
 */
export async function alternate(appUrl: string, group: Group, rounds: number): Promise<Alternated> {
  const database = openDatabase(appUrl, 1)
  const seen: Alternated = { rounds, throws: 0, timeouts: 0, disconnects: 0, refused: 0, wrongRows: 0, faults: [] }
  const roll = dice(20_261_121)
  const scopes = scopesOf(group)
  try {
    for (let round = 0; round < rounds; round++) {
      const { name, scope, sees } = scopes[Math.floor(roll() * scopes.length)]!
      await disturb(roll(), database, scope, seen)
      const ids = await readWithin(database, scope, (tx) =>
        tx.rows(sql<{ id: string }>`select id from patients order by id`),
      )
        .then((rows) => rows.map(({ id }) => id))
        .catch((error: Error & { code?: string }) => error.code ?? error.message)
      if (JSON.stringify(ids) === JSON.stringify(sees)) continue
      seen.wrongRows++
      if (seen.faults.length < 10) seen.faults.push(`round ${round}: ${name} saw ${JSON.stringify(ids)}`)
    }
    // And between all of them, without a scope: nothing.
    const bare = await database.once([{ text: 'select id from patients', values: [] }])
    if (bare[0]!.rows.length > 0) seen.faults.push('without a scope there were rows')
  } finally {
    await database.end()
  }
  return seen
}

function scopesOf({ people, clinics, patients, organizationId }: Group) {
  const session = (person: keyof typeof people, clinicId: string | null): Scope => ({
    kind: 'session',
    ...people[person],
    permission: 'patients.read',
    clinicId,
    traceId: 'alternating',
  })
  const job = (owner: string, clinicIds: string[] | null): Scope => ({
    kind: 'job',
    organizationId: owner,
    clinicIds,
    userId: null,
    traceId: 'alternating',
  })
  const both = [patients.gulberg, patients.north].sort()
  const theirs = people.stranger.organizationId
  return [
    { name: 'the desk of Gulberg', scope: session('receptionist', clinics.gulberg), sees: [patients.gulberg] },
    { name: 'the desk of North', scope: session('receptionistNorth', clinics.north), sees: [patients.north] },
    { name: 'head office', scope: session('owner', null), sees: both },
    { name: 'head office inside North', scope: session('owner', clinics.north), sees: [patients.north] },
    { name: 'the other house', scope: session('stranger', null), sees: [patients.foreign] },
    { name: 'a job of the whole house', scope: job(organizationId, null), sees: both },
    { name: 'a job of one branch', scope: job(organizationId, [clinics.gulberg]), sees: [patients.gulberg] },
    { name: 'a job of the other house', scope: job(theirs, null), sees: [patients.foreign] },
  ]
}

/** What may go wrong in the scope before: most often nothing. */
async function disturb(dice: number, database: Database, scope: Scope, seen: Alternated) {
  if (dice > 0.3) return
  const change = sql`update patients set notes = notes`
  if (dice < 0.12) {
    seen.throws++
    await writeWithin(database, scope, async (tx) => {
      await tx.rows(change)
      throw new Error('thrown half-way')
    }).catch(() => {})
  } else if (dice < 0.14) {
    seen.timeouts++
    await writeWithin(database, scope, async (tx) => {
      await tx.rows(sql`set local statement_timeout = 1`)
      await tx.rows(sql`select pg_sleep(1)`)
    }).catch(() => {})
  } else if (dice < 0.155) {
    seen.disconnects++
    await writeWithin(database, scope, async (tx) => {
      await tx.rows(change)
      await tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`)
    }).catch(() => {})
  } else if (dice < 0.22) {
    seen.refused++
    await readWithin(database, scope, (tx) => tx.rows(sql`select * from users`)).catch(() => {})
  } else {
    // A change that recorded nothing is rolled back.
    seen.throws++
    await writeWithin(database, scope, (tx) => tx.rows(change)).catch(() => {})
  }
}
