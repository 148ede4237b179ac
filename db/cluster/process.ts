import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/**
 * A mark that tells this process from a later one with the same number, or null when no such process runs.
 * The number alone is not enough: containers hand out the same small numbers again after every restart.
 */
export function markOf(pid: number): string | null {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' })
    return stdout?.trim() || null
  }
  try {
    // The command's name stands in brackets and may hold spaces; the fields we want follow it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [state, startedAt] = [fields[0], fields[19]]
    return state === 'Z' || state === 'X' ? null : (startedAt ?? null)
  } catch {
    return null
  }
}

/** Whether process `pid` is a PostgreSQL server of that data folder, and not another program under a reused number. */
export function isServerOf(pid: number, dataFolder: string): boolean {
  if (markOf(pid) === null) return false
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '') === dataFolder
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return stdout?.includes(dataFolder) ?? false
}

/** Waits until `done` answers true; answers false when `seconds` have passed first. */
export async function waitFor(done: () => boolean, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000
  while (!done()) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return true
}
