import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { callerOf } from '#tests/harness/caller.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { arrangeGroup } from '#tests/harness/group.ts'

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})

/** What stands beside the pages on the disk, and must never be read. */
export const diskSecret = 'the signing secret of this installation'

/**
 * The product as it is served, in a process of its own, over a database of its own. `raw(text)` writes bytes to its
 * socket and answers what came back; `log()` is everything it has printed; `running()` says whether it still stands.
 */
export async function serveForAttack(environment: Record<string, string> = {}) {
  const database = await freshDatabase()
  const admin = new pg.Client(database.adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  const group = await arrangeGroup(admin)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
    env: {
      ...process.env,
      VITEST: '',
      LOG_LEVEL: 'debug',
      APP_URL: database.appUrl,
      WEB_ROOT: await pagesOnDisk(),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let ended: number | string | null = null
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer) => {
      printed += part
      const found = /^serving (.+)$/m.exec(printed)
      if (found) resolve(found[1]!)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code, signal) => {
      ended = code ?? signal
      reject(new Error(`The server ended: ${printed.slice(-2000)}`))
    })
  })
  closing.push(async () => {
    child.kill('SIGKILL')
    await admin.end()
  })
  const port = Number(new URL(url).port)
  const fetchHere = (request: Request) => {
    const { pathname, search } = new URL(request.url)
    return fetch(new Request(`${url}${pathname}${search}`, request))
  }
  return {
    ...group,
    ...callerOf(fetchHere),
    admin,
    database,
    url,
    child,
    log: () => printed,
    running: () => ended === null,
    raw: (bytes: string | Buffer, patience = 1500) => rawRequest(port, bytes, patience),
    connect: () => connect(port, '127.0.0.1'),
  }
}
export type Served = Awaited<ReturnType<typeof serveForAttack>>

async function pagesOnDisk(): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'attack-'))
  const root = join(disk, 'web')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(disk, 'secret.txt'), diskSecret)
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Polyclinic</title>')
  await writeFile(join(root, 'assets', 'main-abc123.js'), 'export {}')
  return root
}

function rawRequest(port: number, bytes: string | Buffer, patience: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const finish = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(patience, finish)
    socket.on('data', (part) => {
      answer += part.toString('latin1')
    })
    socket.on('error', finish)
    socket.on('close', finish)
  })
}

/** The status of a raw answer; 0 when the connection was closed without a word. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
}
