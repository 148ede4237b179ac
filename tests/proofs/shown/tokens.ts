import type { Proof } from '../proof.ts'
import { proveTokens } from '../tokens.ts'

export const proof: Proof = {
  name: 'tokens',
  title: 'Forged, stolen and foreign tokens open nothing; a right taken away is gone at once, in every process.',
  async run({ full, ...options }) {
    const { passed, failures, ...seen } = await proveTokens({ ...options, rounds: full ? 20 : 4 })
    const sentence =
      `${seen.forgeries} kinds of forged tokens shown ${seen.shown} times at two processes: ${seen.accepted} accepted, ` +
      `${seen.fetchedKeys} keys fetched; ${seen.endedFamilies} families ended by a stolen refresh token, ` +
      `${seen.tabsTogether} tabs that refreshed together and ${seen.retriedAnswers} lost answers stayed signed in; ` +
      `${seen.rightsTaken} rights taken away, ${seen.stillOpen} still open at the next request, ${seen.streamsClosed} ` +
      `streams closed by themselves, half of them within ${seen.middleStreamMs} ms (the slowest after ${seen.slowestStreamMs} ms); on another organization's host ` +
      `${seen.foreignHostsOpened} of ${seen.foreignHosts} requests opened something.`
    return { passed, sentence, failures, figures: seen }
  },
}
