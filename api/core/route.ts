import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Endpoint, Input, Output } from '#contract/endpoint.ts'
import { type Permission, rolesAllowed } from '#contract/permissions.ts'
import type { Databases } from './databases.ts'
import type { Env } from './env.ts'
import { Refused, refusalOf } from './errors.ts'
import { oneAtATime, type SharedQuestion } from './gate.ts'
import type { Live } from './live.ts'
import { log } from './log.ts'
import { type RequestFacts, readInput, requestHash } from './request.ts'
import type { Tokens } from './session.ts'
import { Replayed, readWithin, type SessionScope, sql, statementOf, type Tx, writeWithin } from './tx.ts'

/** An answer that is a file. */
export interface FileAnswer {
  bytes: Uint8Array
  contentType: string
  fileName: string
  /** Shown in the browser, or saved. */
  disposition?: 'inline' | 'attachment'
}

type Answer<E extends Endpoint> = Output<E> | FileAnswer
export type Handler<E extends Endpoint> = (tx: Tx, input: Input<E>, request: RequestFacts) => Promise<Answer<E>>
export type PublicHandler<E extends Endpoint> = (input: Input<E>, request: RequestFacts) => Promise<Answer<E>>

export interface RouteOptions<E extends Endpoint> {
  /** Keys of which this process lets one request through at a time, before a connection is taken. */
  oneAtATime?: (input: Input<E>) => string[]
  /** For POST with `oneAtATime`: what those in line ask alike, so that one refusal answers all who came before it. */
  shareRefusals?: (input: Input<E>) => SharedQuestion
}

type Gate = (work: () => Promise<unknown>, refuse: (refused: Refused) => Promise<unknown>) => Promise<unknown>

export interface Routes {
  env: Env
  databases: Databases
  tokens: Tokens
  route<E extends Endpoint<any, any, any>>(endpoint: E, handler: Handler<E>, options?: RouteOptions<E>): void
  public<E extends Endpoint<any, any, any>>(endpoint: E, handler: PublicHandler<E>): void
  /** Server-sent events of the clinic in the path, or of the organization. */
  stream(endpoint: Endpoint<any, any, any>, live: Live): void
}

