import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Endpoint, isAskedInQuery } from '#contract/endpoint.ts'
import { Refused } from './errors.ts'
import { nobody, type TrustedProxies } from './proxies.ts'

/** What a handler may know of the request beside its input. */
export interface RequestFacts {
  traceId: string
  readonly host: string
  /** Scheme, host and port as the caller has them: for a link that stays on this site. Never for one in a mail. */
  readonly origin: string
  readonly userAgent: string
  /** The network address of the caller; empty where there is no network, as in tests. */
  readonly address: string
  /** The address as one seat: of IPv6 the network, since whoever has one address there has them all. */
  readonly seat: string
  /** The uploaded file of an endpoint with `uploadLimit`. */
  body: Uint8Array
  /** What `ahead` of the route found out before the transaction began. */
  found: unknown
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal
  cookie(name: string): string | null
  setCookie(value: string): void
  /** The cookies that the answer will set. */
  readonly cookiesToSet: readonly string[]
}

/** Looked up only when asked for: most requests need none of it, and making a signal costs as much as a small query. */
export function factsOf(context: Context, proxies: TrustedProxies = nobody): RequestFacts {
  return new Facts(context, proxies)
}

class Facts implements RequestFacts {
  readonly traceId = crypto.randomUUID()
  body: Uint8Array = nothing
  found: unknown = null
  cookiesToSet: string[] = none
  private readonly context: Context
  private readonly proxies: TrustedProxies

  constructor(context: Context, proxies: TrustedProxies) {
    this.context = context
    this.proxies = proxies
  }
  get host() {
    return bareHost((this.context.req.header('host') ?? '').replace(/:\d*$/, ''))
  }
  get origin() {
    return `${isLoopback(this.host) ? 'http' : 'https'}://${(this.context.req.header('host') ?? 'localhost').toLowerCase()}`
  }
  get userAgent() {
    return this.context.req.header('user-agent') ?? ''
  }
  get address() {
    return addressOf(this.context, this.proxies)
  }
  get seat() {
    return seatOf(this.address)
  }
  get signal() {
    return this.context.req.raw.signal
  }
  cookie(name: string) {
    return getCookie(this.context, name) ?? null
  }
  setCookie(value: string) {
    this.cookiesToSet = [...this.cookiesToSet, value]
  }
}
const nothing = new Uint8Array()
const none: string[] = []

/** As it stands among the domains: `Clinic.example.` is clinic.example. */
export function bareHost(host: string): string {
  let end = host.length
  while (host[end - 1] === '.') end -= 1
  return host.slice(0, end).toLowerCase()
}

