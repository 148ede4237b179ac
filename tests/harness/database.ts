import { inject } from 'vitest'
import { withClient } from '#db/client.ts'
import { testDatabasePrefix } from './cluster.ts'

/** A database of a test's own. */
export interface TestDatabase {
  /** As the superuser: to arrange, and to look behind the walls. */
  adminUrl: string
  /** As `polyclinic_app`: what the product itself uses. */
  appUrl: string
  /** As `polyclinic_platform`: the operator's console. */
  platformUrl: string
  /** Drops it now; else it is dropped when the test file ends. */
  drop(): Promise<void>
}

const open = new Set<TestDatabase>()
let count = 0

/** A new, migrated, empty database on the test server, made in a few hundredths of a second by cloning. */
export async function freshDatabase(): Promise<TestDatabase> {
  return cloneDatabase(inject('testServer').template)
}

/** A clone of any template database on the test server. */
export async function cloneDatabase(template: string): Promise<TestDatabase> {
  const { adminUrl, appPassword } = inject('testServer')
  const name = `${testDatabasePrefix}${process.pid}_${++count}`
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${name} template ${template}`)
    // Rights on the database itself are not cloned.
    await admin.query(`revoke temporary on database ${name} from public`)
  })

  const database: TestDatabase = {
    adminUrl: address(adminUrl, name),
    appUrl: address(adminUrl, name, 'polyclinic_app', appPassword),
    platformUrl: address(adminUrl, name, 'polyclinic_platform', appPassword),
    async drop() {
      if (!open.delete(database)) return
      await withClient(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
  open.add(database)
  return database
}

/** Runs after each test file (see `drop-databases.ts`). */
export async function dropDatabases(): Promise<void> {
  for (const database of [...open]) await database.drop()
}

function address(adminUrl: string, database: string, role?: string, password?: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (role) url.username = role
  if (password) url.password = encodeURIComponent(password)
  return url.href
}
