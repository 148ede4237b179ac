import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '#db/folders.ts'

const run = (args: string[], env: Record<string, string>) =>
  spawnSync(process.execPath, args, { cwd: rootFolder, encoding: 'utf8', env: { ...process.env, ...env } })

test("sample people with published passwords stay out of a database of one's own, unless it is said", () => {
  // Nobody listens there: what gets past the question fails to connect.
  const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
  const asked = run(['bin/demo.ts'], { DATABASE_URL })
  expect([asked.status, asked.stderr]).toEqual([1, expect.stringContaining('bin/demo --known-passwords')])
  expect(run(['bin/demo.ts', '--known-passwords'], { DATABASE_URL }).stderr).not.toContain('--known-passwords')
})

test('a build of the pages that fails is told in a sentence, and the bundler is quoted in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  const said = `\u001b[31merror during build:\u001b[39m\n[UNRESOLVED_IMPORT] Could not resolve './x.ts' in web/a.ts\n   web/a.ts:3:8\n    at stack (node_modules/x.js:1:1)`
  const script = `import { explainBuild } from './scripts/build-web.ts'; console.log(explainBuild(${JSON.stringify(said)}).message)`
  const { stdout } = run(['--input-type=module', '-e', script], { POLYCLINIC_VAR: folder })
  expect(stdout).toMatch(
    /^The browser app could not be built \(web\/a\.ts, line 3\): Could not resolve '\.\/x\.ts' in web\/a\.ts\n/,
  )
  expect(stdout).not.toContain('at stack')
  expect(readFileSync(join(folder, 'web-build.log'), 'utf8')).toContain('at stack')
  rmSync(folder, { recursive: true })
})
