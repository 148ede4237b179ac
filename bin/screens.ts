import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Explained } from '#db/explained.ts'
import { rootFolder } from '#db/folders.ts'
import { cloneOn } from '#tests/harness/clone.ts'
import { openTestServer, testDatabasePrefix } from '#tests/harness/cluster.ts'
import { runVerb } from '../scripts/verb.ts'

// npm run screens: brings the product up with the sample group on a scratch database, opens every main screen as the
// person who works there and writes docs/screens/<screen>[-<look>].png. npm run screens -- day visit: only those.
const mostMegabytes = 10

await runVerb(async (args) => {
  process.env.LOG_LEVEL ??= 'silent'
  const { mainScreens } = await import('#tests/screens/main-screens.ts')
  const { openShow } = await import('#tests/screens/show.ts')
  const { faultsOf } = await import('#tests/screens/faults.ts')
  const unknown = args.find((arg) => !mainScreens.some(({ name }) => name === arg))
  if (unknown)
    throw new Explained(`There is no screen "${unknown}". There are: ${mainScreens.map((one) => one.name).join(', ')}.`)

  const folder = join(rootFolder, 'docs', 'screens')
  if (args.length === 0) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const server = await openTestServer()
  const faults: string[] = []
  try {
    const database = await cloneOn(server, `${testDatabasePrefix}${process.pid}_screens`)
    console.log('Loading the sample group …')
    const show = await openShow({ ...database, scale: 1 })
    try {
      for (const screen of mainScreens.filter((one) => args.length === 0 || args.includes(one.name)))
        for (const look of screen.looks ?? [1280]) {
          const picture = look === 1280 ? screen.name : `${screen.name}-${look}`
          const page = await show.open(screen, look).catch((error: Error) => {
            faults.push(`${picture}: ${error.message}`)
            return null
          })
          if (!page) continue
          faults.push(...(await faultsOf(page)).map((fault) => `${picture}: ${fault}`))
          await page.screenshot({ path: join(folder, `${picture}.png`), scale: 'css' })
          console.log(`docs/screens/${picture}.png`)
        }
    } finally {
      await show.close()
      await database.drop()
    }
  } finally {
    await server.stop()
  }
  const megabytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1_048_576
  console.log(`${readdirSync(folder).length} pictures, ${megabytes.toFixed(1)} MB.`)
  if (megabytes > mostMegabytes)
    faults.push(`The pictures take more than ${mostMegabytes} MB: make fewer, or smaller ones.`)
  if (faults.length > 0) throw new Explained(faults.join('\n'))
})
