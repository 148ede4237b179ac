import type { Input } from '#contract/endpoint.ts'
import { passwordFault } from '#contract/password.ts'
import type { forgotPassword as forgotEndpoint, resetPassword as resetEndpoint } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import { log } from '../../core/log.ts'
import type { RequestFacts } from '../../core/request.ts'
import { newSecret, secretHash } from '../../core/secret.ts'
import { markDevice, originOf } from './cookies.ts'
import type { Door } from './door.ts'
import { mailPasswordChanged, mailPasswordLink } from './mails.ts'
import { tryOnce } from './tries.ts'

const linkMinutes = 30

/**
 * Sends a link, when there is somebody to send it to. The answer is given before that is known, so that neither its
 * words nor its time tell.
 */
export async function forgotPassword(
  door: Door,
  { login }: Input<typeof forgotEndpoint>,
  request: RequestFacts,
): Promise<null> {
  // Every asking counts, right or not: there is no wrong one.
  await tryOnce(door, 'link', { what: login.toLowerCase(), userId: null, origin: originOf(request) }, async () => false)
  const host = await door.routes.hosts.organizationOf(request.host)
  send(door, login, host, request).catch((error: Error) =>
    log.error({ traceId: request.traceId, err: error.message }, 'no mail with a link for a new password'),
  )
  return null
}

async function send({ routes, lookups }: Door, login: string, host: string | null, request: RequestFacts) {
  const { token, hash } = newSecret()
  const to = await lookups.beginPasswordLink(login, host, hash, linkMinutes)
  if (to) await mailPasswordLink(routes, to, request, { token, minutes: linkMinutes })
}

/** Sets the password of whoever got the link. It works once; every other link and every session of hers ends with it. */
export async function resetPassword(
  door: Door,
  { token, password }: Input<typeof resetEndpoint>,
  request: RequestFacts,
): Promise<null> {
  const { lookups, hashing, routes } = door
  const hash = secretHash(token)
  const origin = originOf(request)
  let owner = null as Awaited<ReturnType<typeof lookups.findPasswordLink>>
  await tryOnce(door, 'link', { what: `token from ${origin.seat}`, userId: null, origin }, async () => {
    owner = await lookups.findPasswordLink(hash)
    return owner !== null
  })
  if (!owner) throw new Refused('link_over')
  const fault = passwordFault(password, { ...owner, fullName: owner.full_name })
  if (fault) throw new Refused(fault)
  const made = await hashing.make(password, { seat: origin.seat, trusted: true })
  const changed = await lookups.spendPasswordLink(hash, made, markDevice(request), request.traceId)
  if (!changed) throw new Refused('link_over')
  await mailPasswordChanged(routes, changed, request)
  return null
}
