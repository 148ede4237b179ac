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
        setupRequest: (request) => {
          const shot = next()
          const headers: Record<string, string> = { ...shot.headers }
          if (shot.method === 'POST') {
            headers['content-type'] = 'application/json'
            headers['idempotency-key'] = crypto.randomUUID()
          }
          return { ...request, method: shot.method, path: shot.path, headers, body: shot.body ?? '' }
        },
        onResponse: (status) => {
          if (status < 300) statuses.good += 1
          else statuses.bad += 1
        },
      },
    ],
  })
  return {
    perSecond: statuses.good / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: statuses.good,
    failures: statuses.bad + result.errors + result.timeouts,
  }
}
