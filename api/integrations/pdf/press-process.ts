import { type Order, typeset } from './typeset.ts'

export type Answer = { id: number; pdf: Uint8Array } | { id: number; problem: string }

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  process.send?.(answer(id, order))
})
process.on('disconnect', () => process.exit())
// Ctrl+C reaches every process of the terminal; the server may still wait for a document while it closes.
process.on('SIGINT', () => {})

function answer(id: number, order: Order): Answer {
  try {
    return { id, pdf: typeset(order) }
  } catch (error) {
    // Typst's own message travels as the error's code, with an empty message.
    const { code, message } = error as { code?: string; message: string }
    return { id, problem: message || code || 'unknown' }
  }
}
