import { say } from '#contract/import-sentences.ts'
import { readTable, type TableRow, takeRows } from '../../../integrations/files/index.ts'

/** How many rows are read, and written in one transaction, at a time. */
export const chunkRows = 500
/** A file with no more rows is held in memory while it is walked through; a longer one is opened again each time. */
const mostHeld = 25_000

/** An opened file that can be walked through several times. */
export interface Source {
  header: string[]
  /** Sentences about the file itself. */
  notes: string[]
  rows(): AsyncIterable<TableRow>
}

/** Opens an uploaded spreadsheet. Throws a refusal with a sentence for what is not one. */
export async function openSource(bytes: Uint8Array): Promise<Source> {
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>])
  const table = await readTable(file)
  const held = await takeRows(table, mostHeld + 1)
  const again = async function* () {
    yield* clean((await readTable(file)).rows)
  }
  const { encoding, sheet, sheets } = table.found
  const notes: string[] = []
  if (encoding && !/utf-?8/i.test(encoding)) notes.push(say('encoding', { encoding }))
  if (sheet && (sheets?.length ?? 0) > 1) notes.push(say('sheets', { sheets: sheets!.length, sheet }))
  return { header: table.header, notes, rows: held.length > mostHeld ? again : () => clean(held) }
}

/** Without what PostgreSQL cannot hold: null characters and halves of letters. */
async function* clean(rows: Iterable<TableRow> | AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const row of rows)
    yield { ...row, cells: row.cells.map((cell) => cell.replaceAll('\0', '').toWellFormed()) }
}

/** Rows in chunks of `chunkRows`, in the file's order. */
export async function* inChunks(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let chunk: TableRow[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length < chunkRows) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/** The same rows in pieces of at most `most()`, asked for anew before each. */
export async function* inPieces<Row>(chunks: AsyncIterable<Row[]>, most: () => number): AsyncGenerator<Row[]> {
  for await (const chunk of chunks) {
    let from = 0
    while (from < chunk.length) {
      const piece = chunk.slice(from, from + most())
      from += piece.length
      yield piece
    }
  }
}
