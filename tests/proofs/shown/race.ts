import type { Proof } from '../proof.ts'
import { proveRace } from '../race.ts'

const quick = { rounds: 5, connections: 40, attempts: 400 }
const full = { ...quick, rounds: 20 }

export const proof: Proof = {
  name: 'race',
  title: 'Many desks that book one slot at the same moment make one booking, and the other doctors’ desks go on.',
  async run({ full: inFull, ...options }) {
    const { passed, failures, ...figures } = await proveRace({ ...options, ...(inFull ? full : quick) })
    const { attempts, rounds, connections, booked, refused, deadlocks, serverErrors, paceRatio, slowestMs } = figures
    const sentence =
      `${rounds} rounds of ${attempts} attempts over ${connections} connections: ${booked} booked, ${refused} refused ` +
      `in words, ${deadlocks} deadlocks, ${serverErrors} server errors, the slowest answer after ${slowestMs} ms; ` +
      `other doctors were booked at ${paceRatio} of their usual pace.`
    return { passed, sentence, failures, figures }
  },
}
