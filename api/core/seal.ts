import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Database } from './databases.ts'
import { databaseOf, type Tx } from './tx.ts'

/**
 * Closes secrets that stand in columns (AES-256-GCM under the installation's secret). `what` names the place, such as
 * `totp:<user id>`: what was sealed for one place opens in no other.
 */
export interface Seal {
  close(text: string, what: string): Buffer
  /** Throws when it was not sealed here, or not for this place. */
  open(sealed: Buffer, what: string): string
}

// The first byte tells which way and key made it, so that a later one can stand beside it.
const version = 1
const nonceBytes = 12
const tagBytes = 16

export function openSeal(secret: string): Seal {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'polyclinic sealed columns', 32)))
  return {
    close(text, what) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, what) {
      if (sealed[0] !== version) throw new Error('This was sealed in a way that is not known here.')
      const nonce = sealed.subarray(1, 1 + nonceBytes)
      const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(what)).setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes + tagBytes)), decipher.final()]).toString()
    },
  }
}

const seals = new WeakMap<Database, Seal>()

/** Said once where a database is opened with the installation's secret. */
export function keepSeal(database: Database, secret: string): Seal {
  const seal = openSeal(secret)
  seals.set(database, seal)
  return seal
}

export function sealOf(tx: Tx): Seal {
  const seal = seals.get(databaseOf(tx))
  if (!seal) throw new Error('This database was opened without the secret that seals.')
  return seal
}
