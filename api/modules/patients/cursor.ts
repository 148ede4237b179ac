import { Refused } from '../../core/errors.ts'

const instantAndId = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-][\d:]+) ([0-9a-f]{8}-[0-9a-f-]{27})$/

/** Takes apart where a page ended: an instant as PostgreSQL writes it, and an id. */
export function cursorOf(before: string | undefined): [string | null, string | null] {
  if (before === undefined) return [null, null]
  const [, at, id] = before.match(instantAndId) ?? []
  if (!at || !id)
    throw new Refused('invalid', { fields: [{ field: 'before', message: 'This is not the end of a page.' }] })
  return [at, id]
}
