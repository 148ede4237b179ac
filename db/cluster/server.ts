import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Account } from '#db/cluster/account.ts'
import type { Binaries } from '#db/cluster/binaries.ts'
import { isServerOf, markOf, waitFor } from '#db/cluster/process.ts'
import { fixedSettings, type Settings, settingFlags } from '#db/cluster/settings.ts'
import { Explained } from '#db/explained.ts'

const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }

// Holds the new superuser's password while initdb reads it, and says as long that the data is not whole.
const preparing = (data: string) => join(data, '..', 'preparing')

/** Whether there is data that was made to its end; what a killed initdb left behind is thrown away. */
export function isInitialised(data: string): boolean {
  if (existsSync(preparing(data))) for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true })
  return existsSync(join(data, 'PG_VERSION'))
}

/** Makes the data of a new server. Names sort by code point everywhere, so that every machine sorts alike. */
export async function initialise(binaries: Binaries, account: Account | null, data: string, password: string) {
  const passwordFile = preparing(data)
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']
  const locale = [
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ]
  // Detached: Ctrl+C in the terminal must not end it half-way.
  const child = spawn(binaries.initdb, [`--pgdata=${data}`, ...flags, ...locale], {
    ...account,
    cwd: data,
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes
  })
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      said = String(error)
      resolve(null)
    })
    child.on('close', resolve)
  })
  if (status !== 0) throw new Explained(`PostgreSQL could not prepare its data in ${data}: ${lastLines(said)}`)
  rmSync(passwordFile)
}

/** The server running on this data, or null. A postmaster.pid left by one that was killed is removed. */
export function runningServer(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  if (pid && port && isServerOf(pid, data)) return { pid, port }
  rmSync(file, { force: true })
  return null
}

/** Starts PostgreSQL on data that exists, on the wished port if it is free, and answers the port it took. */
export async function startServer(options: {
  binaries: Binaries
  account: Account | null
  data: string
  log: string
  settings: Settings
  wishedPort: number
}): Promise<number> {
  const { binaries, account, data, log } = options
  let port = await freePort(options.wishedPort)
  for (let attempt = 1; ; attempt++) {
    if (existsSync(log) && statSync(log).size > 10_000_000) rmSync(log)
    const before = existsSync(log) ? statSync(log).size : 0
    const output = openSync(log, 'a', 0o600)
    const flags = settingFlags({ ...options.settings, ...fixedSettings, port: String(port) })
    // Detached: Ctrl+C in the terminal must reach us alone, so that the database goes last and not first.
    const child = spawn(binaries.postgres, ['-D', data, ...flags], {
      ...account,
      cwd: data,
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    child.unref()
    let failure: Error | null = null
    child.on('error', (error) => {
      failure = error
    })
    const over = () => failure !== null || child.exitCode !== null || child.signalCode !== null
    const settled = await waitFor(() => isReady(data) || over(), 120)
    if (settled && !over()) return port

    const words = failure ? String(failure) : readFileSync(log, 'utf8').slice(before)
    // Another program may take the port between our look and PostgreSQL's own.
    const portTaken = /could not bind|Address already in use/.test(words)
    if (!portTaken || attempt === 3) {
      throw new Explained(
        `PostgreSQL did not start on ${data}: ${lastLines(words) || 'it did not become ready'}\nIts log is ${log}`,
      )
    }
    port = await freePort(0)
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(pid: number): Promise<void> {
  const mark = markOf(pid)
  const gone = () => mark === null || markOf(pid) !== mark
  if (gone()) return
  process.kill(pid, 'SIGINT')
  if (await waitFor(gone, 60)) return
  // Immediate shutdown loses nothing committed: the next start replays the write-ahead log.
  process.kill(pid, 'SIGQUIT')
  await waitFor(gone, 10)
}

/** As pg_ctl does it: the eighth line of postmaster.pid says when connections are accepted. */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (wished === 0 ? reject(error) : resolve(freePort(0))))
    probe.listen(wished, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wished))
    })
  })
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join('\n')
}
