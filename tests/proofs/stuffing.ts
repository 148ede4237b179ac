import { Agent } from 'node:http'
import pg from 'pg'
import { hashPassword } from '#api/integrations/password.ts'
import { ask, serveApi } from './serve-api.ts'

export interface StuffingOptions {
  adminUrl: string
  appUrl: string
  attempts: number
  accounts: number
  addresses: number
  report(line: string): void
}

export interface StuffingResult {
  passed: boolean
  attempts: number
  accounts: number
  addresses: number
  /** Of the attack's tries, those whose password was looked at at all, and those that were turned away before. */
  reachedHashing: number
  turnedAway: number
  otherAnswers: number
  serverErrors: number
  /** Sign-ins of people at devices of their own, in milliseconds: alone, and while the attack ran. */
  honestAlone: number
  honestDuring: number
  honestSlowest: number
  honestSignIns: number
  honestRefused: number
  /** Of all accounts that were attacked: who could not sign in afterwards, at her own device and at a new place. */
  checkedAfterwards: number
  lockedOut: number
  failures: string[]
}

const password = 'a password that nobody guesses'
const seatBudget = 40
const honestPeople = 10

/**
 * Lists of names and passwords, tried against two processes from many addresses with forged proxy headers, while ten
 * people sign in as every morning. True when each address has no more than its budget looked at, the honest get in
 * all the while, and nobody is locked out afterwards.
 */
export async function proveStuffing(options: StuffingOptions): Promise<StuffingResult> {
  const admin = new pg.Client(options.adminUrl)
  await admin.connect()
  const logins = await arrangePeople(admin, options.accounts)
  const servers = await Promise.all([serveApi(options.appUrl), serveApi(options.appUrl)])
  try {
    return await attack(
      options,
      logins,
      servers.map(({ url }) => url),
    )
  } finally {
    for (const server of servers) server.stop()
    for (const agent of agents.values()) agent.destroy()
    agents.clear()
    await admin.end()
  }
}

async function attack(options: StuffingOptions, logins: string[], urls: string[]): Promise<StuffingResult> {
  const honest = await Promise.all(logins.slice(0, honestPeople).map((login, number) => settle(login, urls, number)))
  const alone = await morning(honest, urls, Promise.resolve(), 3)
  options.report(`alone an honest sign-in takes ${middle(alone.times)} ms`)

  const answers = new Map<string, number>()
  const under = tryLists(options, logins, urls, answers)
  const during = await morning(honest, urls, under, 2)
  await under
  const count = (name: string) => answers.get(name) ?? 0
  const reachedHashing = count('sign_in_refused')
  const turnedAway = count('too_many_attempts')
  const serverErrors = [...answers].reduce((sum, [name, times]) => sum + (/^5/.test(name) ? times : 0), 0)
  options.report(`${reachedHashing} of ${options.attempts} tries were looked at`)

  const lockedOut = await knockAfterwards(honest, logins.slice(honestPeople, honestPeople + 40), urls)
  const result: StuffingResult = {
    passed: false,
    attempts: options.attempts,
    accounts: options.accounts,
    addresses: options.addresses,
    reachedHashing,
    turnedAway,
    otherAnswers: options.attempts - reachedHashing - turnedAway - serverErrors,
    serverErrors,
    honestAlone: middle(alone.times),
    honestDuring: middle(during.times),
    honestSlowest: Math.max(...during.times),
    honestSignIns: during.times.length,
    honestRefused: alone.refused + during.refused,
    checkedAfterwards: honest.length + 40,
    lockedOut: lockedOut.length,
    failures: [...lockedOut],
  }
  const budget = options.addresses * seatBudget
  if (reachedHashing > budget)
    result.failures.push(`${reachedHashing} tries were looked at; the budget of all addresses is ${budget}.`)
  if (reachedHashing === 0) result.failures.push('Nothing was looked at at all: this proves nothing.')
  if (serverErrors > 0) result.failures.push(`${serverErrors} answers of 5xx.`)
  if (result.otherAnswers > 0)
    result.failures.push(`${result.otherAnswers} tries were answered in another way: ${JSON.stringify([...answers])}.`)
  if (result.honestRefused > 0) result.failures.push(`${result.honestRefused} honest sign-ins were refused.`)
  if (during.times.length === 0) result.failures.push('Nobody honest signed in while the attack ran.')
  result.passed = result.failures.length === 0
  return result
}

