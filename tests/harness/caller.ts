import type { Call, Endpoint, Output } from '#contract/endpoint.ts'
import type { Person } from './group.ts'

/** What came back: `body` is the endpoint's output, or of a refusal only `error`. */
export interface Reply<E> {
  status: number
  body: Output<E>
  /** The refusal's code, or null. */
  refusal: string | null
  error: { code: string; message: string; detail?: any; traceId: string } | null
  headers: Headers
}

export interface CallExtras {
  idempotencyKey?: string
  /** The body of an upload endpoint. */
  file?: Uint8Array
  headers?: Record<string, string>
}

/** `:param`s come out of the input; what is left is the query (GET, DELETE, uploads) or the JSON body. */
export function requestOf(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  extras: CallExtras = {},
): { path: string; init: RequestInit } {
  const rest = { ...input }
  let path = `/api${endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })}`
  const headers: Record<string, string> = { ...extras.headers }
  if (endpoint.verb === 'POST') headers['idempotency-key'] = extras.idempotencyKey ?? crypto.randomUUID()
  let body: BodyInit | undefined = extras.file as BodyInit | undefined
  if (endpoint.verb === 'GET' || endpoint.verb === 'DELETE' || endpoint.uploadLimit !== undefined) {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(rest))
      for (const item of Array.isArray(value) ? value : [value])
        if (item !== undefined && item !== null) query.append(name, String(item))
    if (query.size > 0) path += `?${query}`
  } else {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(rest)
  }
  return { path, init: { method: endpoint.verb, headers, body } }
}

export type Fetch = (request: Request) => Response | Promise<Response>

/** Calls endpoints through an app's front door as somebody. */
export function callerOf(fetch: Fetch) {
  /** Any answer, refusals too. `person` null: nobody is signed in. */
  async function call<E extends Endpoint>(
    person: Person | null,
    endpoint: E,
    input: Call<E>,
    extras: CallExtras = {},
  ): Promise<Reply<E>> {
    const { path, init } = requestOf(endpoint, input as Record<string, unknown>, extras)
    const request = new Request(`http://localhost${path}`, init)
    if (person) request.headers.set('authorization', `Bearer ${person.token}`)
    const response = await fetch(request)
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const body = isJson ? await response.json() : new Uint8Array(await response.arrayBuffer())
    const error = response.ok ? null : (body.error ?? null)
    return { status: response.status, body, refusal: error?.code ?? null, error, headers: response.headers }
  }

  /** The output of a call that must succeed; throws with the refusal otherwise. */
  async function ok<E extends Endpoint>(
    person: Person,
    endpoint: E,
    input: Call<E>,
    extras?: CallExtras,
  ): Promise<Output<E>> {
    const reply = await call(person, endpoint, input, extras)
    if (reply.status >= 300) throw new Error(`${endpoint.name} answered ${reply.status} ${JSON.stringify(reply.error)}`)
    return reply.body
  }

  return { call, ok }
}
