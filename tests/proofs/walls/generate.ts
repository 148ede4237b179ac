import type * as z from 'zod'
import { dayAhead, instant } from '#tests/harness/days.ts'

/** Any zod schema, as far as it is looked into here. */
interface Shape {
  type: string
  format?: string
  innerType?: z.ZodType
  element?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
  shape?: Record<string, z.ZodType>
  entries?: Record<string, string | number>
  values?: unknown[]
  options?: z.ZodType[]
}
const shapeOf = (schema: z.ZodType) => schema._zod.def as unknown as Shape

/** Thrown when nothing is known of a field; the message tells what to add and where. */
export class Unknown extends Error {}

let count = 0
/** Letters only, and never the same again: so that no two people look alike. */
function freshWord(): string {
  count++
  return Array.from({ length: 9 }, (_, index) =>
    String.fromCharCode(97 + ((count * 7919 + index * index * 31 + Math.floor(count / 26 ** (index % 3))) % 26)),
  ).join('')
}

// What a field of that name holds, wherever it stands.
const byName: Record<string, () => unknown> = {
  day: () => dayAhead(0),
  startsAt: () => instant(dayAhead(1), '10:00'),
  minutes: () => 30,
  weekday: () => 3,
  startsMinute: () => 1200,
  endsMinute: () => 1230,
  opensMinute: () => 480,
  closesMinute: () => 1320,
  amountMinor: () => 500,
  quantity: () => 1,
  discountMinor: () => 0,
  fullName: () => `${freshWord()} ${freshWord()}`,
  phone: () => `+92302${String(++count).padStart(7, '0')}`,
  email: () => `${freshWord()}@example.com`,
  host: () => `${freshWord()}.portal.example`,
  fileName: () => 'patients.csv',
  code: () => 'K02.1',
  tooth: () => '11',
}

/**
 * An input made from its schema, by the names of the fields. Ids come from `ids`; optional fields are left out unless
 * they hold an id. Throws `Unknown` for an id that nobody has.
 */
export function generateInput(
  fields: Record<string, z.ZodType>,
  ids: Record<string, string | undefined>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(fields))
    if (isRequired(schema) || holdsId(name, schema)) input[name] = generate(name, schema, ids)
  return input
}

function generate(name: string, schema: z.ZodType, ids: Record<string, string | undefined>): unknown {
  const shape = shapeOf(schema)
  if (isId(name, schema)) {
    const id = ids[name.replace(/Ids$/, 'Id')]
    if (!id) throw new Unknown(`nothing has a \`${name}\`: make such a row in tests/proofs/walls/world.ts`)
    return name.endsWith('Ids') ? [id] : id
  }
  if (name in byName) return byName[name]!()
  switch (shape.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return generate(name, shape.innerType!, ids)
    case 'pipe':
      // What is coerced or prepared is described by what comes out.
      return generate(name, shapeOf(shape.in!).type === 'transform' ? shape.out! : shape.in!, ids)
    case 'object':
      return generateInput(shape.shape!, ids)
    case 'array':
      return [generate(name, shape.element!, ids)]
    case 'enum':
      return Object.values(shape.entries!)[0]
    case 'literal':
      return shape.values![0]
    case 'union':
      return generate(name, shape.options![0]!, ids)
    case 'boolean':
      return false
    case 'number':
      return 1
    case 'string':
      return `${name} ${freshWord()}`
    default:
      throw new Unknown(`no sample for \`${name}\`, a ${shape.type}: add its name to tests/proofs/walls/generate.ts`)
  }
}

/** `patientId`, or `patientIds`: a uuid by its schema (a `nationalId` is none). */
function isId(name: string, schema: z.ZodType): boolean {
  if (!/[a-z]Ids?$/.test(name)) return false
  const { format, innerType, element } = shapeOf(schema)
  const inner = innerType ?? element
  return inner ? isId(name, inner) : format === 'uuid' || format === 'guid'
}

function isRequired(schema: z.ZodType): boolean {
  return !schema.safeParse(undefined).success
}

/** Whether an id can stand in this field, however deep. */
function holdsId(name: string, schema: z.ZodType): boolean {
  if (isId(name, schema)) return true
  const { innerType, element, shape } = shapeOf(schema)
  if (innerType) return holdsId(name, innerType)
  if (element) return holdsId(name, element)
  return shape ? Object.entries(shape).some(([field, inner]) => holdsId(field, inner)) : false
}
