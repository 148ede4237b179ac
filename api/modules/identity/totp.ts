import { createHmac, randomBytes } from 'node:crypto'

// RFC 6238 with what every authenticator app expects: SHA-1, 30 seconds, six digits.
const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits as base32, what an app is given. */
export function newTotpSecret(): string {
  return base32(randomBytes(20))
}

/** What the QR code says. `issuer` and `account` are what the app shows. */
export function totpUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/** The code of a step; a step is the count of half minutes since 1970. */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const number = digest.readUInt32BE(digest[19]! & 0x0f) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, '0')
}

/**
 * The step whose code this is, or null: the one before and after count as well, since clocks differ. Steps up to
 * `after` were used before. `now` in milliseconds.
 */
export function stepOf(secret: string, code: string, now: number, after = 0): number | null {
  const current = Math.floor(now / 1000 / stepSeconds)
  for (const step of [current, current - 1, current + 1]) if (step > after && totpAt(secret, step) === code) return step
  return null
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
