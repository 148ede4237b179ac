import { beforeAll, describe, expect, test } from 'vitest'
import { diskSecret, type Served, serveForAttack, statusOf } from './served.ts'

let served: Served
beforeAll(async () => {
  served = await serveForAttack()
})

const close = 'Host: localhost\r\nConnection: close\r\n'
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\n${close}${headers}\r\n`

describe('a request that HTTP does not know', () => {
  const json = 'Content-Type: application/json\r\n'
  const odd: Record<string, string | Buffer> = {
    'an unknown method': `FROB /api/health HTTP/1.1\r\n${close}\r\n`,
    'a method of the web that nobody serves': `PROPFIND /api/health HTTP/1.1\r\n${close}\r\n`,
    TRACE: `TRACE /api/health HTTP/1.1\r\n${close}\r\n`,
    CONNECT: `CONNECT localhost:22 HTTP/1.1\r\n${close}\r\n`,
    'OPTIONS of everything': `OPTIONS * HTTP/1.1\r\n${close}\r\n`,
    'no host': 'GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n',
    'two hosts': get('/api/health', 'Host: elsewhere\r\n'),
    'a host that is no host': 'GET /api/health HTTP/1.1\r\nHost: a b<>{}\r\nConnection: close\r\n\r\n',
    'a host with a path': 'GET /api/health HTTP/1.1\r\nHost: x/../y?z#\r\nConnection: close\r\n\r\n',
    'an empty host': 'GET /api/health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n',
    'an address as path': get('http://elsewhere.example/api/health'),
    'an address that is none': get('http://[::bad/api/health'),
    'a path without a slash': get('api/health'),
    'two slashes': get('//api/health'),
    'a null byte in the path': get('/api/clinics/%00/patients'),
    'a broken escape': get('/api/clinics/%/patients?q=%'),
    'bytes that are no UTF-8': get('/api/organization-info?domain=%ff%fe'),
    'a very long path': get(`/api/${'a'.repeat(14_000)}`),
    'headers without end': get('/api/health', `X-A: ${'a'.repeat(40_000)}\r\n`),
    'a thousand headers': get('/api/health', 'X-A: a\r\n'.repeat(3000)),
    'a huge token': get('/api/organization/overview', `Authorization: Bearer ${'a'.repeat(9000)}\r\n`),
    'a header with odd bytes': Buffer.from(get('/api/health', 'Authorization: Bearer \xff\xfe\r\n'), 'latin1'),
    'a length that is none': `POST /api/session HTTP/1.1\r\n${close}${json}Content-Length: abc\r\n\r\n{}`,
    'a negative length': `POST /api/session HTTP/1.1\r\n${close}${json}Content-Length: -1\r\n\r\n{}`,
    'a length beyond every number': `POST /api/session HTTP/1.1\r\n${close}${json}Content-Length: 99999999999999999999\r\n\r\n{}`,
    'length and chunks at once': `POST /api/session HTTP/1.1\r\n${close}${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'chunks that are none': `POST /api/session HTTP/1.1\r\n${close}${json}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n`,
    'an unknown coding': `POST /api/session HTTP/1.1\r\n${close}${json}Transfer-Encoding: gzip\r\n\r\n{}`,
    'an expectation': `POST /api/session HTTP/1.1\r\n${close}${json}Expect: the-moon\r\nContent-Length: 2\r\n\r\n{}`,
    'an upgrade': get('/api/health', 'Connection: upgrade\r\nUpgrade: websocket\r\n'),
    'a body with GET': `GET /api/health HTTP/1.1\r\n${close}Content-Length: 5\r\n\r\nhello`,
    'HTTP 2 in clear': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'no HTTP at all': Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01]),
    'a question in a form': `POST /api/session HTTP/1.1\r\n${close}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`,
  }

  test.each(Object.entries(odd))('%s is answered without an error of ours', async (_, bytes) => {
    const answer = await served.raw(bytes)
    const status = statusOf(answer)
    expect(status === 501 || status < 500, answer.slice(0, 300)).toBe(true)
    expect(answer).not.toMatch(/ at .*\.(ts|js|mjs):\d+|node_modules|x-powered-by|\nserver:/i)
    expect(served.running(), served.log().slice(-1500)).toBe(true)
    expect(statusOf(await served.raw(get('/api/health')))).toBe(200)
  })

  test('a form posted from another site is refused with a sentence', async () => {
    const answer = await served.raw(odd['a question in a form']!)
    expect(answer).toMatch(/"code":"not_json","message":"The request must be sent as JSON\."/)
  })
})

describe('the disk', () => {
  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/....//secret.txt',
    '/assets/..%252f..%252fsecret.txt',
    '/%00/../secret.txt',
    '/assets/main-abc123.js%00../../secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/./../secret.txt?x',
    '/;/../secret.txt',
    'file:///../secret.txt',
  ])('is not read through %s', async (path) => {
    const answer = await served.raw(get(path))
    expect(answer).not.toContain(diskSecret)
    expect(statusOf(answer)).toBeLessThan(500)
  })

  test('beside it, the pages are served: the page for every path, an asset by its name', async () => {
    expect(await served.raw(get('/assets/main-abc123.js'))).toContain('export {}')
    expect(await served.raw(get('/clinics/anything'))).toContain('<title>Polyclinic')
  })

  test('a part of another version is not there: the page in its place would be kept for a year', async () => {
    for (const path of ['/assets/main-old999.js', '/assets/', '/assets/..%2f..%2fsecret.txt']) {
      const answer = await fetch(`${served.url}${path}`)
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 404, null])
    }
    const kept = await fetch(`${served.url}/assets/main-abc123.js`)
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test.each(['/', '/index.html', '/clinics/anything'])('the page at %s is asked for anew each time', async (path) => {
    const answer = await fetch(`${served.url}${path}`)
    expect([await answer.text(), answer.headers.get('cache-control')]).toEqual([
      expect.stringContaining('<title>Polyclinic'),
      'no-cache',
    ])
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s serves no page', async (method) => {
    expect((await fetch(`${served.url}/`, { method })).status).toBeGreaterThanOrEqual(404)
  })
})

