import { join } from 'node:path'
import pg from 'pg'
import { withClient } from '#db/client.ts'
import { openCluster } from '#db/cluster/cluster.ts'
import { serverSettings } from '#db/cluster/settings.ts'
import { codeOf, Explained } from '#db/explained.ts'
import { varFolder } from '#db/folders.ts'
import { readSecret } from '#db/secrets.ts'

/** The database this installation works on. */
export interface Connection {
  /** May migrate: a superuser, or a user that may create roles. */
  adminUrl: string
  /** Signs in as `polyclinic_app`, behind the two walls. */
  appUrl: string
  /** Signs in as `polyclinic_platform`, for the operator's console; null: this installation has none. */
  platformUrl: string | null
  /** Ours, under `var/postgres`; false for a PostgreSQL named by `DATABASE_URL`. */
  embedded: boolean
  /** Stops the embedded server when nobody else uses it. */
  stop(): Promise<void>
}

/**
 * Opens the database: the PostgreSQL 18 named by `DATABASE_URL`, else the embedded one, started or joined.
 *
 * The app signs in as `polyclinic_app`. Its address is `APP_DATABASE_URL` when set; else that of `DATABASE_URL` with
 * the password `POLYCLINIC_APP_PASSWORD`, or one generated and kept in `var/secrets/app-password`.
 * `migrateConnection` gives the role that password. The operator's console signs in as `polyclinic_platform`: beside
 * an external server only where `PLATFORM_DATABASE_URL` says how.
 */
export async function openConnection(options: { say?: (sentence: string) => void } = {}): Promise<Connection> {
  const { DATABASE_URL: external } = process.env
  if (external) {
    const { protocol = '', pathname = '' } = URL.parse(external) ?? {}
    if (!/^postgres(ql)?:$/.test(protocol) || pathname.length < 2)
      throw new Explained('DATABASE_URL is not an address like postgres://user:password@host:5432/database.')
    const platformUrl = process.env.PLATFORM_DATABASE_URL || null
    return {
      adminUrl: external,
      appUrl: externalAppUrl(external),
      platformUrl,
      embedded: false,
      stop: async () => {},
    }
  }

  const cluster = await openCluster({ folder: join(varFolder, 'postgres'), settings: serverSettings, say: options.say })
  await makeDatabase(cluster.url('postgres'), 'polyclinic')
  return {
    adminUrl: cluster.url('polyclinic'),
    appUrl: cluster.url('polyclinic', 'polyclinic_app', readSecret('app-password')),
    platformUrl: cluster.url('polyclinic', 'polyclinic_platform', readSecret('platform-password')),
    embedded: true,
    stop: cluster.stop,
  }
}

function externalAppUrl(databaseUrl: string): string {
  if (process.env.APP_DATABASE_URL) return process.env.APP_DATABASE_URL
  const url = new URL(databaseUrl)
  if (!url.hostname)
    throw new Explained(
      'DATABASE_URL names no host, so that of polyclinic_app cannot be told from it: set APP_DATABASE_URL.',
    )
  url.username = 'polyclinic_app'
  url.password = encodeURIComponent(process.env.POLYCLINIC_APP_PASSWORD || readSecret('app-password'))
  return url.href
}

/** Creates a database unless it is there. */
export async function makeDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(name)}`)
  })
}

/**
 * Makes sure that the role of `url` (`polyclinic_app`, or the operator's) can sign in with the password that stands
 * there, and answers whether it can.
 *
 * `mayChange` says whether the role is ours to change: on a server that somebody else runs, another installation may
 * be using it, and a new password would lock that one out.
 */
export async function openDoor(adminUrl: string, url: string, mayChange: boolean): Promise<boolean> {
  if (await canSignIn(url)) return true
  if (!mayChange) return false
  const { username, password } = new URL(url)
  const role = decodeURIComponent(username)
  if (!['polyclinic_app', 'polyclinic_platform'].includes(role)) return false
  await withClient(adminUrl, (admin) =>
    admin.query(`alter role ${role} password ${pg.escapeLiteral(decodeURIComponent(password))}`),
  )
  return canSignIn(url)
}

/** Whether somebody signs in with this address; a server that cannot be reached is a sentence. */
export async function canSignIn(url: string): Promise<boolean> {
  try {
    await withClient(url, (app) => app.query('select 1'))
    return true
  } catch (error) {
    if (['28P01', '28000'].includes(codeOf((error as Error).cause))) return false
    throw error
  }
}
