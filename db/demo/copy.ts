import type pg from 'pg'

/** A value of a column: jsonb is given as text, instants by `instant`, arrays by `list`. */
export type Cell = string | number | boolean | null

// The part of pg's connection that a COPY uses.
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** Rows for one table, kept as the text that `copy … from stdin` reads. */
export class Sheet {
  readonly table: string
  readonly columns: readonly string[]
  private text: string[] = []

  constructor(table: string, columns: string) {
    this.table = table
    this.columns = columns.split(' ')
  }

  add(...cells: Cell[]): void {
    if (cells.length !== this.columns.length)
      throw new Error(`${this.table} takes ${this.columns.length} columns, not ${cells.length}`)
    this.text.push(cells.map(encode).join('\t'))
  }

  get size(): number {
    return this.text.length
  }

  /** The COPY with its rows; the sheet is empty afterwards. */
  take(): Step {
    const data = this.text.length > 0 ? Buffer.from(`${this.text.join('\n')}\n`) : Buffer.alloc(0)
    this.text = []
    return { text: `copy ${this.table} (${this.columns.join(', ')}) from stdin`, data }
  }
}

/** A statement without answer; `data` is what a COPY reads. */
export interface Step {
  text: string
  data?: Buffer
}

/**
 * Runs the steps in one message, and sends all data behind it at once: the server works through them while the
 * caller makes the next ones. Rejects with the first error, of which the server runs nothing further.
 */
export async function runSteps(client: pg.Client, steps: Step[]): Promise<void> {
  if (steps.length === 0) return
  await new Promise<void>((done, failed) => {
    client.query<Steps>(new Steps(steps, done, failed))
  })
}

/** A submittable for pg's client queue. */
class Steps {
  private readonly steps: Step[]
  private readonly done: () => void
  private readonly failed: (error: Error) => void

  constructor(steps: Step[], done: () => void, failed: (error: Error) => void) {
    this.steps = steps
    this.done = done
    this.failed = failed
  }

  submit(connection: unknown): void {
    const wire = connection as Wire
    wire.query(this.steps.map(({ text }) => text).join(';\n'))
    for (const { data } of this.steps) {
      if (!data) continue
      if (data.length > 0) wire.sendCopyFromChunk(data)
      wire.endCopyFrom()
    }
  }

  // The data is on its way already; data of a COPY that never comes is ignored by the server.
  handleCopyInResponse(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}

  // pg forgets a query that failed: no ready-for-query follows it.
  handleError(error: Error): void {
    this.failed(error)
  }

  handleReadyForQuery(): void {
    this.done()
  }
}

function encode(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  return /[\\\t\n\r]/.test(cell) ? cell.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : cell
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Epoch milliseconds as a timestamptz. */
export const instant = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())

/** A text array. */
export const list = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
