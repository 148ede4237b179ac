import type { Input, Output } from '#contract/endpoint.ts'
import { passwordFault } from '#contract/password.ts'
import type * as contract from '#contract/registration.ts'
import type { Session } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import { oneAtATime } from '../../core/gate.ts'
import { linkTo } from '../../core/hosts.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { newSecret, secretHash } from '../../core/secret.ts'
import { sendMailFrom } from '../../integrations/mail/index.ts'
import { type Door, openSessionIn, proveWho } from '../identity/index.ts'
import { completePractice, namesFor } from './practice.ts'

interface Found {
  id: string
  email: string
  full_name: string
  organization_name: string
  clinic_name: string
  city: string
  known: boolean
  organization_id: string | null
}

/** The secret stands behind #: it reaches no server's log and no other site. */
export function registrationLink(routes: Routes, request: RequestFacts, token: string): Promise<string> {
  return linkTo(request, routes, `/register/confirm#${token}`)
}

/**
 * Takes a wish and sends a link to its mailbox; a known mailbox is answered alike and gets the same mail, so nobody
 * learns who has an account. No password is asked here: one that a stranger typed must never open what the owner of
 * the mailbox confirms.
 */
export async function beginRegistration(
  routes: Routes,
  input: Input<typeof contract.beginRegistration>,
  request: RequestFacts,
): Promise<null> {
  const practice = completePractice(input)
  const link = newSecret()
  const { control } = routes.databases
  const text = 'select app.begin_registration($1, $2, $3) as outcome'
  const [asked] = await control.once([{ text, values: [JSON.stringify(practice), link.hash, request.seat] }])
  const { outcome } = asked!.rows[0] as { outcome: 'sent' | 'quiet' | 'often' | 'full' | 'bad_zone' }
  if (outcome === 'often') throw new Refused('registered_often')
  if (outcome === 'full') throw new Refused('registrations_full')
  if (outcome === 'bad_zone')
    throw new Refused('invalid', {
      fields: [{ field: 'timeZone', message: 'This is not a time zone, such as Asia/Karachi.' }],
    })
  if (outcome === 'sent')
    await sendMailFrom(control, null, {
      to: practice.email,
      template: 'confirmPractice',
      language: input.language,
      values: {
        name: input.fullName,
        organization: input.organizationName,
        link: await registrationLink(routes, request, link.token),
      },
    })
  return null
}

async function findRegistration(routes: Routes, token: string): Promise<Found> {
  const text = 'select * from app.find_registration($1)'
  const [found] = await routes.databases.control.once([{ text, values: [secretHash(token)] }])
  const row = found!.rows[0] as Found | undefined
  if (!row) throw new Refused('link_spent')
  return row
}

export async function openRegistration(
  routes: Routes,
  { token }: Input<typeof contract.openRegistration>,
): Promise<Output<typeof contract.openRegistration>> {
  const { organization_name, clinic_name, city, full_name, email, known } = await findRegistration(routes, token)
  return { organizationName: organization_name, clinicName: clinic_name, city, fullName: full_name, email, known }
}

/** The link proves the mailbox. A new person chooses a password; a known one proves hers and gets one more organization. */
export async function confirmRegistration(
  door: Door,
  input: Input<typeof contract.confirmRegistration>,
  request: RequestFacts,
): Promise<Session> {
  const found = await findRegistration(door.routes, input.token)
  const made = await oneAtATime([`registration:${found.id}`], async () => {
    const names = namesFor(found.organization_name, found.clinic_name)
    return complete(door.routes, input.token, await passwordOf(door, found, input, request), names)
  })
  return openSessionIn(door, { userId: made.user_id, organizationId: made.organization_id }, request)
}

/** The hash of a new person's password; null for a known person, who has just proven hers. */
async function passwordOf(
  door: Door,
  found: Found,
  { password, code }: Input<typeof contract.confirmRegistration>,
  request: RequestFacts,
): Promise<string | null> {
  if (found.known) {
    await proveWho(door, { login: found.email, password, ...(code && { code }) }, request)
    return null
  }
  const fault = passwordFault(password, { email: found.email, fullName: found.full_name })
  if (fault) throw new Refused(fault)
  return door.hashing.make(password, { seat: request.seat, trusted: false })
}

async function complete(routes: Routes, token: string, hash: string | null, names: object) {
  const text = 'select * from app.complete_registration($1, $2, $3)'
  const [done] = await routes.databases.control.once([
    { text, values: [secretHash(token), hash, JSON.stringify(names)] },
  ])
  const row = done!.rows[0] as { user_id: string; organization_id: string } | undefined
  if (!row) throw new Refused('link_spent')
  return row
}
