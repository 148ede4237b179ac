import { openConnection } from '#db/connection.ts'
import { appPasswordUnknown, migrateConnection, platformCannotSignIn } from '#db/migrate-connection.ts'
import { runVerb } from '../scripts/verb.ts'

// npm run migrate: brings the embedded database, or the PostgreSQL 18 named by DATABASE_URL, to the current schema.
// --fresh throws the embedded database away first.
await runVerb(async (args) => {
  const connection = await openConnection({ say: console.log })
  try {
    const where = connection.embedded
      ? 'the embedded database'
      : `the database of DATABASE_URL, ${nameOf(connection.adminUrl)}`
    console.log(`Migrating ${where}.`)
    const done = await migrateConnection(connection, { fresh: args.includes('--fresh'), say: console.log })
    if (done.rolesMade.length > 0) console.log(`Made the roles ${done.rolesMade.join(', ')}.`)
    console.log(
      done.applied.length > 0
        ? `Done: ${done.applied.length} migrations applied, ${done.before} were there before.`
        : `Nothing to do: all ${done.before} migrations are applied.`,
    )
    if (!done.appCanSignIn) console.log(appPasswordUnknown)
    if (!done.platformCanSignIn) console.log(platformCannotSignIn)
  } finally {
    await connection.stop()
  }
})

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || 5432}`
}
