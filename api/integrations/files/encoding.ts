export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The characters of windows-1252 between 0x80 and 0x9f; the rest are the same as Latin-1. */
const UPPER_CONTROL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * How a text file is encoded: by its byte order mark, by the zeros that UTF-16 puts between Latin letters,
 * and else UTF-8 when every byte of the file fits it, windows-1252 (what Excel saves) when not.
 */
export async function detectEncoding(file: Blob): Promise<Encoding> {
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer())
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'

  const zeros = [0, 0]
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++
  })
  if (zeros[1]! > start.length / 8) return 'utf-16le'
  if (zeros[0]! > start.length / 8) return 'utf-16be'
  return (await isUtf8(file)) ? 'utf-8' : 'windows-1252'
}

async function isUtf8(file: Blob): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of file.stream()) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The text of the file, piece by piece, without its byte order mark. */
export async function* decoded(file: Blob, encoding: Encoding): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    // Node's own windows-1252 decoder has treated it as Latin-1 in some releases, losing € and curly quotes.
    for await (const piece of pieces(file)) yield fromWindows1252(piece)
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const piece of pieces(file)) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

// A file in memory comes as one chunk, and a chunk is cut into rows without a pause: fifty million empty lines would
// keep the server from everybody else for minutes.
async function* pieces(file: Blob): AsyncGenerator<Uint8Array> {
  for await (const chunk of file.stream())
    for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
}
const PIECE_BYTES = 4096

function fromWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replace(/[\u0080-\u009f]/g, (letter) => UPPER_CONTROL[letter.charCodeAt(0) - 0x80]!)
}
