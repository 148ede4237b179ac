import { type Call, type Endpoint, isAskedInQuery, type Output } from '#contract/endpoint.ts'
import { ApiError, errorFrom } from './api-error.ts'
import { reportAnswer, reportSilence } from './connection.ts'
import { previewHeaders, refuseInPreview } from './preview.ts'
import { askForProof } from './proof.ts'
import { getSession, refreshSession } from './session.ts'

export interface CallOptions {
  signal?: AbortSignal
  /** The same key on a second try makes the server answer with the first try's outcome. */
  idempotencyKey?: string
}

/**
 * Calls one endpoint of the contract and gives its output.
 * Throws ApiError: what the server refused, or status 0 when no answer came.
 */
export async function callApi<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions = {},
): Promise<Output<E>> {
  refuseInPreview(endpoint)
  const request = requestFor(endpoint, (input ?? {}) as Record<string, unknown>)
  if (endpoint.verb === 'POST') request.headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID()
  const response = await send(request, options.signal)
  if (!response.ok) throw await errorFrom(response)
  return (response.status === 204 ? undefined : await bodyOf(response, options.signal)) as Output<E>
}

/** An answer that broke off in the middle is none: whether it was carried out is unknown. */
async function bodyOf(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw silence(cause, signal)
  }
}

function silence(cause: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return cause
  reportSilence()
  return new ApiError(0, 'network', 'No answer from the server')
}

/** Sends a file as the body of an upload endpoint; the rest of the input goes into the query. Throws ApiError. */
export async function uploadFile<E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  file: Blob,
  options: CallOptions = {},
): Promise<Output<E>> {
  refuseInPreview(endpoint)
  const { url } = requestFor(endpoint, input)
  const headers: Record<string, string> = {
    'content-type': file.type || 'application/octet-stream',
    'idempotency-key': options.idempotencyKey ?? crypto.randomUUID(),
  }
  const response = await send({ method: endpoint.verb, url, headers, body: file }, options.signal)
  if (!response.ok) throw await errorFrom(response)
  return (await bodyOf(response, options.signal)) as Output<E>
}

/**
 * Sends with the access token; a token that has just expired is renewed once. Used for files and streams too. What asks
 * for a fresh proof waits for the dialog and is sent once more as it was, so that nothing typed is lost.
 */
export async function send(request: ApiRequest, signal?: AbortSignal): Promise<Response> {
  const response = await sendRenewed(request, signal)
  if (response.status !== 403) return response
  const refusal = await errorFrom(response.clone())
  if (refusal.code !== 'confirmation_needed') return response
  // Whoever would rather not hears so at once: a second Enter in the form below must not meet a busy button.
  if (!(await askForProof())) throw refusal
  return sendRenewed(request, signal)
}

async function sendRenewed(request: ApiRequest, signal?: AbortSignal): Promise<Response> {
  const first = await attempt(request, signal)
  if (first.status !== 401 || !getSession()) return first
  const renewed = await refreshSession()
  return renewed ? attempt(request, signal) : first
}

export interface ApiRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: BodyInit
}

async function attempt({ method, url, headers, body }: ApiRequest, signal?: AbortSignal): Promise<Response> {
  const token = getSession()?.accessToken
  const bearer: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  try {
    const all = { ...headers, ...previewHeaders(), ...bearer }
    const response = await fetch(url, { method, headers: all, body, signal, cache: 'no-store' })
    reportAnswer()
    return response
  } catch (cause) {
    throw silence(cause, signal)
  }
}

/** `:param`s come out of the input; what is left is the query or the JSON body. */
export function requestFor(
  endpoint: Pick<Endpoint, 'verb' | 'path' | 'uploadLimit'>,
  input: Record<string, unknown>,
): ApiRequest {
  const rest = { ...input }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (!isAskedInQuery(endpoint)) {
    return {
      method: endpoint.verb,
      url: `/api${path}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rest),
    }
  }
  const query = queryOf(rest)
  return { method: endpoint.verb, url: `/api${path}${query && `?${query}`}`, headers: {} }
}

function queryOf(values: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  return query.toString()
}
