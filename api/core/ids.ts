import { randomBytes } from 'node:crypto'

/**
 * A new row's id (UUID version 7), made here when it must be known before the row is written. It begins with the
 * time, as the database's own uuidv7() does, so that new rows lie together in every index.
 */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether this is written as an id is (a UUID of any version). */
export function isId(text: string): boolean {
  return form.test(text)
}
