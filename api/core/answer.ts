import type { Endpoint } from '#contract/endpoint.ts'
import type { Env } from './env.ts'
import type { Refused } from './errors.ts'
import type { RequestFacts } from './request.ts'

/** An answer that is a file. */
export interface FileAnswer {
  /** A stream goes out as it is read. */
  bytes: Uint8Array | ReadableStream<Uint8Array>
  contentType: string
  fileName: string
  /** Shown in the browser, or saved. */
  disposition?: 'inline' | 'attachment'
}

/** What every answer carries beside its own: nobody keeps it, frames it or guesses its type. */
export const guards = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  // Browsers heed it over https only.
  'strict-transport-security': 'max-age=15552000',
}
const jsonGuards = { 'content-type': 'application/json', ...guards }

// One plain object, given once: headers that are changed afterwards cost the server its quick way out.
function headersOf(base: Record<string, string>, { traceId, cookiesToSet }: RequestFacts): Record<string, string> {
  const headers: Record<string, string> = { ...base, 'x-trace-id': traceId }
  if (cookiesToSet.length === 1) headers['set-cookie'] = cookiesToSet[0]!
  return headers
}

/** More cookies than one: rare enough to change the headers of an answer that is made already. */
export function withCookies(response: Response, { cookiesToSet }: RequestFacts): Response {
  if (cookiesToSet.length > 1) for (const cookie of cookiesToSet) response.headers.append('set-cookie', cookie)
  return response
}

export function refusalResponse(refusal: Refused, facts: RequestFacts): Response {
  const { code, message, detail, status } = refusal
  const headers = headersOf(jsonGuards, facts)
  if (status === 429 || status === 503) headers['retry-after'] = status === 429 ? '60' : '1'
  return new Response(JSON.stringify({ error: { code, message, detail, traceId: facts.traceId } }), { status, headers })
}

export function answerOf(endpoint: Endpoint, answer: unknown, env: Env, facts: RequestFacts): Response {
  if (answer instanceof Response) return answer
  if (endpoint.answers) return fileResponse(answer as FileAnswer, facts)
  if (endpoint.status === 204) return new Response(null, { status: 204, headers: headersOf(guards, facts) })
  const text = JSON.stringify(answer ?? null)
  if (env.strictAnswers) holdAgainstContract(endpoint, text)
  return new Response(text, { status: endpoint.status ?? 200, headers: headersOf(jsonGuards, facts) })
}

function fileResponse(file: FileAnswer, facts: RequestFacts): Response {
  const headers = headersOf(guards, facts)
  headers['content-type'] = file.contentType
  headers['content-disposition'] =
    `${file.disposition ?? 'inline'}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`
  return new Response(file.bytes as BodyInit, { headers })
}

/** In tests and development an answer with one field too many, or one too few, is an error: a lenient parse would hide a leak. */
function holdAgainstContract(endpoint: Endpoint, text: string) {
  const answer = JSON.parse(text)
  const parsed = endpoint.output.safeParse(answer)
  if (!parsed.success) throw new Error(`${endpoint.name} does not answer as promised: ${parsed.error.message}`)
  const extra = extraField(answer, parsed.data, '')
  if (extra) throw new Error(`${endpoint.name} answers a field that nobody promised: ${extra}`)
}

function extraField(given: unknown, promised: unknown, path: string): string | null {
  if (typeof given !== 'object' || given === null) return null
  if (Array.isArray(given)) {
    for (const [index, item] of given.entries()) {
      const found = extraField(item, (promised as unknown[])[index], `${path}[${index}]`)
      if (found) return found
    }
    return null
  }
  for (const [name, value] of Object.entries(given)) {
    if (promised === undefined || !(name in (promised as object))) return `${path}.${name}`
    const found = extraField(value, (promised as Record<string, unknown>)[name], `${path}.${name}`)
    if (found) return found
  }
  return null
}
