import readWorkbook from 'read-excel-file/node'
import { say } from '#contract/import-sentences.ts'
import { fitted, headerOf, MAX_COLUMNS, MAX_ROWS, refuseFile, type Table, type TableRow } from './table.ts'
import { guardZip } from './zip-guard.ts'

type Cell = string | number | boolean | Date | null | undefined

/**
 * Reads one sheet of a workbook: the named one, or the first that holds anything. Dates come as `yyyy-mm-dd`
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
    : (sheets.find((one) => one.data.length > 0) ?? sheets[0])
  if (!chosen) throw refuseFile(`There is no sheet named "${sheet}" in this workbook. It has: ${names.join(', ')}.`)

  const data = chosen.data as Cell[][]
  const top = data.findIndex((row) => row.some((cell) => textOf(cell).trim() !== ''))
  if (top < 0) throw refuseFile(say('emptySheet', { sheet: chosen.sheet }))
  if (data.length - top - 1 > MAX_ROWS * 5)
    throw refuseFile(say('sheetTooLong', { sheet: chosen.sheet, most: MAX_ROWS.toLocaleString('en') }))
  const header = headerOf(data[top]!.map(textOf).slice(0, lastFilled(data[top]!) + 1))
  if (header.length > MAX_COLUMNS) throw refuseFile(`This sheet has more than ${MAX_COLUMNS} columns.`)

  const rows = fitted(header, rowsFrom(data, top + 1))
  return { kind: 'xlsx', header, rows, found: { sheet: chosen.sheet, sheets: names } }
}

async function openWorkbook(bytes: Buffer) {
  try {
    return await readWorkbook<string>(bytes, { parseNumber: digitsOf })
  } catch {
    // The archive was sound; whatever the library stumbles over is in the file.
    throw refuseFile(say('unreadableBook'))
  }
}

async function* rowsFrom(data: Cell[][], from: number): AsyncGenerator<TableRow> {
  for (let index = from; index < data.length; index++) yield { line: index + 1, cells: data[index]!.map(textOf) }
}

function lastFilled(cells: Cell[]): number {
  return cells.findLastIndex((cell) => textOf(cell).trim() !== '')
}

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
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