/** Mounts endpoints of the contract on an app: who may, parse, open the scoped transaction, answer. */
export function openRoutes(app: Hono, env: Env, databases: Databases, tokens: Tokens): Routes {
  const method = (endpoint: Endpoint) => endpoint.verb.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete'

  async function admit(context: Context, endpoint: Endpoint, facts: RequestFacts) {
    const { sessionId, organizationId, userId } = await tokens.verify(bearer(context))
    const { input, body } = await readInput(context, endpoint)
    facts.body = body
    const roles = endpoint.needs === 'signed_in' ? null : rolesAllowed(endpoint.needs as Permission)
    const clinicId = endpoint.path.startsWith('/clinics/:clinicId') ? (input as { clinicId: string }).clinicId : null
    const scope: SessionScope = {
      kind: 'session',
      sessionId,
      organizationId,
      userId,
      roles,
      clinicId,
      traceId: facts.traceId,
    }
    return { scope, input }
  }

  return {
    env,
    databases,
    tokens,
    route(endpoint, handler, options = {}) {
      if (endpoint.needs === 'public') throw new Error(`${endpoint.name} is public: mount it as such.`)
      app[method(endpoint)](`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, async (facts) => {
          const { scope, input } = await admit(context, endpoint, facts)
          const database = databases.of(scope.organizationId)
          if (endpoint.verb === 'GET')
            return answerOf(
              context,
              endpoint,
              await readWithin(database, scope, (tx) => handler(tx, input as never, facts)),
              env,
            )
          const gate = gateOf(options, scope.organizationId, input as never)
          const result = await change(
            context,
            endpoint,
            handler as Handler<Endpoint>,
            database,
            scope,
            input,
            facts,
            gate,
          )
          return answerOf(context, endpoint, result, env)
        }),
      )
    },
    stream(endpoint, live) {
      app.get(`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, async (facts) => {
          const { scope } = await admit(context, endpoint, facts)
          await readWithin(databases.of(scope.organizationId), scope, (tx) => tx.rows(sql`select 1`))
          return live.stream(scope, facts.signal)
        }),
      )
    },
    public(endpoint, handler) {
      if (endpoint.needs !== 'public') throw new Error(`${endpoint.name} is not public.`)
      app[method(endpoint)](`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, async (facts) => {
          const { input, body } = await readInput(context, endpoint)
          facts.body = body
          return answerOf(context, endpoint, await handler(input as never, facts), env)
        }),
      )
    },
  }
}

/** Refused and looked up already: nothing is left to find out. */
class RefusedInLine extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super(refused.code)
    this.refused = refused
  }
}

async function refuseAlike(refused: Refused): Promise<never> {
  throw refused
}

function gateOf<E extends Endpoint>(options: RouteOptions<E>, organizationId: string, input: Input<E>): Gate {
  if (!options.oneAtATime) return (work) => work()
  const keys = options.oneAtATime(input).map((key) => `${organizationId}:${key}`)
  const shared = options.shareRefusals?.(input) ?? null
  return (work, refuse) => oneAtATime(keys, work, shared && { ...shared, refuse })
}

/** A change, once per idempotency key: asked again with the same key, the first answer is given again. */
async function change(
  context: Context,
  endpoint: Endpoint,
  handler: Handler<Endpoint>,
  database: ReturnType<Databases['of']>,
  scope: SessionScope,
  input: unknown,
  facts: RequestFacts,
  gate: Gate,
): Promise<unknown> {
  if (endpoint.verb !== 'POST')
    return gate(() => writeWithin(database, scope, (tx) => handler(tx, input as never, facts)), refuseAlike)
  const key = context.req.header('idempotency-key')
  if (!key || key.length < 8 || key.length > 100) throw new Refused('idempotency_key_missing')
  const hash = requestHash(input, facts.body)
  const given = statementOf(sql`select endpoint, request_hash, answer from idempotency_keys
    where organization_id = ${scope.organizationId} and user_id = ${scope.userId} and key = ${key}`)
  const answerAgain = (row: unknown) => {
    const before = row as { endpoint: string; request_hash: string; answer: { is: unknown } }
    if (before.endpoint !== endpoint.name || before.request_hash !== hash) throw new Refused('idempotency_key_reused')
    return before.answer.is
  }
  const answeredBefore = async () =>
    (
      await database.once([
        { text: 'select app.enter($1, $2, $3)', values: [scope.sessionId, scope.roles, scope.clinicId] },
        given,
      ])
    )[1]!.rows[0]
  const write = () =>
    writeWithin(
      database,
      scope,
      async (tx) => {
        const answer = await handler(tx, input as never, facts)
        tx.later(sql`insert into idempotency_keys (key, endpoint, request_hash, answer)
          values (${key}, ${endpoint.name}, ${hash}, ${JSON.stringify({ is: answer ?? null })}::jsonb)`)
        return answer
      },
      given,
    )
  // Who is refused in line was asked nothing yet: whether she may ask at all, and has been answered before.
  const refuseInLine = async (refused: Refused) => {
    const before = await answeredBefore()
    if (before) return answerAgain(before)
    throw new RefusedInLine(refused)
  }
  try {
    return await gate(write, refuseInLine)
  } catch (error) {
    if (error instanceof Replayed) return answerAgain(error.answer)
    if (error instanceof RefusedInLine) throw error.refused
    // Two with the same key at once: one won, and its answer is the answer. Anything else stays as it was.
    if (refusalOf(error)?.status === 401) throw error
    const before = await answeredBefore().catch(() => undefined)
    if (before) return answerAgain(before)
    throw error
  }
}

async function answering(
  context: Context,
  endpoint: Endpoint,
  work: (facts: RequestFacts) => Promise<Response>,
): Promise<Response> {
  const traceId = crypto.randomUUID()
  const began = performance.now()
  const cookies: string[] = []
  const facts: RequestFacts = {
    traceId,
    host: (context.req.header('host') ?? '').split(':')[0]!.toLowerCase(),
    userAgent: context.req.header('user-agent') ?? '',
    body: new Uint8Array(),
    signal: context.req.raw.signal,
    cookie: (name) => getCookie(context, name) ?? null,
    setCookie: (value) => cookies.push(value),
  }
  let response: Response
  try {
    response = await work(facts)
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) log.error({ traceId, endpoint: endpoint.name, err: (error as Error).stack }, 'an unexpected error')
    response = refusalResponse(refusal ?? new Refused('internal'), traceId)
  }
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  response.headers.set('x-trace-id', traceId)
  const milliseconds = Math.round(performance.now() - began)
  const line = { traceId, endpoint: endpoint.name, status: response.status, milliseconds }
  if (endpoint.verb === 'GET' && response.status < 500 && milliseconds < 1000) log.debug(line)
  else log.info(line)
  return response
}

export function refusalResponse(refusal: Refused, traceId: string): Response {
  const { code, message, detail, status } = refusal
  const headers: Record<string, string> = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  if (status === 429 || status === 503) headers['retry-after'] = status === 429 ? '60' : '1'
  return new Response(JSON.stringify({ error: { code, message, detail, traceId } }), { status, headers })
}

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' }

function answerOf(_context: Context, endpoint: Endpoint, answer: unknown, env: Env): Response {
  if (answer instanceof Response) return answer
  if (endpoint.answers) return fileResponse(answer as FileAnswer)
  if (endpoint.status === 204) return new Response(null, { status: 204 })
  const text = JSON.stringify(answer ?? null)
  if (env.strictAnswers) holdAgainstContract(endpoint, text)
  return new Response(text, { status: endpoint.status ?? 200, headers: jsonHeaders })
}

function fileResponse(file: FileAnswer): Response {
  const name = encodeURIComponent(file.fileName)
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.contentType,
      'content-disposition': `${file.disposition ?? 'inline'}; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
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

function bearer(context: Context): string {
  const header = context.req.header('authorization')
  if (!header?.startsWith('Bearer ')) throw new Refused('sign_in_needed')
  return header.slice(7)
}
