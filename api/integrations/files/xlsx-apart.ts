import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { say } from '#contract/import-sentences.ts'
import { refuseFile, type Table, type TableRow } from './table.ts'

/** What the child says, a line each: first what it found or why it refuses, then the rows. */
export type ChildLine = { refusal: string } | Omit<Table, 'rows'> | TableRow | { end: true }

const CHILD = fileURLToPath(new URL('./xlsx-child.ts', import.meta.url))

/**
 * Reads a workbook in a process of its own and streams its rows here: a large one takes 600 MB and seconds of
 * computing, which neither the server's memory nor its other requests should feel.
 */
export async function readXlsx(file: Blob, sheet?: string): Promise<Table> {
  const child = spawn(process.execPath, ['--max-old-space-size=1500', CHILD, ...(sheet ? [sheet] : [])], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  })
  // The child refuses a bad file before it has read all of it; what is still on its way then is of no interest.
  child.stdin.on('error', () => {})
  child.on('error', () => {})
  Readable.from(file.stream())
    .on('error', () => child.kill())
    .pipe(child.stdin)

  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await nextLine(lines)
  if (!('header' in first)) {
    child.kill()
    throw refuseFile('refusal' in first ? first.refusal : UNREADABLE)
  }
  return { ...first, rows: rowsOf(lines, () => child.kill()) }
}

const UNREADABLE = say('hopelessBook')

async function* rowsOf(lines: AsyncIterator<string>, letGo: () => void): AsyncGenerator<TableRow> {
  try {
    for (;;) {
      const line = await nextLine(lines)
      if ('end' in line) return
      if ('refusal' in line) throw refuseFile(line.refusal)
      if ('cells' in line) yield line
    }
  } finally {
    letGo()
  }
}

/** A child that dies without saying `end` lost rows: that is a refusal, never a shorter file. */
async function nextLine(lines: AsyncIterator<string>): Promise<ChildLine> {
  const { value, done } = await lines.next()
  return done ? { refusal: UNREADABLE } : (JSON.parse(value) as ChildLine)
}
