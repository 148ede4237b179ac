import type { Proof } from '../proof.ts'
import { proveStuffing } from '../stuffing.ts'

const quick = { attempts: 800, accounts: 60, addresses: 6 }
const full = { attempts: 10_000, accounts: 500, addresses: 50 }

export const proof: Proof = {
  name: 'stuffing',
  title: 'Lists of stolen passwords, tried from many addresses, are looked at in small part, and lock nobody out.',
  async run({ full: inFull, ...options }) {
    const { passed, failures, ...figures } = await proveStuffing({ ...options, ...(inFull ? full : quick) })
    const sentence =
      `${figures.attempts} sign-ins over ${figures.accounts} accounts from ${figures.addresses} addresses with forged ` +
      `proxy headers, at two processes: ${figures.reachedHashing} reached hashing, ${figures.turnedAway} were turned ` +
      `away before it, ${figures.serverErrors} server errors; meanwhile ${figures.honestSignIns} honest sign-ins took ` +
      `${figures.honestDuring} ms (alone ${figures.honestAlone} ms, the slowest ${figures.honestSlowest} ms), ` +
      `${figures.honestRefused} were refused; afterwards ${figures.lockedOut} of ${figures.checkedAfterwards} people were locked out.`
    return { passed, sentence, failures, figures }
  },
}
