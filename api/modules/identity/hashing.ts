import { availableParallelism } from 'node:os'
import { hashPassword, verifyPassword } from '../../integrations/password.ts'
import { openFairQueue } from './fair-queue.ts'

/** From where, and whether from a device or a place that this person has used before: those go first. */
export interface Caller {
  seat: string
  trusted: boolean
}

// Every hash keeps a core busy for some 20 ms with 19 MiB; more at once than cores only makes all of them late.
const mostWaiting = 500
// Counting a try takes a connection for a moment: a crowd at the door must leave the others to the desks.
const countedAtOnce = 4
const mostAtTheDoor = 2000

/** Hashing in turn: whoever floods one address waits behind himself, and the others do not wait for him. */
export function openHashing() {
  const queue = openFairQueue({ atOnce: availableParallelism(), most: mostWaiting })
  const entrance = openFairQueue({ atOnce: countedAtOnce, most: mostAtTheDoor })
  let begun = 0
  return {
    /** Takes a turn at counting tries, whoever it is. */
    enter: <Result>(seat: string, count: () => Promise<Result>): Promise<Result> => entrance.run(seat, false, count),
    verify(password: string, hash: string | null, { seat, trusted }: Caller): Promise<boolean> {
      return queue.run(seat, trusted, () => {
        begun += 1
        return verifyPassword(password, hash)
      })
    },
    make(password: string, { seat, trusted }: Caller): Promise<string> {
      return queue.run(seat, trusted, () => {
        begun += 1
        return hashPassword(password)
      })
    },
    /** How many hashes were begun; for proofs. */
    begun: () => begun,
  }
}
export type Hashing = ReturnType<typeof openHashing>
