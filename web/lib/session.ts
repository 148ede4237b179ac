import type { Call, Output } from '#contract/endpoint.ts'
import { homeOf } from '#contract/permissions.ts'
import type { Session, SessionClinic, signIn as signInEndpoint } from '#contract/session.ts'
import { ApiError, errorFrom } from './api-error.ts'
import { reportAnswer, reportSilence } from './connection.ts'
import { lastClinic } from './last-clinic.ts'
import { asSeen, preview } from './preview.ts'
import { createStore, useStore } from './store.ts'

export type { Session, SessionClinic }

// Who is signed in and where they may work. In memory only; the refresh cookie outlives the page.
const session = createStore<Session | null>(null)
/** Other tabs of this browser share the refresh cookie, so they must hear of a sign-out. */
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('polyclinic-session')
let refreshing: Promise<Session | null> | null = null
/** The server has said that the cookie opens nothing: asking again at every page would only cost time. */
let knownSignedOut = false
/** Somebody pressed "Sign out": whoever signs in next begins at her own start, not where this person stood. */
let leftOnPurpose = false
/** What the screens still show in the moment between the end of a session and the sign-in page. */
let lastSession: Session | null = null

/** As the screens see it: see lib/preview.ts. */
export function getSession(): Session | null {
  const current = session.get()
  return current && asSeen(current, preview.get())
}
export const watchSession = session.subscribe

export function useSession(): Session {
  const current = useStore(session) ?? lastSession
  const looking = useStore(preview)
  if (!current) throw new Error('This part of the screen needs a signed-in person')
  return asSeen(current, looking)
}

/** Signed out by herself, here or in another tab; not a session that ended. */
export function hasLeft(): boolean {
  return leftOnPurpose
}

/** Where to come back to after signing in again: here, unless the person left on purpose. */
export function returnTo(href: string): string | undefined {
  return leftOnPurpose ? undefined : href
}

export type Credentials = Call<typeof signInEndpoint>

/**
 * Signs in with an e-mail address or a username. Throws ApiError: 401 `sign_in_refused`, 429 `too_many_attempts`, or
 * what else is needed: `code_needed`, `new_password_needed`, `totp_setup_needed`. `recoveryCodes`: shown this once, when
 * the second step was set up on the way.
 */
export async function signIn(credentials: Credentials): Promise<{ session: Session; recoveryCodes?: string[] }> {
  const response = await post('/api/session', credentials)
  if (!response.ok) throw await errorFrom(response)
  const { recoveryCodes, ...session } = (await response.json()) as Output<typeof signInEndpoint>
  otherTabs?.postMessage('signed-in')
  return { session: keep(session), ...(recoveryCodes && { recoveryCodes }) }
}

/**
 * Goes on in another of the person's organizations; null: she was signed out meanwhile. Tabs that stand in the first
 * follow with their next request. Alone like a refresh, and after one: the access token may be old.
 */
export function switchOrganization(organizationId: string): Promise<Session | null> {
  return alone('polyclinic-refresh', async () => {
    if (!(await askForRefresh())) return null
    const response = await send('PUT', '/api/session/organization', { organizationId })
    if (!response.ok) throw await errorFrom(response)
    preview.set(null)
    return keep((await response.json()) as Session)
  })
}

/** The session that is there, or the one the refresh cookie gives back, or null: sign in. */
export function restoreSession(): Promise<Session | null> {
  const current = session.get()
  return current || knownSignedOut ? Promise.resolve(current) : refreshSession()
}

/** A new access token. One at a time in this tab, and one tab at a time: the cookie rotates at every use. */
export function refreshSession(): Promise<Session | null> {
  refreshing ??= alone('polyclinic-refresh', askForRefresh).finally(() => {
    refreshing = null
  })
  return refreshing
}

export async function signOut(): Promise<void> {
  const token = session.get()?.accessToken
  await fetch('/api/session', {
    method: 'DELETE',
    headers: token ? { authorization: `Bearer ${token}` } : {},
  }).catch(() => null)
  leftOnPurpose = true
  forget()
  otherTabs?.postMessage('signed-out')
}

if (otherTabs) {
  otherTabs.onmessage = ({ data }) => {
    if (data === 'signed-in') {
      knownSignedOut = false
      return
    }
    leftOnPurpose = true
    forget()
  }
}

async function askForRefresh(): Promise<Session | null> {
  const response = await post('/api/session/refresh', {})
  if (response.ok) return keep((await response.json()) as Session)
  if (response.status >= 500 || response.status === 429) throw await errorFrom(response)
  forget()
  return null
}

const post = (path: string, body: unknown) => send('POST', path, body)

async function send(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Response> {
  const token = session.get()?.accessToken
  try {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    reportAnswer()
    return response
  } catch {
    reportSilence()
    throw new ApiError(0, 'network', 'No answer from the server')
  }
}

function forget(): void {
  knownSignedOut = true
  preview.set(null)
  session.set(null)
}

function keep(next: Session): Session {
  knownSignedOut = false
  leftOnPurpose = false
  lastSession = next
  session.set(next)
  return next
}

/** May see head office's screens. */
export function isHeadOffice({ organizationWide, roles }: Session): boolean {
  return organizationWide && roles.includes('org_admin')
}

/** The path of a person's start: head office, or the screen of her first role in her first (or the given) branch. */
export function homePath(
  { home, clinics, platform, user }: Session,
  clinic: SessionClinic | undefined = undefined,
): string {
  if (platform) return '/platform'
  if (home === 'network' && !clinic) return '/network'
  const branch = clinic ?? lastClinic({ user, clinics })
  if (!branch) return '/no-branch'
  // By what she is there: who is a doctor in one branch may be at the desk of another.
  const screen = screenFor(branch)
  return `/clinics/${branch.id}/${screen === 'network' ? 'day' : screen}`
}

function screenFor({ roles, permissions }: SessionClinic): string {
  return homeOf(roles, (permission) => permissions?.includes(permission) ?? true)
}

function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(name, work) : work()
}
