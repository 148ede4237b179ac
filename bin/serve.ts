import { startApi } from '#api/node.ts'
import { openConnection } from '#db/connection.ts'
import { refuseUnfit } from '#db/fit.ts'
import { installationSecret } from '#db/secrets.ts'
import { explainListen, wishedAddress } from '../scripts/address.ts'
import { buildWeb } from '../scripts/build-web.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// The API and the web pages alone, on a database that is migrated already; jobs run in bin/worker.ts.
// Processes on several machines need the same POLYCLINIC_SECRET. --api leaves the web pages out.
await runVerb(async (args) => {
  const asked = stopAsked()
  const { host, port } = wishedAddress()
  const connection = await openConnection()
  try {
    await refuseUnfit(connection)
    const secret = installationSecret()
    const webRoot = args.includes('--api') ? undefined : await buildWeb(console.log)
    const samples = JSON.parse(process.env.POLYCLINIC_SAMPLES ?? '[]')
    const sampleSignIns = samples.length > 0 && connection.embedded
    const api = await startApi({
      appUrl: connection.appUrl,
      platformUrl: connection.platformUrl,
      host,
      port,
      secret,
      webRoot,
      samples,
      sampleSignIns,
    }).catch((error) => {
      throw explainListen(error, host, port)
    })
    console.log(`Serving at ${api.url}`)
    await asked
    await api.stop()
  } finally {
    await connection.stop()
  }
})
