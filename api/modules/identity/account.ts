import type * as contract from '#contract/account.ts'
import type { Account, Device } from '#contract/account.ts'
import { deviceName } from '#contract/device-name.ts'
import type { Input } from '#contract/endpoint.ts'
import { passwordFault } from '#contract/password.ts'
import { Refused } from '../../core/errors.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { AccountRow } from './account-queries.ts'
import { originOf } from './cookies.ts'
import type { Door } from './door.ts'
import { mailPasswordChanged } from './mails.ts'
import { codeOpens } from './second-step.ts'
import { tryOnce } from './tries.ts'

export async function getAccount({ accounts }: Door, session: string): Promise<Account> {
  return accountOf(await accounts.mine(session))
}

function accountOf(row: AccountRow): Account {
  return {
    fullName: row.full_name,
    email: row.email,
    username: row.username,
    phone: row.phone,
    language: row.language,
    totpSince: row.totp_since,
    recoveryCodesLeft: row.recovery_codes_left,
  }
}

export async function editAccount(
  { accounts }: Door,
  session: string,
  { phone, language }: Input<typeof contract.editAccount>,
  { traceId }: RequestFacts,
): Promise<Account> {
  await accounts.edit(session, phone || null, language, traceId)
  return accountOf(await accounts.mine(session))
}

/** Opens what asks for a fresh proof, by the password or a code. */
export async function confirmSession(
  door: Door,
  session: string,
  { password, code }: Input<typeof contract.confirmSession>,
  request: RequestFacts,
): Promise<{ provedAt: string }> {
  const me = await door.accounts.mine(session)
  if (code && me.totp_sealed) {
    const owner = { userId: me.user_id, sealed: me.totp_sealed, lastStep: me.totp_last_step }
    if (!(await codeOpens(door, owner, originOf(request), code))) throw new Refused('code_refused')
  } else await refuseWrongPassword(door, me, password ?? '', request)
  return { provedAt: await door.accounts.prove(session) }
}

export async function changePassword(
  door: Door,
  session: string,
  { password, newPassword }: Input<typeof contract.changePassword>,
  request: RequestFacts,
): Promise<null> {
  const me = await door.accounts.mine(session)
  const fault = passwordFault(newPassword, { ...me, fullName: me.full_name })
  if (fault) throw new Refused(fault)
  await refuseWrongPassword(door, me, password, request)
  if (newPassword === password) throw new Refused('password_same')
  const hash = await door.hashing.make(newPassword, { seat: request.seat, trusted: true })
  await door.accounts.changePassword(session, hash, request.traceId)
  if (me.email) await mailPasswordChanged(door.routes, { ...me, email: me.email }, request)
  return null
}

/** Somebody at an open screen must not guess on: these tries count for the person, wherever they come from. */
async function refuseWrongPassword(door: Door, me: AccountRow, password: string, request: RequestFacts) {
  const of = { what: me.user_id, userId: null, origin: originOf(request) }
  const right = await tryOnce(door, 'proof', of, () =>
    door.hashing.verify(password, me.password_hash, { seat: request.seat, trusted: true }),
  )
  if (!right) throw new Refused('password_wrong')
}

export async function listDevices({ accounts }: Door, session: string): Promise<Device[]> {
  return (await accounts.sessions(session)).map((row) => ({
    id: row.id,
    name: deviceName(row.user_agent),
    place: row.place,
    signedInAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    isThis: row.is_this,
  }))
}

export async function endDevice(
  { accounts }: Door,
  session: string,
  { deviceId }: Input<typeof contract.endDevice>,
  { traceId }: RequestFacts,
): Promise<null> {
  if ((await accounts.endSessions(session, deviceId, traceId)) === 0) throw new Refused('not_found')
  return null
}

export async function endOtherDevices({ accounts }: Door, session: string, { traceId }: RequestFacts) {
  return { ended: await accounts.endSessions(session, null, traceId) }
}
