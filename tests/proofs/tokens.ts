import { createServer } from 'node:http'
import pg from 'pg'
import { hashPassword } from '#api/integrations/password.ts'
import { forgedTokens, tokenOf } from '#tests/attacks/forged-tokens.ts'
import { arrangeGroup, type Group, type Person } from '#tests/harness/group.ts'
import { ask, serveApi } from './serve-api.ts'
import { openStream } from './tokens/stream.ts'

export interface TokensOptions {
  adminUrl: string
  appUrl: string
  /** How often each play of refreshing, and of a right taken away, is played. */
  rounds: number
  report(line: string): void
}

export interface TokensResult {
  passed: boolean
  /** Kinds of forged tokens, and how often one of them was shown at a door of either process. */
  forgeries: number
  shown: number
  accepted: number
  /** Requests for keys that a token's head asked for. */
  fetchedKeys: number
  /** Families of refresh tokens whose stolen member ended all of it; tabs and lost answers that stayed signed in. */
  endedFamilies: number
  tabsTogether: number
  retriedAnswers: number
  /** Rights taken away, and those that still opened something at the next request in either process. */
  rightsTaken: number
  stillOpen: number
  streamsClosed: number
  /** From a right taken away to the end of its streams: in the middle of all, and the slowest. */
  middleStreamMs: number
  slowestStreamMs: number
  foreignHosts: number
  foreignHostsOpened: number
  failures: string[]
}

interface Setting {
  admin: pg.Client
  group: Group
  urls: string[]
  rounds: number
  result: TokensResult
}

const password = 'a password that nobody guesses'
/** How long, in milliseconds, a stream may stay open at most. */
const patience = 5000
/** What a forged token is shown to: a read, a change, a stream, and a person's own account. */
const doors = (group: Group): [string, string, object?][] => [
  ['GET', `/clinics/${group.clinics.gulberg}/patients`],
  ['POST', `/clinics/${group.clinics.gulberg}/patients`, { fullName: 'Forged', phone: '+923001110000' }],
  ['GET', `/clinics/${group.clinics.gulberg}/events`],
  ['GET', '/session/account'],
]

