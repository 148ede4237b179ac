import { createHash } from 'node:crypto'

const maxBytes = 1024 * 1024
const maxPixels = 4_000_000

export type Logo = { path: string; bytes: Buffer }

/**
 * The logo as a file for Typst, named by its content, so that no two clinics can share a name; null when it is of
 * no kind we print (PNG, JPEG, SVG), over 1 MB, or a PNG over 4 million pixels, which would unpack to many times that.
 */
export function logoFile(logo: Uint8Array | undefined): Logo | null {
  if (!logo || logo.length > maxBytes) return null
  const bytes = Buffer.from(logo)
  const kind = kindOf(bytes)
  if (!kind) return null
  if (kind === 'png' && bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > maxPixels) return null
  return { path: `/${createHash('sha256').update(bytes).digest('hex')}.${kind}`, bytes }
}

function kindOf(bytes: Buffer): 'png' | 'jpg' | 'svg' | null {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) return 'png'
  if (bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return 'jpg'
  return /^\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(bytes.toString('utf8', 0, 200).replace(/^\uFEFF/, ''))
    ? 'svg'
    : null
}
