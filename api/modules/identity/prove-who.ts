import type { Input } from '#contract/endpoint.ts'
import { passwordFault } from '#contract/password.ts'
import type { signIn } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import type { RequestFacts } from '../../core/request.ts'
import { originOf } from './cookies.ts'
import type { Door } from './door.ts'
import type { Origin, SignInRow } from './lookups.ts'
import { codeOpens, finishSetup, newSetup } from './second-step.ts'
import { passwordTries } from './tries.ts'

type Given = Pick<Input<typeof signIn>, 'login' | 'password' | 'code' | 'newPassword' | 'setup'>

/** Somebody whose password, and whatever else was asked for, was right. */
export interface Proven {
  userId: string
  /** When the second step was set up on the way. */
  recoveryCodes: string[] | null
}

/**
 * Who this is, or a refusal: with the same words and in the same time for a wrong password and a name that nobody has.
 * Once the password was right it says what else it needs, and uses up nothing before it has all of it.
 */
export async function proveWho(door: Door, given: Given, request: RequestFacts): Promise<Proven> {
  const origin = originOf(request)
  const found = await checkPassword(door, given, origin)
  const userId = found.user_id!
  if (found.must_change_password) refuseFirstPassword(given)
  if (found.totp_sealed) {
    if (!given.code) throw new Refused('code_needed')
    const owner = { userId, sealed: found.totp_sealed, lastStep: found.totp_last_step ?? 0 }
    if (!(await codeOpens(door, owner, origin, given.code))) throw new Refused('code_refused')
  }
  const recoveryCodes = found.totp_sealed ? null : await setUpIfWanted(door, userId, given, origin, request)
  if (found.must_change_password) {
    const hash = await door.hashing.make(given.newPassword!, { seat: origin.seat, trusted: true })
    await door.lookups.replaceFirstPassword(userId, hash)
  }
  return { userId, recoveryCodes }
}

async function checkPassword(door: Door, given: Given, origin: Origin): Promise<SignInRow> {
  const { lookups, hashing } = door
  const found = await hashing.enter(origin.seat, () => lookups.beginSignIn(given.login, origin, passwordTries))
  if (!found.try) throw new Refused('too_many_attempts')
  let wrong = false
  try {
    const hash = found.status === 'active' ? found.password_hash : null
    wrong = !(await hashing.verify(given.password, hash, { seat: origin.seat, trusted: found.trusted }))
    if (wrong) throw new Refused('sign_in_refused')
    return found
  } finally {
    // Taken back when it was right, and when nobody could look at it: only a wrong password counts.
    if (!wrong) await lookups.endTry(found.try)
  }
}

function refuseFirstPassword({ login, password, newPassword }: Given) {
  if (!newPassword) throw new Refused('new_password_needed')
  const fault = newPassword === password ? 'password_same' : passwordFault(newPassword, { email: login })
  if (fault) throw new Refused(fault)
}

/** The organization asks head office for a second step, and this person has none yet. */
async function setUpIfWanted(door: Door, userId: string, given: Given, origin: Origin, request: RequestFacts) {
  const host = await door.routes.hosts.organizationOf(request.host)
  if (!(await door.lookups.totpWanted(userId, host))) return null
  if (!given.setup || !given.code)
    throw new Refused('totp_setup_needed', newSetup(door, userId, 'Polyclinic', given.login))
  const { sealed, step, hashes, codes } = await finishSetup(door, userId, origin, given.setup, given.code)
  await door.lookups.setFirstTotp(userId, sealed, step, hashes)
  return codes
}
