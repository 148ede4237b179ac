import pino from 'pino'
import { log } from '#api/core/log.ts'

/** Listens to the product's log at its most talkative, and keeps the lines that hold one of these words. */
export function overhearLog(words: readonly string[]): { told: string[]; lines(): number; stop(): void } {
  const streams = log as unknown as Record<symbol, { write(line: string): void }>
  const { streamSym } = pino.symbols
  const [stream, level] = [streams[streamSym]!, log.level]
  const told: string[] = []
  let lines = 0
  streams[streamSym] = {
    write(line) {
      lines++
      if (words.some((word) => line.toLowerCase().includes(word.toLowerCase()))) told.push(line)
    },
  }
  log.level = 'trace'
  return {
    told,
    lines: () => lines,
    stop() {
      log.level = level
      streams[streamSym] = stream
    },
  }
}
