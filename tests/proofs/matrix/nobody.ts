import { openTokens } from '#api/core/session.ts'
import type { Role } from '#contract/permissions.ts'
import { testSecret } from '#tests/harness/group.ts'
import type { openTurn, Setting } from '../walls/turn.ts'
import type { Guarded } from './guarded.ts'

type Turn = Awaited<ReturnType<typeof openTurn>>

/** Signed in and nothing else: no role anywhere, or one that was taken away while the token lives on. Default is deny. */
export async function nobodys(
  setting: Setting,
  endpoint: Guarded,
  turn: Turn,
  say: (fault: string) => void,
): Promise<number> {
  const nobody = await personWithoutRole(setting)
  const inBranch = endpoint.path.startsWith('/clinics/')
  const expected = inBranch ? 404 : 403
  const first = await turn.ask(undefined, nobody)
  if (first.status !== expected) say(`somebody without a role is answered ${first.status}, not ${expected}`)
  // Works at the other branch only: this one does not exist for her; head office refuses her unless she may do it there.
  if (!inBranch) return 1
  const second = await turn.ask(undefined, setting.group.people.receptionistNorth)
  if (second.status !== 404) say(`somebody of another branch is answered ${second.status}, not 404`)
  return 2
}

const made = new WeakMap<object, Promise<{ token: string }>>()

function personWithoutRole(setting: Setting): Promise<{ token: string }> {
  let person = made.get(setting)
  if (!person) {
    person = makePerson(setting, 'nobody', null)
    made.set(setting, person)
  }
  return person
}

/** Somebody of ours with one role in the whole organization, or with none. */
export async function makePerson(
  { admin, group }: Setting,
  name: string,
  role: Role | null,
): Promise<{ token: string }> {
  const { organizationId } = group
  const one = async (text: string, values: unknown[]) => (await admin.query(text, values)).rows[0]?.id as string
  const userId = await one(`insert into users (email, full_name) values ($1, $2) returning id`, [
    `${name}@example.com`,
    name,
  ])
  await one('insert into people (organization_id, user_id, full_name) values ($1, $2, $3)', [
    organizationId,
    userId,
    name,
  ])
  if (role)
    await one('insert into assignments (organization_id, user_id, role) values ($1, $2, $3)', [
      organizationId,
      userId,
      role,
    ])
  const sessionId = await one(
    `insert into sessions (organization_id, user_id, expires_at) values ($1, $2, now() + interval '1 day') returning id`,
    [organizationId, userId],
  )
  // The token says more than is true: what it says of roles is never believed.
  const claims = { sessionId, userId, organizationId, roles: ['org_admin'], clinicIds: ['*'] }
  return { token: await openTokens(testSecret).sign(claims) }
}
