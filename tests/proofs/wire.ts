import { Agent, request } from 'node:http'

export interface WireAnswer {
  status: number
  milliseconds: number
}

/** Keep-alive HTTP connections to one address: what a branch's desks hold open all day. */
export function openWires(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections })
  const { hostname, port } = new URL(url)

  function send(method: string, path: string, token: string, body?: object): Promise<WireAnswer> {
    const began = performance.now()
    return new Promise((resolve, reject) => {
      const text = body ? JSON.stringify(body) : undefined
      const headers: Record<string, string | number> = { authorization: `Bearer ${token}` }
      if (text !== undefined) {
        headers['content-type'] = 'application/json'
        headers['content-length'] = Buffer.byteLength(text)
        headers['idempotency-key'] = crypto.randomUUID()
      }
      const asked = request({ agent, hostname, port, method, path, headers }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, milliseconds: performance.now() - began }))
        answer.once('error', reject)
      })
      asked.once('error', reject)
      asked.end(text)
    })
  }

  return { send, close: () => agent.destroy() }
}
export type Wires = ReturnType<typeof openWires>
