import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { say } from '#contract/import-sentences.ts'
import { decoded, detectEncoding } from './encoding.ts'
import { fitted, MAX_ROWS, refuseFile, type Table, type TableRow } from './table.ts'
import { findTop } from './top.ts'

const MAX_LINES = 2 * MAX_ROWS
const LINES_AT_ONCE = 500
const DELIMITERS = [',', ';', '\t', '|']

/** Reads delimited text row by row; encoding and delimiter are found out. Throws a refusal with a sentence. */
export async function readCsv(file: Blob): Promise<Table> {
  const encoding = await detectEncoding(file)
  let sample = ''
  for await (const text of decoded(file.slice(0, 65_536), encoding)) sample += text

  // Excel's own hint, "sep=;", stands in a line of its own before the header.
  const hint = /^sep=(.)\r?\n/i.exec(sample)
  const delimiter = hint ? hint[1]! : sniffDelimiter(sample)
  const records = readRecords(decoded(file, encoding), delimiter, hint ? 1 : 0)

  const top = await findTop(records, false)
  if (!top) throw refuseFile(say('noHeader'))
  const { header, rows, ...above } = top
  return { kind: 'csv', header, rows: fitted(header, rows), found: { encoding, delimiter, ...above } }
}

async function* readRecords(text: AsyncIterable<string>, delimiter: string, skip: number): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  })
  const source = Readable.from(text)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)

  let line = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line++
      // Empty lines are a byte each: fifty million of them would keep the whole server from everybody else.
      if (line % LINES_AT_ONCE === 0) await setImmediate()
      if (line > MAX_LINES) throw refuseFile(say('tooManyLines', { most: MAX_LINES.toLocaleString('en') }))
      if (line > skip) yield { line, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenAfter(line) : error
  } finally {
    source.destroy()
  }
}

function brokenAfter(line: number) {
  return refuseFile(say('quoteLeftOpen', { row: line }))
}

/**
 * The separator that cuts the first lines most evenly into the most columns; text inside quotation marks
 * does not count. Comma when nothing separates anything (a file of one column).
 */
export function sniffDelimiter(sample: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const widths = widthsOf(sample, delimiter).slice(0, 30)
    const header = widths[0] ?? 1
    const even = widths.filter((width) => width === header).length / Math.max(1, widths.length)
    return { delimiter, score: header > 1 ? even * 10 + Math.log2(header) : 0 }
  })
  const best = scored.reduce((winner, one) => (one.score > winner.score ? one : winner))
  return best.score > 0 ? best.delimiter : ','
}

function widthsOf(sample: string, delimiter: string): number[] {
  const widths: number[] = []
  let [width, quoted, filled] = [1, false, false]
  for (const letter of sample) {
    if (letter === '"') quoted = !quoted
    if (quoted) continue
    if (letter === delimiter) width++
    else if (letter === '\n') {
      if (filled || width > 1) widths.push(width)
      ;[width, filled] = [1, false]
    } else filled ||= letter.trim() !== ''
  }
  // The last line of a sample may be cut off; it counts only when it is all there is.
  if (widths.length === 0 && filled) widths.push(width)
  return widths
}
