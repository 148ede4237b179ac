import { createHash } from 'node:crypto'

/**
 * The id of what an import makes of `key`: always the same, so an attempt that goes on after another one meets what
 * that one wrote. It begins with the import's own time, so that the rows of an import lie together in every index.
 */
export function steadyId(importId: string, key: string): string {
  const hash = createHash('sha256').update(`${importId}\n${key}`).digest('hex')
  return `${importId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
