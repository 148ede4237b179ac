import type * as contract from '#contract/account.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import type { RequestFacts } from '../../core/request.ts'
import { originOf } from './cookies.ts'
import type { Door } from './door.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { finishSetup, newSetup } from './second-step.ts'

export async function startTotp(door: Door, session: string) {
  const me = await door.accounts.mine(session)
  return newSetup(door, me.user_id, 'Polyclinic', me.email ?? me.username ?? me.full_name)
}

/** Turns it on with the first code; whoever had one before gets the new one in its place. */
export async function addTotp(
  door: Door,
  session: string,
  { setup, code }: Input<typeof contract.addTotp>,
  request: RequestFacts,
) {
  const me = await door.accounts.mine(session, true)
  const { sealed, step, codes, hashes } = await finishSetup(door, me.user_id, originOf(request), setup, code)
  await door.accounts.setTotp(session, sealed, step, hashes, request.traceId)
  return { recoveryCodes: codes }
}

export async function removeTotp(door: Door, session: string, { traceId }: RequestFacts): Promise<null> {
  const me = await door.accounts.mine(session, true)
  if (await door.lookups.totpWanted(me.user_id, null)) throw new Refused('totp_required')
  await door.accounts.setTotp(session, null, null, [], traceId)
  return null
}

export async function renewRecoveryCodes(door: Door, session: string, { traceId }: RequestFacts) {
  const me = await door.accounts.mine(session, true)
  if (!me.totp_sealed) throw new Refused('not_found')
  const { codes, hashes } = newRecoveryCodes()
  await door.accounts.setRecoveryCodes(session, hashes, traceId)
  return { recoveryCodes: codes }
}
