import { listenToClinic, listenToOrganization } from '#contract/live.ts'
import * as contract from '#contract/session.ts'
import type { Live } from '../../core/live.ts'
import type { Lookups } from '../../core/lookups.ts'
import type { Routes } from '../../core/route.ts'
import { refresh, signIn, signOut } from './sign-in.ts'

export interface SampleSignIn {
  login: string
  password: string
  fullName: string
  role: string
  clinic: string | null
}

export function identityRoutes(routes: Routes, lookups: Lookups, live: Live, samples: SampleSignIn[]) {
  routes.public(contract.signIn, (input, request) => signIn(routes, lookups, input, request))
  routes.public(contract.refreshSession, (_input, request) => refresh(routes, lookups, request))
  routes.public(contract.signOut, (_input, request) => signOut(lookups, request))
  routes.public(contract.listSampleSignIns, async () => samples as never)
  routes.public(contract.getOrganizationInfo, async ({ domain }) => {
    const found = await lookups.branding(domain)
    const logo = found?.logo ? `data:${found.media_type};base64,${found.logo.toString('base64')}` : null
    return { name: found?.name ?? null, color: found?.color ?? null, logo }
  })
  routes.stream(listenToClinic, live)
  routes.stream(listenToOrganization, live)
}
