import { deviceName } from '#contract/device-name.ts'
import type { Session } from '#contract/session.ts'
import { linkTo } from '../../core/hosts.ts'
import { placeOf, type RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { sendMailFrom } from '../../integrations/mail/index.ts'
import type { Door } from './door.ts'
import type { Reach } from './lookups.ts'

export async function mailNewDevice(
  { routes, accounts }: Door,
  sessionId: string,
  { user, organization }: Session,
  request: RequestFacts,
) {
  const { email, language: chosen } = await accounts.mine(sessionId)
  if (!email) return
  const language = chosen ?? 'en'
  await sendMailFrom(routes.databases.control, organization.id, {
    to: email,
    template: 'newDevice',
    language,
    values: {
      name: user.fullName,
      device: deviceName(request.userAgent) || '–',
      place: placeOf(request.address) || '–',
      when: new Intl.DateTimeFormat(language, {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: organization.timeZone,
      }).format(new Date()),
      link: await linkTo(request, routes, '/account'),
    },
  })
}

export async function mailPasswordLink(
  routes: Routes,
  to: Reach,
  request: RequestFacts,
  { token, minutes }: { token: string; minutes: number },
) {
  await sendMailFrom(routes.databases.control, to.organization_id, {
    to: to.email,
    template: 'passwordReset',
    language: to.language ?? 'en',
    // Behind the #: what stands there is sent to no server and stands in no log.
    values: { name: to.full_name, minutes, link: await linkTo(request, routes, `/new-password#${token}`) },
  })
}

export async function mailPasswordChanged(routes: Routes, to: Reach, request: RequestFacts) {
  await sendMailFrom(routes.databases.control, to.organization_id, {
    to: to.email,
    template: 'passwordChanged',
    language: to.language ?? 'en',
    values: { name: to.full_name, link: await linkTo(request, routes, '/forgotten') },
  })
}
