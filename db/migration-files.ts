import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Explained } from '#db/explained.ts'
import { rootFolder } from '#db/folders.ts'

export interface Migration {
  number: number
  /** `0001_walls` */
  name: string
  sql: string
  /** SHA-256 of the file's text, hexadecimal. */
  checksum: string
}

export const migrationsFolder = join(rootFolder, 'db', 'migrations')

/** The migrations of a folder by number. Throws `Explained` for a misnamed file or a number used twice. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const migrations = names.map((file) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file)) throw new Explained(`${file} is not named like 0001_walls.sql.`)
    const sql = readFileSync(join(folder, file), 'utf8')
    const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
    return { number: Number(file.slice(0, 4)), name: file.slice(0, -4), sql, checksum }
  })
  for (const [index, { number, name }] of migrations.entries()) {
    const before = migrations[index - 1]
    if (before?.number === number)
      throw new Explained(`${before.name} and ${name} have the same number: give one another.`)
  }
  return migrations
}
