import { sayField } from '#contract/field-sentences.ts'
import { Refused } from '../../core/errors.ts'

interface Stretch {
  weekday: number
  opensMinute: number
  closesMinute: number
}

/** What is wrong with a week of opening hours, by field, or null. */
export function refuseHours(hours: readonly Stretch[]): { field: string; message: string } | null {
  for (const [index, stretch] of hours.entries()) {
    if (stretch.closesMinute <= stretch.opensMinute) return { field: `hours.${index}`, message: sayField('hoursOrder') }
    const clash = hours.some(
      (other, at) =>
        at < index &&
        other.weekday === stretch.weekday &&
        other.opensMinute < stretch.closesMinute &&
        stretch.opensMinute < other.closesMinute,
    )
    if (clash) return { field: `hours.${index}`, message: sayField('hoursOverlap') }
  }
  return null
}

/** Throws `not_an_image`, and `unsafe_image` for an SVG that could act or fetch. */
export function readLogo(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/svg+xml' {
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) throw new Refused('not_an_image')
  if (mediaType === 'image/svg+xml' && isActive(new TextDecoder().decode(bytes))) throw new Refused('unsafe_image')
  return mediaType
}

/** What kind of picture the bytes are, by how they begin; null when it is none that a letterhead can carry. */
export function mediaTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/svg+xml' | null {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  const text = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).trimStart()
  const isSvg = /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^[>]*(\[[\s\S]*?\]\s*)?>\s*)?<svg[\s>]/i.test(
    text,
  )
  return isSvg && bytes.byteLength <= 64 * 1024 ? 'image/svg+xml' : null
}

// A picture that could run a script, hold a page of another kind or fetch something is no logo. Element names may carry
// a prefix (<x:script>), and an entity can spell any of it, so a document that declares entities is none either.
const active =
  /<\/?([\w-]+:)?(script|foreignObject|iframe|object|embed|audio|video|handler|animate\w*|set|a|link|meta)[\s>/]|<!ENTITY|<\?xml-stylesheet|\son\w+\s*=|@import|url\(\s*["']?\s*(?!["'#\s])|<\?xml[^>]*encoding=["'](?!utf-8["'])|href\s*=\s*["']?\s*(?!["'#]|data:image\/(png|jpeg))|javascript:/i

function isActive(svg: string): boolean {
  return active.test(svg)
}
