import { Explained } from '#db/explained.ts'
import { openTestServer } from '#tests/harness/cluster.ts'
import { everyProof } from '#tests/proofs/every-proof.ts'
import { type RunProof, runProof } from '#tests/proofs/run-proof.ts'
import { runVerb } from '../scripts/verb.ts'

// npm run prove: shows that the product keeps its hardest promises, a line each with the figures that were seen.
// npm run prove -- race walls: only those. --full takes its time, --json prints an object a line for machines.
await runVerb(async (args) => {
  // Set before the proofs load the product: its log would stand between the lines.
  process.env.LOG_LEVEL ??= 'silent'
  const [json, full] = ['--json', '--full'].map((flag) => args.includes(flag))
  const unknownFlag = args.find((arg) => arg.startsWith('--') && !['--json', '--full'].includes(arg))
  if (unknownFlag) throw new Explained(`npm run prove knows --full and --json, not ${unknownFlag}.`)
  const names = args.filter((arg) => !arg.startsWith('--'))
  const proofs = await everyProof()
  const missing = names.find((name) => !proofs.some((proof) => proof.name === name))
  if (missing)
    throw new Explained(`There is no proof "${missing}". There are: ${proofs.map(({ name }) => name).join(', ')}.`)

  const server = await openTestServer()
  let failed = 0
  try {
    for (const proof of proofs.filter(({ name }) => names.length === 0 || names.includes(name))) {
      if (!json) console.log(`  ${proof.name.padEnd(7)} ${proof.title}`)
      const result = await runProof(server, proof, { full, report: json ? undefined : (line) => note(line) })
      if (!result.passed) failed++
      console.log(json ? JSON.stringify(lineOf(result)) : wordsOf(result))
    }
  } finally {
    await server.stop()
  }
  if (!json) console.log(failed === 0 ? 'Everything that was claimed was seen.' : `${failed} of these did not hold.`)
  if (failed > 0) process.exitCode = 1
})

/** What happens on the way goes to people who watch, not into what they keep. */
function note(line: string) {
  if (process.stderr.isTTY) console.error(`            ${line}`)
}

function lineOf({ name, passed, seconds, sentence, figures, failures }: RunProof) {
  return { name, passed, seconds, sentence, ...figures, failures }
}

function wordsOf({ passed, sentence, seconds, failures }: RunProof): string {
  const faults = passed ? [] : failures.slice(0, 40).map((failure) => `            ${failure}`)
  return [`${passed ? '✓' : '✗'}         ${sentence} (${seconds} s)`, ...faults].join('\n')
}
