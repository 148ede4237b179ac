import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markOf, waitFor } from '#db/cluster/process.ts'
import { codeOf, Explained } from '#db/explained.ts'
import { explainWrite } from '#db/folders.ts'

const self = () => `${process.pid} ${markOf(process.pid)}`

/** The number of the living process that wrote this lock file, or null when it is gone: such a lock is stale. */
export function holderOf(file: string): number | null {
  try {
    const [pid, mark] = readFileSync(file, 'utf8').trim().split(' ')
    return pid && mark !== undefined && markOf(Number(pid)) === mark ? Number(pid) : null
  } catch {
    return null
  }
}

/** Takes a lock file for this process; answers the number of the process that holds it instead, or null when taken. */
export function takeLock(file: string): number | null {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, self(), { flag: 'wx', mode: 0o644 })
      return null
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw explainWrite(error, file)
    }
    const holder = holderOf(file)
    if (holder !== null) return holder
    rmSync(file, { force: true })
  }
  return holderOf(file) ?? process.pid
}

/** Runs `work` while no other process runs work under the same lock file. */
export async function underLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const taken = await waitFor(() => takeLock(file) === null, 120)
  if (!taken) {
    throw new Explained(
      `Process ${holderOf(file)} has held ${file} for two minutes. End it, or try again when it is done.`,
    )
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Says that this process uses the server, so that whoever else stops does not take it away. Answers how to let go. */
export function takeLease(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${process.pid}-${Math.random().toString(36).slice(2, 10)}`)
  writeFileSync(file, self())
  return () => rmSync(file, { force: true })
}

/** How many living processes use the server; leases of processes that were killed are swept away. */
export function countLeases(folder: string): number {
  mkdirSync(folder, { recursive: true })
  const files = readdirSync(folder).map((name) => join(folder, name))
  const living = files.filter((file) => holderOf(file) !== null)
  for (const file of files) if (!living.includes(file)) rmSync(file, { force: true })
  return living.length
}
