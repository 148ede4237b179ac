import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Explained } from '#db/explained.ts'
import { explainWrite, makeFolder, rootFolder, varFolder } from '#db/folders.ts'

const sources = ['web', 'contract', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'scripts/build-web.ts']
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
  // Beside the last one, which is served until this one is whole.
  const fresh = `${output}-${process.pid}`
  try {
    await runVite(fresh, signal)
    writeFileSync(join(fresh, '.built-from'), hash)
    rmSync(output, { recursive: true, force: true })
    renameSync(fresh, output)
  } catch (error) {
    throw explainWrite(error, output)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return output
}

function runVite(folder: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir']
    // Tests set NODE_ENV, and Vite would make of it pages for developers: larger, slower and not what people get.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, args, { cwd: rootFolder, env, stdio: ['ignore', 'pipe', 'pipe'], signal })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(explainBuild(said))))
  })
}

/** A sentence with what is wrong and where; the bundler's whole answer, with its stack, is kept in a file. */
export function explainBuild(said: string): Explained {
  const plain = stripVTControlCharacters(said).trim()
  const kept = join(makeFolder(varFolder), 'web-build.log')
  writeFileSync(kept, `${plain}\n`)
  const lines = plain.split('\n').map((line) => line.trim())
  const fault = (lines.find((line) => /^\[[\w:-]+\] /.test(line)) ?? lines.find(Boolean))?.replace(/^\[[\w:-]+\] /, '')
  const place = /([\w./-]+\.(?:tsx?|css|json|html)):(\d+)/.exec(plain)
  const where = place ? ` (${place[1]}, line ${place[2]})` : ''
  return new Explained(
    `The browser app could not be built${where}: ${fault ?? 'the bundler said nothing.'}\nAll that the bundler said is in ${kept}.`,
  )
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
