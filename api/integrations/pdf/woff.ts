import { inflateSync } from 'node:zlib'

type Table = { tag: string; bytes: Buffer; checksum: number }

/**
 * Unpacks a WOFF 1.0 font into the plain OpenType file that Typst reads, under a family name of our own.
 *
 * The new name is needed because the packages cut one family into a file per script ("latin", "latin-ext"), all
 * named alike: Typst would pick one of them and leave every letter of the others to chance.
 * Layout of both formats: W3C "WOFF File Format 1.0" and the OpenType specification, "Organization of an OpenType font".
 * @throws Error when the bytes are no WOFF 1.0 font
 */
export function unpackWoff(woff: Buffer, family: string): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF font')
  const tables = readTables(woff).map((table) => (table.tag === 'name' ? nameTable(family) : table))
  return writeSfnt(woff.readUInt32BE(4), tables)
}

function readTables(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = 44 + index * 20
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as Four
    const stored = woff.subarray(offset, offset + packed)
    const bytes = packed < length ? inflateSync(stored) : stored
    return { tag: woff.toString('latin1', entry, entry + 4), bytes, checksum }
  })
}
type Four = [number, number, number, number]

function writeSfnt(flavour: number, tables: Table[]): Buffer {
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(flavour, 0)
  for (const [index, value] of [tables.length, power * 16, Math.log2(power), (tables.length - power) * 16].entries())
    head.writeUInt16BE(value, 4 + index * 2)

  const parts: Buffer[] = [head]
  let offset = head.length
  for (const [index, { tag, bytes, checksum }] of tables.entries()) {
    const entry = 12 + index * 16
    head.write(tag, entry, 'latin1')
    for (const [at, value] of [checksum, offset, bytes.length].entries()) head.writeUInt32BE(value, entry + 4 + at * 4)
    const padding = Buffer.alloc(-bytes.length & 3)
    parts.push(bytes, padding)
    offset += bytes.length + padding.length
  }
  return Buffer.concat(parts)
}

/** A `name` table with the family (id 1) and the PostScript name (id 6), for Windows, Unicode BMP, US English. */
function nameTable(family: string): Table {
  const texts = [family, family.replaceAll(' ', '')].map((text) => Buffer.from(text, 'utf16le').swap16())
  const [long, short] = texts.map((text) => text.length) as [number, number]
  const records = [3, 1, 0x409, 1, long, 0, 3, 1, 0x409, 6, short, long]
  const head = Buffer.alloc(6 + records.length * 2)
  for (const [index, value] of [0, 2, head.length, ...records].entries()) head.writeUInt16BE(value, index * 2)
  return { tag: 'name', bytes: Buffer.concat([head, ...texts]), checksum: 0 }
}
