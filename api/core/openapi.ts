import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import type { Context, Hono } from 'hono'
import * as z from 'zod'
import { type Endpoint, isAskedInQuery, pathParams } from '#contract/endpoint.ts'
import { ErrorBody } from '#contract/errors.ts'
import { guards, refusalResponse } from './answer.ts'
import { Refused } from './errors.ts'
import { factsOf } from './request.ts'

extendZodWithOpenApi(z)

/**
 * Serves the contract as a document and as a page. Each is made once: it takes a tenth of a second, and anybody may ask
 * for it.
 */
export function openApiRoutes(app: Hono, endpoints: readonly Endpoint[]) {
  const made = new Map<string, string>()
  const serve = (path: string, contentType: string, make: () => string) =>
    app.get(path, () => {
      const text = made.get(path) ?? make()
      made.set(path, text)
      const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
      return new Response(text, {
        headers: { ...guards, 'content-type': contentType, 'content-security-policy': policy },
      })
    })
  serve('/api/openapi.json', 'application/json', () => JSON.stringify(openApiDocument(endpoints)))
  serve('/api/docs', 'text/html; charset=utf-8', () => openApiPage(endpoints))
}

/** What is answered below /api where no endpoint is: that there is none, or none that is asked this way. */
export function answerNowhere(endpoints: readonly Endpoint[]) {
  const places = endpoints.map(({ verb, path }) => ({
    verb,
    at: new RegExp(`^/api${path.replaceAll('.', '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
  }))
  return (context: Context): Response => {
    const verbs = places.filter(({ at }) => at.test(context.req.path)).map(({ verb }) => verb)
    const response = refusalResponse(
      new Refused(verbs.length > 0 ? 'method_not_allowed' : 'not_found'),
      factsOf(context),
    )
    if (verbs.length > 0) response.headers.set('allow', verbs.toSorted().join(', '))
    return response
  }
}

/** The contract as an OpenAPI 3.1 document. */
function openApiDocument(endpoints: readonly Endpoint[]) {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'session', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  const refused = { description: 'Refused, with a sentence.', content: { 'application/json': { schema: ErrorBody } } }
  for (const endpoint of endpoints) {
    const inPath = pathParams(endpoint.path)
    const fields = endpoint.input.shape
    const params = z.object(Object.fromEntries(inPath.map((name) => [name, fields[name] as z.ZodType])))
    const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !inPath.includes(name)))
    const inQuery = isAskedInQuery(endpoint)
    const hasRest = Object.keys(rest).length > 0
    const body = endpoint.uploadLimit
      ? { content: { 'application/octet-stream': { schema: z.string() } } }
      : !inQuery && hasRest
        ? { content: { 'application/json': { schema: z.object(rest as z.ZodRawShape) } } }
        : undefined
    registry.registerPath({
      method: endpoint.verb.toLowerCase() as 'get',
      path: `/api${endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')}`,
      operationId: endpoint.name,
      summary: endpoint.summary,
      description: `Needs: \`${endpoint.needs}\`.`,
      tags: [tagOf(endpoint.path)],
      ...(endpoint.needs === 'public' ? {} : { security: [{ session: [] }] }),
      request: {
        ...(inPath.length > 0 ? { params } : {}),
        ...(inQuery && hasRest ? { query: z.object(rest as z.ZodRawShape) } : {}),
        ...(body ? { body } : {}),
        ...(endpoint.verb === 'POST' && endpoint.needs !== 'public'
          ? { headers: z.object({ 'idempotency-key': z.string().min(8).max(100) }) }
          : {}),
      },
      responses: {
        [String(endpoint.status ?? 200)]: {
          description: 'Done.',
          content: endpoint.answers
            ? { [endpoint.answers === 'image' ? 'image/*' : endpoint.answers]: { schema: z.string() } }
            : { 'application/json': { schema: endpoint.output } },
        },
        default: refused,
      },
    })
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Polyclinic', version: '1', description: 'Every endpoint a clinic group runs on.' },
  })
}

function tagOf(path: string): string {
  const [, first, , second] = path.split('/')
  return first === 'clinics' ? (second ?? 'clinic') : (first ?? 'api')
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
// Summaries set names between backquotes.
const prose = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')

/** The same as a page a person can read, with nothing loaded from elsewhere. */
function openApiPage(endpoints: readonly Endpoint[]): string {
  const groups = Map.groupBy(endpoints, (endpoint) => tagOf(endpoint.path))
  const row = (endpoint: Endpoint) => `<details><summary><code class="verb">${endpoint.verb}</code>
    <code>/api${escapeHtml(endpoint.path)}</code> <span>${prose(endpoint.summary)}</span></summary>
    <p>Needs <code>${endpoint.needs}</code>. Operation <code>${endpoint.name}</code>.</p>
    <h4>Input</h4><pre>${escapeHtml(schemaText(endpoint.input, 'input'))}</pre>
    <h4>${endpoint.answers ? `Answers ${escapeHtml(endpoint.answers)}` : 'Output'}</h4>
    ${endpoint.answers ? '' : `<pre>${escapeHtml(schemaText(endpoint.output, 'output'))}</pre>`}</details>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Polyclinic API</title><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c2526;background:#fff}
h2{margin-top:2.2rem;text-transform:capitalize}details{border-top:1px solid #e3e8e8;padding:.5rem 0}
summary{cursor:pointer}code{overflow-wrap:anywhere}summary span{color:#5a6a6b;margin-inline-start:.6rem}.verb{display:inline-block;min-width:4.2rem;font-weight:700}
pre{background:#f5f8f8;padding:.8rem;overflow:auto;border-radius:6px;font-size:13px}
@media(prefers-color-scheme:dark){body{background:#14191a;color:#e5eded}details{border-color:#2b3536}pre{background:#1c2324}summary span{color:#9fb0b1}}
</style><h1>Polyclinic API</h1><p>The same as a document: <a href="/api/openapi.json">openapi.json</a>. Sign in with
<code>POST /api/session</code>, send the access token as <code>Authorization: Bearer …</code>, and an
<code>Idempotency-Key</code> with every POST. A refusal has a code and a sentence.</p>
${[...groups].map(([tag, members]) => `<h2>${escapeHtml(tag)}</h2>${members.map(row).join('')}`).join('')}</html>`
}

function schemaText(schema: z.ZodType, io: 'input' | 'output'): string {
  return JSON.stringify(
    z.toJSONSchema(schema, { io, unrepresentable: 'any' }),
    (key, value) => (key === '$schema' ? undefined : value),
    1,
  )
}
