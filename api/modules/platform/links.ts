import { linkTo } from '../../core/hosts.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'

/** The secret stands behind #: it reaches no server's log and no other site. */
export function registrationLink(routes: Routes, request: RequestFacts, token: string): Promise<string> {
  return linkTo(request, routes, `/register/confirm#${token}`)
}

export function signInLink(routes: Routes, request: RequestFacts): Promise<string> {
  return linkTo(request, routes, '/sign-in')
}

export function supportVisitsLink(routes: Routes, request: RequestFacts): Promise<string> {
  return linkTo(request, routes, '/network/support')
}
