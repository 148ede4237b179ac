import writeWorkbook from 'write-excel-file/node'

/**
 * A cell that a spreadsheet program will show and not run: text beginning with `= + - @`, tab or return gets an
 * apostrophe in front (which our reader takes off again). Plain numbers, `+92 300 1234567` among them, stay.
 */
export function harmless(cell: string): string {
  if (/^[+-]?\d[\d ]*(\.\d+)?$/.test(cell)) return cell
  return /^(\s*[=+\-@]|[\t\r])/.test(cell) ? `'${cell}` : cell
}

/** One line of CSV, ending in CRLF as Excel expects. */
export function csvLine(cells: string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

/** CSV as UTF-8 with a byte order mark (Excel needs it to show names right), row by row. */
export async function* writeCsv(
  header: string[],
  rows: AsyncIterable<string[]> | Iterable<string[]>,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(header)}`
  for await (const row of rows) yield csvLine(row)
}

/** The same in one piece, for a file that memory can hold. */
export async function csvBytes(header: string[], rows: Iterable<string[]>): Promise<Buffer> {
  const lines: string[] = []
  for await (const line of writeCsv(header, rows)) lines.push(line)
  return Buffer.from(lines.join(''))
}

export const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

function quoted(cell: string): string {
  const safe = harmless(cell)
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A workbook of one sheet, every cell as text: a number would lose its leading zeros, a formula cannot run. */
export async function writeXlsx(sheet: string, header: string[], rows: Iterable<string[]>): Promise<Buffer> {
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  const body = Array.from(rows, (row) =>
    row.map((value) => (value === '' ? null : { value: value.slice(0, 32_767), type: String })),
  )
  const columns = header.map((name) => ({ width: Math.min(40, Math.max(12, name.length + 2)) }))
  return await writeWorkbook([head, ...body], {
    sheet: sheet.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31),
    columns,
    stickyRowsCount: 1,
  }).toBuffer()
}
