import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Explained } from '#db/explained.ts'
import { explainWrite, rootFolder } from '#db/folders.ts'

const sources = ['web', 'contract', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']
const output = join(rootFolder, 'dist', 'web')

/**
 * Builds the browser app into dist/web unless it is there, built from these very sources. Answers that folder.
 * Vite runs in a process of its own, so that the server does not keep its memory.
 */
export async function buildWeb(say: (sentence: string) => void, signal?: AbortSignal): Promise<string> {
  const stamp = join(output, '.built-from')
  const hash = hashOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return output

  say('Building the browser app (once per change) …')
  await runVite(signal)
  try {
    writeFileSync(stamp, hash)
  } catch (error) {
    throw explainWrite(error, output)
  }
  return output
}

function runVite(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: rootFolder,
      stdio: 'inherit',
      signal,
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Explained('The browser app could not be built, see above.')),
    )
  })
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesUnder(join(rootFolder, path)))) {
    hash.update(`${file.slice(rootFolder.length)}\n`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => name !== 'node_modules' && !name.includes('.test.'))
  return names.sort().flatMap((name) => filesUnder(join(path, name)))
}
