/**
 * Seeded randomness for the sample group. Every stream is named (`stream(seed, 'patients', branch)`), so adding
 * a draw in one place never moves the rows of another, and the same seed always makes the same rows.
 * Generator: sfc32 (Doty-Humphrey, PractRand), seeded through a 128-bit string hash. Not for secrets.
 */
export type Random = ReturnType<typeof stream>

export function stream(...name: (string | number)[]) {
  let [a, b, c, d] = hash128(name.join('/'))

  function uint32(): number {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  // The first draws still resemble the seed; a dozen rounds mix them away.
  for (let round = 0; round < 12; round++) uint32()

  /** In [0, 1). */
  const next = () => uint32() / 4294967296
  /** A whole number, both ends included. */
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const chance = (probability: number) => next() < probability

  function pick<T>(list: readonly T[]): T {
    return list[Math.floor(next() * list.length)]!
  }

  /** One of the list, the first ones more often: rank r is drawn in proportion to (1 - r/n)^lean. */
  function pickEarly<T>(list: readonly T[], lean = 2): T {
    return list[Math.floor(list.length * (1 - next() ** (1 / (lean + 1))))]!
  }

  function weighted<T extends { weight: number }>(list: readonly T[]): T {
    let total = 0
    for (const item of list) total += item.weight
    let left = next() * total
    for (const item of list) {
      left -= item.weight
      if (left < 0) return item
    }
    return list[list.length - 1]!
  }

  /** A new list in another order (Fisher-Yates). */
  function shuffled<T>(list: readonly T[]): T[] {
    const out = [...list]
    for (let i = out.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      const kept = out[i]!
      out[i] = out[j]!
      out[j] = kept
    }
    return out
  }

  /** A version 7 UUID of the given instant (epoch milliseconds): rows of one day lie together in the indexes. */
  function uuid(atMs: number): string {
    const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0')
    const low = uint32()
    const version = (0x7000 | (low & 0x0fff)).toString(16)
    const variant = (0x8000 | ((low >>> 12) & 0x3fff)).toString(16)
    const tail = hex8(uint32()) + hex8(uint32()).slice(0, 4)
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`
  }

  return { uint32, next, int, chance, pick, pickEarly, weighted, shuffled, uuid }
}

const hex8 = (value: number) => value.toString(16).padStart(8, '0')

/** cyrb128 (public domain): four 32-bit words out of any text. */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703
  let h2 = 3144134277
  let h3 = 1013904242
  let h4 = 2773480762
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1]
}
