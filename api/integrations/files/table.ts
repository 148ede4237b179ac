import { Refused } from '#api/core/errors.ts'
import { say } from '#contract/import-sentences.ts'

/** One row as the sheet shows it. `line` is the row number a spreadsheet program shows (the header is usually 1). */
export type TableRow = { line: number; cells: string[]; problem?: string }

/**
 * A file of rows under a header. Empty rows are not rows. `rows` can be walked once, and must be begun (`takeRows`
 * will do): a workbook is read by a process that waits until somebody takes its rows or stops taking them.
 */
export type Table = {
  kind: 'csv' | 'xlsx'
  header: string[]
  rows: AsyncIterable<TableRow>
  /** What was found out about the file, for the preview. */
  found: {
    encoding?: string
    delimiter?: string
    sheet?: string
    sheets?: string[]
    /** Rows of a title above the header, a text each. */
    titles: string[]
    /** There is no header; the columns are called by their places. */
    headless: boolean
  }
}

export const MAX_FILE_BYTES = 50 * 1024 * 1024
export const MAX_ROWS = 200_000
export const MAX_COLUMNS = 500

/** A file we will not read, with the sentence that says why and what to do. */
export function refuseFile(sentence: string): Refused {
  return new Refused('invalid', undefined, sentence)
}

/** Header cells as shown: trimmed, empty ones named by their place, repeated ones numbered. */
export function headerOf(cells: string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ') || `Column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/**
 * Rows brought to the width of the header, empty ones left out. A row with more filled cells than the header
 * keeps them and says so: which value belongs where cannot be guessed.
 */
export async function* fitted(header: string[], rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  let count = 0
  for await (const row of rows) {
    const cells = row.cells.map((cell) => cell.trim().replace(/^'(?=\s*[=+\-@])/, ''))
    while (cells.length > header.length && cells.at(-1) === '') cells.pop()
    if (cells.every((cell) => cell === '')) continue
    if (++count > MAX_ROWS) throw refuseFile(say('tooManyRows', { most: MAX_ROWS.toLocaleString('en') }))

    const problem =
      cells.length === header.length ? row.problem : (row.problem ?? raggedness(cells.length, header.length))
    while (cells.length < header.length) cells.push('')
    yield problem ? { line: row.line, cells, problem } : { line: row.line, cells }
  }
}

function raggedness(cells: number, columns: number): string {
  if (cells > columns) return say('cellsTooMany', { cells, columns })
  return cells === 1 ? say('cellAlone', { columns }) : say('cellsTooFew', { cells, columns })
}

/** The first rows of a table, for a preview or for guessing columns; the file is let go of afterwards. */
export async function takeRows(table: Table, most: number): Promise<TableRow[]> {
  const taken: TableRow[] = []
  for await (const row of table.rows) {
    taken.push(row)
    if (taken.length >= most) break
  }
  return taken
}
