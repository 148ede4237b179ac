import autocannon from 'autocannon'

export interface Shot {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface Pace {
  perSecond: number
  p50Ms: number
  p99Ms: number
  answers: number
  failures: number
}

function asked({ method, path, headers = {}, body = '' }: Shot) {
  const posted = method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  return { method, path, headers: { ...headers, ...posted }, body }
}

/** Sends shots over keep-alive connections for a while. `next` makes each; a POST gets an idempotency key of its own. */
export async function fire(port: number, connections: number, seconds: number, next: () => Shot): Promise<Pace> {
  const statuses = { good: 0, bad: 0 }
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    // It ends at a sample: with the default of a second, 0.3 s lasted a whole one.
    sampleInt: 50,
    requests: [
      {
        setupRequest: (request) => ({ ...request, ...asked(next()) }),
        onResponse: (status) => {
          if (status < 300) statuses.good += 1
          else statuses.bad += 1
        },
      },
    ],
  })
  // Connections that hang up leave questions behind. They are answered in turn: who is answered now was the last, and the
  // next round begins with nobody before it.
  const { path, ...init } = asked(next())
  await (await fetch(`http://127.0.0.1:${port}${path}`, { ...init, body: init.body || undefined })).arrayBuffer()
  return {
    perSecond: statuses.good / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: statuses.good,
    failures: statuses.bad + result.errors + result.timeouts,
  }
}
