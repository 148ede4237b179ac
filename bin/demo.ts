import { openConnection } from '#db/connection.ts'
import { loadDemo } from '#db/demo/load.ts'
import { Explained } from '#db/explained.ts'
import { migrateConnection } from '#db/migrate-connection.ts'
import { noteSample, readSample } from '#db/sample.ts'
import { option, runVerb } from '../scripts/verb.ts'

// bin/demo [--scale N] [--fresh]: loads the sample group, N times as large for benchmarks, into an empty database.
// --fresh empties the embedded database first. --known-passwords lets it into the database that DATABASE_URL names.
await runVerb(async (args) => {
  const scale = Number(option(args, 'scale') ?? 1)
  if (!Number.isInteger(scale) || scale < 1)
    throw new Explained('--scale takes a whole number from 1 on: bin/demo --scale 10')

  if (process.env.DATABASE_URL && !args.includes('--known-passwords')) {
    throw new Explained(
      'DATABASE_URL names a database of your own, and everybody in the sample group, its head office too, signs in with a password that anyone can read in the program. ' +
        'On an installation that nobody else can reach: bin/demo --known-passwords',
    )
  }
  const connection = await openConnection({ say: console.log })
  try {
    await migrateConnection(connection, { fresh: args.includes('--fresh') })
    const { state } = await readSample(connection.adminUrl)
    if (state !== 'none') {
      throw new Explained(
        'The database holds data already, and the sample group is loaded into an empty one only. bin/demo --fresh empties the embedded database first.',
      )
    }
    const startedAt = performance.now()
    await noteSample(connection.adminUrl, () => loadDemo({ adminUrl: connection.adminUrl, scale }))
    console.log(`The sample group is loaded, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
  } finally {
    await connection.stop()
  }
})
