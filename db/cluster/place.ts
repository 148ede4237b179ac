import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Account, canEnter } from '#db/cluster/account.ts'
import { Explained } from '#db/explained.ts'
import { explainWrite } from '#db/folders.ts'

/**
 * The real folder of a cluster's data, made when missing: `<folder>/data`, except where root keeps the repository
 * in a folder that nobody else may enter. There the data lives under /var/lib/polyclinic (or `POLYCLINIC_HOME`) and
 * `<folder>/data` is a link to it.
 */
export function openDataFolder(folder: string, account: Account | null, say: (sentence: string) => void): string {
  const data = join(folder, 'data')
  try {
    // lstat, not exists: a link whose target was deleted must be made anew, not followed into nothing.
    const link = lstatSync(data, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
    if (link && !existsSync(data)) rmSync(data)
    if (!existsSync(data)) makeData(folder, data, account, say)
    const real = realpathSync(data)
    if (canEnter(account, real)) return real
  } catch (error) {
    throw explainWrite(error, data)
  }
  throw new Explained(
    `PostgreSQL may not run as root, and user number ${account?.uid} may not enter ${data}. Open the folders above it, or run as a normal user.`,
  )
}

function makeData(folder: string, data: string, account: Account | null, say: (sentence: string) => void) {
  if (account) chmodSync(folder, 0o711)
  if (canEnter(account, dirname(folder)) || !account) return makeOwned(data, account)

  const home = openHome(account)
  sweepOrphans(home)
  const place = join(home, `${basename(folder)}-${randomBytes(4).toString('hex')}`)
  mkdirSync(place, { mode: 0o711 })
  writeFileSync(join(place, 'belongs-to'), data)
  const outside = makeOwned(join(place, 'data'), account)
  symlinkSync(outside, data)
  say(`PostgreSQL does not run as root, and other users cannot enter ${folder}: its data is kept in ${place}.`)
}

function makeOwned(data: string, account: Account | null): string {
  mkdirSync(data, { mode: 0o700 })
  if (account) chownSync(data, account.uid, account.gid)
  return data
}

/** A folder outside the repository that `account` can reach, for root's programs and data. */
export function openHome(account: Account | null): string {
  const home = process.env.POLYCLINIC_HOME || '/var/lib/polyclinic'
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 })
    if (canEnter(account, home)) return home
  } catch (error) {
    throw explainWrite(error, home)
  }
  throw new Explained(
    `User number ${account?.uid}, who runs PostgreSQL for root, may not enter ${home}. Set POLYCLINIC_HOME to a folder that it may enter.`,
  )
}

/** Throws away test data whose repository was deleted. Other data is somebody's, and stays. */
function sweepOrphans(home: string) {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('test-'))) {
    const note = join(home, name, 'belongs-to')
    const owner = existsSync(note) && readFileSync(note, 'utf8')
    if (owner && !lstatSync(owner, { throwIfNoEntry: false }))
      rmSync(join(home, name), { recursive: true, force: true })
  }
}
