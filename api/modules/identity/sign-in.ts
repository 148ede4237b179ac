import type { Input, Output } from '#contract/endpoint.ts'
import type { Session, signIn as signInEndpoint, switchOrganization as switchEndpoint } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import { log } from '../../core/log.ts'
import { placeOf, type RequestFacts } from '../../core/request.ts'
import { newSecret, secretHash } from '../../core/secret.ts'
import { noOrganization } from '../../core/tx.ts'
import { clearRefreshCookie, markDevice, refreshCookie, refreshDays, setRefreshCookie } from './cookies.ts'
import { describeOperator } from './describe-operator.ts'
import { describeSession } from './describe-session.ts'
import type { Door } from './door.ts'
import { mailNewDevice } from './mails.ts'
import { proveWho } from './prove-who.ts'

/** Signs in; refuses with what else it needs once the password was right. */
export async function signIn(
  door: Door,
  input: Input<typeof signInEndpoint>,
  request: RequestFacts,
): Promise<Output<typeof signInEndpoint>> {
  const { userId, recoveryCodes } = await proveWho(door, input, request)
  const organizationId = await door.routes.hosts.organizationOf(request.host)
  const session = await openSessionIn(door, { userId, organizationId }, request)
  return recoveryCodes ? { ...session, recoveryCodes } : session
}

/**
 * Opens a session for somebody who has proven who she is, in this organization or (null) the one she has been in for
 * longest, with its cookies. Refused `no_organization` when she belongs to none.
 */
export async function openSessionIn(
  door: Door,
  { userId, organizationId }: { userId: string; organizationId: string | null },
  request: RequestFacts,
): Promise<Session> {
  const { lookups } = door
  const fresh = newSecret()
  const { address, userAgent: agent, traceId } = request
  const origin = markDevice(request)
  const about = { ...origin, agent, traceId, days: refreshDays, place: placeOf(address) }
  const opened = await lookups.openSession(userId, organizationId, fresh.hash, about)
  if (!opened) throw new Refused((await lookups.onlySuspended(userId)) ? 'organization_suspended' : 'no_organization')
  setRefreshCookie(request, fresh.token)
  const session = await describe(door, opened.session_id, opened.organization_id, userId, request)
  // Not waited for: she is in whether or not a mail can be queued.
  if (opened.device_is_new)
    mailNewDevice(door, opened.session_id, session, request).catch((error: Error) =>
      log.error({ traceId, err: error.message }, 'no mail about a new device'),
    )
  return session
}

/** Rotates the refresh cookie. A token used again after its 30 seconds of grace ends the whole family. */
export async function refresh(door: Door, request: RequestFacts): Promise<Session> {
  const { routes, lookups } = door
  const token = refreshCookie(request)
  if (!token) throw new Refused('sign_in_needed')
  const fresh = newSecret()
  const host = await routes.hosts.organizationOf(request.host)
  const rotation = await lookups.rotateRefresh(secretHash(token), fresh.hash, host)
  if (rotation.outcome !== 'rotated') {
    clearRefreshCookie(request)
    throw new Refused('session_ended')
  }
  setRefreshCookie(request, fresh.token)
  return describe(door, rotation.session_id!, rotation.organization_id, rotation.user_id!, request)
}

function describe(door: Door, session: string, organization: string | null, user: string, request: RequestFacts) {
  return organization === null
    ? describeOperator(door, session, user, request)
    : describeSession(door.routes, session, organization, user, request)
}

/** Another of her organizations, or an operator's platform, without a new password. On the host of one organization there is no other. */
export async function switchOrganization(
  door: Door,
  sessionId: string,
  { organizationId }: Input<typeof switchEndpoint>,
  request: RequestFacts,
): Promise<Session> {
  if (await door.routes.hosts.organizationOf(request.host)) throw new Refused('not_found')
  const fresh = newSecret()
  const opened = await door.lookups.switchOrganization(sessionId, organizationId, fresh.hash, request.traceId)
  setRefreshCookie(request, fresh.token)
  return describe(
    door,
    opened.session_id,
    organizationId === noOrganization ? null : organizationId,
    opened.user_id,
    request,
  )
}

export async function signOut({ lookups }: Door, request: RequestFacts): Promise<null> {
  const token = refreshCookie(request)
  if (token) await lookups.endSession(secretHash(token))
  clearRefreshCookie(request)
  return null
}
