import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { PlatformRight } from '#contract/endpoint.ts'
import { type Permission, rolesAllowed } from '#contract/permissions.ts'
import { platformId } from '#contract/session.ts'
import type { DB } from '#db/types.ts'
import type { Statement, StatementResult } from './batch.ts'
import type { Database, Send } from './databases.ts'
import { Refused } from './errors.ts'
import { type Look, LookNote } from './look.ts'

/** Builds typed queries; it cannot run any. Running needs a Tx, and a Tx needs a scope. */
export const db = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
export { sql } from 'kysely'

export type Query<Row> = Compilable<Row> | RawBuilder<Row>

/** A person's scope: derived and checked by the database in the same round trip as the query. */
export interface SessionScope {
  kind: 'session'
  sessionId: string
  organizationId: string
  userId: string
  /** What is asked for; null: any session may. */
  permission: Permission | PlatformRight | null
  /** Only if a password or a code was given within ten minutes. */
  fresh?: boolean
  /** Goes through while the organization is read-only. */
  whileReadOnly?: boolean
  /** The clinic of the URL; null: all clinics this person may see. */
  clinicId: string | null
  traceId: string
  /** A doctor whose own patients alone are read: somebody looks at the branch as that doctor. It can only narrow. */
  asDoctor?: string | undefined
  /** Of an operator: why the organizations are looked at; stands in the record. */
  reason?: string
}
/** The organization of an operator's session: none. Every wall compares with null. */
export const noOrganization = platformId
/** A job's scope: the ids it was given when it was queued. `clinicIds` null: the whole organization. */
export interface WorkScope {
  kind: 'job'
  organizationId: string
  clinicIds: readonly string[] | null
  userId: string | null
  traceId: string
}
export type Scope = SessionScope | WorkScope

/** A transaction with a scope: the only way to a query. */
export interface Tx {
  readonly organizationId: string
  /** The clinic in scope; throws for an organization-wide scope. */
  readonly clinicId: string
  /** Who asks; null for a job nobody started. */
  readonly userId: string | null
  readonly traceId: string
  /** All rows. */
  rows<Row>(query: Query<Row>): Promise<Row[]>
  /** The one row; Refused `not_found` when there is none. */
  one<Row>(query: Query<Row>): Promise<Row>
  /** The first row or null. */
  find<Row>(query: Query<Row>): Promise<Row | null>
  /** Several statements in one round trip; the rows of each. */
  batch<Rows extends unknown[]>(
    ...queries: { [K in keyof Rows]: Query<Rows[K]> }
  ): Promise<{ [K in keyof Rows]: Rows[K][] }>
  /** A write whose result nobody reads: sent together with the commit. */
  later(query: Query<unknown>): void
  /** Audit row and event at once. A change that recorded nothing is rolled back. */
  record(event: string, subjectId: string, detail?: object, clinicId?: string): void
  /** Says why a request that may change something has, this time, nothing to record. */
  recordNothing(because: string): void
}

export function statementOf(query: Query<unknown>): Statement {
  const compiled = query.compile(db)
  return { text: compiled.sql, values: compiled.parameters }
}

const begin: Statement = { text: 'begin', values: [] }
const commit: Statement = { text: 'commit', values: [] }
const rollback: Statement = { text: 'rollback', values: [] }
const refuseReadOnly: Statement = { text: 'select app.refuse_read_only()', values: [] }

// What app.enter answered last, made into the shorter way in: the database looks at the session and one version instead
// of deriving the scope anew, which cost a small read a fifth of its time. An old one spoils nothing.
const passes = new Map<string, Statement>()
const mostPasses = 20_000
const passKey = ({ sessionId, permission, clinicId }: SessionScope) => `${sessionId} ${permission} ${clinicId}`

function remember(scope: Scope, pass: unknown) {
  if (scope.kind !== 'session' || !scope.clinicId || scope.fresh || typeof pass !== 'string') return
  if (passes.size >= mostPasses) passes.clear()
  passes.set(passKey(scope), enteringAgain(scope, pass))
}

