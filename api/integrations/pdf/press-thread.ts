import { parentPort } from 'node:worker_threads'
import { type Order, typeset } from './typeset.ts'

export type Answer = { id: number; pdf: Uint8Array } | { id: number; problem: string }

parentPort?.on('message', ({ id, order }: { id: number; order: Order }) => {
  parentPort?.postMessage(answer(id, order))
})

function answer(id: number, order: Order): Answer {
  try {
    return { id, pdf: typeset(order) }
  } catch (error) {
    // Typst's own message travels as the error's code, with an empty message.
    const { code, message } = error as { code?: string; message: string }
    return { id, problem: message || code || 'unknown' }
  }
}
