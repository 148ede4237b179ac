import { startWorker } from '#api/worker.ts'
import { auditHeadsFolder } from '#db/audit-heads.ts'
import { openConnection } from '#db/connection.ts'
import { refuseUnfit } from '#db/fit.ts'
import { installationSecret } from '#db/secrets.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// The jobs alone, beside one or more bin/serve.ts.
await runVerb(async () => {
  const asked = stopAsked()
  const connection = await openConnection()
  try {
    await refuseUnfit(connection)
    const worker = await startWorker({
      appUrl: connection.appUrl,
      secret: installationSecret(),
      auditHeads: auditHeadsFolder(),
    })
    console.log('Working.')
    await asked
    await worker.stop()
  } finally {
    await connection.stop()
  }
})
