import type pg from 'pg'
import { withClient } from '#db/client.ts'
import { type Connection, canSignIn } from '#db/connection.ts'
import { Explained } from '#db/explained.ts'
import { appPasswordUnknown } from '#db/migrate-connection.ts'
import { readMigrations } from '#db/migration-files.ts'

/** Refuses to serve a database that is not at this program's schema, or as a role that the walls do not bind. */
export async function refuseUnfit({ appUrl, platformUrl }: Pick<Connection, 'appUrl' | 'platformUrl'>): Promise<void> {
  if (!(await canSignIn(appUrl))) throw new Explained(appPasswordUnknown)
  await withClient(appUrl, async (app) => {
    await refuseUnmigrated(app)
    await refuseUnbound(app, 'APP_DATABASE_URL', 'polyclinic_app')
  })
  // Without its password the console does not work and says so; the rest does.
  if (platformUrl && (await canSignIn(platformUrl)))
    await withClient(platformUrl, (console) => refuseUnbound(console, 'PLATFORM_DATABASE_URL', 'polyclinic_platform'))
}

/** Refuses a database that lacks migrations of this program. */
export async function refuseUnmigrated(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ noted: boolean }>(
    `select to_regclass('migrations.applied') is not null as noted`,
  )
  if (!rows[0]!.noted) throw new Explained('The database is empty: npm run migrate makes the tables of Polyclinic.')
  const { rows: applied } = await client.query<{ number: number }>('select number from migrations.applied')
  const missing = readMigrations().filter(({ number }) => !applied.some((one) => one.number === number))
  if (missing.length > 0)
    throw new Explained(
      `The database lacks ${missing.length} migrations of this program: npm run migrate applies them.`,
    )
}

/** Row-level security holds for nobody who is above it: one address in the wrong place and no wall would stand. */
async function refuseUnbound(client: pg.Client, variable: string, wanted: string): Promise<void> {
  const { rows } = await client.query<{ name: string; free: boolean }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls or exists (
        select from pg_roles above where (above.rolbypassrls or above.rolname = 'polyclinic_owner')
          and pg_has_role(r.oid, above.oid, 'member')) as free
      from pg_roles r where r.rolname = current_user`,
  )
  const { name, free } = rows[0]!
  if (free)
    throw new Explained(
      `Polyclinic would sign in to PostgreSQL as ${name}, whom row-level security does not bind: organizations and branches would not be walled off from each other. ` +
        `Set ${variable} to an address with the user ${wanted}.`,
    )
}
