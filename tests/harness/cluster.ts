import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { withClient } from '#db/client.ts'
import { type Cluster, openCluster } from '#db/cluster/cluster.ts'
import { underLock } from '#db/cluster/lock.ts'
import { markOf } from '#db/cluster/process.ts'
import { testSettings } from '#db/cluster/settings.ts'
import { openDoor } from '#db/connection.ts'
import { rootFolder, varFolder } from '#db/folders.ts'
import { migrate } from '#db/migrate.ts'
import { readMigrations } from '#db/migration-files.ts'
import { loadReference } from '#db/reference/load.ts'
import { readSecret } from '#db/secrets.ts'

/** What a test file needs to make its own database; plain data, handed from the main process to the workers. */
export interface TestServer {
  /** Superuser's address of the database `postgres`. */
  adminUrl: string
  appPassword: string
  /** The migrated database to clone. */
  template: string
}

/** Databases of test files are named `test_<process>_<number>`, so that those of killed runs can be told and swept. */
export const testDatabasePrefix = 'test_'

/** One server for every test run on this machine's clone; runs at the same time share it, the last one stops it. */
export async function openTestServer(): Promise<TestServer & Pick<Cluster, 'stop'>> {
  const folder = join(varFolder, 'test-postgres')
  const cluster = await openCluster({ folder, settings: testSettings })
  try {
    const template = `template_${schemaHash()}`
    await underLock(join(folder, 'template.lock'), () => buildTemplate(cluster, template))
    return {
      adminUrl: cluster.url('postgres'),
      appPassword: readSecret('test-app-password'),
      template,
      stop: cluster.stop,
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** The same until a migration, or the code that applies migrations, changes. */
export function schemaHash(): string {
  const parts = readMigrations().map(({ checksum }) => checksum)
  const lists = [
    'reference/load.ts',
    'reference/diagnoses.ts',
    'reference/diagnoses-general.ts',
    'reference/medicines.ts',
  ]
  const sources = ['roles.ts', 'migrate.ts', ...lists].map((file) => readFileSync(join(rootFolder, 'db', file), 'utf8'))
  return createHash('sha256')
    .update([...parts, ...sources].join('\n'))
    .digest('hex')
    .slice(0, 16)
}

async function buildTemplate(cluster: Cluster, template: string) {
  await withClient(cluster.url('postgres'), async (admin) => {
    await sweep(admin, template)
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    // Renamed when whole: a run killed half-way leaves no template that lacks migrations.
    await admin.query('drop database if exists template_unfinished with (force)')
    await admin.query('create database template_unfinished')
    const adminUrl = cluster.url('template_unfinished')
    await migrate({ adminUrl })
    await withClient(adminUrl, loadReference)
    const appUrl = cluster.url('template_unfinished', 'polyclinic_app', readSecret('test-app-password'))
    await openDoor(adminUrl, appUrl, true)
    const platformUrl = cluster.url('template_unfinished', 'polyclinic_platform', readSecret('test-app-password'))
    await openDoor(adminUrl, platformUrl, true)
    await admin.query(`alter database template_unfinished rename to ${template}`)
  })
}

/** Drops what killed runs left behind, and all but the newest templates: another run may still clone an older one. */
async function sweep(admin: pg.Client, template: string) {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(test|template)_[0-9a-f]' order by oid desc`,
  )
  const names = rows.map(({ name }) => name)
  const orphans = names.filter(
    (name) => name.startsWith(testDatabasePrefix) && markOf(Number(name.split('_')[1])) === null,
  )
  const older = names.filter((name) => name.startsWith('template_') && name !== template).slice(4)
  for (const name of [...orphans, ...older]) await admin.query(`drop database if exists ${name} with (force)`)
}
