import type { Permission } from '#contract/permissions.ts'
import { isHeadOfficeOnly, rolesAllowed } from '#contract/permissions.ts'
import { isForbidden } from '../matrix/flips.ts'
import { type Guarded, guardedEndpoints } from '../matrix/guarded.ts'
import { makePerson } from '../matrix/nobody.ts'
import { generateInput, Unknown } from '../walls/generate.ts'
import { samples } from '../walls/samples.ts'
import { type Insider, insiders, type Setting } from '../walls/turn.ts'
import type { Mutant } from './mutant.ts'

/**
 * Each endpoint asks for no right at all, then for a right that everybody has; and where it asks for a fresh proof,
 * for none. Noticed when somebody who must be refused is not. Whose right it is anyway is one from whom it was taken.
 */
export async function mutateNeeds(setting: Setting, ids: Record<string, string>): Promise<Mutant[]> {
  const mutants: Mutant[] = []
  // Head office's rows have a wall of their own: whoever stands inside it is refused for her role alone.
  const wide: Wide = { nurse: await makePerson(setting, 'wide', 'nurse') }
  for (const endpoint of guardedEndpoints) {
    const call = await callerOf(setting, endpoint, ids, wide)
    if (!call) {
      mutants.push({ name: `${endpoint.name} asks for no right`, killedBy: null })
      continue
    }
    for (const [how, needs] of [
      ['asks for no right', 'signed_in'],
      ['asks for a right that everybody has', 'patients.read'],
    ] as const) {
      if (endpoint.needs === needs) continue
      const killedBy = await during(endpoint, { needs: needs as Permission }, async () =>
        (await call.refused()) ? null : `${call.who} is not refused any more`,
      )
      mutants.push({ name: `${endpoint.name} ${how}`, killedBy })
    }
    if (endpoint.confirm) {
      const killedBy = await during(endpoint, { confirm: undefined }, async () =>
        (await call.asksAgain()) ? null : 'somebody whose proof is old is not asked again',
      )
      mutants.push({ name: `${endpoint.name} asks for no fresh proof`, killedBy })
    }
    await call.end()
  }
  return mutants
}

/** The contract is data: broken in place, and put back. */
async function during(endpoint: Guarded, broken: object, look: () => Promise<string | null>): Promise<string | null> {
  const whole = { needs: endpoint.needs, confirm: endpoint.confirm }
  // Red before anything is broken would count as noticed.
  if ((await look()) !== null) return null
  Object.assign(endpoint, broken)
  try {
    return await look()
  } finally {
    Object.assign(endpoint, whole)
  }
}

type Wide = Record<'nurse', { token: string }>

async function callerOf({ admin, group, door }: Setting, endpoint: Guarded, ids: Record<string, string>, wide: Wide) {
  const sample = samples[endpoint.name] ?? {}
  let input: Record<string, unknown>
  try {
    const given = typeof sample.input === 'function' ? sample.input(ids) : sample.input
    input = { ...generateInput(endpoint.input.shape as never, ids), ...given }
    if ('version' in endpoint.input.shape) input.version = 1
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  }
  const file = sample.file ?? (endpoint.uploadLimit ? new Uint8Array([1]) : undefined)
  const allowed = rolesAllowed(endpoint.needs)
  const others = (Object.keys(insiders) as Insider[]).filter((one) => one !== 'owner')
  const refused = others.find((one) => !allowed.includes(insiders[one]))
  const who = refused ?? others[0]!
  const asWide = endpoint.path.startsWith('/organization') && !allowed.includes('nurse')
  const person = asWide ? wide.nurse : group.people[who]
  // Everybody has this right: it is taken from one.
  if (!refused && !isHeadOfficeOnly(endpoint.needs))
    await admin.query(
      'insert into role_changes (organization_id, role, permission, allowed) values ($1, $2, $3, false)',
      [group.organizationId, insiders[who], endpoint.needs],
    )
  const proved = (when: string) =>
    admin.query(`update sessions set proved_at = ${when} where id = $1`, [group.people.owner.sessionId])
  return {
    who: asWide ? 'nurse' : insiders[who],
    refused: async () => isForbidden(await door.call(person, endpoint, input, file)),
    async asksAgain() {
      await proved(`now() - interval '1 hour'`)
      const answer = await door.call(group.people.owner, endpoint, input, file)
      await proved('now()')
      return answer.text.includes('"confirmation_needed"')
    },
    end: () => admin.query('delete from role_changes where organization_id = $1', [group.organizationId]),
  }
}
