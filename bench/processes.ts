import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** Starts `bench/<file>` as a process, tells it what it needs and waits for its port. */
export async function startProcess(file: string, message: object): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
  })
  child.send(message)
  const { port } = (await answerOf(child)) as { port: number }
  return { child, port }
}

/** The next message of a process; rejects when it ends instead. */
export function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A server process of the benchmark ended with ${code}.`))
    if (hasEnded(child)) return ended(child.exitCode)
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
  })
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}
