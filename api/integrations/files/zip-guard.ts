import { createInflateRaw } from 'node:zlib'
import { say } from '#contract/import-sentences.ts'
import { refuseFile } from './table.ts'

/** What a workbook may unfold to. 200,000 rows of 15 columns need about 150 MB of XML. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
const MAX_ENTRIES = 2000

const damaged = () => refuseFile(say('damagedBook'))
const tooLarge = () => refuseFile(say('unfoldingBook'))

/**
 * Refuses a zip archive that unfolds to more than we can hold (a "zip bomb"). Declared sizes are not believed:
 * every entry is unfolded and counted without being kept. Entries must lie one behind the other and agree with
 * the archive's own list, so that no reader can see other data than what was counted.
 */
export async function guardZip(bytes: Uint8Array): Promise<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let total = 0
  for (const entry of listEntries(view)) {
    const data = entryData(view, bytes, entry)
    if (entry.method === 0) total += data.byteLength
    else if (entry.method === 8) total += await countUnfolded(data, MAX_UNPACKED_BYTES - total)
    else throw damaged()
    if (total > MAX_UNPACKED_BYTES) throw tooLarge()
  }
}

type Entry = { offset: number; end: number; method: number; packed: number }

function listEntries(view: DataView): Entry[] {
  const tail = findTail(view)
  const count = view.getUint16(tail + 10, true)
  let at = view.getUint32(tail + 16, true)
  const listStart = at
  if (count === 0 || count > MAX_ENTRIES || at >= tail) throw damaged()

  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged()
    const packed = view.getUint32(at + 20, true)
    if (view.getUint32(at + 24, true) > MAX_UNPACKED_BYTES) throw tooLarge()
    entries.push({ method: view.getUint16(at + 10, true), packed, offset: view.getUint32(at + 42, true), end: 0 })
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  entries.sort((a, b) => a.offset - b.offset)
  if (entries[0]!.offset !== 0) throw damaged()
  entries.forEach((entry, index) => {
    entry.end = entries[index + 1]?.offset ?? listStart
  })
  return entries
}

function findTail(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw damaged()
}

/** The packed bytes of one entry; between it and the next there is room for a size record and nothing else. */
function entryData(view: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
  const { offset, end, packed, method } = entry
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) throw damaged()
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const spare = end - (start + packed)
  if (view.getUint16(offset + 8, true) !== method || spare < 0 || spare > 24) throw damaged()
  return bytes.subarray(start, start + packed)
}

function countUnfolded(data: Uint8Array, allowed: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const inflate = createInflateRaw()
    let size = 0
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= allowed) return
      inflate.destroy()
      reject(tooLarge())
    })
    inflate.on('end', () => resolve(size))
    inflate.on('error', () => reject(damaged()))
    inflate.end(data)
  })
}
