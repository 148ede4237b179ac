import type { Input, Output } from '#contract/endpoint.ts'
import type * as contract from '#contract/invitations.ts'
import { passwordFault } from '#contract/password.ts'
import { Refused } from '../../../core/errors.ts'
import { oneAtATime } from '../../../core/gate.ts'
import { newId } from '../../../core/ids.ts'
import type { RequestFacts } from '../../../core/request.ts'
import type { Routes } from '../../../core/route.ts'
import { readWithin, sql, type Tx, type WorkScope, writeWithin } from '../../../core/tx.ts'
import { hashPassword, verifyPassword } from '../../../integrations/password.ts'
import { placeAll } from './add.ts'
import type { Calendar } from './calendar.ts'
import { insertGrants } from './holders.ts'
import { recordInEach } from './record.ts'
import { byWeight, type Grant } from './rules.ts'
import { readToken } from './secrets.ts'

const wrongPasswordsAllowed = 10

interface Invited {
  id: string
  email: string
  fullName: string
  phone: string | null
  specialties: string[]
  expiresAt: string
  organizationName: string
  color: string
  grants: (Grant & { branchName: string | null })[]
}
interface Account {
  userId: string
  passwordHash: string | null
  active: boolean
}

const invitedQuery = (tx: Tx, hash: Buffer) => sql<Invited>`
  select i.id, i.email, i.full_name as "fullName", i.phone, i.specialties, i.expires_at as "expiresAt",
    o.name as "organizationName", o.color,
    (select jsonb_agg(jsonb_build_object('clinicId', g.clinic_id, 'role', g.role, 'branchName', c.name) order by c.name)
      from invitation_grants g left join clinics c on c.organization_id = g.organization_id and c.id = g.clinic_id
      where g.organization_id = i.organization_id and g.invitation_id = i.id) as grants
  from invitations i join organizations o on o.id = i.organization_id
  where i.organization_id = ${tx.organizationId} and i.token_hash = ${hash} and i.accepted_at is null
    and i.revoked_at is null and i.expires_at > now() and i.wrong_passwords < ${wrongPasswordsAllowed}`

const accountQuery = (tx: Tx, hash: Buffer) => sql<Account>`
  select a.user_id as "userId", a.password_hash as "passwordHash", a.active
  from invitations i cross join lateral app.invited_account(i.id) a
  where i.organization_id = ${tx.organizationId} and i.token_hash = ${hash}`

const scopeOf = (organizationId: string, userId: string | null, { traceId }: RequestFacts): WorkScope => ({
  kind: 'job',
  organizationId,
  clinicIds: null,
  userId,
  traceId,
})

async function find(routes: Routes, token: string, request: RequestFacts) {
  const read = readToken(token)
  if (!read) throw new Refused('invitation_over')
  const { organizationId, hash } = read
  const database = routes.databases.of(organizationId)
  const [[invited], [account]] = await readWithin(database, scopeOf(organizationId, null, request), (tx) =>
    tx.batch<[Invited, Account]>(invitedQuery(tx, hash), accountQuery(tx, hash)),
  )
  if (!invited?.grants) throw new Refused('invitation_over')
  return { database, organizationId, hash, invited, account: account ?? null }
}

/** What the link is about, for whoever holds it: she got it in her own mailbox. */
export async function lookAtInvitation(
  routes: Routes,
  { token }: Input<typeof contract.lookAtInvitation>,
  request: RequestFacts,
): Promise<Output<typeof contract.lookAtInvitation>> {
  const { invited, account } = await find(routes, token, request)
  const { organizationName, color, fullName, email, expiresAt } = invited
  const places = Map.groupBy(invited.grants, ({ branchName }) => branchName)
  return {
    organizationName,
    color,
    fullName,
    email,
    hasAccount: account !== null,
    places: [...places].map(([branchName, grants]) => ({
      branchName,
      roles: byWeight(grants.map(({ role }) => role)),
    })),
    expiresAt,
  }
}

/** The one way in for who is invited: a new sign-in, or the password of the one she has. Nobody gets a second one. */
export async function acceptInvitation(
  routes: Routes,
  calendar: Calendar,
  input: Input<typeof contract.acceptInvitation>,
  request: RequestFacts,
): Promise<Output<typeof contract.acceptInvitation>> {
  // One try at a time: a thousand sent at once would all be counted as the first.
  return oneAtATime([`invitation:${input.token}`], async () => {
    const { database, organizationId, hash, invited, account } = await find(routes, input.token, request)
    if (account && !(account.active && (await verifyPassword(input.password, account.passwordHash)))) {
      await writeWithin(database, scopeOf(organizationId, null, request), async (tx) => {
        tx.later(sql`update invitations set wrong_passwords = wrong_passwords + 1
          where organization_id = ${organizationId} and id = ${invited.id}`)
        tx.record('invitation.wrongPassword', invited.id)
      })
      throw new Refused('wrong_password')
    }
    const owner = { fullName: input.fullName ?? invited.fullName, email: invited.email }
    const fault = account ? null : passwordFault(input.password, owner)
    if (fault) throw new Refused(fault)
    const newHash = account ? null : await hashPassword(input.password)
    const person = account?.userId ?? newId()
    await writeWithin(database, scopeOf(organizationId, person, request), (tx) =>
      enter(tx, calendar, { hash, person, newHash, fullName: input.fullName }),
    )
    return { login: invited.email }
  })
}

interface Entering {
  hash: Buffer
  person: string
  /** null: she has an account. */
  newHash: string | null
  fullName: string | undefined
}

async function enter(tx: Tx, calendar: Calendar, { hash, person, newHash, fullName }: Entering): Promise<void> {
  const invited = await tx.find(sql<Invited>`${invitedQuery(tx, hash)} for update of i`)
  if (!invited?.grants) throw new Refused('invitation_over')
  const { email, phone, specialties, grants } = invited
  const name = fullName ?? invited.fullName
  if (newHash) {
    const { made } = await tx.one(sql<{
      made: boolean
    }>`select app.make_account(${person}, ${email}, null, ${name}, ${phone},
      ${newHash}, false) as made`)
    // Somebody made an account for that address in this moment: asked again, it is the one she has.
    if (!made) throw new Refused('busy')
  }
  await tx.rows(sql`insert into people (user_id, full_name, email, phone) values (${person}, ${name}, ${email}, ${phone})
    on conflict (organization_id, user_id) do update set full_name = excluded.full_name, email = excluded.email`)
  const plain = grants.map(({ clinicId, role }) => ({ clinicId, role }))
  await insertGrants(tx, { kind: 'person', id: person }, plain)
  await placeAll(tx, calendar, { userId: person, fullName: name, email, phone, specialties }, plain)
  await tx.rows(sql`update invitations set accepted_at = now(), accepted_by = ${person}
    where organization_id = ${tx.organizationId} and id = ${invited.id}`)
  recordInEach(tx, 'person.joined', person, { to: { roles: plain }, invitation: invited.id }, plain)
}
