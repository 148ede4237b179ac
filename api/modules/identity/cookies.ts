import { isLoopback, type RequestFacts } from '../../core/request.ts'
import { newSecret, secretHash } from '../../core/secret.ts'
import type { Origin } from './lookups.ts'

const refreshName = 'polyclinic_refresh'
/** Says that this browser signed in before, and nothing about who: it opens nothing by itself. */
const deviceName = 'polyclinic_device'
export const refreshDays = 30
const deviceDays = 390 // browsers keep no cookie for longer than 400

export function refreshCookie(request: RequestFacts): string | null {
  const token = request.cookie(refreshName)
  return token && token.length <= 200 ? token : null
}

export function setRefreshCookie(request: RequestFacts, token: string) {
  set(request, refreshName, token, refreshDays)
}

export function clearRefreshCookie(request: RequestFacts) {
  set(request, refreshName, '', 0)
}

/** Where a request comes from; `device` null: a browser that shows no cookie of ours. */
export function originOf(request: RequestFacts): Origin {
  const token = request.cookie(deviceName)
  const wellMade = token !== null && /^[\w-]{43}$/.test(token)
  return { seat: request.seat, device: wellMade ? secretHash(token) : null }
}

/** The same, for a browser that has proven who sits there: it gets a cookie when it has none. */
export function markDevice(request: RequestFacts): Origin {
  const origin = originOf(request)
  if (origin.device) return origin
  const { token, hash } = newSecret()
  set(request, deviceName, token, deviceDays)
  return { ...origin, device: hash }
}

function set(request: RequestFacts, name: string, value: string, days: number) {
  const secure = isLoopback(request.host) ? '' : '; Secure'
  request.setCookie(`${name}=${value}; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=${days * 86_400}${secure}`)
}
