// Runs `bin/<verb>.ts` with the pinned Node. This file alone is plain JavaScript for any Node from 18 on: on a fresh
// machine it is what installs the rest. Everything it passes on is untouched: arguments, signals, exit status.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants as system } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

// Our TypeScript with its types taken off, kept between runs: a server process starts sooner and 30 MB smaller.
const compileCache = join(process.env.POLYCLINIC_VAR || join(root, 'var'), 'compile-cache')

function main([verb = '', ...args]) {
  const verbs = readdirSync(join(root, 'bin')).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
  if (!verbs.includes(verb)) return fail(`There is no command "${verb}". There are: ${verbs.join(', ')}.`)
  if (!isInstalled()) install()
  run(findNode(), join(root, 'bin', `${verb}.ts`), args)
}

/** Compares what the lock file asks for with what npm noted down after its last install. */
function isInstalled() {
  const installed = readPackages(join(modules, '.package-lock.json'))
  if (!installed) return false
  return Object.entries(readPackages(join(root, 'package-lock.json')) ?? {}).every(([path, wanted]) => {
    // Packages for other systems are in the lock and not on this disk.
    if (path === '' || wanted.optional || wanted.peer) return true
    return installed[path]?.version === wanted.version
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

function install() {
  try {
    accessSync(existsSync(modules) ? modules : root, constants.W_OK)
  } catch {
    fail(`Packages must be installed, and ${root} cannot be written. Run as the user it belongs to.`)
  }
  const release = waitForTurn()
  // Somebody else has installed them meanwhile.
  if (isInstalled()) return release()
  console.log('Installing packages (once) …')
  const { status } = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root)
  release()
  if (status !== 0)
    fail('The packages could not be installed: npm ci failed, see above. Check the network and run this again.')
}

/** Two installations at once take each other's files away: one waits for the other. Answers how to let go. */
function waitForTurn() {
  const lock = join(root, 'var', 'install.lock')
  const nap = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < 600; waited++) {
    try {
      mkdirSync(dirname(lock), { recursive: true })
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      process.on('exit', () => rmSync(lock, { force: true }))
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') return () => {}
      if (!isAlive(lock)) rmSync(lock, { force: true })
      else if (waited === 0) console.log('Packages are being installed by another command; waiting for it …')
    }
    Atomics.wait(nap, 0, 0, 1000)
  }
  return fail(`Another command has been installing packages for ten minutes. End it, or remove ${lock}.`)
}

/** Whether the command that wrote the lock still runs; its number may be another program's by now. */
function isAlive(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid === process.pid) return false
    if (process.platform !== 'linux') return process.kill(pid, 0)
    return pid === 0 || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bootstrap.mjs')
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The pinned Node of node_modules, repaired when npm did not run its install script; else this one, if it is new enough. */
function findNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node
  const works = () => spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${wanted}`
  if (works()) return pinnedNode
  console.log(`Fetching Node ${wanted} (once) …`)
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(modules, 'node'), stdio: 'ignore' })
  if (works()) return pinnedNode
  if (process.version.split('.')[0] === `v${wanted.split('.')[0]}`) return process.execPath
  return fail(
    `Polyclinic runs on Node ${wanted}, which could not be fetched; this is ${process.version}. Check the network, or install Node 24.`,
  )
}

function npm(args, cwd) {
  const { npm_execpath: script } = process.env
  const options = { cwd, stdio: 'inherit', env: { ...process.env, npm_config_update_notifier: 'false' } }
  if (script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

function run(node, file, args) {
  const path = [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter)
  // The fourth stream closes when this process dies, however it dies: the child then stops by itself.
  // V8 lets the old generation double before it looks for garbage, and keeps the room afterwards: a server under load
  // held 280 MB for 40 MB that it needed. Growing by two fifths keeps it under 180 MB and costs no throughput. glibc gives
  // each thread a heap of its own and keeps what was freed there: one for all holds 18 MB less under load, as fast.
  const child = spawn(node, ['--max-semi-space-size=16', '--heap-growing-percent=40', file, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, MALLOC_ARENA_MAX: '1', ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) followParent(child)
  child.on('error', (error) => fail(`Node could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (system.signals[signal] ?? 0)))
}

/** npm killed outright cannot pass the signal on; without this the server would live on, unseen. */
function followParent(child) {
  const before = npmAbove()
  setInterval(() => npmAbove() !== before && child.kill('SIGTERM'), 300).unref()
}

/** The process that is npm: our parent, or the parent of the shell that npm started us with. */
function npmAbove() {
  try {
    const [, name, parent] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').match(/^\d+ \((.*)\) \S+ (\d+)/s)
    return /^(ba|da)?sh$/.test(name) ? Number(parent) : process.ppid
  } catch {
    return process.ppid
  }
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

main(process.argv.slice(2))
