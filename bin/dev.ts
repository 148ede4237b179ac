import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { openConnection } from '#db/connection.ts'
import { rootFolder } from '#db/folders.ts'
import { explainListen, freePort, refuseTakenPort, wishedAddress } from '../scripts/address.ts'
import { bringUpDatabase, claimFolder } from '../scripts/bring-up.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// npm run dev: like npm start, for whoever changes the program. Pages reload as their sources change (Vite), and the
// API and worker restart as theirs do.
await runVerb(async (args) => {
  const { host, port } = wishedAddress()
  await refuseTakenPort({ host, port })
  const abort = new AbortController()
  const asked = stopAsked().then(() => abort.abort())
  const closers: (() => unknown)[] = [await claimFolder()]
  try {
    const connection = await openConnection({ say: console.log })
    closers.push(connection.stop)
    const samples = await bringUpDatabase(connection, { args, signal: abort.signal, say: console.log })

    const apiPort = await freePort()
    const api = watch('serve.ts', ['--api'], { PORT: String(apiPort), POLYCLINIC_SAMPLES: JSON.stringify(samples) })
    const worker = watch('worker.ts', [])
    closers.push(() => Promise.all([api, worker].map(end)))

    process.env.API_URL = `http://127.0.0.1:${apiPort}`
    const vite = await createServer({
      configFile: join(rootFolder, 'vite.config.ts'),
      server: { host, port, strictPort: true },
    })
    closers.push(() => vite.close())
    await vite.listen().catch((error) => {
      throw explainListen(error, host, port)
    })
    await answers(`${process.env.API_URL}/api/health`, abort.signal)
    console.log(`\nPolyclinic, as you change it: http://${host}:${port}\n`)
    await asked
  } catch (error) {
    // Asked to stop while still starting: the cut-off step is no failure.
    if (!abort.signal.aborted) throw error
  } finally {
    abort.abort()
    for (const close of closers.reverse()) await close()
  }
})

function watch(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const paths = ['api', 'contract', 'db'].map((folder) => `--watch-path=${join(rootFolder, folder)}`)
  return spawn(process.execPath, [...paths, '--watch-preserve-output', join(rootFolder, 'bin', file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
}

/** Waits until the API serves, so that the first page does not meet a closed door. */
async function answers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const open = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
