import { spawn } from 'node:child_process'
import { type Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'

/** The product in a process of its own, over the proof's database. */
export async function serveApi(appUrl: string) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../attacks/serve.ts', import.meta.url))], {
    env: { ...process.env, APP_URL: appUrl, LOG_LEVEL: 'silent', POOL_SIZE: '8', TRUSTED_PROXIES: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (part) => {
      printed += part
      const found = /serving (\S+)/.exec(printed)
      if (found) resolve(found[1]!)
    })
    child.on('exit', () => reject(new Error('A server ended before it served.')))
  })
  return { url, stop: () => child.kill('SIGKILL') }
}

export interface Answer {
  /** 0: the connection was closed without a word. */
  status: number
  /** The refusal's code, or null. */
  refusal: string | null
  cookies: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: whatever the endpoint answers
  body: any
}

/** One request with exactly these headers: `host` too, which fetch would not let through. */
export function ask(
  url: string,
  method: string,
  path: string,
  {
    headers = {},
    body,
    agent,
  }: { headers?: Record<string, string>; body?: object | undefined; agent?: Agent | undefined } = {},
): Promise<Answer> {
  const text = body && JSON.stringify(body)
  const all = text ? { 'content-type': 'application/json', ...headers } : headers
  return new Promise((resolve) => {
    const asked = request(`${url}/api${path}`, { method, headers: all, ...(agent && { agent }) }, (response) => {
      let said = ''
      response.on('data', (part) => {
        said += part
      })
      response.on('end', () => {
        const status = response.statusCode ?? 0
        const cookies = Object.fromEntries(
          (response.headers['set-cookie'] ?? []).map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie)!.slice(1, 3)),
        )
        const parsed = parse(said)
        resolve({ status, refusal: parsed?.error?.code ?? null, cookies, body: parsed })
      })
    })
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // An idle connection that the server closed in the same moment: asked again on a new one.
      if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(ask(url, method, path, { headers, body, agent }))
      else resolve({ status: 0, refusal: null, cookies: {}, body: null })
    })
    asked.end(text)
  })
}

function parse(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
