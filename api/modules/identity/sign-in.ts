import type { Input } from '#contract/endpoint.ts'
import { homes, permissionsIn, type Role, type RoleChange, roles as roleOrder } from '#contract/permissions.ts'
import type { Session, signIn as signInEndpoint } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import { oneAtATime } from '../../core/gate.ts'
import type { Lookups } from '../../core/lookups.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { accessTokenSeconds, newRefreshToken, refreshHash } from '../../core/session.ts'
import { readWithin, sql } from '../../core/tx.ts'
import { verifyPassword } from '../../integrations/password.ts'

const cookieName = 'polyclinic_refresh'
const refreshDays = 30
// Of one name within a quarter of an hour: from one address, and from all together. A clinic has one address, so the
// first is generous; the second stops guessing from many places, and is the only one that can lock out somebody else.
const failuresAllowedHere = 20
const failuresAllowedAnywhere = 200

/** Signs in with the same answer, in the same time, for a wrong password and an unknown name. */
export async function signIn(
  routes: Routes,
  lookups: Lookups,
  input: Input<typeof signInEndpoint>,
  request: RequestFacts,
): Promise<Session> {
  const line = `sign-in:${input.login.toLowerCase()}:${request.address}`
  const userId = await oneAtATime([line], () => whoSignsIn(lookups, input, request))
  const host = await lookups.organizationOfHost(request.host)
  const fresh = newRefreshToken()
  const opened = await lookups.openSession(userId, host, fresh.hash, request.userAgent, refreshDays)
  if (!opened) throw new Refused('no_organization')
  setRefreshCookie(request, fresh.token)
  return describeSession(routes, opened.session_id, opened.organization_id, userId, request)
}

/** One try per name and address at a time: a thousand sent at once would all be counted as the first. */
async function whoSignsIn(
  lookups: Lookups,
  { login, password }: Input<typeof signInEndpoint>,
  { address }: RequestFacts,
): Promise<string> {
  const found = await lookups.findSignIn(login, address)
  if (found.failures_here >= failuresAllowedHere || found.failures_anywhere >= failuresAllowedAnywhere)
    throw new Refused('too_many_attempts')
  const good = await verifyPassword(password, found.status === 'active' ? found.password_hash : null)
  if (good && found.user_id) return found.user_id
  await lookups.noteSignInFailure(login, address)
  throw new Refused('sign_in_refused')
}

/** Rotates the refresh cookie. A token used again after its 30 seconds of grace ends the whole family. */
export async function refresh(routes: Routes, lookups: Lookups, request: RequestFacts): Promise<Session> {
  const token = request.cookie(cookieName)
  if (!token || token.length > 200) throw new Refused('sign_in_needed')
  const fresh = newRefreshToken()
  const rotation = await lookups.rotateRefresh(refreshHash(token), fresh.hash)
  if (rotation.outcome !== 'rotated') {
    clearRefreshCookie(request)
    throw new Refused('session_ended')
  }
  setRefreshCookie(request, fresh.token)
  return describeSession(routes, rotation.session_id!, rotation.organization_id!, rotation.user_id!, request)
}

export async function signOut(lookups: Lookups, request: RequestFacts): Promise<null> {
  const token = request.cookie(cookieName)
  if (token) await lookups.endSession(refreshHash(token))
  clearRefreshCookie(request)
  return null
}

function setRefreshCookie(request: RequestFacts, token: string) {
  request.setCookie(
    `${cookieName}=${token}; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=${refreshDays * 86400}${secureSuffix(request)}`,
  )
}

function clearRefreshCookie(request: RequestFacts) {
  request.setCookie(`${cookieName}=; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=0${secureSuffix(request)}`)
}

// Browsers refuse a Secure cookie over plain HTTP, which is how the product runs on one machine.
function secureSuffix(request: RequestFacts): string {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(request.host) ? '' : '; Secure'
}

interface ClinicRow {
  id: string
  name: string
  code: string
  city: string
  time_zone: string
  currency: string
  country: string
  color: string
  status: 'active' | 'inactive'
  has_logo: boolean
  modules_off: string[]
}

async function describeSession(
  routes: Routes,
  sessionId: string,
  organizationId: string,
  userId: string,
  request: RequestFacts,
): Promise<Session> {
  const scope = {
    kind: 'session' as const,
    sessionId,
    organizationId,
    userId,
    permission: null,
    clinicId: null,
    traceId: request.traceId,
  }
  const [people, organizations, assignments, clinics, changes] = await readWithin(
    routes.databases.of(organizationId),
    scope,
    (tx) =>
      tx.batch<
        [
          { full_name: string; email: string | null; doctor_id: string | null },
          Session['organization'],
          { clinic_id: string | null; role: Role },
          ClinicRow,
          RoleChange,
        ]
      >(
        sql`select p.full_name, p.email, d.id as doctor_id from people p
        left join doctors d on d.organization_id = p.organization_id and d.user_id = p.user_id where p.user_id = ${userId}`,
        sql`select id, name, currency, time_zone as "timeZone", color, country from organizations`,
        sql`select clinic_id, role from assignments where user_id = ${userId}`,
        sql`select c.id, c.name, c.code, c.city, c.time_zone, c.currency, c.country, c.color, c.status,
          c.logo_sha256 is not null as has_logo, c.modules_off
        from clinics c
        where c.id = any (app.clinic_ids()) order by c.city, c.name`,
        sql`select clinic_id as "clinicId", role, permission, allowed from role_changes`,
      ),
  )
  const person = people[0]!
  const everywhere = assignments.filter((row) => row.clinic_id === null).map((row) => row.role)
  const held = roleOrder.filter((role) => assignments.some((row) => row.role === role))
  const accessToken = await routes.tokens.sign({
    sessionId,
    userId,
    organizationId,
    roles: [...held],
    clinicIds: everywhere.length > 0 ? ['*'] : [...new Set(assignments.map((row) => row.clinic_id!))],
  })
  return {
    accessToken,
    expiresInSeconds: accessTokenSeconds,
    user: { id: userId, fullName: person.full_name, email: person.email, doctorId: person.doctor_id },
    organization: organizations[0]!,
    organizationWide: everywhere.length > 0,
    roles: [...held],
    clinics: clinics.map((clinic) => {
      const here = assignments
        .filter((row) => row.clinic_id === null || row.clinic_id === clinic.id)
        .map((row) => row.role)
      const { time_zone, has_logo, modules_off, ...rest } = clinic
      return {
        ...rest,
        timeZone: time_zone,
        hasLogo: has_logo,
        roles: [...new Set(here)],
        permissions: permissionsIn({ id: clinic.id, modulesOff: modules_off }, here, changes),
      }
    }),
    home: homes[held[0]!] ?? 'day',
  }
}
