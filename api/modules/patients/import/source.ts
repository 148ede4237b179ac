import { say } from '#contract/import-sentences.ts'
import { readTable, type Table, type TableRow, takeRows } from '../../../integrations/files/index.ts'

/** How many rows are read, and written in one transaction, at a time. */
export const chunkRows = 500
/** A file with no more rows is held in memory while it is walked through; a longer one is opened again each time. */
const mostHeld = 25_000
const mostFirst = 300

/** An opened file that can be walked through several times. */
export interface Source {
  header: string[]
  /** The first rows, for guessing what the columns are. */
  first: TableRow[]
  /** Of a workbook: the names of its sheets, and the one that is read. */
  sheets?: string[]
  sheet?: string
  /** Sentences about the file itself. */
  notes: string[]
  rows(): AsyncIterable<TableRow>
}

/** Opens an uploaded spreadsheet. Throws a refusal with a sentence for what is not one. */
export async function openSource(bytes: Uint8Array, sheet?: string): Promise<Source> {
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>])
  const table = await readTable(file, { sheet })
  const held = await takeRows(table, mostHeld + 1)
  const again = async function* () {
    yield* clean((await readTable(file, { sheet })).rows)
  }
  return {
    header: table.header.map(holdable),
    first: held.slice(0, mostFirst),
    sheets: table.found.sheets,
    sheet: table.found.sheet,
    notes: notesOn(table.found),
    rows: held.length > mostHeld ? again : () => clean(held),
  }
}

function notesOn({ encoding, sheet, sheets = [], titles, headless }: Table['found']): string[] {
  return [
    ...(encoding === 'windows-1252' ? [say('encoding', { encoding })] : []),
    ...(sheet && sheets.length > 1 ? [say('sheets', { sheets: sheets.length, sheet })] : []),
    ...(titles.length > 0 ? [say('titleAbove', { text: holdable(titles.join(' ')).slice(0, 200) })] : []),
    ...(headless ? [say('headless')] : []),
  ]
}

/** Without what PostgreSQL cannot hold: null characters and halves of letters. */
async function* clean(rows: Iterable<TableRow> | AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const row of rows) yield { ...row, cells: row.cells.map(holdable) }
}
const holdable = (cell: string) => cell.replaceAll('\0', '').toWellFormed()

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
