import { cloneOn } from '#tests/harness/clone.ts'
import { type TestServer, testDatabasePrefix } from '#tests/harness/cluster.ts'
import type { Proof, ProofResult } from './proof.ts'

export interface RunProof extends ProofResult {
  name: string
  title: string
  /** From the first statement to the last, making the database included. */
  seconds: number
}

let count = 0

/** Runs a proof on a database of its own, which is dropped afterwards. A proof that throws has failed. */
export async function runProof(
  server: TestServer,
  proof: Proof,
  { full = false, report = () => {} }: { full?: boolean; report?: (line: string) => void } = {},
): Promise<RunProof> {
  const began = performance.now()
  const { adminUrl, appUrl, drop } = await cloneOn(server, `${testDatabasePrefix}${process.pid}_proof_${++count}`)
  try {
    const result = await proof.run({ adminUrl, appUrl, full, report }).catch((error: Error): ProofResult => {
      const sentence = `It broke off: ${error.message}`
      return { passed: false, sentence, figures: {}, failures: [error.stack ?? error.message] }
    })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    return { name: proof.name, title: proof.title, ...result, seconds }
  } finally {
    await drop()
  }
}
