import { type Order, typeset } from './typeset.ts'

/** `tired`: this process has grown and should be replaced when nobody waits. */
export type Answer = { id: number; tired: boolean } & Outcome
type Outcome = { pdf: Uint8Array } | { problem: string }

// Everyday documents stay at 130 MB; a table of thousands of rows takes more, and Typst does not give it back.
const tiredBytes = 250e6

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  const outcome = set(order)
  process.send?.({ id, tired: process.memoryUsage.rss() > tiredBytes, ...outcome } satisfies Answer)
})
process.on('disconnect', () => process.exit())
// Ctrl+C reaches every process of the terminal; the server may still wait for a document while it closes.
process.on('SIGINT', () => {})

function set(order: Order): Outcome {
  try {
    return { pdf: typeset(order) }
  } catch (error) {
    // Typst's own message travels as the error's code, with an empty message.
    const { code, message } = error as { code?: string; message: string }
    return { problem: message || code || 'unknown' }
  }
}
