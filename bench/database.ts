import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '#db/client.ts'
import { openCluster } from '#db/cluster/cluster.ts'
import { serverSettings } from '#db/cluster/settings.ts'
import { openDoor } from '#db/connection.ts'
import { loadDemo } from '#db/demo/load.ts'
import { rootFolder, varFolder } from '#db/folders.ts'
import { migrate } from '#db/migrate.ts'
import { readMigrations } from '#db/migration-files.ts'
import { readSecret } from '#db/secrets.ts'

export interface BenchDatabase {
  adminUrl: string
  appUrl: string
  /** Whether the data were made just now. */
  isNew: boolean
  /** Says that the data are whole: without it the next run makes them anew. */
  keep(): Promise<void>
  stop(): Promise<void>
}

// Room for the million patients' index; the rest is what the product itself runs with.
const settings = {
  ...serverSettings,
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  max_wal_size: '8GB',
  autovacuum: 'off',
}

/**
 * A database of the benchmark's own, on a server of its own under var/. The sample group is loaded once per day and
 * version and cloned; the grown one is kept until the schema changes.
 */
export async function openBenchDatabase({
  quick,
  fresh,
  say,
}: {
  quick: boolean
  fresh: boolean
  say: (line: string) => void
}): Promise<BenchDatabase> {
  const cluster = await openCluster({ folder: join(varFolder, 'bench-postgres'), settings })
  const password = readSecret('bench-app-password')
  const version = versionOf()
  const sample = `sample_${version}_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`
  const grown = `bench_full_${version}`
  const name = quick ? 'bench_quick' : grown
  const urls = (database: string) => ({
    adminUrl: cluster.url(database),
    appUrl: cluster.url(database, 'polyclinic_app', password),
  })
  try {
    const isNew = await withClient(cluster.url('postgres'), async (admin) => {
      const { rows } = await admin.query<{ name: string; note: string | null }>(
        `select datname as name, shobj_description(oid, 'pg_database') as note from pg_database`,
      )
      const there = rows.map((row) => row.name)
      const drop = (database: string) => admin.query(`drop database if exists ${database} with (force)`)
      for (const old of there.filter((one) => /^(sample|bench_full)_/.test(one) && one !== sample && one !== grown))
        await drop(old)
      const whole = rows.some((row) => row.name === grown && row.note === 'whole')
      if (!quick && whole && !fresh) return false
      if (fresh || !there.includes(sample)) {
        say('Loading the sample group …')
        await drop(sample)
        await admin.query(`create database making_${sample}`).catch(async () => {
          await drop(`making_${sample}`)
          await admin.query(`create database making_${sample}`)
        })
        const making = urls(`making_${sample}`)
        await migrate({ adminUrl: making.adminUrl })
        await openDoor(making.adminUrl, making.appUrl, true)
        await loadDemo({ adminUrl: making.adminUrl, scale: 1 })
        await admin.query(`alter database making_${sample} rename to ${sample}`)
      }
      await drop(name)
      await admin.query(`create database ${name} template ${sample}`)
      return true
    })
    const keep = () =>
      withClient(cluster.url('postgres'), async (admin) => {
        await admin.query(`comment on database ${name} is 'whole'`)
      })
    return { ...urls(name), isNew, keep, stop: cluster.stop }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Changes with the schema and with what the sample group is made of. */
function versionOf(): string {
  const folder = join(rootFolder, 'db', 'demo')
  const parts = readdirSync(folder)
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const hash = createHash('sha256')
  for (const part of [...readMigrations().map((one) => one.checksum), ...parts]) hash.update(part)
  return hash.digest('hex').slice(0, 12)
}
