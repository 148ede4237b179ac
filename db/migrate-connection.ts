import pg from 'pg'
import { setAuditHeadsAside } from '#db/audit-heads.ts'
import { withClient } from '#db/client.ts'
import { type Connection, openDoor } from '#db/connection.ts'
import { Explained } from '#db/explained.ts'
import { type Migrated, migrate } from '#db/migrate.ts'
import { loadReference } from '#db/reference/load.ts'

/**
 * Migrates the installation's database and lets `polyclinic_app` sign in to it.
 *
 * `fresh` throws the embedded database away first; an external one is never dropped from here. Answers also whether
 * the app can sign in: on an external server whose role has another password it cannot, and the caller says so.
 */
export async function migrateConnection(
  connection: Connection,
  options: { fresh?: boolean; say?: (sentence: string) => void } = {},
): Promise<Migrated & { appCanSignIn: boolean; platformCanSignIn: boolean }> {
  if (options.fresh) await makeAnew(connection)
  const migrated = await migrate({ adminUrl: connection.adminUrl, say: options.say })
  const listed = await withClient(connection.adminUrl, loadReference)
  if (listed > 0) options.say?.(`Brought ${listed} entries of the diagnoses and medicines up to date`)
  const { APP_DATABASE_URL, POLYCLINIC_APP_PASSWORD } = process.env
  const given = Boolean(APP_DATABASE_URL || POLYCLINIC_APP_PASSWORD)
  const mayChange = connection.embedded || given || migrated.rolesMade.includes('polyclinic_app')
  const { adminUrl, appUrl, platformUrl } = connection
  // A PLATFORM_DATABASE_URL that somebody wrote down is what that role's password is to be.
  const platformCanSignIn = platformUrl === null || (await openDoor(adminUrl, platformUrl, true))
  return { ...migrated, appCanSignIn: await openDoor(adminUrl, appUrl, mayChange), platformCanSignIn }
}

/** The sentence for an external server on which `polyclinic_app` was made by another installation. */
export const appPasswordUnknown =
  'The role polyclinic_app is on this server already, with a password that is not known here. ' +
  'Set POLYCLINIC_APP_PASSWORD to it, or to a new one, and run npm run migrate again.'

/** The sentence for a PLATFORM_DATABASE_URL that does not work. */
export const platformCannotSignIn =
  'PLATFORM_DATABASE_URL does not sign in as polyclinic_platform, so /platform will not work. ' +
  'It looks like postgres://polyclinic_platform:password@host:5432/database.'

async function makeAnew({ adminUrl, embedded }: Connection) {
  if (!embedded)
    throw new Explained('--fresh throws a database away, so it is only for the embedded one. Unset DATABASE_URL.')
  const url = new URL(adminUrl)
  const name = pg.escapeIdentifier(url.pathname.slice(1))
  url.pathname = '/postgres'
  await withClient(url.href, async (admin) => {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.query(`create database ${name}`)
  })
  setAuditHeadsAside()
}
