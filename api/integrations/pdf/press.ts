import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer } from './press-process.ts'
import type { Order } from './typeset.ts'

/** The document could not be typeset: a fault of ours, never of the data. `cause` is what Typst said. */
export class PdfFailed extends Error {}

type Waiting = { order: Order; resolve: (pdf: Buffer) => void; reject: (error: Error) => void }

const patienceMs = 30_000
const idleMs = 10 * 60_000

const waiting = new Map<number, Waiting>()
let press: ChildProcess | undefined
let timer: NodeJS.Timeout | undefined
let lastId = 0

/**
 * Has one document set by the press: a process of its own, started by the first document (0.2 s) and ended after ten
 * idle minutes. Documents are set one after the other, in the order asked for.
 *
 * A process and not a thread: Typst 0.13 aborts on some mixtures of scripts, and an abort takes the whole process
 * with it. Here it costs that one document, and its memory (130 MB) is not the server's.
 * @throws PdfFailed
 */
export function print(order: Order): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    waiting.set(++lastId, { order, resolve, reject })
    hand(lastId, order)
    if (waiting.size === 1) watch()
  })
}

function hand(id: number, order: Order): void {
  press ??= start()
  press.ref()
  press.channel?.ref()
  press.send({ id, order })
}

function start(): ChildProcess {
  const started = fork(fileURLToPath(new URL('./press-process.ts', import.meta.url)), {
    serialization: 'advanced', // bytes as bytes
    // Each PDF hangs on a tiny JavaScript object and is freed with it: with a young generation of the usual size the
    // collector would let thousands of documents, 200 MB of them, pile up.
    execArgv: ['--max-semi-space-size=1'],
    // It needs none of the server's secrets, and what Typst prints when it aborts may hold a patient's name.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  started.on('message', (answer: Answer) => receive(answer))
  started.on('exit', (code, signal) => {
    if (started === press) breakDown(`The press stopped (${signal ?? code})`)
  })
  started.on('error', () => {}) // 'exit' follows, or the watch runs out
  return started
}

function receive(answer: Answer): void {
  const asked = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (answer.tired && waiting.size === 0) rest()
  watch()
  if (!asked) return
  if ('pdf' in answer) asked.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength))
  else asked.reject(failure(asked, answer.problem))
}

// One timer for both ends: a document that takes too long, and a press that nobody needs.
function watch(): void {
  clearTimeout(timer)
  if (waiting.size > 0) {
    timer = setTimeout(() => press?.kill('SIGKILL'), patienceMs)
    return
  }
  press?.unref() // an idle press must not keep a finished server alive
  press?.channel?.unref()
  timer = setTimeout(rest, idleMs).unref()
}

function rest(): void {
  press?.disconnect()
  press = undefined
}

// The oldest document is the one it broke on; the others go to a new press.
function breakDown(problem: string): void {
  press = undefined
  const [broken] = waiting.keys()
  if (broken === undefined) return
  const asked = waiting.get(broken)
  waiting.delete(broken)
  for (const [id, { order }] of waiting) hand(id, order)
  watch()
  asked?.reject(failure(asked, problem))
}

function failure({ order }: Waiting, cause: string): PdfFailed {
  return new PdfFailed(`The ${order.template} could not be typeset`, { cause })
}
