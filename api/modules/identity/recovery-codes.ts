import { createHash, randomInt } from 'node:crypto'

// Without the letters that are mistaken for digits: they are read off paper.
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const count = 10
const letters = 16

/** Ten codes for the day the telephone is gone, and the hashes that are kept of them: with 78 bits each, plain SHA-256 will do. */
export function newRecoveryCodes(): { codes: string[]; hashes: Buffer[] } {
  const codes = Array.from({ length: count }, () => {
    const signs = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('')
    return signs.match(/.{4}/g)!.join('-')
  })
  return { codes, hashes: codes.map(recoveryHash) }
}

/** However it was typed: small letters, with or without dashes. */
export function recoveryHash(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
}