interface Honest {
  login: string
  address: string
  cookie: string
}

/** Somebody who has signed in before, from a place of her own. */
async function settle(login: string, urls: string[], number: number): Promise<Honest> {
  const address = `127.0.9.${number + 1}`
  const answer = await knock(urls[number % urls.length]!, { login, password, address })
  if (answer.status !== 200) throw new Error(`${login} could not sign in at first: ${answer.refusal}`)
  return { login, address, cookie: answer.device! }
}

/** The honest sign in, one after the other and in turn at both processes, at least `rounds` times and until `until`. */
async function morning(honest: Honest[], urls: string[], until: Promise<unknown>, rounds: number) {
  const times: number[] = []
  let refused = 0
  let over = false
  const ended = until.then(() => {
    over = true
  })
  for (let round = 0; round < rounds || !over; round++) {
    const { login, address, cookie } = honest[round % honest.length]!
    const began = performance.now()
    const { status } = await knock(urls[round % urls.length]!, { login, password, address, cookie })
    times.push(Math.round(performance.now() - began))
    if (status !== 200) refused += 1
  }
  await ended
  return { times, refused }
}

/** One connection an address, each with its part of the list and a new forged origin at every try. */
async function tryLists(
  { attempts, addresses }: StuffingOptions,
  logins: string[],
  urls: string[],
  answers: Map<string, number>,
) {
  let next = 0
  const from = async (number: number) => {
    while (next < attempts) {
      const one = next++
      const login = logins[one % logins.length]!
      const forged = `198.51.${one % 256}.${(one * 7) % 256}`
      const address = `127.0.1.${number + 1}`
      const answer = await knock(urls[(one + number) % urls.length]!, {
        login,
        password: `guess ${one}`,
        address,
        forged,
      })
      const name = answer.refusal ?? String(answer.status)
      answers.set(name, (answers.get(name) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: addresses }, (_, number) => from(number)))
}

/** Who cannot get in, with the right password: the honest where they always sit, others at a place nobody has seen. */
async function knockAfterwards(honest: Honest[], others: string[], urls: string[]): Promise<string[]> {
  const locked: string[] = []
  for (const { login, address, cookie } of honest) {
    const { status, refusal } = await knock(urls[0]!, { login, password, address, cookie })
    if (status !== 200) locked.push(`${login} was locked out at her own device: ${refusal}.`)
  }
  for (const [number, login] of others.entries()) {
    const { status, refusal } = await knock(urls[1]!, { login, password, address: `127.0.8.${number + 1}` })
    if (status !== 200) locked.push(`${login} was locked out at a new place: ${refusal}.`)
  }
  return locked
}

interface Knock {
  login: string
  password: string
  /** Where the connection comes from: the whole of 127/8 is this machine. */
  address: string
  cookie?: string
  forged?: string
}
const agents = new Map<string, Agent>()

async function knock(url: string, { login, password, address, cookie, forged }: Knock) {
  const agent = agents.get(address) ?? new Agent({ keepAlive: true, maxSockets: 4, localAddress: address })
  agents.set(address, agent)
  const headers = {
    ...(cookie && { cookie: `polyclinic_device=${cookie}` }),
    ...(forged && { 'x-forwarded-for': forged, 'x-real-ip': forged, forwarded: `for=${forged}` }),
  }
  const { status, refusal, cookies } = await ask(url, 'POST', '/session', { headers, body: { login, password }, agent })
  return {
    status,
    refusal: status >= 500 || status === 0 ? String(status) : refusal,
    device: cookies.polyclinic_device,
  }
}

function middle(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}

async function arrangePeople(admin: pg.Client, accounts: number): Promise<string[]> {
  const { rows } = await admin.query<{ email: string }>(
    `with house as (insert into organizations (name, slug) values ('DentoCare', 'dentocare') returning id),
       made as (insert into users (email, full_name, password_hash)
         select 'person' || n || '@example.com', 'Person ' || n, $2 from generate_series(1, $1::int) n returning id, email, full_name),
       known as (insert into people (organization_id, user_id, full_name) select house.id, made.id, full_name from house, made returning 1)
     select email from made, (select count(*) from known) all_of_them order by email`,
    [accounts, await hashPassword(password)],
  )
  await admin.query(
    `insert into assignments (organization_id, user_id, role) select organization_id, user_id, 'org_admin' from people`,
  )
  return rows.map(({ email }) => email)
}
