import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverAccount } from '#db/cluster/account.ts'
import { findBinaries } from '#db/cluster/binaries.ts'
import { countLeases, takeLease, underLock } from '#db/cluster/lock.ts'
import { openDataFolder } from '#db/cluster/place.ts'
import { initialise, isInitialised, runningServer, startServer, stopServer } from '#db/cluster/server.ts'
import type { Settings } from '#db/cluster/settings.ts'
import { explainWrite, makeFolder } from '#db/folders.ts'

/** A running PostgreSQL of ours. */
export interface Cluster {
  port: number
  /** Address of a database as the superuser, or as another role with its password. */
  url(database: string, role?: string, password?: string): string
  /** Lets go of the server, and stops it when no other process uses it. Safe to call twice. */
  stop(): Promise<void>
}

/** What we remember of a server between runs, in `<folder>/server.json` (mode 600). */
interface Memory {
  password: string
  port: number
  settings: Settings
}

/**
 * Starts the server whose data lies under `folder`, or joins it when another process of ours has it running.
 *
 * Every process that uses it holds a lease; the last one to leave stops the server. A server whose users were all
 * killed is taken over, and restarted only when other settings are asked for. Throws `Explained` when it cannot run.
 */
export async function openCluster(options: {
  folder: string
  settings: Settings
  say?: (sentence: string) => void
}): Promise<Cluster> {
  const folder = makeFolder(options.folder)
  const lock = join(folder, 'lock')
  const leases = join(folder, 'leases')
  const opened = await underLock(lock, async () => {
    const server = await startOrJoin(folder, leases, options.settings, options.say ?? (() => {}))
    return { ...server, release: takeLease(leases) }
  })

  let stopping: Promise<void> | undefined
  const stop = () =>
    underLock(lock, async () => {
      opened.release()
      const server = runningServer(opened.data)
      if (server && countLeases(leases) === 0) await stopServer(server.pid)
    })
  const cluster: Cluster = {
    port: opened.port,
    url: (database, role = 'postgres', password = opened.password) =>
      `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${opened.port}/${database}`,
    stop: () => (stopping ??= stop()),
  }
  open.add(cluster)
  return cluster
}

const open = new Set<Cluster>()

/** Lets go of every server of this process: for a command that is cut short, which has no other end. */
export async function closeClusters(): Promise<void> {
  await Promise.all([...open].map(({ stop }) => stop()))
}

async function startOrJoin(folder: string, leases: string, settings: Settings, say: (sentence: string) => void) {
  const account = serverAccount(join(folder, 'data'))
  const data = openDataFolder(folder, account, say)
  const memory = recall(folder)
  const others = countLeases(leases)
  const running = runningServer(data)
  if (running) {
    const asWished = JSON.stringify(memory.settings) === JSON.stringify(settings)
    if (others > 0 || asWished) return { data, port: running.port, password: memory.password }
    await stopServer(running.pid)
  }

  const binaries = findBinaries(account)
  if (!isInitialised(data)) {
    say('Preparing a new PostgreSQL …')
    remember(folder, memory)
    await initialise(binaries, account, data, memory.password)
  }
  const log = join(folder, 'server.log')
  const port = await startServer({ binaries, account, data, log, settings, wishedPort: memory.port })
  remember(folder, { ...memory, port, settings })
  return { data, port, password: memory.password }
}

function recall(folder: string): Memory {
  const file = join(folder, 'server.json')
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Memory
  } catch (error) {
    throw explainWrite(error, file)
  }
  return { password: randomBytes(24).toString('base64url'), port: 0, settings: {} }
}

function remember(folder: string, memory: Memory) {
  const file = join(folder, 'server.json')
  try {
    writeFileSync(file, JSON.stringify(memory, null, 2), { mode: 0o600 })
  } catch (error) {
    throw explainWrite(error, file)
  }
}
