import * as z from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

/** Numbers from a seed (mulberry32): the same seed makes the same attack. */
export function dice(seed: number) {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { roll, pick: <Item>(items: readonly Item[]): Item => items[Math.floor(roll() * items.length)]! }
}
export type Dice = ReturnType<typeof dice>

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What no front desk types and every attacker does. Made anew each time, so that nothing is shared. */
export const rubbish: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => '   ',
  () => true,
  () => 0,
  () => -1,
  () => -2147483649,
  () => 2147483648,
  () => 2 ** 53,
  () => 1e308,
  () => 0.5,
  () => 'NaN',
  () => 'Infinity',
  () => [],
  () => [null],
  () => [['a'], { b: 1 }],
  () => ({}),
  () => ({ $ne: null }),
  () => JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}'),
  () => JSON.parse(nested(500)),
  () => 'x'.repeat(300_000),
  () => 'ﷺ'.repeat(5000),
  () => '\u0000',
  () => 'Ali\u0000Khan',
  () => '\ud800',
  () => 'lone \udfff surrogate',
  () => '\u202egnp.exe\u202c',
  () => '\u0001\u001b[31m\u007f',
  () => '🦷'.repeat(50),
  () => "'; drop table patients; --",
  () => '%_\\%',
  () => '<script>alert(1)</script>',
  () => '../../../../etc/passwd',
  () => `{{7*7}}$\{7*7}#{7*7}`,
  () => '0000-00-00',
  () => '0000-01-01',
  () => '0001-01-01',
  () => '9999-12-31',
  () => '2026-02-30',
  () => '300000-01-01',
  () => '-000001-01-01',
  () => '2026-11-21T25:00:00Z',
  () => '0000-01-01T00:00:00Z',
  () => '9999-12-31T23:59:00Z',
  () => '9999-12-31T23:59:00-23:59',
  () => '2026-11-21T10:00:00+99:99',
  () => 'infinity',
  () => '00000000-0000-0000-0000-000000000000',
  () => 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  () => '{00000000-0000-0000-0000-000000000000}',
  () => '1;2;3',
  () => '1e5',
  () => '0x10',
  () => ' 7 ',
  () => Array.from({ length: 2000 }, () => 1),
]

/** Whole bodies that are no input at all. */
export const badBodies: readonly (readonly [name: string, body: BodyInit])[] = [
  ['nothing', ''],
  ['broken JSON', '{"fullName":'],
  ['a JSON array', '[]'],
  ['a JSON number', '7'],
  ['JSON null', 'null'],
  ['a JSON text', '"text"'],
  ['two JSON values', '{}{}'],
  ['NaN', '{"version":NaN}'],
  ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong null', new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d])],
  ['a prototype', '{"__proto__":{"version":1},"constructor":1}'],
  ['a thousand fields', JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, at])))],
  ['a deep nest', `{"version":${nested(100_000)}}`],
  ['more than a megabyte', `{"note":"${'x'.repeat(1024 * 1024)}"}`],
]

const bytes = (text: string) => new TextEncoder().encode(text)
const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')

/** Files that are not what they say. */
export const badFiles: readonly (readonly [name: string, file: () => Uint8Array])[] = [
  ['nothing', () => new Uint8Array()],
  ['one byte', () => new Uint8Array([0])],
  ['noise', () => Uint8Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 251)],
  ['the beginning of a zip', () => new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 3])],
  ['the end of a zip', () => new Uint8Array([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 255)])],
  ['an old Excel file', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0])],
  ['null characters', () => bytes('Name,Phone\n\0\0,\0\n')],
  ['half a UTF-16 file', () => new Uint8Array([0xff, 0xfe, 0x41, 0, 0x0a, 0, 0xd8])],
  ['bytes of no encoding', () => new Uint8Array([0x4e, 0x61, 0x6d, 0x65, 0x0a, 0xff, 0xc0, 0x80, 0xfe, 0x0a])],
  ['a quotation without end', () => bytes(`Name,Phone\n"Ali,${'x,'.repeat(20_000)}`)],
  ['a line without end', () => bytes(`Name,Phone\n${'x'.repeat(2_000_000)}`)],
  ['ten thousand columns', () => bytes(`${'Name,'.repeat(10_000)}\n${'x,'.repeat(10_000)}\n`)],
  ['ten thousand empty lines', () => bytes(`Name,Phone\n${'\n'.repeat(10_000)}`)],
  ['formulas', () => bytes('Name,Phone\n=1+1|cmd,@SUM(A1)\n"=HYPERLINK(""http://x"")",+1\n')],
  ['headers only', () => bytes('Name,Phone\n')],
  ['the head of a PNG', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['the head of a JPEG', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ['a picture with a script', () => bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  [
    'a picture that fetches',
    () => bytes('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
  ],
  [
    'a billion laughs',
    () => bytes(`<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]><svg xmlns="http://www.w3.org/2000/svg">&l9;</svg>`),
  ],
  ['a page', () => bytes('<html><script>alert(1)</script></html>')],
]

interface Shape {
  type?: string
  properties?: Record<string, Shape>
  items?: Shape
  anyOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
}

/** The fields of an endpoint's input as JSON schema; the path's parameters among them. */
export function fieldsOf(endpoint: Endpoint): Record<string, Shape> {
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as Shape
  return schema.properties ?? {}
}

/** A value that the contract takes, so that what else is sent beside a bad one gets past the reading. */
export function goodValue(shape: Shape, name: string, known: Record<string, unknown>): unknown {
  if (name in known) return known[name]
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return goodValue(shape.anyOf[0]!, name, known)
  if (shape.format === 'uuid') return '01900000-0000-7000-8000-000000000000'
  if (shape.format === 'date') return '2026-12-01'
  if (shape.format === 'date-time') return '2026-12-01T06:00:00Z'
  if (shape.format === 'email') return 'a@example.com'
  if (shape.pattern?.includes('#')) return '#0f766e'
  if (shape.pattern?.includes('A-Z')) return shape.pattern.includes('3') ? 'PKR' : 'PK'
  if (shape.type === 'string') return 'word'.padEnd(shape.minLength ?? 0, 'x')
  if (shape.type === 'boolean') return false
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(shape.minimum ?? 1, 1)
  if (shape.type === 'array') return shape.items ? [goodValue(shape.items, '', known)] : []
  if (shape.type === 'object') return goodInput(shape.properties ?? {}, known)
  return []
}

export function goodInput(fields: Record<string, Shape>, known: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, goodValue(shape, name, known)]))
}

/** Where a bad value can be put: every field, and every field of the objects and lists inside. */
export function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : []
  const below = Object.entries(value).flatMap(([name, inner]) =>
    placesIn(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  )
  return path.length > 0 ? [path, ...below] : below
}

export function withValueAt(
  input: Record<string, unknown>,
  path: (string | number)[],
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(input)
  let holder: any = copy
  for (const step of path.slice(0, -1)) holder = holder[step]
  holder[path.at(-1)!] = value
  return copy
}
