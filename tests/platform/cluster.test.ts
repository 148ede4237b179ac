import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { openCluster } from '#db/cluster/cluster.ts'
import { holderOf, takeLock } from '#db/cluster/lock.ts'
import { isServerOf, markOf } from '#db/cluster/process.ts'
import { testSettings } from '#db/cluster/settings.ts'
import { rootFolder } from '#db/folders.ts'

const folder = mkdtempSync(join(tmpdir(), 'test-cluster-'))
chmodSync(folder, 0o755)
const open = () =>
  openCluster({ folder: join(folder, 'test-pg'), settings: { ...testSettings, shared_buffers: '16MB' } })
const data = join(folder, 'test-pg', 'data')
const serverPid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a server joined twice stops with the last of its users, and starts again on the same data', async () => {
  const first = await open()
  const second = await open()
  expect(second.port).toBe(first.port)
  await withClient(first.url('postgres'), (admin) => admin.query('create table kept as select 7 as n'))
  const pid = serverPid()

  await first.stop()
  expect(isServerOf(pid, data)).toBe(true)
  await second.stop()
  expect(markOf(pid)).toBeNull()

  const again = await open()
  const rows = await withClient(again.url('postgres'), async (admin) => (await admin.query('select n from kept')).rows)
  await again.stop()
  expect(rows).toEqual([{ n: 7 }])
})

test('a postmaster.pid that names another living program is stale, and no hindrance', async () => {
  writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n\n127.0.0.1\n\nready\n`)
  const cluster = await open()
  expect(serverPid()).not.toBe(process.pid)
  await cluster.stop()
})

test('a server whose user was killed outright is taken over', async () => {
  const script = `import { openCluster } from '#db/cluster/cluster.ts'
    await openCluster(${JSON.stringify({ folder: join(folder, 'test-pg'), settings: { ...testSettings, shared_buffers: '16MB' } })})
    console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: rootFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const pid = serverPid()
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(isServerOf(pid, data)).toBe(true)

  const cluster = await open()
  expect(serverPid()).toBe(pid)
  await cluster.stop()
  expect(markOf(pid)).toBeNull()
})

test('a command that is cut short takes the server it has started with it', async () => {
  const script = `import { openCluster } from '#db/cluster/cluster.ts'
    import { withClient } from '#db/client.ts'
    import { runVerb } from './scripts/verb.ts'
    await runVerb(async () => {
      const cluster = await openCluster(${JSON.stringify({ folder: join(folder, 'test-pg'), settings: { ...testSettings, shared_buffers: '16MB' } })})
      console.log('open')
      await withClient(cluster.url('postgres'), (admin) => admin.query('select pg_sleep(60)'))
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: rootFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes) => {
    said += bytes
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const pid = serverPid()
  child.kill('SIGINT')
  const status = await new Promise((resolve) => child.once('exit', resolve))
  expect([status, said, markOf(pid)]).toEqual([130, '', null])
})

test('a lock of a living process is respected, that of a dead one is not', () => {
  const file = join(folder, 'some.lock')
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, `${pid} 1`)
  expect(holderOf(file)).toBeNull()
  expect(takeLock(file)).toBeNull()
  expect(takeLock(file)).toBe(process.pid)
})

test('a folder that may not be written gets a sentence that names it', () => {
  const closed = join(folder, 'closed')
  spawnSync('mkdir', ['-m', '555', closed])
  const script = `import { makeFolder } from '#db/folders.ts'
    try { makeFolder(${JSON.stringify(join(closed, 'var'))}); console.log('made') } catch (error) { console.log(error.name + ': ' + error.message) }`
  // Root may write anywhere, so somebody else tries.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const file = join(folder, 'try.ts')
  const source = readFileSync(join(rootFolder, 'db', 'folders.ts'), 'utf8').replace(
    '#db/explained.ts',
    './explained.ts',
  )
  writeFileSync(join(folder, 'folders.ts'), source)
  writeFileSync(join(folder, 'explained.ts'), readFileSync(join(rootFolder, 'db', 'explained.ts')))
  writeFileSync(file, script.replace('#db/folders.ts', './folders.ts'))
  const node = join(folder, 'node')
  spawnSync('cp', [process.execPath, node])
  const { stdout } = spawnSync(node, [file], { ...nobody, cwd: folder, encoding: 'utf8' })
  expect(stdout).toContain(`Explained: Polyclinic cannot write to ${join(closed, 'var')}: ${closed} belongs to `)
  expect(readdirSync(closed)).toEqual([])
  expect(existsSync(closed)).toBe(true)
})

test('data whose making was cut short is made anew', async () => {
  const half = join(folder, 'test-half')
  const made = await openCluster({ folder: half, settings: { ...testSettings, shared_buffers: '16MB' } })
  await made.stop()
  // As a killed initdb leaves it: no end, and the sign that it had begun.
  rmSync(join(half, 'data', 'global', 'pg_control'))
  writeFileSync(join(half, 'preparing'), 'a password')
  const again = await openCluster({ folder: half, settings: { ...testSettings, shared_buffers: '16MB' } })
  await withClient(again.url('postgres'), (admin) => admin.query('select 1'))
  await again.stop()
  expect(existsSync(join(half, 'preparing'))).toBe(false)
})
