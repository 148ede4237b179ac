import type { Endpoint } from '#contract/endpoint.ts'
import { type Fetch, requestOf } from '#tests/harness/caller.ts'
import { readable } from './readable.ts'

export interface Answer {
  status: number
  /** The whole body, and what is compressed in it; of an open stream nothing. */
  text: string
}

/** Calls endpoints through the app's front door and counts what was answered. */
export function openDoor(fetch: Fetch) {
  const counts = { calls: 0, refused: 0, allowed: 0, serverErrors: 0 }
  return {
    counts,
    async call(
      person: { token: string } | null,
      endpoint: Endpoint,
      input: Record<string, unknown>,
      file?: Uint8Array,
      headers?: Record<string, string>,
    ): Promise<Answer> {
      const { path, init } = requestOf(endpoint, input, { file, headers })
      const stop = new AbortController()
      const request = new Request(`http://localhost${path}`, { ...init, signal: stop.signal })
      if (person) request.headers.set('authorization', `Bearer ${person.token}`)
      const response = await fetch(request)
      const streams = response.headers.get('content-type')?.startsWith('text/event-stream')
      const text = streams ? '' : readable(Buffer.from(await response.arrayBuffer()))
      if (streams) {
        await response.body?.cancel()
        stop.abort()
      }
      counts.calls++
      if (response.status >= 500) counts.serverErrors++
      else counts[response.status < 300 ? 'allowed' : 'refused']++
      return { status: response.status, text }
    },
  }
}
export type Door = ReturnType<typeof openDoor>
