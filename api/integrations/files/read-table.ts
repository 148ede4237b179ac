import { say } from '#contract/import-sentences.ts'
import { readCsv } from './csv.ts'
import { MAX_FILE_BYTES, refuseFile, type Table } from './table.ts'
import { readXlsx } from './xlsx-apart.ts'

/**
 * Opens a spreadsheet, whatever its name says: the first bytes tell. Use `openAsBlob(path)` for a file on disk.
 * Throws a refusal with a sentence for what is not a spreadsheet, is too large or is broken.
 */
export async function readTable(file: Blob, options: { sheet?: string } = {}): Promise<Table> {
  if (file.size === 0) throw refuseFile(say('emptyFile'))
  if (file.size > MAX_FILE_BYTES) throw refuseFile(say('tooLarge'))

  const start = new Uint8Array(await file.slice(0, 512).arrayBuffer())
  // A workbook is a zip archive, and those begin with PK and two control characters.
  if (start[0] === 0x50 && start[1] === 0x4b && start[2]! < 9) return readXlsx(file, options.sheet)
  const refusal = notASpreadsheet(start)
  if (refusal) throw refuseFile(refusal)
  return readCsv(file)
}

function notASpreadsheet(start: Uint8Array): string | null {
  const text = Buffer.from(start).toString('latin1').trimStart()
  if (text.startsWith('\xd0\xcf\x11\xe0'))
    return 'This is an old Excel file (.xls) or one with a password. Save it as .xlsx or CSV without a password and try again.'
  if (text.startsWith('%PDF')) return 'This is a PDF. Export the list as CSV or Excel and try again.'
  if (/^(\xef\xbb\xbf)?<(!doctype|html|table|\?xml)/i.test(text))
    return "This is a web page saved under a spreadsheet's name. Open it in a spreadsheet program, save it as .xlsx and try again."
  if (/^(\x89PNG|\xff\xd8\xff|GIF8)/.test(text))
    return 'This is a picture. Export the list as CSV or Excel and try again.'
  // UTF-16 has zeros between its letters; four in a row are no text at all.
  if (text.includes('\0\0\0\0')) return 'This file is not text. Export the list as CSV or Excel and try again.'
  return null
}
