import pg from 'pg'
import { Batch, type Statement, type StatementResult } from './batch.ts'
import { Refused } from './errors.ts'
import { log } from './log.ts'

/** A database the product's rows live in. The pool stays in here: `tx.ts` is the one door to it. */
export interface Database {
  /** Sends statements in one round trip on a connection of its own: one implicit transaction. */
  once(statements: readonly Statement[]): Promise<StatementResult[]>
  /** Keeps one connection for `work`. */
  hold<Result>(work: (send: Send) => Promise<Result>): Promise<Result>
  /** For the job queue's own upkeep, whose texts may hold several statements: pg's plain way. Answers all their rows. */
  script(text: string, values?: unknown[]): Promise<unknown[]>
  /**
   * The same on a connection that no request can hold: what a transaction waits for must not wait for transactions. The
   * first jobs of a process, queued by as many requests as the pool has connections, stood still until they timed out.
   */
  aside(text: string, values?: unknown[]): Promise<unknown[]>
  end(): Promise<void>
}
export type Send = (statements: readonly Statement[]) => Promise<StatementResult[]>

// Set by the session, so that an external server needs no preparation. A desk would rather hear "try again" than wait.
const settings = [
  'timezone=UTC',
  'jit=off',
  'statement_timeout=15000',
  'lock_timeout=2000',
  'idle_in_transaction_session_timeout=10000',
]

/** Opens a pool as the restricted role. `size` is the most connections this process will hold. */
export function openDatabase(url: string, size: number): Database {
  const pool = openPool(url, size)
  let reserved: pg.Pool | null = null

  async function hold<Result>(work: (send: Send) => Promise<Result>): Promise<Result> {
    const client = await pool.connect().catch((error: Error) => {
      if (error.message.startsWith('timeout exceeded')) throw new Refused('busy')
      // Stopped, starting up, full, or told a wrong password: the person can only try again, the operator must know.
      log.error({ err: error.message }, 'no connection to the database')
      throw new Refused('unavailable')
    })
    try {
      return await work((statements) => {
        const batch = new Batch(statements)
        client.query(batch as unknown as pg.Submittable)
        return batch.promise
      })
    } finally {
      client.release()
    }
  }

  async function plainly(from: pg.Pool, text: string, values?: unknown[]) {
    const answer = await from.query(text, values?.length ? values : undefined)
    return [answer].flat().flatMap(({ rows }) => rows)
  }

  return {
    hold,
    once: (statements) => hold((send) => send(statements)),
    script: (text, values) => plainly(pool, text, values),
    aside(text, values) {
      reserved ??= openPool(url, 1)
      return plainly(reserved, text, values)
    },
    async end() {
      await Promise.all([pool.end(), reserved?.end()])
    },
  }
}

function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 8000,
    idleTimeoutMillis: 30_000,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  })
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', () => {})
  // Nor one that breaks between two statements of a transaction, when nobody waits for it: the next statement says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * Which database an organization lives in. Today every organization shares one; a dedicated database is another
 * entry here and nothing else changes.
 */
export interface Databases {
  control: Database
  of(organizationId: string): Database
  end(): Promise<void>
}

export function openDatabases(appUrl: string, poolSize: number): Databases {
  const control = openDatabase(appUrl, poolSize)
  return { control, of: () => control, end: () => control.end() }
}