/** Everything that can be wrong with a token or a session, tried at two processes over one database. */
export async function proveTokens(options: TokensOptions): Promise<TokensResult> {
  const admin = new pg.Client(options.adminUrl)
  await admin.connect()
  const group = await arrangeGroup(admin)
  await admin.query('update users set password_hash = $1', [await hashPassword(password)])
  await admin.query('update sessions set ended_at = null, end_reason = null')
  const servers = await Promise.all([serveApi(options.appUrl), serveApi(options.appUrl)])
  const urls = servers.map(({ url }) => url)
  const result: TokensResult = {
    passed: false,
    forgeries: 0,
    shown: 0,
    accepted: 0,
    fetchedKeys: 0,
    endedFamilies: 0,
    tabsTogether: 0,
    retriedAnswers: 0,
    rightsTaken: 0,
    stillOpen: 0,
    streamsClosed: 0,
    middleStreamMs: 0,
    slowestStreamMs: 0,
    foreignHosts: 0,
    foreignHostsOpened: 0,
    failures: [],
  }
  const setting = { admin, group, urls, rounds: options.rounds, result }
  try {
    await showForgeries(setting)
    options.report(`${result.shown} forged tokens shown`)
    await refreshTogether(setting)
    options.report(`${result.endedFamilies} families ended, ${result.tabsTogether} tabs stayed`)
    await takeRights(setting)
    options.report(`${result.rightsTaken} rights taken away`)
    await knockElsewhere(setting)
    result.passed = result.failures.length === 0
    return result
  } finally {
    for (const server of servers) server.stop()
    await admin.end()
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function showForgeries({ group, urls, result }: Setting) {
  let fetched = 0
  const trap = createServer((_, response) => {
    fetched += 1
    response.end('{"keys":[]}')
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const { port } = trap.address() as { port: number }
  const { owner } = group.people
  const [method, path] = doors(group)[0]!
  const control = await ask(urls[0]!, method, path, { headers: bearer(tokenOf(owner)) })
  if (control.status !== 200) result.failures.push(`A good token was refused (${control.status}): this proves nothing.`)

  const forged = Object.entries(forgedTokens(owner, `http://127.0.0.1:${port}`))
  result.forgeries = forged.length
  for (const [name, token] of forged)
    for (const url of urls)
      for (const [verb, where, body] of doors(group)) {
        const headers = { ...bearer(token), 'idempotency-key': crypto.randomUUID() }
        const { status } = await ask(url, verb, where, { headers, body })
        result.shown += 1
        // 431, or a connection that was closed while it was still sending: Node's own limit for heads of requests.
        if (status === 401 || status === 431 || status === 0) continue
        result.accepted += status < 400 ? 1 : 0
        result.failures.push(`A token with ${name} was answered ${status} at ${verb} ${where}.`)
      }
  result.fetchedKeys = fetched
  if (fetched > 0) result.failures.push(`${fetched} times a key was fetched from where a token's head said.`)
  trap.close()
}

const signIn = (url: string, name: string, host?: string) =>
  ask(url, 'POST', '/session', {
    headers: host ? { host } : {},
    body: { login: `${name.toLowerCase()}@example.com`, password },
  })
const refresh = (url: string, cookie: string, host?: string) =>
  ask(url, 'POST', '/session/refresh', {
    headers: { cookie: `polyclinic_refresh=${cookie}`, ...(host && { host }) },
    body: {},
  })
const cookieOf = ({ cookies }: { cookies: Record<string, string> }) => cookies.polyclinic_refresh ?? ''

async function refreshTogether({ admin, group, urls, rounds, result }: Setting) {
  const [one, other] = urls as [string, string]
  for (let round = 0; round < rounds; round++) {
    const first = await signIn(one, 'receptionist')
    // Two tabs at the same moment, one at each process.
    const tabs = await Promise.all([refresh(one, cookieOf(first)), refresh(other, cookieOf(first))])
    const onward = await Promise.all([refresh(other, cookieOf(tabs[0]!)), refresh(one, cookieOf(tabs[1]!))])
    if ([...tabs, ...onward].every(({ status }) => status === 200)) result.tabsTogether += 2
    else
      result.failures.push(
        `Two tabs that refreshed together were answered ${[...tabs, ...onward].map(({ status }) => status)}.`,
      )

    // An answer that never arrived: the same cookie again, a moment later.
    const lost = await refresh(one, cookieOf(onward[0]!))
    const again = await refresh(other, cookieOf(onward[0]!))
    if (lost.status === 200 && again.status === 200) result.retriedAnswers += 1
    else result.failures.push(`A lost answer, asked for again, was ${lost.status} and ${again.status}.`)

    // Somebody has kept an old one: half a minute later it gives itself away.
    await admin.query(`update refresh_tokens set used_at = used_at - interval '31 seconds' where used_at is not null`)
    const stolen = await refresh(other, cookieOf(first))
    const rest = await Promise.all([refresh(one, cookieOf(again)), refresh(other, cookieOf(lost))])
    const access = await ask(one, 'GET', `/clinics/${group.clinics.gulberg}/patients`, {
      headers: bearer(again.body?.accessToken ?? ''),
    })
    if ([stolen, ...rest, access].every(({ status }) => status === 401)) result.endedFamilies += 1
    else result.failures.push('A refresh token that was used again did not end its whole family.')

    // Neither kind of token is taken for the other.
    const asAccess = await ask(one, 'GET', '/session/account', { headers: bearer(cookieOf(lost)) })
    const asRefresh = await refresh(one, (again.body?.accessToken ?? '').slice(0, 190))
    if (asAccess.status !== 401 || asRefresh.status !== 401)
      result.failures.push('A token was taken for one of the other kind.')
  }
}

/** A role is given, used in both processes, and taken away; streams that it opened close by themselves. */
async function takeRights({ admin, group, urls, rounds, result }: Setting) {
  const { organizationId, people, clinics } = group
  const person: Person = people.receptionist
  const path = `/clinics/${clinics.north}`
  const look = (url: string) => ask(url, 'GET', `${path}/patients`, { headers: bearer(person.token) })
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await admin.query(
      `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'receptionist')`,
      [organizationId, person.userId, clinics.north],
    )
    const before = await Promise.all(urls.map(look))
    if (before.some(({ status }) => status !== 200))
      result.failures.push('A right that was given opened nothing: this proves nothing.')
    const streams = await Promise.all(urls.map((url) => openStream(`${url}/api${path}/events`, person.token)))
    await admin.query('delete from assignments where user_id = $1 and clinic_id = $2', [person.userId, clinics.north])
    result.rightsTaken += 1
    for (const { status } of await Promise.all(urls.map(look)))
      if (status < 400) {
        result.stillOpen += 1
        result.failures.push('A right that was taken away opened something at the next request.')
      }
    for (const closedAfter of await Promise.all(streams.map((stream) => stream.closed(patience)))) {
      times.push(closedAfter)
      if (closedAfter < patience) result.streamsClosed += 1
      else result.failures.push(`A stream was still open ${patience} ms after its right was taken away.`)
    }
    // Broken once is broken: a right that stays cannot be given again.
    if (result.failures.length > 0) return
  }
  times.sort((one, other) => one - other)
  result.middleStreamMs = times[Math.floor(times.length / 2)]!
  result.slowestStreamMs = times.at(-1)!
  // One of them may meet a machine that is busy with something else; half of them do not.
  if (result.middleStreamMs > 1000)
    result.failures.push(
      `Half of the streams were open for ${result.middleStreamMs} ms after their right was taken away.`,
    )
}

async function knockElsewhere({ admin, group, urls, result }: Setting) {
  await admin.query(
    `insert into domains (host, organization_id, verified_at) values ('ours.example', $1, now()), ('theirs.example', $2, now())`,
    [group.organizationId, group.people.stranger.organizationId],
  )
  for (const url of urls) {
    const mine = await signIn(url, 'owner', 'ours.example')
    const token = mine.body?.accessToken ?? ''
    const at = (host: string, method: string, path: string) =>
      ask(url, method, path, { headers: { host, ...bearer(token) } })
    const own = await at('ours.example', 'GET', `/clinics/${group.clinics.gulberg}/patients`)
    if (mine.status !== 200 || own.status !== 200)
      result.failures.push('Its own host did not open: this proves nothing.')
    const tries = [
      ...(await Promise.all(doors(group).map(([method, path]) => at('theirs.example', method, path)))),
      await at('THEIRS.example:8080', 'GET', '/session/account'),
      await at('theirs.example.', 'GET', '/session/account'),
      await refresh(url, cookieOf(mine), 'theirs.example'),
      await signIn(url, 'owner', 'theirs.example'),
    ]
    result.foreignHosts += tries.length
    for (const { status } of tries)
      if (status < 400) {
        result.foreignHostsOpened += 1
        result.failures.push('A session of one organization opened something on the host of another.')
      }
    if ((await refresh(url, cookieOf(mine), 'ours.example')).status !== 200)
      result.failures.push('A session that was tried on another host did not live on at its own.')
  }
}
