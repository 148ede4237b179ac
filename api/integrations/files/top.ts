import { say } from '#contract/import-sentences.ts'
import { headerOf, MAX_COLUMNS, refuseFile, type TableRow } from './table.ts'

const lookedAt = 30

/** Where the rows of a sheet begin, and what its columns are called. */
export interface Top {
  header: string[]
  /** Rows of a title above the header, a text each. */
  titles: string[]
  /** The sheet has no header: its first row is a row like all others. */
  headless: boolean
  /** The rows under the header. */
  rows: AsyncIterable<TableRow>
}

/**
 * Finds the header among the first rows of a sheet: above it may stand a title, which fills a cell or two where the
 * rows below fill many, and it may be missing. Null when no row holds anything. `grid`: the cells are those of a
 * workbook, where a row cannot have too many by mistake.
 */
export async function findTop(rows: AsyncIterator<TableRow>, grid: boolean): Promise<Top | null> {
  const first: TableRow[] = []
  while (first.length < lookedAt) {
    const { value, done } = await rows.next()
    if (done) break
    if (filled(value) > 0) first.push(value)
  }
  if (first.length === 0) return null
  const usual = first.map(filled).sort((a, b) => a - b)[first.length >> 1]!
  const at = first.findIndex((row) => filled(row) > 2 || filled(row) * 2 >= usual)
  const top = first[at]!
  const headless = top.cells.some((cell) => isValue(cell.trim()))
  const width = grid || headless ? Math.max(...first.slice(at).map(lastFilled)) : top.cells.length
  if (width > MAX_COLUMNS) throw refuseFile(say('tooManyColumns', { most: MAX_COLUMNS }))
  const cells = Array.from({ length: width }, (_, column) => top.cells[column] ?? '')
  return {
    header: headerOf(headless ? cells.map(() => '') : cells),
    titles: first.slice(0, at).map((row) => row.cells.filter((cell) => cell.trim() !== '').join(' ')),
    headless,
    rows: below(headless ? first.slice(at) : first.slice(at + 1), rows, headless ? null : cells),
  }
}

const lastFilled = ({ cells }: TableRow) => cells.findLastIndex((cell) => cell.trim() !== '') + 1
const filled = ({ cells }: TableRow) => cells.filter((cell) => cell.trim() !== '').length

/** What no column is called: a date, a number one can dial, a long number, an e-mail address. */
function isValue(cell: string): boolean {
  if (/^\S+@\S+\.\S+$/.test(cell)) return true
  if (/^\p{Nd}{1,4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,4}([ T].*)?$/u.test(cell)) return true
  return /^[+(]?[\p{Nd}\s().-]+$/u.test(cell) && cell.replace(/\P{Nd}/gu, '').length >= 7
}

/** Lists that were pasted together, or printed, say their header again; such a row is nobody. */
async function* below(first: TableRow[], rest: AsyncIterator<TableRow>, header: string[] | null) {
  const again = (row: TableRow): TableRow =>
    header && saysHeader(row, header) ? { ...row, problem: say('headerAgain') } : row
  try {
    for (const row of first) yield again(row)
    for (;;) {
      const { value, done } = await rest.next()
      if (done) return
      yield again(value)
    }
  } finally {
    await rest.return?.()
  }
}

/** Most of its cells are the names of their columns; in a file of refused rows a number and a reason stand beside them. */
function saysHeader(row: TableRow, header: string[]): boolean {
  const same = row.cells.filter((cell, at) => cell.trim() !== '' && cell.trim() === header[at]?.trim())
  return same.length * 2 > filled(row)
}
