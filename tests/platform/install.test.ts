import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { rootFolder } from '#db/folders.ts'

// A clone with an npm that notes when it begins and ends, and installs a Node that says which command it was given.
const clone = mkdtempSync(join(tmpdir(), 'install ü-'))
const noted = join(clone, 'noted')
afterAll(() => rmSync(clone, { recursive: true }))
beforeEach(() => {
  rmSync(clone, { recursive: true })
  mkdirSync(join(clone, 'bin'), { recursive: true })
  cpSync(join(rootFolder, 'bin', 'bootstrap.mjs'), join(clone, 'bin', 'bootstrap.mjs'))
  writeFileSync(join(clone, 'bin', 'start.ts'), '')
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ dependencies: { node: '24.0.0' } }))
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages: { a: { version: '1' } } }))
  const node = `#!/bin/sh\n[ "$1" = --version ] && echo v24.0.0 || echo started`
  const npm = `#!/bin/sh\necho begins >> "${noted}"; sleep 1\nmkdir -p node_modules/node/bin
printf '%s' '${node}' > node_modules/node/bin/node; chmod +x node_modules/node/bin/node
cp package-lock.json node_modules/.package-lock.json; echo ends >> "${noted}"`
  writeFileSync(join(clone, 'npm'), npm)
  chmodSync(join(clone, 'npm'), 0o755)
})

function start(): Promise<string> {
  const { npm_execpath: _, ...env } = process.env
  const child = spawn(process.execPath, [join(clone, 'bin', 'bootstrap.mjs'), 'start'], {
    env: { ...env, PATH: `${clone}${delimiter}${env.PATH}` },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes
    })
  return new Promise((resolve) => child.once('close', () => resolve(said)))
}

test('two first starts at once install once, one after the other', async () => {
  const both = await Promise.all([start(), start()])
  expect(readFileSync(noted, 'utf8')).toBe('begins\nends\n')
  expect(both.map((said) => said.includes('started'))).toEqual([true, true])
})

test('the lock of an installation that was killed is no hindrance', async () => {
  mkdirSync(join(clone, 'var'))
  // This very process lives, and is no installation.
  writeFileSync(join(clone, 'var', 'install.lock'), String(process.pid))
  expect(await start()).toContain('started')
  expect(readFileSync(noted, 'utf8')).toBe('begins\nends\n')
})