describe('every answer of the API', () => {
  const guarded = {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=15552000',
  }
  test.each([
    ['/api/health', 200],
    ['/api/nowhere', 404],
    ['/api/organization/overview', 401],
    ['/api/organization-info?domain=x', 200],
    ['/api/clinics/not-an-id/patients', 401],
    ['/api/openapi.json', 200],
  ])('%s (%i) is not kept, not framed and not guessed at', async (path, status) => {
    const response = await fetch(`${served.url}${path}`)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(Object.keys(guarded).map((name) => [name, response.headers.get(name)]))).toEqual(guarded)
    expect(response.headers.get('x-powered-by') ?? response.headers.get('server')).toBe(null)
  })

  test.each([
    ['PUT', '/api/health', 'GET'],
    ['OPTIONS', '/api/session', 'DELETE, POST'],
    ['TRACE', '/api/clinics/anything/patients', 'GET, POST'],
  ])('%s %s says which verbs there are', async (verb, path, allow) => {
    const answer = await served.raw(`${verb} ${path} HTTP/1.1\r\n${close}\r\n`)
    expect(answer).toContain('"code":"method_not_allowed"')
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 405 [^]*allow: ${allow}\r`, 'i'))
  })

  test('of the two documents about the API is made once: anybody may ask, and making them takes long', async () => {
    const time = async (path: string) => {
      const began = performance.now()
      expect((await fetch(`${served.url}${path}`)).headers.get('x-content-type-options')).toBe('nosniff')
      return performance.now() - began
    }
    for (const path of ['/api/openapi.json', '/api/docs']) {
      await time(path)
      const again = []
      for (let count = 0; count < 5; count++) again.push(await time(path))
      // It was 100 milliseconds and more, each of them taken from everybody else.
      expect(Math.min(...again), path).toBeLessThan(25)
    }
  })

  test('to another site’s page carries no leave to read it', async () => {
    const preflight = await fetch(`${served.url}/api/session`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBeGreaterThanOrEqual(400)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(null)
  })
})

describe('a caller who goes away', () => {
  const busyConnections = async () => {
    const { rows } = await served.admin.query(
      `select count(*)::int as open from pg_stat_activity where datname = current_database()
       and usename = 'polyclinic_app' and state in ('idle in transaction', 'idle in transaction (aborted)', 'active')
       and query !~ '(recent_changes|session_marks)'`,
    )
    return rows[0].open as number
  }
  const soon = <Value>(look: () => Promise<Value> | Value, wanted: Value) => expect.poll(look).toEqual(wanted)
  const clinic = () => `/api/clinics/${served.clinics.gulberg}`
  const bearer = () => `Authorization: Bearer ${served.people.owner.token}\r\n`

  test('in the middle of a body leaves no open transaction, and is no error of ours', async () => {
    for (let count = 0; count < 6; count++) {
      const socket = served.connect()
      socket.write(
        `POST ${clinic()}/patients HTTP/1.1\r\nHost: localhost\r\n${bearer()}Idempotency-Key: gone-${count}-xxxx\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"fullName":"Gone`,
      )
      await new Promise((resolve) => setTimeout(resolve, 30))
      socket.destroy()
    }
    await soon(busyConnections, 0)
    expect(served.log()).not.toMatch(/"status":500|unexpected error/)
  })

  test('before the answer leaves no open transaction', async () => {
    for (let count = 0; count < 20; count++) {
      const socket = served.connect()
      socket.write(get(`${clinic()}/patients`, bearer()))
      socket.on('error', () => {})
      setTimeout(() => socket.destroy(), count % 5)
    }
    await soon(busyConnections, 0)
    expect((await fetch(`${served.url}/api/ready`)).status).toBe(200)
  })

  // The poll behind all streams runs only while somebody listens: its last run says whether anybody does.
  const lastPoll = async () =>
    (
      await served.admin.query(
        `select coalesce(max(query_start) > now() - interval '1.5 seconds', false) as polling from pg_stat_activity
         where datname = current_database() and query ~ '(recent_changes|session_marks)' and pid <> pg_backend_pid()`,
      )
    ).rows[0].polling as boolean

  // Twice: a connection of the pool that did something else since tells nothing of its poll.
  const silent = async () => {
    if (await lastPoll()) return false
    await new Promise((resolve) => setTimeout(resolve, 700))
    return !(await lastPoll())
  }

  test('from a stream is forgotten', async () => {
    const sockets = Array.from({ length: 5 }, () => {
      const socket = served.connect()
      socket.on('error', () => {})
      socket.write(get(`${clinic()}/events`, bearer()))
      return socket
    })
    await soon(lastPoll, true)
    for (const socket of sockets) socket.destroy()
    await soon(silent, true)
  })

  test('and one who asks for the head of a stream opens none', async () => {
    await soon(silent, true)
    await served.raw(`HEAD ${clinic()}/events HTTP/1.1\r\n${close}${bearer()}\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 1600))
    expect(await silent()).toBe(true)
  })

  test('with a file beyond the limit hears so, and the server stands', async () => {
    const response = await fetch(`${served.url}${clinic()}/imports?kind=patients&fileName=big.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.people.owner.token}`, 'idempotency-key': 'a-big-file-0001' },
      body: new Uint8Array(51 * 1024 * 1024),
    })
    expect([response.status, (await response.json()).error.code]).toEqual([413, 'too_large'])
  })
})
