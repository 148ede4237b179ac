import { createServer } from 'node:http'
import pg from 'pg'

/** What the control answers under `/<case>/<number>`: statements one after the other, in a transaction when they write. */
export interface ControlCase {
  name: string
  writes: boolean
  /** Settings that the SQL's own functions read; there is no policy behind them, this role bypasses all. */
  settings: Record<string, string>
  variants: { text: string; values: unknown[] }[][]
}

// The yardstick: bare Node HTTP and pg, the same SQL as prepared statements, and nothing else: no walls, no sign-in,
// no validation, no contract. Started by run.ts as a process of its own.
process.once('message', (message) => {
  const { url, poolSize, cases } = message as { url: string; poolSize: number; cases: ControlCase[] }
  const names = new Map<string, string>()
  const named = ({ text, values }: { text: string; values: unknown[] }) => {
    const name = names.get(text) ?? `c${names.size}`
    names.set(text, name)
    return { name, text, values }
  }
  const pools = new Map<string, pg.Pool>()
  const ready = new Map(
    cases.map(({ name, writes, settings, variants }) => {
      const options = Object.entries(settings)
        .map(([key, value]) => `-c ${key}=${value}`)
        .join(' ')
      const pool = pools.get(options) ?? new pg.Pool({ connectionString: url, max: poolSize, options })
      pools.set(options, pool)
      return [name, { writes, pool, variants: variants.map((statements) => statements.map(named)) }]
    }),
  )

  const server = createServer(async (request, response) => {
    const [, name, number] = request.url!.split('/')
    const { writes, pool, variants } = ready.get(name!)!
    const statements = variants[Number(number) % variants.length]!
    try {
      const rows = []
      const client = await pool.connect()
      try {
        if (writes) await client.query('begin')
        for (const statement of statements) rows.push((await client.query(statement)).rows)
        if (writes) await client.query('commit')
      } catch (error) {
        if (writes) await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(rows.length === 1 ? rows[0] : rows))
    } catch (error) {
      response.writeHead(500)
      response.end((error as Error).message)
    }
  })
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
})

// Whoever started it is gone: so is the reason to run.
process.on('disconnect', () => process.exit())
