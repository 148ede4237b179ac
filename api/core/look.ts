import { type Endpoint, type LookKind, pathParams } from '#contract/endpoint.ts'
import type { Statement } from './batch.ts'

/** That somebody opens a patient's record by this request. `via`: what the id is of, as the path names it. */
export interface Look {
  kind: LookKind
  via: string
  id: string
}

/** The look that a request to this endpoint is, or null. */
export function lookOf(endpoint: Endpoint): ((input: unknown) => Look) | null {
  const { opens: kind } = endpoint
  if (!kind) return null
  const via = pathParams(endpoint.path).at(-1)!
  return (input) => ({ kind, via, id: (input as Record<string, string>)[via]! })
}

const quarterMilliseconds = 15 * 60_000
const mostNoted = 50_000
let quarter = 0
const noted = new Set<string>()

/**
 * The row that says who looked goes in the same transaction as the read: no answer without it. There is one per person,
 * patient, kind and quarter of an hour, so what this process has seen committed in this quarter need not be asked for
 * again: that spares the database nearly all of it, and loses nothing, since only rows that stand are remembered here.
 */
export class LookNote {
  readonly statement: Statement
  private readonly key: string

  private constructor(key: string, { kind, via, id }: Look) {
    this.key = key
    this.statement = { text: 'select app.look($1, $2, $3) as looked', values: [kind, via, id] }
  }

  /** null: it stands already. `sessionId`: of who looks; support inside an elevation has sessions of its own. */
  static of(sessionId: string, look: Look): LookNote | null {
    const now = Math.floor(Date.now() / quarterMilliseconds)
    if (now !== quarter || noted.size >= mostNoted) noted.clear()
    quarter = now
    const key = `${sessionId} ${look.kind} ${look.id}`
    return noted.has(key) ? null : new LookNote(key, look)
  }

  /** The transaction has committed. There may have been no such patient: then nothing was noted. */
  committed(rows: Record<string, unknown>[]) {
    if (rows[0]?.looked === true) noted.add(this.key)
  }
}
