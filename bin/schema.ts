import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '#db/folders.ts'
import { openTestServer } from '#tests/harness/cluster.ts'
import { printGenerated } from '../scripts/generated.ts'
import { runVerb } from '../scripts/verb.ts'

// npm run schema: migrates a scratch database and writes db/schema.sql and db/types.ts anew from it.
await runVerb(async () => {
  const server = await openTestServer()
  try {
    const url = new URL(server.adminUrl)
    url.pathname = `/${server.template}`
    for (const { path, text } of await printGenerated(url.href)) {
      writeFileSync(join(rootFolder, path), text)
      console.log(`Wrote ${path}`)
    }
  } finally {
    await server.stop()
  }
})
