import type { Output } from '#contract/endpoint.ts'
import type { addPerson } from '#contract/people.ts'
import { Refused } from '../../../core/errors.ts'
import { newId } from '../../../core/ids.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { sendMail } from '../../../integrations/mail/index.ts'
import type { Calendar } from './calendar.ts'
import { insertGrants } from './holders.ts'
import { findOpenInvitation, invite, type LinkTo } from './invite.ts'
import { recordInEach } from './record.ts'
import { distinctGrants, type Grant, type NewPerson, ownLogin, refuseGrants, refuseNew } from './rules.ts'
import { refuseAbove } from './up-to-me.ts'

type Added = Output<typeof addPerson>

export interface Tools {
  calendar: Calendar
  linkTo: LinkTo
  /** The branch that adds; null: head office. */
  clinicId: string | null
}

/**
 * Adds somebody in one of the three ways. Whether the address belongs to an account of another organization shows
 * neither in the answer nor in the lists: that account is asked by mail, and stays as it is until its owner says yes.
 */
export async function addSomebody(
  tx: Tx,
  given: NewPerson,
  asked: readonly Grant[],
  clinicIds: readonly string[],
  tools: Tools,
): Promise<Added> {
  // The first question also asks whether this person may: nobody else is told what is wrong with the form.
  const slug = await slugOf(tx)
  const grants = distinctGrants(asked)
  const fault = refuseNew(given, grants)
  if (fault) throw new Refused('invalid', { fields: [fault] })
  const refusal = refuseGrants(grants)
  if (refusal) throw new Refused(refusal)
  if (given.way === 'contact') return addContact(tx, given, clinicIds, tools)
  const { clinicId } = tools
  if (clinicId) await refuseAbove(tx, { by: 'people.create', holder: null, given: grants, clinicId })

  const login = given.email ?? ownLogin(given.username!, slug)
  const { member } = await tx.one(sql<{ member: string | null }>`select app.member_by_login(${login}) as member`)
  if (member === tx.userId && clinicId) throw new Refused('not_yourself')
  if (member) return giveMember(tx, member, login, given, grants, tools)
  const open = given.email ? await findOpenInvitation(tx, given.email) : null
  if (open?.kind === 'created') return giveCreated(tx, open.id, login, given, grants, tools)
  if (given.way === 'create') {
    if (open) throw new Refused('invited_already')
    return create(tx, login, given, grants, tools)
  }
  const id = await invite(tx, { ...given, email: login }, grants, 'invited', tools.linkTo)
  recordInEach(tx, 'person.invited', id, { to: { roles: grants } }, grants)
  return { id, outcome: 'invited', login }
}

async function slugOf(tx: Tx): Promise<string> {
  return (await tx.one(sql<{ slug: string }>`select slug from organizations where id = ${tx.organizationId}`)).slug
}

async function addContact(tx: Tx, given: NewPerson, clinicIds: readonly string[], { calendar }: Tools): Promise<Added> {
  let id = ''
  for (const clinicId of clinicIds) {
    id = await calendar.place(tx, { ...given, email: given.email ?? null, userId: null }, clinicId)
    tx.record('person.contactAdded', id, { to: { name: given.fullName } }, clinicId)
  }
  return { id, outcome: 'contact', login: null }
}

/** She works here already and keeps her sign-in. */
async function giveMember(
  tx: Tx,
  person: string,
  login: string,
  given: NewPerson,
  grants: Grant[],
  { calendar }: Tools,
): Promise<Added> {
  await tx.rows(sql`insert into people (user_id, full_name, phone) values (${person}, ${given.fullName}, ${given.phone})
    on conflict (organization_id, user_id) do nothing`)
  const made = await insertGrants(tx, { kind: 'person', id: person }, grants)
  if (made === 0) throw new Refused('given_already')
  await placeAll(tx, calendar, { ...given, email: given.email ?? null, userId: person }, grants)
  recordInEach(tx, 'person.rolesGiven', person, { to: { roles: grants } }, grants)
  return { id: person, outcome: 'added', login }
}

/** The same for somebody whose account is asked yet, and nobody can tell the difference. */
async function giveCreated(
  tx: Tx,
  invitation: string,
  login: string,
  given: NewPerson,
  grants: Grant[],
  { calendar }: Tools,
): Promise<Added> {
  const made = await insertGrants(tx, { kind: 'invitation', id: invitation }, grants)
  if (made === 0) throw new Refused('given_already')
  await placeAll(tx, calendar, { ...given, email: given.email ?? null, userId: null }, grants)
  recordInEach(tx, 'person.rolesGiven', invitation, { to: { roles: grants } }, grants)
  return { id: invitation, outcome: 'added', login }
}

async function create(tx: Tx, login: string, given: NewPerson, grants: Grant[], tools: Tools): Promise<Added> {
  const { calendar, linkTo } = tools
  const person = newId()
  const email = given.email ?? null
  const { made } = await tx.one(sql<{ made: boolean }>`select app.make_account(${person}, ${email},
    ${email ? null : login}, ${given.fullName}, ${given.phone}, null, true) as made`)
  if (!made && !email) throw new Refused('name_taken')
  let id = person
  if (made) {
    await tx.rows(sql`insert into people (user_id, full_name, email, phone)
      values (${person}, ${given.fullName}, ${email}, ${given.phone})`)
    await insertGrants(tx, { kind: 'person', id }, grants)
    if (email) await tellOfAccount(tx, email, given, grants, linkTo)
  } else id = await invite(tx, { ...given, email: login }, grants, 'created', linkTo)
  await placeAll(tx, calendar, { ...given, email, userId: made ? person : null }, grants)
  recordInEach(tx, 'person.created', id, { to: { roles: grants } }, grants)
  return { id, outcome: 'created', login }
}

async function tellOfAccount(tx: Tx, to: string, given: NewPerson, grants: Grant[], linkTo: LinkTo) {
  const { name } = await tx.one(sql<{ name: string }>`select name from organizations where id = ${tx.organizationId}`)
  const clinicId = grants[0]?.clinicId
  await sendMail(tx, {
    to,
    template: 'accountMade',
    language: given.language,
    ...(clinicId && { clinicId }),
    values: { name: given.fullName, organization: name, link: await linkTo('/sign-in') },
  })
}

/** Doctors stand on the calendars of their branches from the first day. */
export async function placeAll(
  tx: Tx,
  calendar: Calendar,
  person: Parameters<Calendar['place']>[1],
  grants: readonly Grant[],
) {
  for (const { clinicId, role } of grants) if (role === 'doctor' && clinicId) await calendar.place(tx, person, clinicId)
}
