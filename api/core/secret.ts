import { createHash, randomBytes } from 'node:crypto'

/** A secret that travels in a cookie or behind a link (32 random bytes as base64url), and what is stored of it. */
export function newSecret(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: secretHash(token) }
}

/** SHA-256: with so many random bits nothing slower is needed. */
export function secretHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