/** Browsers refuse a Secure cookie over plain HTTP, which is how the product runs on one machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)
}

/** Behind a proxy that was named the address is the last one it noted: those before it anybody can make up. */
function addressOf(context: Context, trusted: TrustedProxies): string {
  const socket = (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
  const address = plain(socket?.remoteAddress ?? '')
  if (!trusted(address)) return address
  const noted = (context.req.header('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()))
  // From the end, over proxies of our own, to the first that is not one.
  return (noted.findLast((one) => one && !trusted(one)) ?? address).slice(0, 100)
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

export function seatOf(address: string): string {
  if (!address.includes(':')) return address
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`
}

/** What may be shown of an address: where it is about, not which it is. */
export function placeOf(address: string): string {
  if (address.includes(':')) return `${groupsOf(address).slice(0, 3).join(':')}::…`
  return /^\d+\.\d+\.\d+\.\d+$/.test(address) ? address.replace(/\d+$/, '…') : ''
}

/** The eight groups of an IPv6 address, written out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...gap, ...after].map((group) => group.replace(/^0+(?=.)/, ''))
}

/**
 * Refuses what another site's page sent: the refresh cookie is SameSite=Strict already, but a neighbour below the same
 * domain is the same site, and signing somebody in as somebody else needs no cookie at all. No browser: no such header.
 */
export function refuseOtherSites(context: Context) {
  const site = context.req.header('sec-fetch-site')
  if (site) {
    if (site !== 'same-origin' && site !== 'none') throw new Refused('other_site')
    return
  }
  // Over plain HTTP browsers say only this.
  const origin = context.req.header('origin')
  const host = context.req.header('x-forwarded-host') ?? context.req.header('host')
  if (origin && URL.parse(origin)?.host !== host?.toLowerCase()) throw new Refused('other_site')
}

/**
 * Reads path parameters and query or JSON body into one object, and holds it against the contract. `beforeFile`: asked
 * with the input before an uploaded file is taken into memory; what it throws is the answer.
 */
export async function readInput(
  context: Context,
  endpoint: Endpoint,
  beforeFile?: (input: unknown) => Promise<unknown>,
): Promise<{ input: unknown; body: Uint8Array }> {
  // Without a prototype: a field called `constructor` or `__proto__` is a field like any other, and refused.
  const given: Record<string, unknown> = Object.create(null)
  let body: Uint8Array = new Uint8Array()
  const inQuery = isAskedInQuery(endpoint)
  if (inQuery) {
    const url = context.req.url
    const mark = url.indexOf('?')
    if (mark >= 0)
      for (const [name, value] of new URLSearchParams(url.slice(mark + 1))) {
        const before = given[name]
        given[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
      }
  }
  if (!inQuery) {
    const type = context.req.header('content-type')
    // Another site can post a form or plain text without asking; JSON it cannot.
    if (type && !/^application\/(\w+\+)?json\b/i.test(type)) throw new Refused('not_json')
    Object.assign(given, readJson(await readBody(context, 1024 * 1024)))
  }
  const parsed = endpoint.input.safeParse({ ...given, ...context.req.param() })
  if (parsed.success) {
    const odd = unstorable(parsed.data)
    if (odd !== null)
      throw new Refused('invalid', { fields: [{ field: odd, message: 'This has a character that cannot be kept.' }] })
    if (endpoint.uploadLimit !== undefined) {
      await beforeFile?.(parsed.data)
      body = await readBody(context, endpoint.uploadLimit)
    }
    return { input: parsed.data, body }
  }
  // A malformed id in the path names nothing.
  const params = context.req.param()
  if (parsed.error.issues.some((issue) => String(issue.path[0]) in params)) throw new Refused('not_found')
  throw new Refused('invalid', {
    fields: parsed.error.issues.slice(0, mostFields).map((issue) => ({
      field: (issue.path.join('.') || ('keys' in issue ? (issue.keys as string[]).join(', ') : '')).slice(0, 200),
      message: issue.message,
    })),
  })
}

// The answer to a thousand mistakes names the first of them: it must not grow with the request.
const mostFields = 50

/** Where a text stands that PostgreSQL cannot hold (a null character, half of a surrogate pair), or null. */
function unstorable(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorable(inner, path ? `${path}.${name}` : name)
    if (found !== null) return found
  }
  return null
}

async function readBody(context: Context, limit: number): Promise<Uint8Array> {
  if (Number(context.req.header('content-length') ?? 0) > limit) throw new Refused('too_large', { limitBytes: limit })
  const stream = context.req.raw.body
  if (!stream) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of stream) {
      size += part.byteLength
      if (size > limit) throw new Refused('too_large', { limitBytes: limit })
      parts.push(part)
    }
  } catch (error) {
    // The caller went away in the middle, or sent what is no body: not our fault, and nothing to page on.
    throw error instanceof Refused ? error : new Refused('malformed')
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

function readJson(body: Uint8Array): object {
  if (body.byteLength === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Refused('malformed')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('malformed')
  return value
}

/** What an idempotency key is bound to: the same key with another request is a mistake of the caller. */
export function requestHash(input: unknown, body: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(input)).update(body).digest('base64url')
}
