import * as z from 'zod'
import { endpoint, queryList } from './endpoint.ts'
import {
  Added,
  AnyRole,
  FirstPassword,
  FutureVisit,
  leavingFields,
  newPersonFields,
  PersonState,
  SettledVisit,
  StaffRow,
} from './people.ts'
import { Instant } from './time.ts'

/** Roles by branch; `branchId` null: in the whole organization. */
const Place = z.strictObject({ branchId: z.uuid().nullable(), roles: z.array(AnyRole).min(1).max(8) })
const Places = z.array(Place).max(400)
const one = '/organization/people/:personId'

export const listStaff = endpoint({
  name: 'listStaff',
  verb: 'GET',
  path: '/organization/people',
  needs: 'network.read',
  summary: 'Everybody who works for the organization, with branches and roles, by name; a page at a time.',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    branchId: z.uuid().optional(),
    role: AnyRole.optional(),
    city: z.string().max(100).optional(),
    state: PersonState.optional(),
    personId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ staff: z.array(StaffRow), total: z.int(), pageSize: z.int() }),
})

export const addStaff = endpoint({
  name: 'addStaff',
  verb: 'POST',
  path: '/organization/people',
  needs: 'network.create',
  confirm: true,
  summary: 'Add somebody to any branches with any roles, in one of three ways.',
  input: z.object({ ...newPersonFields, places: Places.min(1) }),
  output: Added,
  status: 201,
})

export const setPlaces = endpoint({
  name: 'setPlaces',
  verb: 'PUT',
  path: `${one}/places`,
  needs: 'network.update',
  confirm: true,
  summary: 'Set where somebody works and as what. `was`: what was on the screen. Branches that are left go by removal.',
  input: z.object({ was: Places, places: Places.min(1) }),
})

export const giveStaffFirstPassword = endpoint({
  name: 'giveStaffFirstPassword',
  verb: 'PUT',
  path: `${one}/first-password`,
  needs: 'network.create',
  confirm: true,
  summary: 'Make a first password, shown this once, for somebody who has not chosen her own yet.',
  output: FirstPassword,
})

const which = { branchIds: queryList(z.uuid()) }

export const listStaffVisits = endpoint({
  name: 'listStaffVisits',
  verb: 'GET',
  path: `${one}/appointments`,
  needs: 'network.read',
  summary: 'The appointments somebody still has, in all branches or in some, and who could take each.',
  input: z.object(which),
  output: z.array(FutureVisit),
})

export const removeStaff = endpoint({
  name: 'removeStaff',
  verb: 'POST',
  path: `${one}/remove`,
  needs: 'network.update',
  whileReadOnly: true,
  confirm: true,
  summary: 'Take somebody out of some branches, or out of the organization when none is named.',
  input: z.object({ branchIds: z.array(z.uuid()).max(400).default([]), ...leavingFields }),
  output: z.object({ appointments: z.array(SettledVisit) }),
})

export const resendStaffInvitation = endpoint({
  name: 'resendStaffInvitation',
  verb: 'POST',
  path: '/organization/invitations/:invitationId/resend',
  needs: 'network.create',
  summary: 'Send a new link, which works for seven days; the one before works no more.',
})

export const revokeStaffInvitation = endpoint({
  name: 'revokeStaffInvitation',
  verb: 'POST',
  path: '/organization/invitations/:invitationId/revoke',
  needs: 'network.update',
  whileReadOnly: true,
  summary: 'Take an invitation back, in every branch.',
})

const Person = { personId: z.uuid(), fullName: z.string() }

export const getDrift = endpoint({
  name: 'getDrift',
  verb: 'GET',
  path: '/organization/drift',
  needs: 'network.read',
  summary:
    'Rights that drifted from work: branches that people may enter and did not work in, roles never used, deviations from the network’s rules, all of the last 90 days.',
  output: z.object({
    asOf: Instant,
    days: z.int(),
    /** Most unworked branches first. */
    reach: z.array(
      z.object({
        ...Person,
        headOffice: z.boolean(),
        reachable: z.int(),
        worked: z.int(),
        lastSignInAt: Instant.nullable(),
        /** Given longer ago than the 90 days and without any work since; of head office none are listed. */
        idle: z.array(
          z.object({
            branchId: z.uuid(),
            branchName: z.string(),
            roles: z.array(AnyRole),
            givenAt: Instant,
          }),
        ),
      }),
    ),
    /** A role beside others at a branch where she did work, of whose own modules nothing was touched. */
    unused: z.array(
      z.object({
        ...Person,
        branchId: z.uuid(),
        branchName: z.string(),
        role: AnyRole,
        otherRoles: z.array(AnyRole),
        /** Modules that only this role of hers opens for changes there. */
        modules: z.array(z.string()),
        givenAt: Instant,
      }),
    ),
    deviations: z.array(
      z.object({
        branchId: z.uuid(),
        branchName: z.string(),
        role: AnyRole,
        permission: z.string(),
        allowed: z.boolean(),
        networkAllows: z.boolean(),
        since: Instant,
      }),
    ),
  }),
})
export type Drift = z.infer<(typeof getDrift)['output']>
