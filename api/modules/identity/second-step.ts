import * as z from 'zod'
import { Refused } from '../../core/errors.ts'
import type { Door } from './door.ts'
import type { Origin } from './lookups.ts'
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts'
import { newTotpSecret, stepOf, totpUri } from './totp.ts'
import { tryOnce } from './tries.ts'

/** Whose second step it is. */
export interface TotpOwner {
  userId: string
  sealed: Buffer
  lastStep: number
}

const totpPlace = (userId: string) => `totp:${userId}`
const setupPlace = (userId: string) => `totp-setup:${userId}`
const setupMinutes = 15

/** Whether the code opens: of the app or a recovery code, each of them once. Counts against the budget of this person. */
export function codeOpens(door: Door, owner: TotpOwner, origin: Origin, code: string): Promise<boolean> {
  const { userId, sealed, lastStep } = owner
  return tryOnce(door, 'code', { what: userId, userId, origin }, async () => {
    const digits = code.replace(/\s/g, '')
    if (!/^\d{6}$/.test(digits)) return door.lookups.spendRecoveryCode(userId, recoveryHash(code))
    const step = stepOf(door.seal.open(sealed, totpPlace(userId)), digits, Date.now(), lastStep)
    return step !== null && door.lookups.spendTotpStep(userId, step)
  })
}

const Setup = z.object({ secret: z.string(), until: z.number() })

/** A secret for somebody's app. Kept by the caller, sealed, until its first code shows that the app has it. */
export function newSetup({ seal }: Door, userId: string, issuer: string, account: string) {
  const secret = newTotpSecret()
  const until = Date.now() + setupMinutes * 60_000
  const setup = seal.close(JSON.stringify({ secret, until }), setupPlace(userId)).toString('base64url')
  return { secret, uri: totpUri(secret, issuer, account), setup }
}

/** The secret of a setup, once its code was given: sealed for its column, with new recovery codes. */
export async function finishSetup(door: Door, userId: string, origin: Origin, setup: string, code: string) {
  const { secret } = openSetup(door, userId, setup)
  let step: number | null = null
  const right = await tryOnce(door, 'code', { what: userId, userId, origin }, async () => {
    step = stepOf(secret, code.replace(/\s/g, ''), Date.now())
    return step !== null
  })
  if (!right || step === null) throw new Refused('code_refused')
  return { sealed: door.seal.close(secret, totpPlace(userId)), step: step as number, ...newRecoveryCodes() }
}

function openSetup({ seal }: Door, userId: string, setup: string) {
  try {
    const opened = Setup.parse(JSON.parse(seal.open(Buffer.from(setup, 'base64url'), setupPlace(userId))))
    if (opened.until > Date.now()) return opened
  } catch {
    // sealed for somebody else, or made up: as if it were over
  }
  throw new Refused('setup_over')
}
