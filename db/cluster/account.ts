import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { Explained } from '#db/explained.ts'

/** The user PostgreSQL runs as, when that is not the one who started us. */
export interface Account {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root, so root's server runs as whoever owns the data already, else as `postgres`,
 * else as `nobody`. Null means: as the user who started us, which is the case for everybody but root.
 */
export function serverAccount(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { uid, gid }
  }
  const account = accountNamed('postgres') ?? accountNamed('_postgres') ?? accountNamed('nobody')
  if (account) return account
  throw new Explained(
    'PostgreSQL refuses to run as root, and this machine has no user "postgres" or "nobody" to run it as. ' +
      'Run as a normal user, create a user "postgres", or set DATABASE_URL to a PostgreSQL 18 of your own.',
  )
}

function accountNamed(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim())
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** Whether that account may enter the folder: root's own folders are often closed to everybody else. */
export function canEnter(account: Account | null, folder: string): boolean {
  if (!account) return true
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -P -- "$1" && ls . > /dev/null', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return status === 0
}
