import { photoPixels } from '#contract/photos.ts'

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe }
const isFrame = (code: number) => code >= 0xc0 && code <= 0xc2 // baseline, extended, progressive
/** APP0 to APP15: where cameras note the place, the owner and a second, uncut picture. */
const isApplication = (code: number) => code >= 0xe0 && code <= 0xef

/**
 * A JPEG as it was, without anything but the picture: what applications and cameras noted, comments and whatever stands
 * behind its end are left out. null: it is no JPEG, not square, or of another size than a photo.
 * ITU T.81, annex B: segments of a marker, two bytes of length and so many bytes less two.
 */
export function washPhoto(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.start) return null
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  let framed = false
  let scanned = false
  while (at + 4 <= bytes.length || bytes[at + 1] === marker.end) {
    if (bytes[at] !== 0xff) return null
    const code = bytes[at + 1]!
    if (code === marker.end) return framed && scanned ? joined([...kept, bytes.subarray(at, at + 2)]) : null
    const end = at + 2 + between(bytes, at + 2)
    if (end < at + 4 || end > bytes.length) return null
    if (isFrame(code)) {
      if (framed || !isPhotoSize(between(bytes, at + 7), between(bytes, at + 5))) return null
      framed = true
    }
    const next = code === marker.scan ? endOfScan(bytes, end) : end
    scanned ||= code === marker.scan
    if (!isApplication(code) && code !== marker.comment) kept.push(bytes.subarray(at, next))
    at = next
  }
  return null
}

const between = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

function isPhotoSize(width: number, height: number): boolean {
  return width === height && width >= photoPixels.least && width <= photoPixels.most
}

/** Where the next segment begins: within the coded picture 0xFF is followed by a zero or a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const code = bytes[at + 1]!
    if (bytes[at] === 0xff && code !== 0 && !(code >= 0xd0 && code <= 0xd7)) return at
    at++
  }
  return bytes.length
}

function joined(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
