import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#db/explained.ts'
import { explainWrite, makeFolder, varFolder } from '#db/folders.ts'

/**
 * A secret of this installation, made on first use and kept in `var/secrets/<name>` for its user alone (mode 600).
 * 32 random bytes as base64url. Throws `Explained` when the file cannot be read or written.
 */
export function readSecret(name: string): string {
  const file = join(makeFolder(join(varFolder, 'secrets')), name)
  try {
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another process of ours was quicker: its secret is the one.
    if (codeOf(error) !== 'EEXIST') throw explainWrite(error, file)
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw explainWrite(error, file)
  }
}

/** What this installation signs and seals with: `POLYCLINIC_SECRET`, the same on all its machines, or one kept here. */
export const installationSecret = () => process.env.POLYCLINIC_SECRET || readSecret('session-key')
