import { afterEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { endpoint } from '#contract/endpoint.ts'
import { callApi } from './api.ts'
import { rememberClinic } from './last-clinic.ts'
import { proofAsked } from './proof.ts'
import { getSession, homePath, type Session, type SessionClinic, signIn, signOut } from './session.ts'

const clinic = (id: string, roles: string[]) => ({ id, roles }) as unknown as SessionClinic
const session = (accessToken: string) => ({ accessToken, home: 'day', clinics: [clinic('a', ['receptionist'])] })
const read = endpoint({
  name: 'read',
  verb: 'GET',
  path: '/thing',
  needs: 'signed_in',
  summary: '',
  output: z.string(),
})
const create = endpoint({
  name: 'create',
  verb: 'POST',
  path: '/thing',
  needs: 'signed_in',
  summary: '',
  output: z.string(),
})

/** A server on which only `goodToken` works; refreshing gives `fresh`, or null for 401. */
function server(goodToken: string, fresh: string | null) {
  const calls: { url: string; headers: Headers }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    calls.push({ url, headers })
    if (url === '/api/session') return Response.json(session('stale'))
    const refused = Response.json({ error: { code: 'session_ended', message: 'Ended', traceId: 't' } }, { status: 401 })
    if (url === '/api/session/refresh') return fresh ? Response.json(session(fresh)) : refused
    return headers.get('authorization') === `Bearer ${goodToken}` ? Response.json('ok') : refused
  })
  return { calls, to: (url: string) => calls.filter((call) => call.url === url) }
}

afterEach(async () => {
  await signOut()
  vi.unstubAllGlobals()
})

test('many calls with an expired token refresh once and then all succeed', async () => {
  const { to } = server('fresh', 'fresh')
  await signIn({ login: 'sana', password: 'x' })
  expect(await Promise.all([1, 2, 3].map(() => callApi(read, {})))).toEqual(['ok', 'ok', 'ok'])
  expect(to('/api/session/refresh')).toHaveLength(1)
})

test('a creating call that is repeated after a refresh keeps its idempotency key', async () => {
  const { to } = server('fresh', 'fresh')
  await signIn({ login: 'sana', password: 'x' })
  await callApi(create, {})
  const keys = to('/api/thing').map(({ headers }) => headers.get('idempotency-key'))
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
})

test('a token that stays refused is tried twice, not for ever', async () => {
  const { to } = server('never', 'fresh')
  await signIn({ login: 'sana', password: 'x' })
  await expect(callApi(read, {})).rejects.toMatchObject({ status: 401, code: 'session_ended' })
  expect(to('/api/thing')).toHaveLength(2)
})

test('when the refresh is refused the person is signed out', async () => {
  server('never', null)
  await signIn({ login: 'sana', password: 'x' })
  expect(getSession()).not.toBeNull()
  await expect(callApi(read, {})).rejects.toMatchObject({ status: 401 })
  expect(getSession()).toBeNull()
})

test('an answer that breaks off in the middle is no answer', async () => {
  const { calls } = server('stale', null)
  await signIn({ login: 'sana', password: 'x' })
  vi.stubGlobal('fetch', async () => new Response('{"half":', { status: 200 }))
  await expect(callApi(read, {})).rejects.toMatchObject({ status: 0, code: 'network' })
  expect(calls).toHaveLength(1)
})

test('no answer at all is an error of its own kind', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('offline')))
  await expect(callApi(read, {})).rejects.toMatchObject({ status: 0, code: 'network' })
})

test('people land where their role works', () => {
  const of = (home: string, clinics: SessionClinic[]) => ({ home, clinics, user: { id: 'u' } }) as unknown as Session
  expect(homePath(of('network', [clinic('a', ['org_admin'])]))).toBe('/network')
  expect(homePath(of('day', [clinic('a', ['receptionist'])]))).toBe('/clinics/a/day')
  expect(homePath(of('day', []))).toBe('/no-branch')
  const two = [clinic('a', ['receptionist']), clinic('b', ['doctor'])]
  expect(homePath(of('day', two), two[1])).toBe('/clinics/b/doctor')
  expect(homePath(of('network', two), clinic('c', ['org_admin']))).toBe('/clinics/c/day')
})

test('people land on the screen of what they are in that branch, and may open there', () => {
  const of = (clinics: SessionClinic[]) => ({ home: 'doctor', clinics, user: { id: 'u' } }) as unknown as Session
  const may = (roles: string[], permissions: string[]) => ({ ...clinic('a', roles), permissions })
  const deskHere = of([clinic('a', ['receptionist']), clinic('b', ['doctor'])])
  expect(homePath(deskHere)).toBe('/clinics/a/day')
  expect(homePath(of([clinic('a', ['clinic_admin', 'doctor'])]))).toBe('/clinics/a/doctor')
  expect(homePath(of([may(['nurse'], ['vitals.create', 'appointments.read'])]))).toBe('/clinics/a/vitals')
  expect(homePath(of([may(['nurse'], ['appointments.read', 'patients.read'])]))).toBe('/clinics/a/day')
  expect(homePath(of([may(['nurse'], ['patients.read'])]))).toBe('/clinics/a/patients')
})

test('people land in the branch that was last on their screen here, while it is theirs', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  const two = [clinic('a', ['receptionist']), clinic('b', ['doctor'])]
  const session = { home: 'day', clinics: two, user: { id: 'u' } } as unknown as Session
  rememberClinic(session, 'b')
  expect(homePath(session)).toBe('/clinics/b/doctor')
  expect(homePath({ ...session, user: { id: 'somebody else' } } as unknown as Session)).toBe('/clinics/a/day')
  expect(homePath({ ...session, clinics: [two[0]!] })).toBe('/clinics/a/day')
})

describe('what asks for a fresh proof', () => {
  /** A server that wants the proof until it was given. */
  function wantsProof() {
    const keys: (string | null)[] = []
    let given = false
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      keys.push(new Headers(init.headers).get('idempotency-key'))
      const body = { error: { code: 'confirmation_needed', message: 'Confirm', traceId: 't' } }
      return given ? Response.json('ok') : Response.json(body, { status: 403 })
    })
    return {
      keys,
      give: () => {
        given = true
      },
    }
  }
  const answer = async (given: boolean) => {
    await vi.waitFor(() => expect(proofAsked.get()).not.toBeNull())
    proofAsked.get()!.answer(given)
  }

  test('is asked once for all who wait, and each call is sent again as it was', async () => {
    const { keys, give } = wantsProof()
    const calls = [callApi(create, {}), callApi(create, {})]
    await vi.waitFor(() => expect(keys).toHaveLength(2))
    give()
    await answer(true)
    expect(await Promise.all(calls)).toEqual(['ok', 'ok'])
    expect(keys.slice(2).sort()).toEqual(keys.slice(0, 2).sort())
    expect(proofAsked.get()).toBeNull()
  })

  test('is refused when the person would rather not', async () => {
    const { keys } = wantsProof()
    const call = expect(callApi(create, {})).rejects.toMatchObject({ status: 403, code: 'confirmation_needed' })
    await answer(false)
    await call
    expect(keys).toHaveLength(1)
  })
})
