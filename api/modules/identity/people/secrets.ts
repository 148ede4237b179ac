import { randomInt } from 'node:crypto'
import { newSecret, secretHash } from '../../../core/secret.ts'

export const invitationDays = 7

/** The secret of a mailed link says which organization's it is: there is no scope to look it up in. */
export function newToken(organizationId: string): { token: string; hash: Buffer } {
  const organization = Buffer.from(organizationId.replaceAll('-', ''), 'hex').toString('base64url')
  const token = `${organization}.${newSecret().token}`
  return { token, hash: secretHash(token) }
}

/** Whose link this says it is; null when it is none. Whether it is true, the hash tells. */
export function readToken(token: string): { organizationId: string; hash: Buffer } | null {
  const [organization, secret, ...more] = token.split('.')
  const id = Buffer.from(organization ?? '', 'base64url')
  if (id.length !== 16 || !secret || more.length > 0) return null
  const hex = id.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return { organizationId: parts.join('-'), hash: secretHash(token) }
}

// No letters or digits that are mistaken for others when a password is read from a screen or a slip of paper.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to be read out: three groups of four, 59 bits. */
export function newFirstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group()].join('-')
}