// The settings end with the transaction, so a pooled connection cannot carry one clinic's scope into the next request.
export function entering(scope: Scope): Statement {
  if (scope.kind === 'session') {
    const { sessionId, permission, clinicId, fresh = false, reason = null } = scope
    if (scope.organizationId === noOrganization)
      return { text: 'select app.enter_platform($1, $2, $3, $4)', values: [sessionId, permission, fresh, reason] }
    const roles = permission && rolesAllowed(permission as Permission)
    const values = [sessionId, permission, roles, clinicId, fresh]
    return { text: 'select app.enter($1, $2, $3, $4, $5) as pass', values }
  }
  return { text: 'select app.enter_job($1, $2, $3)', values: [scope.organizationId, scope.clinicIds, scope.userId] }
}

/** For whom `app.enter` gave this pass; the database answers PC409 when it is old. */
export function enteringAgain(
  { sessionId, clinicId }: Pick<SessionScope, 'sessionId' | 'clinicId'>,
  pass: string,
): Statement {
  const values = [sessionId, clinicId, `{${clinicId}}`, pass.slice(0, 36), pass.endsWith('*') ? 'on' : '']
  return { text: 'select app.enter_again($1, $2, $3, $4, $5)', values }
}
const oldPass = 'PC409'

/** Sends a read behind the door; `rest` follows the statement that opens the scope. */
async function readBehind(database: Database, scope: Scope, rest: Statement[]): Promise<StatementResult[]> {
  const again = scope.kind === 'session' && !scope.fresh ? passes.get(passKey(scope)) : undefined
  if (again)
    try {
      return await database.once([again, ...rest])
    } catch (error) {
      if ((error as { code?: string }).code !== oldPass) throw error
      passes.delete(passKey(scope as SessionScope))
    }
  const results = await database.once([entering(scope), ...rest])
  remember(scope, results[0]!.rows[0]?.pass)
  return results
}

// Whoever sees own patients only already keeps seeing those, whomever she names.
function narrowing(scope: Scope): Statement[] {
  if (scope.kind !== 'session' || !scope.asDoctor) return []
  const text = `select set_config('app.own_doctor_id', $1, true)
    where coalesce(current_setting('app.own_doctor_id', true), '') = ''`
  return [{ text, values: [scope.asDoctor] }]
}

const inDatabase = Symbol('database')

/** Which database a transaction runs in; for the job queue, which shares it. */
export function databaseOf(tx: Tx): Database {
  return (tx as ScopedTx)[inDatabase]
}

abstract class ScopedTx implements Tx {
  readonly organizationId: string
  readonly userId: string | null
  readonly traceId: string
  recorded = false
  readonly [inDatabase]: Database
  private readonly onlyClinic: string | null

  constructor(database: Database, scope: Scope) {
    this[inDatabase] = database
    this.organizationId = scope.organizationId
    this.userId = scope.userId
    this.traceId = scope.traceId
    this.onlyClinic =
      scope.kind === 'session' ? scope.clinicId : scope.clinicIds?.length === 1 ? scope.clinicIds[0]! : null
  }

  get clinicId(): string {
    if (!this.onlyClinic) throw new Error('This scope has no single clinic.')
    return this.onlyClinic
  }

  protected abstract send(statements: Statement[]): Promise<unknown[][]>
  abstract later(query: Query<unknown>): void
  abstract record(event: string, subjectId: string, detail?: object, clinicId?: string): void

  recordNothing() {
    this.recorded = true
  }

  async rows<Row>(query: Query<Row>): Promise<Row[]> {
    return (await this.send([statementOf(query)]))[0] as Row[]
  }

  async find<Row>(query: Query<Row>): Promise<Row | null> {
    return (await this.rows(query))[0] ?? null
  }

  async one<Row>(query: Query<Row>): Promise<Row> {
    const row = await this.find(query)
    if (!row) throw new Refused('not_found')
    return row
  }

  async batch<Rows extends unknown[]>(...queries: { [K in keyof Rows]: Query<Rows[K]> }) {
    return (await this.send(queries.map((query) => statementOf(query as Query<unknown>)))) as {
      [K in keyof Rows]: Rows[K][]
    }
  }
}

function rowsAfter(opening: number, results: StatementResult[]) {
  return results.slice(opening).map((result) => result.rows)
}

/** Reads: each call is a round trip and a transaction of its own, so no connection is held between them. */
class ReadTx extends ScopedTx {
  private readonly database: Database
  private readonly scope: Scope
  private readonly look: Look | null
  private entered = false

