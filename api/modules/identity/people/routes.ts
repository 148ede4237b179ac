import * as invitations from '#contract/invitations.ts'
import * as contract from '#contract/people.ts'
import * as secondStep from '#contract/second-step.ts'
import * as staff from '#contract/staff.ts'
import { linkTo } from '../../../core/hosts.ts'
import type { RequestFacts } from '../../../core/request.ts'
import type { Routes } from '../../../core/route.ts'
import { acceptInvitation, lookAtInvitation } from './accept.ts'
import { addSomebody, type Tools } from './add.ts'
import type { Calendar } from './calendar.ts'
import { getDrift } from './drift.ts'
import { giveFirstPassword } from './first-password.ts'
import { type LinkTo, resend } from './invite.ts'
import { listPeople } from './list.ts'
import { futureVisitsOf, removeHere, removeSomebody, revoke } from './remove.ts'
import { grantsOf } from './rules.ts'
import { removeSecondStep } from './second-step.ts'
import { setGrants } from './set-roles.ts'
import { listStaff } from './staff.ts'
import { setVisitingMail } from './visiting-mail.ts'

export function peopleRoutes(routes: Routes, calendar: Calendar) {
  branchPeople(routes, calendar)
  staffOfTheNetwork(routes, calendar)
  routes.public(invitations.lookAtInvitation, (input, request) => lookAtInvitation(routes, input, request))
  routes.public(invitations.acceptInvitation, (input, request) => acceptInvitation(routes, calendar, input, request))
}

const linkIn =
  (routes: Routes, request: RequestFacts): LinkTo =>
  (path) =>
    linkTo(request, routes, path)

const toolsOf = (routes: Routes, calendar: Calendar, request: RequestFacts, clinicId: string | null): Tools => ({
  calendar,
  clinicId,
  linkTo: linkIn(routes, request),
})

/** A branch's own people, for its admin. */
function branchPeople(routes: Routes, calendar: Calendar) {
  const { route } = routes
  route(contract.listPeople, listPeople)
  route(contract.addPerson, (tx, { clinicId, roles, ...given }, request) => {
    const grants = roles.map((role) => ({ clinicId, role }))
    return addSomebody(tx, given, grants, [clinicId], toolsOf(routes, calendar, request, clinicId))
  })
  route(contract.giveFirstPassword, (tx, { personId, clinicId }) => giveFirstPassword(tx, personId, clinicId))
  route(contract.setRoles, async (tx, { clinicId, personId, was, roles }) => {
    const here = (role: (typeof was)[number]) => ({ clinicId, role })
    const next = await setGrants(tx, calendar, personId, clinicId, was.map(here), roles.map(here))
    return { roles: next.map(({ role }) => role) }
  })
  route(contract.listFutureVisits, (tx, { clinicId, personId }) => futureVisitsOf(tx, calendar, personId, [clinicId]))
  route(contract.removePerson, (tx, { clinicId, personId, ...decisions }) =>
    removeHere(tx, calendar, personId, clinicId, decisions),
  )
  route(secondStep.removeSecondStep, (tx, asked, request) => removeSecondStep(tx, asked, linkIn(routes, request)))
  route(contract.editContact, async (tx, { doctorId, clinicId: _, ...contact }) => {
    await calendar.editContact(tx, doctorId, contact)
    tx.record('person.contactEdited', doctorId, { to: { name: contact.fullName } })
    return null
  })
  route(contract.setVisitingMail, setVisitingMail)
  route(contract.resendInvitation, (tx, { clinicId, invitationId }, request) =>
    resend(tx, invitationId, clinicId, linkIn(routes, request)),
  )
  route(contract.revokeInvitation, (tx, { clinicId, invitationId }) => revoke(tx, calendar, invitationId, clinicId))
}

/** Everybody of the organization, for head office. */
function staffOfTheNetwork(routes: Routes, calendar: Calendar) {
  const { route } = routes
  route(staff.listStaff, listStaff)
  route(staff.addStaff, (tx, { places, ...given }, request) => {
    const clinicIds = places.flatMap(({ branchId }) => branchId ?? [])
    return addSomebody(tx, given, grantsOf(places), clinicIds, toolsOf(routes, calendar, request, null))
  })
  route(staff.setPlaces, async (tx, { personId, was, places }) => {
    await setGrants(tx, calendar, personId, null, grantsOf(was), grantsOf(places))
    return null
  })
  route(staff.giveStaffFirstPassword, (tx, { personId }) => giveFirstPassword(tx, personId, null))
  route(secondStep.removeStaffSecondStep, (tx, asked, request) =>
    removeSecondStep(tx, { ...asked, clinicId: null }, linkIn(routes, request)),
  )
  route(staff.listStaffVisits, (tx, { personId, branchIds }) =>
    futureVisitsOf(tx, calendar, personId, branchIds.length > 0 ? branchIds : null),
  )
  route(staff.removeStaff, (tx, { personId, branchIds, ...decisions }) =>
    removeSomebody(tx, calendar, personId, branchIds.length > 0 ? branchIds : null, decisions),
  )
  route(staff.resendStaffInvitation, (tx, { invitationId }, request) =>
    resend(tx, invitationId, null, linkIn(routes, request)),
  )
  route(staff.revokeStaffInvitation, (tx, { invitationId }) => revoke(tx, calendar, invitationId, null))
  route(staff.getDrift, getDrift)
}
