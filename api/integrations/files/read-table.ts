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
  if (text.startsWith('\xd0\xcf\x11\xe0')) return say('oldBook')
  if (text.startsWith('%PDF')) return say('isPdf')
  if (/^(\xef\xbb\xbf)?<(!doctype|html|table|\?xml)/i.test(text)) return say('isWebPage')
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|RIFF.{4}WEBP|.{4}ftyp)/s.test(text)) return say('isPicture')
  // UTF-16 has zeros between its letters, and small bytes in scripts other than Latin; four zeros in a row are no text.
  const wide = /^(\xff\xfe|\xfe\xff)/.test(text) || /^(\0[^\0]|[^\0]\0){4}/.test(text)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what it looks for
  if (text.includes('\0\0\0\0') || (!wide && /[\x01-\x08\x0e-\x19]/.test(text))) return say('notText')
  return null
}
