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

  /** Writes the rows and forgets them. Answers how many there were. */
  async write(client: pg.Client): Promise<number> {
    const { size } = this
    if (size === 0) return 0
    const data = Buffer.from(`${this.text.join('\n')}\n`)
    this.text = []
    await new Promise<void>((done, failed) => {
      client.query<CopyIn>(new CopyIn(`copy ${this.table} (${this.columns.join(', ')}) from stdin`, data, done, failed))
    })
    return size
  }
}

/** A submittable for pg's client queue: sends one COPY and its data. */
class CopyIn {
  private readonly statement: string
  private readonly data: Buffer
  private readonly done: () => void
  private readonly failed: (error: Error) => void
  constructor(statement: string, data: Buffer, done: () => void, failed: (error: Error) => void) {
    this.statement = statement
    this.data = data
    this.done = done
    this.failed = failed
  }

  submit(connection: unknown): void {
    ;(connection as Wire).query(this.statement)
  }

  handleCopyInResponse(connection: Wire): void {
    connection.sendCopyFromChunk(this.data)
    connection.endCopyFrom()
  }

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