  constructor(database: Database, scope: Scope, look: Look | null) {
    super(database, scope)
    this.database = database
    this.scope = scope
    this.look = look
  }

  /** Who may ask is found out with the first query; a handler that needed none has not been asked who asks. */
  async enter() {
    if (!this.entered) await this.send([])
  }

  protected async send(statements: Statement[]) {
    const note = !this.entered && this.look && 'sessionId' in this.scope && LookNote.of(this.scope.sessionId, this.look)
    this.entered = true
    const opening = [...narrowing(this.scope), ...(note ? [note.statement] : [])]
    const results = await readBehind(this.database, this.scope, [...opening, ...statements])
    if (note) note.committed(results[opening.length]!.rows)
    return rowsAfter(1 + opening.length, results)
  }

  later(): never {
    throw new Error('A read cannot write.')
  }

  record(): never {
    throw new Error('A read cannot write.')
  }
}

/** An answer that was given before to the same idempotency key. */
export class Replayed extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('replayed')
    this.answer = answer
  }
}

class WriteTx extends ScopedTx {
  private readonly sendNow: Send
  private readonly scope: Scope
  private readonly replay: Statement | null
  private readonly waiting: Statement[] = []
  private begun = false

  constructor(database: Database, sendNow: Send, scope: Scope, replay: Statement | null) {
    super(database, scope)
    this.sendNow = sendNow
    this.scope = scope
    this.replay = replay
  }

  protected async send(statements: Statement[]) {
    if (this.begun) return (await this.sendNow(statements)).map((result) => result.rows)
    this.begun = true
    const opening = this.replay ? [begin, entering(this.scope), this.replay] : [begin, entering(this.scope)]
    if (this.scope.kind === 'session' && !this.scope.whileReadOnly) opening.push(refuseReadOnly)
    const results = await this.sendNow([...opening, ...statements])
    if (this.replay && results[2]!.rows.length > 0) throw new Replayed(results[2]!.rows[0])
    return results.slice(opening.length).map((result) => result.rows)
  }

  later(query: Query<unknown>) {
    this.waiting.push(statementOf(query))
  }

  record(event: string, subjectId: string, detail?: object, clinicId?: string) {
    this.recorded = true
    const given = detail === undefined ? null : JSON.stringify(detail)
    if (this.scope.kind === 'session' && this.organizationId === noOrganization) {
      const values = [event, subjectId, given, this.traceId]
      this.waiting.push({ text: 'select app.record_platform($1, $2, $3, $4)', values })
      return
    }
    this.waiting.push(
      clinicId === undefined
        ? { text: 'select app.record($1, $2, $3, $4)', values: [event, subjectId, given, this.traceId] }
        : { text: 'select app.record($1, $2, $3, $4, $5)', values: [event, subjectId, given, this.traceId, clinicId] },
    )
  }

  async finish() {
    if (!this.begun) await this.send([])
    if (!this.recorded) throw new Error('This change recorded nothing, so it was rolled back.')
    const results = await this.sendNow([...this.waiting, commit])
    // A failed transaction answers a commit with ROLLBACK, and without an error.
    if (results.at(-1)!.command !== 'COMMIT') throw new Error('The transaction did not commit.')
  }

  /** Queued behind whatever is under way; the connection goes back only when it is through. */
  async abandon() {
    if (this.begun) await this.sendNow([rollback]).catch(() => {})
  }
}

/** Reads within a scope. `look`: that a patient's record is opened; noted with the first query, or nothing is read. */
export async function readWithin<Result>(
  database: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<Result>,
  look: Look | null = null,
): Promise<Result> {
  const tx = new ReadTx(database, scope, look)
  const result = await work(tx)
  await tx.enter()
  return result
}

/**
 * Runs `work` in one transaction within a scope: all of it or nothing. `replay` finds an answer given before; when it
 * returns a row, `Replayed` is thrown and nothing is changed.
 */
export function writeWithin<Result>(
  database: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<Result>,
  replay: Statement | null = null,
): Promise<Result> {
  return database.hold(async (send) => {
    const tx = new WriteTx(database, send, scope, replay)
    try {
      const result = await work(tx)
      await tx.finish()
      return result
    } catch (error) {
      await tx.abandon()
      throw error
    }
  })
}
