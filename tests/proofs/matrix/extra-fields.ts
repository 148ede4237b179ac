import type { openTurn } from '../walls/turn.ts'
import type { Guarded } from './guarded.ts'

// What somebody may hope that a careless server takes over.
const hopes: Record<string, unknown> = {
  role: 'org_admin',
  roles: ['org_admin'],
  permissions: ['*'],
  organizationId: crypto.randomUUID(),
  organization_id: crypto.randomUUID(),
  clinic_id: crypto.randomUUID(),
  userId: crypto.randomUUID(),
  createdBy: crypto.randomUUID(),
  price: 1,
  unitMinor: 1,
  totalMinor: 1,
  paidMinor: 1_000_000,
  isAdmin: true,
  confirm: true,
  fresh: true,
  __proto__x: { isAdmin: true },
  constructor: { prototype: { isAdmin: true } },
}

type Turn = Awaited<ReturnType<typeof openTurn>>
type Json = Record<string, unknown>

/** The same input with one field more, at its top and in every object inside. */
function* withExtras(input: Json): Generator<{ what: string; input: Json }> {
  for (const place of objectsIn(input))
    for (const [name, value] of Object.entries(hopes)) {
      const copy = structuredClone(input)
      const holder = place.reduce((inside, part) => inside[part] as Json, copy)
      if (Object.hasOwn(holder, name)) continue
      Object.defineProperty(holder, name.replace(/x$/, ''), { value, enumerable: true })
      yield { what: [...place, name.replace(/x$/, '')].join('.'), input: copy }
    }
}

function objectsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return []
  // One of a list stands for all.
  const inner = Array.isArray(value) ? Object.entries(value).slice(0, 1) : Object.entries(value)
  const inside = inner.flatMap(([name, held]) => objectsIn(held, [...path, Array.isArray(value) ? Number(name) : name]))
  return Array.isArray(value) ? inside : [path, ...inside]
}

/** By somebody who may do everything else: a field that nobody asked for is refused wherever it stands. */
export async function tryExtraFields(endpoint: Guarded, turn: Turn, say: (fault: string) => void): Promise<number> {
  const known = Object.keys(endpoint.input.shape)
  const inQuery = endpoint.verb === 'GET' || endpoint.verb === 'DELETE' || endpoint.uploadLimit !== undefined
  let tried = 0
  for (const { what, input } of withExtras(turn.input)) {
    // A query has no objects inside, and a field of the schema that was left out is no extra one.
    if (known.includes(what) || (inQuery && what.includes('.'))) continue
    const { status, text } = await turn.ask(input)
    tried++
    if (status < 400) say(`with ${what} beside what was asked for it goes through`)
    else if (![422, 400].includes(status)) say(`with ${what} it is answered ${status} ${text.slice(0, 80)}`)
  }
  return tried
}
