import { Worker } from 'node:worker_threads'
import type { Answer } from './press-thread.ts'
import type { Order } from './typeset.ts'

/** The document could not be typeset: a fault of ours, never of the data. `cause` is what Typst said. */
export class PdfFailed extends Error {}

type Waiting = { order: Order; resolve: (pdf: Buffer) => void; reject: (error: Error) => void }

const waiting = new Map<number, Waiting>()
let thread: Worker | undefined
let lastId = 0

/**
 * Has one document set by the press: a single thread, started by the first document (0.3 s), kept from then on.
 * Documents are set one after the other, in the order asked for.
 * @throws PdfFailed
 */
export function print(order: Order): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const id = ++lastId
    thread ??= start()
    thread.postMessage({ id, order })
    thread.ref()
    waiting.set(id, { order, resolve, reject })
  })
}

function start(): Worker {
  // A small young generation, because each PDF hangs on a tiny JavaScript object and is freed with it: with the
  // usual 16 MB the collector would let thousands of documents, 200 MB of them, pile up.
  const started = new Worker(new URL('./press-thread.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 128 },
  })
  started.on('message', receive)
  started.on('error', (error) => breakDown(error))
  started.on('exit', () => breakDown(new Error('The press stopped')))
  return started
}

function receive(answer: Answer): void {
  const asked = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (waiting.size === 0) thread?.unref() // an idle press must not keep a finished process alive
  if (!asked) return
  if ('pdf' in answer) asked.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength))
  else asked.reject(failure(asked.order, answer.problem))
}

// The next document starts a new thread.
function breakDown(cause: Error): void {
  thread = undefined
  for (const asked of waiting.values()) asked.reject(failure(asked.order, cause))
  waiting.clear()
}

function failure({ template }: Order, cause: unknown): PdfFailed {
  return new PdfFailed(`The ${template} could not be typeset`, { cause })
}
