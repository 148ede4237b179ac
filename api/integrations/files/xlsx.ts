import readWorkbook from 'read-excel-file/node'
import { say } from '#contract/import-sentences.ts'
import { fitted, MAX_ROWS, refuseFile, type Table, type TableRow } from './table.ts'
import { findTop } from './top.ts'
import { guardZip } from './zip-guard.ts'

type Cell = string | number | boolean | Date | null | undefined

/**
 * Reads one sheet of a workbook: the named one, or the first that holds a table. Dates come as `yyyy-mm-dd`
 * (with `hh:mm` when the cell has a time), numbers with all the digits the sheet kept. The workbook is held in
 * memory while it is read: the server reads it in a process of its own, see `readXlsx`. Throws a refusal with a sentence.
 */
export async function readXlsxHere(file: Blob, sheet?: string): Promise<Table> {
  const bytes = Buffer.from(await file.arrayBuffer())
  await guardZip(bytes)
  const sheets = await openWorkbook(bytes)
  const names = sheets.map((one) => one.sheet)
  const chosen = sheet
    ? sheets.find((one) => one.sheet === sheet)
    : (sheets.find(isTable) ?? sheets.find(({ data }) => data.length > 0) ?? sheets[0])
  if (!chosen) throw refuseFile(say('noSuchSheet', { sheet: sheet ?? '', sheets: names.join(', ') }))

  const data = chosen.data as Cell[][]
  const top = await findTop(rowsFrom(data), true)
  if (!top) throw refuseFile(say('emptySheet', { sheet: chosen.sheet }))
  if (data.length > MAX_ROWS * 5)
    throw refuseFile(say('sheetTooLong', { sheet: chosen.sheet, most: MAX_ROWS.toLocaleString('en') }))
  const { header, rows, ...above } = top
  return { kind: 'xlsx', header, rows: fitted(header, rows), found: { sheet: chosen.sheet, sheets: names, ...above } }
}

/** A sheet of instructions fills one column. */
function isTable({ data }: { data: unknown[][] }): boolean {
  return (data as Cell[][]).some((row) => row.filter((cell) => textOf(cell).trim() !== '').length > 1)
}

async function openWorkbook(bytes: Buffer) {
  try {
    return await readWorkbook<string>(bytes, { parseNumber: digitsOf })
  } catch {
    // The archive was sound; whatever the library stumbles over is in the file.
    throw refuseFile(say('unreadableBook'))
  }
}

async function* rowsFrom(data: Cell[][]): AsyncGenerator<TableRow> {
  for (const [index, cells] of data.entries()) yield { line: index + 1, cells: cells.map(textOf) }
}

const FIRST_DAY = Date.UTC(1899, 11, 31)

/** The digits of a number as the sheet keeps them: long ids stay whole, 0.1 stays 0.1, 3E+10 becomes 30000000000. */
function digitsOf(stored: string): string {
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  if (/^-?\d+$/.test(stored)) return stored
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(value)
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (!(cell instanceof Date)) return String(cell)
  if (Number.isNaN(cell.getTime())) return ''
  // Seconds are rounded: the sheet keeps a time as a fraction of a day.
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  // A time of day alone is a fraction of the day before the first one a workbook knows.
  if (cell.getTime() < FIRST_DAY) return iso.slice(11, 16)
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
