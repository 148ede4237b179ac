import type { Context } from 'hono'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Database } from './databases.ts'
import { Refused, refusalOf } from './errors.ts'
import { oneAtATime, type SharedQuestion } from './gate.ts'
import { type RequestFacts, requestHash } from './request.ts'
import { entering, noOrganization, Replayed, type SessionScope, sql, statementOf, type Tx, writeWithin } from './tx.ts'

/** How callers of one endpoint wait for each other in this process. */
export interface Lining {
  /** Keys of which one request at a time is let through, before a connection is taken. */
  keys: readonly string[]
  /** For POST: what those in line ask alike, so that one refusal answers all who came before it. */
  shared: SharedQuestion | null
}

/** What a change needs to be run. */
export interface Change {
  context: Context
  endpoint: Endpoint
  database: Database
  scope: SessionScope
  input: unknown
  facts: RequestFacts
  lining: Lining | null
  work(tx: Tx): Promise<unknown>
}

/** Refused and looked up already: nothing is left to find out. */
class RefusedInLine extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super(refused.code)
    this.refused = refused
  }
}

type Refuse = (refused: Refused) => Promise<unknown>

async function refuseAlike(refused: Refused): Promise<never> {
  throw refused
}

function inLine({ lining, scope }: Change, work: () => Promise<unknown>, refuse: Refuse): Promise<unknown> {
  if (!lining) return work()
  const keys = lining.keys.map((key) => `${scope.organizationId}:${key}`)
  return oneAtATime(keys, work, lining.shared && { ...lining.shared, refuse })
}

/** A change, once per idempotency key: asked again with the same key, the first answer is given again. */
export async function change(one: Change): Promise<unknown> {
  const { context, endpoint, database, scope, input, facts } = one
  if (endpoint.verb !== 'POST') return inLine(one, () => writeWithin(database, scope, one.work), refuseAlike)
  const key = context.req.header('idempotency-key')
  if (!key || key.length < 8 || key.length > 100) throw new Refused('idempotency_key_missing')
  const hash = requestHash(input, facts.body)
  const operators = scope.organizationId === noOrganization
  const given = statementOf(
    operators
      ? sql`select endpoint, request_hash, answer from platform_idempotency_keys
        where user_id = ${scope.userId} and key = ${key}`
      : sql`select endpoint, request_hash, answer from idempotency_keys
        where organization_id = ${scope.organizationId} and user_id = ${scope.userId} and key = ${key}`,
  )
  const keys = sql.table(operators ? 'platform_idempotency_keys' : 'idempotency_keys')
  const answerAgain = (row: unknown) => {
    const before = row as { endpoint: string; request_hash: string; answer: { is: unknown } }
    if (before.endpoint !== endpoint.name || before.request_hash !== hash) throw new Refused('idempotency_key_reused')
    return before.answer.is
  }
  const answeredBefore = async () => (await database.once([entering(scope), given]))[1]!.rows[0]
  const write = () =>
    writeWithin(
      database,
      scope,
      async (tx) => {
        const answer = await one.work(tx)
        tx.later(sql`insert into ${keys} (key, endpoint, request_hash, answer)
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
    return await inLine(one, write, refuseInLine)
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
