import { inflateRawSync } from 'node:zlib'
import { readPdf } from '#api/integrations/pdf/pdf-reader.test-help.ts'

/** What stands in an answer: of a PDF and of a workbook, which are compressed, what a person reads in them as well. */
export function readable(bytes: Buffer): string {
  const raw = bytes.toString('latin1')
  if (raw.startsWith('%PDF')) {
    const pieces = readPdf(bytes).runs.map(({ text }) => text)
    return `${raw}\n${pieces.join('\n')}\n${pieces.join('')}`
  }
  return raw.startsWith('PK\x03\x04') ? `${raw}\n${unzipped(bytes).join('\n')}` : raw
}

/** The files in a ZIP, by its directory at the end. */
function unzipped(zip: Buffer): string[] {
  const files: string[] = []
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(start, start + size)
    files.push((method === 8 ? inflateRawSync(data) : data).toString('latin1'))
  }
  return files
}

/** A mail as its reader gets it: every part decoded, the headers too. */
export function readableMail(eml: string): string {
  const quoted = (text: string) =>
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return eml
    .split(/\r?\n--[^\r\n]+\r?\n/)
    .map((part) => {
      const [head = '', ...rest] = part.split(/\r?\n\r?\n/)
      const body = rest.join('\n\n')
      const words = head.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, way, text) =>
        way.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
      )
      return `${words}\n${/base64/i.test(head) ? Buffer.from(body, 'base64').toString() : quoted(body)}`
    })
    .join('\n')
}
