import * as account from '#contract/account.ts'
import { listenToClinic, listenToOrganization } from '#contract/live.ts'
import * as contract from '#contract/session.ts'
import type { Live } from '../../core/live.ts'
import { bareHost } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import * as own from './account.ts'
import type { Door } from './door.ts'
import { forgotPassword, resetPassword } from './forgotten.ts'
import * as secondStep from './own-second-step.ts'
import { photoRoutes } from './photos/routes.ts'
import { refresh, signIn, signOut, switchOrganization } from './sign-in.ts'
import { getSignInRules, setSignInRules } from './sign-in-rules.ts'

export interface SampleSignIn {
  login: string
  password: string
  fullName: string
  role: string
  clinic: string | null
}

export function identityRoutes(routes: Routes, door: Door, live: Live, samples: SampleSignIn[]) {
  routes.public(contract.signIn, (input, request) => signIn(door, input, request))
  routes.public(contract.refreshSession, (_input, request) => refresh(door, request))
  routes.public(contract.signOut, (_input, request) => signOut(door, request))
  routes.public(contract.forgotPassword, (input, request) => forgotPassword(door, input, request))
  routes.public(contract.resetPassword, (input, request) => resetPassword(door, input, request))
  routes.public(contract.listSampleSignIns, async () => samples as never)
  routes.public(contract.getOrganizationInfo, async ({ domain }) => {
    const found = await door.lookups.branding(bareHost(domain))
    const logo = found?.logo ? `data:${found.media_type};base64,${found.logo.toString('base64')}` : null
    return { name: found?.name ?? null, color: found?.color ?? null, logo }
  })

  routes.person(contract.switchOrganization, (session, input, request) =>
    switchOrganization(door, session, input, request),
  )
  routes.person(account.confirmSession, (session, input, request) => own.confirmSession(door, session, input, request))
  routes.person(account.getAccount, (session) => own.getAccount(door, session))
  routes.person(account.editAccount, (session, input, request) => own.editAccount(door, session, input, request))
  routes.person(account.changePassword, (session, input, request) => own.changePassword(door, session, input, request))
  routes.person(account.listDevices, (session) => own.listDevices(door, session))
  routes.person(account.endDevice, (session, input, request) => own.endDevice(door, session, input, request))
  routes.person(account.endOtherDevices, (session, _, request) => own.endOtherDevices(door, session, request))
  routes.person(account.startTotp, (session) => secondStep.startTotp(door, session))
  routes.person(account.addTotp, (session, input, request) => secondStep.addTotp(door, session, input, request))
  routes.person(account.removeTotp, (session, _, request) => secondStep.removeTotp(door, session, request))
  routes.person(account.renewRecoveryCodes, (session, _, request) =>
    secondStep.renewRecoveryCodes(door, session, request),
  )
  photoRoutes(routes)
  routes.route(account.getSignInRules, getSignInRules)
  routes.route(account.setSignInRules, setSignInRules)

  routes.stream(listenToClinic, live)
  routes.stream(listenToOrganization, live)
}
