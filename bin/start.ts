import type { SampleSignIn } from '#api/modules/identity/routes.ts'
import { startApi } from '#api/node.ts'
import { startWorker } from '#api/worker.ts'
import { auditHeadsFolder } from '#db/audit-heads.ts'
import { openConnection } from '#db/connection.ts'
import { samplePassword } from '#db/demo/people.ts'
import { refuseUnfit } from '#db/fit.ts'
import { installationSecret } from '#db/secrets.ts'
import { explainListen, refuseTakenPort, wishedAddress } from '../scripts/address.ts'
import { bringUpDatabase, claimFolder } from '../scripts/bring-up.ts'
import { buildWeb } from '../scripts/build-web.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// npm start: brings everything up on this machine and prints the address. --fresh throws the embedded database away
// first, --empty leaves the sample group out. PORT, HOST, DATABASE_URL and POLYCLINIC_VAR change where.
await runVerb(async (args) => {
  const abort = new AbortController()
  const asked = stopAsked().then(() => abort.abort())
  const closers: (() => unknown)[] = []
  try {
    await start(args, abort.signal, closers)
    await asked
    console.log('\nStopping …')
  } catch (error) {
    // Asked to stop while still starting: the cut-off step is no failure.
    if (!abort.signal.aborted) throw error
  } finally {
    abort.abort()
    for (const close of closers.reverse()) await close()
  }
})

async function start(args: string[], signal: AbortSignal, closers: (() => unknown)[]) {
  const { host, port } = wishedAddress()
  closers.push(await claimFolder())
  await refuseTakenPort({ host, port })

  const built = buildWeb(console.log, signal)
  // Awaited below; a failure before that must not end the process without its sentence.
  built.catch(() => {})
  const connection = await openConnection({ say: console.log })
  closers.push(connection.stop)
  const samples = await bringUpDatabase(connection, { args, signal, say: console.log })
  await refuseUnfit(connection)
  const webRoot = await built
  signal.throwIfAborted()

  const secret = installationSecret()
  const options = { appUrl: connection.appUrl, platformUrl: connection.platformUrl, secret }
  const worker = await startWorker({ ...options, auditHeads: auditHeadsFolder() })
  closers.push(worker.stop)
  const api = await startApi({ ...options, host, port, webRoot, samples, sampleSignIns: samples.length > 0 }).catch(
    (error) => {
      throw explainListen(error, host, port)
    },
  )
  closers.push(api.stop)
  welcome(api.url, samples)
}

function welcome(url: string, samples: SampleSignIn[]) {
  console.log(`\nPolyclinic is open at ${url}\n`)
  if (samples.length > 0) {
    console.log(`Sample people, each with the password "${samplePassword}":`)
    const width = Math.max(...samples.map(({ role }) => role.length))
    for (const { role, login, clinic } of samples)
      console.log(`  ${role.replace('_', ' ').padEnd(width)}  ${login}  ${clinic ?? ''}`.trimEnd())
    console.log()
  }
  console.log('Ctrl+C stops everything.')
}
