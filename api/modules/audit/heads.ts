import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** A head of the chain as it was when it was made: what the database may say later is held against it. */
export interface Head {
  number: number
  hash: string
}

/**
 * The heads of the chain outside the database: a file per trail (an organization's id, or `operators`), a line per seal,
 * only ever added to. Whoever rewrites seals in the database, its owner too, cannot rewrite these lines. Put the folder
 * where the database's owner has no hands: another disk, another machine.
 */
export interface Heads {
  read(trail: string): Promise<Head[]>
  append(trail: string, heads: readonly (Head & { rows: number })[]): Promise<void>
  /** Keeps what was noted beside, under the time, and begins anew. */
  setAside(trail: string): Promise<void>
}

const whole = /^(\d+) ([0-9a-f]{64}) \d+ \S+Z$/

export function openHeads(folder: string): Heads {
  const fileOf = (trail: string) => join(folder, `${trail}.heads`)
  return {
    async read(trail) {
      const text = await readFile(fileOf(trail), 'utf8').catch((error) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      // What a crash cut off is no head.
      return text.split('\n').flatMap((line) => {
        const [, number, hash] = whole.exec(line) ?? []
        return hash ? [{ number: Number(number), hash }] : []
      })
    },
    async setAside(trail) {
      const now = new Date().toISOString().replaceAll(/[:.]/g, '-')
      await rename(fileOf(trail), `${fileOf(trail)}-until-${now}`).catch((error) => {
        if (error.code !== 'ENOENT') throw error
      })
    },
    async append(trail, heads) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = await open(fileOf(trail), 'a', 0o600)
      try {
        const now = new Date().toISOString()
        // The break comes first, so that nothing is written onto a line that was cut off.
        await file.appendFile(heads.map(({ number, hash, rows }) => `\n${number} ${hash} ${rows} ${now}`).join(''))
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}
