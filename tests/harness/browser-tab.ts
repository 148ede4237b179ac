import type { Call, Endpoint, Output } from '#contract/endpoint.ts'
import { type Fetch, requestOf } from './caller.ts'

type AppFetch = (request: Request, env?: object) => Response | Promise<Response>

/**
 * A browser in front of the API: keeps cookies by host, carries the access token of its last sign-in, and comes from an
 * address. `call` gives any answer, refusals too.
 */
export function openTab(
  fetch: AppFetch | Fetch,
  { host = 'localhost', from = '192.0.2.1', agent = 'Mozilla/5.0 (X11; Linux) Chrome/130.0' } = {},
) {
  const jar = new Map<string, string>()
  const tab = {
    token: null as string | null,
    jar,
    async call<E extends Endpoint>(endpoint: E, input: Call<E>, headers: Record<string, string> = {}) {
      const { path, init } = requestOf(endpoint, input as Record<string, unknown>)
      const request = new Request(`http://${host}${path}`, init)
      request.headers.set('host', host)
      request.headers.set('user-agent', agent)
      if (jar.size > 0) request.headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
      if (tab.token) request.headers.set('authorization', `Bearer ${tab.token}`)
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
      const response = await (fetch as AppFetch)(request, { incoming: { socket: { remoteAddress: from } } })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
        if (value) jar.set(name!, value)
        else jar.delete(name!)
      }
      const text = await response.text()
      const body = text ? JSON.parse(text) : null
      if (body?.accessToken) tab.token = body.accessToken
      const error = (body?.error ?? null) as { code: string; message: string; detail?: any } | null
      return { status: response.status, body: body as Output<E>, refusal: error?.code ?? null, error }
    },
  }
  return tab
}
export type Tab = ReturnType<typeof openTab>
