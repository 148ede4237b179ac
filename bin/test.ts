import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, rootFolder, varFolder } from '#db/folders.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// npm test: types, lint, dead code, the repository's rules, then every test; the first stage that fails is the last.
// npm test -- patients runs only the tests whose path has that word, and no other stage.

interface Stage {
  name: string
  program: string
  args: string[]
}

const results = join(makeFolder(varFolder), 'test-results.json')

const checks: Stage[] = [
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', program: '@biomejs/biome/bin/biome', args: ['check', '--diagnostic-level=error'] },
  { name: 'dead code', program: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'rules', program: '../scripts/check-rules.ts', args: [] },
]

const tests: Stage = {
  name: 'tests',
  program: 'vitest/vitest.mjs',
  args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
}

await runVerb(async (args) => {
  rmSync(results, { force: true })
  const stages = args.length > 0 ? [{ ...tests, args: [...tests.args, ...args] }] : [...checks, tests]
  let running: ChildProcess | null = null
  stopAsked().then(() => running?.kill('SIGTERM'))

  for (const stage of stages) {
    const startedAt = performance.now()
    const passed = await new Promise<boolean>((resolve) => {
      running = spawn(process.execPath, [join(rootFolder, 'node_modules', stage.program), ...stage.args], {
        cwd: rootFolder,
        stdio: 'inherit',
      })
      running.on('error', () => resolve(false))
      running.on('exit', (code) => resolve(code === 0))
    })
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${passed ? '✓' : '✗'} ${stage.name} ${seconds} s`)
    if (!passed) {
      process.exitCode = 1
      if (stage.name !== tests.name) return console.log(`0 passed, 1 failed: ${stage.name}`)
    }
  }
  close()
})

/** The closing line. A test that was switched off counts as failed: it proves nothing. */
function close() {
  const counts = existsSync(results)
    ? (JSON.parse(readFileSync(results, 'utf8')) as Record<string, number>)
    : { numFailedTests: 1 }
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests: off = 0, numTodoTests = 0 } = counts
  // A file that cannot even be read has no tests to count.
  const failed = numFailedTests || (process.exitCode ? 1 : 0)
  if (off + numTodoTests > 0 && process.argv.length === 2) process.exitCode = 1
  console.log(`${passed} passed, ${failed} failed${off > 0 ? `, ${off} not run` : ''}`)
}
