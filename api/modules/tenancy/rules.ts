interface Stretch {
  weekday: number
  opensMinute: number
  closesMinute: number
}

/** What is wrong with a week of opening hours, by field, or null. */
export function refuseHours(hours: readonly Stretch[]): { field: string; message: string } | null {
  for (const [index, stretch] of hours.entries()) {
    if (stretch.closesMinute <= stretch.opensMinute)
      return { field: `hours.${index}`, message: 'Closing time must come after opening time.' }
    const clash = hours.some(
      (other, at) =>
        at < index &&
        other.weekday === stretch.weekday &&
        other.opensMinute < stretch.closesMinute &&
        stretch.opensMinute < other.closesMinute,
    )
    if (clash) return { field: `hours.${index}`, message: 'Two stretches of the same day overlap.' }
  }
  return null
}

/** What kind of picture the bytes are, by how they begin; null when it is none that a letterhead can carry. */
export function mediaTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/svg+xml' | null {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  const text = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).trimStart()
  // A picture that could run a script or fetch something is no logo.
  const active = /<script|<foreignObject|\son\w+\s*=|href\s*=\s*["']?\s*(?!#|data:image)|<!ENTITY/i
  if (
    /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text) &&
    bytes.byteLength <= 64 * 1024 &&
    !active.test(text)
  )
    return 'image/svg+xml'
  return null
}
