import type { Context, Hono } from 'hono'
import type { Endpoint, Input, Output, PlatformRight } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import { answerOf, type FileAnswer, refusalResponse, withCookies } from './answer.ts'
import { change, type Lining } from './change.ts'
import type { Database, Databases } from './databases.ts'
import type { Env } from './env.ts'
import { Refused, refusalOf } from './errors.ts'
import type { SharedQuestion } from './gate.ts'
import type { Hosts } from './hosts.ts'
import { isId } from './ids.ts'
import type { Live } from './live.ts'
import { log } from './log.ts'
import { lookOf } from './look.ts'
import { factsOf, type RequestFacts, readInput, refuseOtherSites } from './request.ts'
import type { Tokens } from './session.ts'
import { noOrganization, readWithin, type SessionScope, sql, type Tx } from './tx.ts'

export type { FileAnswer } from './answer.ts'

type Answer<E extends Endpoint> = Output<E> | FileAnswer
export type Handler<E extends Endpoint> = (tx: Tx, input: Input<E>, request: RequestFacts) => Promise<Answer<E>>
/** For a person's own account, whatever the organization: the database knows her by the session. */
export type PersonHandler<E extends Endpoint> = (
  sessionId: string,
  input: Input<E>,
  request: RequestFacts,
) => Promise<Answer<E>>
export type PublicHandler<E extends Endpoint> = (input: Input<E>, request: RequestFacts) => Promise<Answer<E>>

export interface RouteOptions<E extends Endpoint> {
  /**
   * For a change that must ask something outside: reads in the same scope, and waits for the outside without holding a
   * connection. What it answers is `request.found` of the handler.
   */
  ahead?: (tx: Tx, input: Input<E>) => Promise<unknown>
  /** Where it runs instead of the organization's database; for the operator's door alone. */
  database?: Database
  /** Why an operator looks. */
  reason?: string
  /** Keys of which this process lets one request through at a time, before a connection is taken. */
  oneAtATime?: (input: Input<E>) => string[]
  /** For POST with `oneAtATime`: what those in line ask alike, so that one refusal answers all who came before it. */
  shareRefusals?: (input: Input<E>) => SharedQuestion
}

export interface Routes {
  env: Env
  databases: Databases
  tokens: Tokens
  hosts: Hosts
  route<E extends Endpoint>(endpoint: E, handler: Handler<E>, options?: RouteOptions<E>): void
  public<E extends Endpoint>(endpoint: E, handler: PublicHandler<E>): void
  /** Below `/session`. The handler must ask the database by the session: nothing else has checked it. */
  person<E extends Endpoint>(endpoint: E, handler: PersonHandler<E>): void
  /** Server-sent events of the clinic in the path, or of the organization. */
  stream(endpoint: Endpoint, live: Live): void
}

