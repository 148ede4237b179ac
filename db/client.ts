import pg from 'pg'
import { codeOf, Explained } from '#db/explained.ts'

/** Opens one connection for `work` and closes it. A server that cannot be reached becomes a sentence. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(url: string): Promise<pg.Client> {
  if (!URL.canParse(url)) {
    throw new Explained('The database address is not a URL like postgres://user:password@host:5432/database.')
  }
  const client = new pg.Client({
    connectionString: url,
    application_name: 'polyclinic-admin',
    // Something that takes the connection and says nothing would be waited for without end.
    connectionTimeoutMillis: 10_000,
  })
  // A lost connection fails the query that waits for it; without a listener it would also end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new Explained(`${whyNotConnected(error, new URL(url))} (${(error as Error).message || codeOf(error)})`, {
      cause: error,
    })
  }
}

function whyNotConnected(error: unknown, url: URL): string {
  const where = `${url.hostname}:${url.port || 5432}`
  const database = decodeURIComponent(url.pathname.slice(1))
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} does not accept the user ${decodeURIComponent(url.username)} with this password.`
    case '3D000':
      return `PostgreSQL at ${where} has no database "${database}": create it first.`
    default:
      return `PostgreSQL cannot be reached at ${where}.`
  }
}
