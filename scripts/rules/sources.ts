import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { rootFolder } from '#db/folders.ts'

export interface Source {
  /** From the root, with slashes: `api/core/tx.ts` */
  path: string
  text: string
  /** What it imports: paths of our own files, and names of packages as they are written. */
  imports: string[]
}

/** The repository's own files: what git tracks or would track, and what is still on the disk. */
export function listFiles(): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: rootFolder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  return (stdout ?? '').split('\n').filter((path) => path && existsSync(join(rootFolder, path)))
}

/** The program's sources with their imports resolved. */
export function readSources(): Source[] {
  return listFiles()
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => {
      const text = readFileSync(join(rootFolder, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
}

/** What a file imports, static, dynamic and re-exported; comments are left out. */
export function importsOf(path: string, text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const found = code.matchAll(/(?:^|[\s;}])(?:from\s*|import\s*\(?\s*)(['"])([^'"\n]+)\1/g)
  return [...new Set([...found].map((match) => resolveImport(path, match[2]!)))]
}

function resolveImport(from: string, name: string): string {
  if (name.startsWith('#')) return name.slice(1)
  if (name.startsWith('.')) return posix.normalize(posix.join(dirname(from), name))
  return name
}