/** Mounts endpoints of the contract on an app: who may, parse, open the scoped transaction, answer. */
export function openRoutes(app: Hono, env: Env, databases: Databases, tokens: Tokens, hosts: Hosts): Routes {
  const method = (endpoint: Endpoint) => endpoint.verb.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete'

  async function admit(context: Context, endpoint: Endpoint, facts: RequestFacts, reason?: string) {
    const { sessionId, organizationId, userId } = await tokens.verify(bearer(context))
    const foreign = hosts.refuseForeign(facts.host, organizationId)
    if (foreign) await foreign
    const permission = endpoint.needs === 'signed_in' ? null : (endpoint.needs as Permission | PlatformRight)
    // A session is either an operator's, in no organization, or somebody's of one: neither door opens to the other.
    if (endpoint.path.startsWith('/platform/') && organizationId !== noOrganization) throw new Refused('forbidden')
    const scopeOf = (input: unknown): SessionScope => ({
      kind: 'session',
      sessionId,
      organizationId,
      userId,
      permission,
      fresh: endpoint.confirm === true,
      // One's own account, and an operator's acts, are no business of the organization's plan.
      whileReadOnly:
        endpoint.whileReadOnly === true || endpoint.needs === 'signed_in' || organizationId === noOrganization,
      clinicId: endpoint.path.startsWith('/clinics/:clinicId') ? (input as { clinicId: string }).clinicId : null,
      traceId: facts.traceId,
      asDoctor: doctorLookedAs(context, endpoint),
      ...(reason && { reason }),
    })
    // Whoever may not send the file is told so before half a megabyte of it lies in memory.
    const asked = (input: unknown) => readWithin(databases.of(organizationId), scopeOf(input), async () => {})
    const { input, body } = await readInput(context, endpoint, asked)
    facts.body = body
    return { scope: scopeOf(input), input }
  }

  return {
    env,
    databases,
    tokens,
    hosts,
    route(endpoint, handler, options = {}) {
      if (endpoint.needs === 'public') throw new Error(`${endpoint.name} is public: mount it as such.`)
      const look = lookOf(endpoint)
      app[method(endpoint)](`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, env, async (facts) => {
          const { scope, input } = await admit(context, endpoint, facts, options.reason)
          const database = options.database ?? databases.of(scope.organizationId)
          const work = (tx: Tx) => handler(tx, input as never, facts)
          if (endpoint.verb === 'GET')
            return answerOf(endpoint, await readWithin(database, scope, work, look?.(input)), env, facts)
          if (options.ahead) facts.found = await readWithin(database, scope, (tx) => options.ahead!(tx, input as never))
          const lining = liningOf(options, input as never)
          const result = await change({ context, endpoint, database, scope, input, facts, lining, work })
          return answerOf(endpoint, result, env, facts)
        }),
      )
    },
    stream(endpoint, live) {
      app.get(`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, env, async (facts) => {
          // Asked for the head alone, a stream would have nobody to close it.
          if (context.req.raw.method === 'HEAD') throw new Refused('method_not_allowed')
          const { scope } = await admit(context, endpoint, facts)
          await readWithin(databases.of(scope.organizationId), scope, (tx) => tx.rows(sql`select 1`))
          return live.stream(scope, facts.signal)
        }),
      )
    },
    person(endpoint, handler) {
      if (!endpoint.path.startsWith('/session')) throw new Error(`${endpoint.name} is not about the person alone.`)
      app[method(endpoint)](`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, env, async (facts) => {
          const { scope, input } = await admit(context, endpoint, facts)
          return answerOf(endpoint, await handler(scope.sessionId, input as never, facts), env, facts)
        }),
      )
    },
    public(endpoint, handler) {
      if (endpoint.needs !== 'public') throw new Error(`${endpoint.name} is not public.`)
      app[method(endpoint)](`/api${endpoint.path}`, (context) =>
        answering(context, endpoint, env, async (facts) => {
          if (endpoint.verb !== 'GET') refuseOtherSites(context)
          const { input, body } = await readInput(context, endpoint)
          facts.body = body
          return answerOf(endpoint, await handler(input as never, facts), env, facts)
        }),
      )
    },
  }
}

function liningOf<E extends Endpoint>(options: RouteOptions<E>, input: Input<E>): Lining | null {
  if (!options.oneAtATime) return null
  return { keys: options.oneAtATime(input), shared: options.shareRefusals?.(input) ?? null }
}

async function answering(
  context: Context,
  endpoint: Endpoint,
  env: Env,
  work: (facts: RequestFacts) => Promise<Response>,
): Promise<Response> {
  const began = performance.now()
  const facts = factsOf(context, env.trustedProxies)
  const { traceId } = facts
  let response: Response
  try {
    response = await work(facts)
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) log.error({ traceId, endpoint: endpoint.name, err: (error as Error).stack }, 'an unexpected error')
    response = refusalResponse(refusal ?? new Refused('internal'), facts)
  }
  withCookies(response, facts)
  const milliseconds = Math.round(performance.now() - began)
  const line = { traceId, endpoint: endpoint.name, status: response.status, milliseconds }
  if (endpoint.verb === 'GET' && response.status < 500 && milliseconds < 1000) log.debug(line)
  else log.info(line)
  return response
}

/** Whose eyes a branch is read with, in `X-As-Doctor`; what is changed is changed as oneself. */
function doctorLookedAs(context: Context, { verb, path }: Endpoint): string | undefined {
  const id = verb === 'GET' && path.startsWith('/clinics/:clinicId') ? context.req.header('x-as-doctor') : undefined
  if (id !== undefined && !isId(id)) throw new Refused('invalid')
  return id
}

function bearer(context: Context): string {
  const header = context.req.header('authorization')
  if (!header?.startsWith('Bearer ')) throw new Refused('sign_in_needed')
  return header.slice(7)
}
