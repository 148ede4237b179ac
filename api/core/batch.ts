import pg from 'pg'
// @ts-expect-error pg ships no types for this file
import wireValues from 'pg/lib/utils.js'
import { serialize } from 'pg-protocol'

/** One statement with its bound values. Values are always bound, never built into the text. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

export type Row = Record<string, unknown>
export interface StatementResult {
  rows: Row[]
  /** The command tag, `COMMIT` or `INSERT 0 1`. */
  command: string
}

interface Field {
  name: string
  dataTypeID: number
}

/** What a connection remembers of its prepared statements: name and the columns of the answer. */
interface Prepared {
  name: string
  fields: Field[] | null
}

// The part of pg's connection that is used here.
interface Wire {
  stream: { write(bytes: Buffer): boolean }
}

const prepared = new WeakMap<object, Map<string, Prepared>>()
// Names that may or may not exist on the server after an error: closed with the next batch, so that whoever is
// refused again and again does not fill the server's memory.
const doubtful = new WeakMap<object, string[]>()
const maximumPrepared = 400
let serial = 0

const describePortal = serialize.describe({ type: 'P', name: '' })
const executePortal = serialize.execute({ portal: '', rows: 0 })
const mapValue = wireValues.prepareValue as (value: unknown) => unknown

/**
 * Several prepared statements under a single Sync: one round trip, and one implicit transaction unless `begin` is
 * among them. A submittable for pg's client queue. Named statements, because unnamed ones lost a third of the
 * throughput; the columns of a known statement are remembered, so that it is not described again.
 */
export class Batch {
  readonly promise: Promise<StatementResult[]>
  private readonly statements: readonly Statement[]
  private readonly results: StatementResult[]
  private readonly entries: (Prepared | null)[] = []
  private known: Map<string, Prepared> | null = null
  private readonly fresh: string[] = []
  private current = 0
  private parsers: ((text: string) => unknown)[] | null = null
  private names: string[] = []
  private failure: Error | null = null
  private resolve!: (results: StatementResult[]) => void
  private reject!: (error: Error) => void

  constructor(statements: readonly Statement[]) {
    this.statements = statements
    this.results = statements.map(() => ({ rows: [], command: '' }))
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }

  submit(connection: Wire): Error | null {
    this.known = prepared.get(connection) ?? new Map()
    prepared.set(connection, this.known)
    let values: unknown[][]
    try {
      // Before a byte is sent: half a batch without its Sync would hang the connection.
      values = this.statements.map((statement) => statement.values.map((value) => mapValue(value)))
    } catch (error) {
      return error as Error
    }
    const messages: Buffer[] = []
    for (const name of doubtful.get(connection) ?? []) messages.push(serialize.close({ type: 'S', name }))
    doubtful.delete(connection)
    for (const [index, statement] of this.statements.entries()) this.add(messages, statement, values[index]!)
    messages.push(serialize.sync())
    // One buffer, one write: gathering them in the kernel cost a tenth of a small read.
    connection.stream.write(Buffer.concat(messages))
    return null
  }

  private add(messages: Buffer[], statement: Statement, values: unknown[]) {
    let entry = this.known!.get(statement.text)
    if (!entry) {
      // Beyond the bound a statement goes unnamed, so that a caller who varies its text cannot fill the server.
      const name = this.known!.size < maximumPrepared ? `p${++serial}` : ''
      entry = { name, fields: null }
      messages.push(serialize.parse({ text: statement.text, name }))
      if (name) {
        this.known!.set(statement.text, entry)
        this.fresh.push(statement.text)
      }
    }
    this.entries.push(entry)
    messages.push(serialize.bind({ statement: entry.name, values }))
    if (!entry.fields) messages.push(describePortal)
    messages.push(executePortal)
  }

  private columnsOf(fields: Field[]) {
    this.names = fields.map((field) => field.name)
    this.parsers = fields.map((field) => parserOf(field.dataTypeID))
  }

  handleRowDescription(message: { fields: Field[] }) {
    this.entries[this.current]!.fields = message.fields
    this.columnsOf(message.fields)
  }

  handleDataRow(message: { fields: (string | null)[] }) {
    if (!this.parsers) this.columnsOf(this.entries[this.current]!.fields ?? [])
    const row: Row = {}
    const cells = message.fields
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]
      row[this.names[index]!] = cell === null || cell === undefined ? null : this.parsers![index]!(cell)
    }
    this.results[this.current]!.rows.push(row)
  }

  handleCommandComplete(message: { text: string }) {
    this.results[this.current]!.command = message.text
    this.next()
  }

  handleEmptyQuery() {
    this.next()
  }

  private next() {
    // A statement that returns nothing sends NoData, which pg does not hand on: remember that it has no columns.
    const entry = this.entries[this.current]
    if (entry && !entry.fields) entry.fields = []
    this.current += 1
    this.parsers = null
  }

  handlePortalSuspended() {
    this.next()
  }

  handleCopyInResponse(connection: { sendCopyFail(reason: string): void }) {
    connection.sendCopyFail('not expected')
  }

  handleCopyData() {}

  handleError(error: Error & { code?: string }, connection?: object) {
    // pg takes the query away from the connection at the first error: nothing more will come here. Which of the
    // fresh statements were parsed is unknown now, so all are forgotten; new ones get new names. A server that knows
    // a statement no more, or whose tables changed under it, is told all of them anew.
    const stale = error.code === '26000' || (error.code === '0A000' && error.message.startsWith('cached plan'))
    const texts = stale ? [...this.known!.keys()] : this.fresh
    const names = texts.map((text) => this.known!.get(text)!.name)
    for (const text of texts) this.known!.delete(text)
    if (connection && names.length > 0) doubtful.set(connection, [...(doubtful.get(connection) ?? []), ...names])
    this.failure = error
    this.reject(error)
  }

  handleReadyForQuery() {
    if (!this.failure) this.resolve(this.results)
  }
}

const int8 = 20
const timestamptz = 1184
const date = 1082
const numeric = 1700

function parserOf(oid: number): (text: string) => unknown {
  if (oid === int8) return Number // money and counters stay far below 2^53
  if (oid === timestamptz) return isoInstant
  if (oid === date || oid === numeric) return String
  return pg.types.getTypeParser(oid, 'text') as (text: string) => unknown
}

/** '2026-11-21 07:00:00.12+00' → '2026-11-21T07:00:00.12Z'; the session's zone is UTC. */
function isoInstant(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text
}
