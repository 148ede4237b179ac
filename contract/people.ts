import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Language } from './languages.ts'
import { roles } from './permissions.ts'
import { Phone } from './phone.ts'
import { PhotoName } from './photos.ts'
import { Instant } from './time.ts'

export const AnyRole = z.enum(roles)
/** What a branch can give: everything below head office. */
export const branchRoles = roles.filter((role) => role !== 'org_admin')
export const BranchRole = z.enum(branchRoles as [BranchRole, ...BranchRole[]])
export type BranchRole = Exclude<(typeof roles)[number], 'org_admin'>

/**
 * `must_change_password`: was given a first password and has not chosen her own; `contact_only`: a visiting doctor,
 * who does not sign in.
 */
export const personStates = ['active', 'invited', 'must_change_password', 'contact_only', 'disabled'] as const
export const PersonState = z.enum(personStates)
export type PersonState = z.infer<typeof PersonState>

const Who = z.object({
  /** Of the person, or of the invitation or the contact that stands for her. */
  id: z.uuid(),
  fullName: z.string(),
  email: z.string().nullable(),
  /** What she types at the door; null for a contact. */
  login: z.string().nullable(),
  phone: z.string().nullable(),
  state: PersonState,
  /** Of somebody who stands on a calendar. */
  doctorId: z.uuid().nullable(),
  specialties: z.array(z.string()),
  /** Until when the link of an invitation works. */
  expiresAt: Instant.nullable(),
  isYou: z.boolean(),
  /** Signing in asks for a code. */
  hasSecondStep: z.boolean(),
  photo: PhotoName,
})

/** Somebody of a branch, with the roles she has there. */
export const PersonRow = Who.extend({ roles: z.array(AnyRole) })
export type PersonRow = z.infer<typeof PersonRow>

/** The roles somebody has in one branch; `branchId` null: in the whole organization. */
export const PlaceRoles = z.object({
  branchId: z.uuid().nullable(),
  branchName: z.string().nullable(),
  city: z.string(),
  roles: z.array(AnyRole),
})
export const StaffRow = Who.extend({ places: z.array(PlaceRoles), lastSignInAt: Instant.nullable() })
export type StaffRow = z.infer<typeof StaffRow>

/** An appointment that a person's leaving touches, and who of the same branch is free at its time. */
export const FutureVisit = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  timeZone: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  timed: z.boolean(),
  status: z.enum(['booked', 'confirmed']),
  patientName: z.string(),
  patientNumber: z.string(),
  patientPhone: z.string().nullable(),
  serviceName: z.string().nullable(),
  doctorName: z.string().nullable(),
  freeDoctors: z.array(z.object({ id: z.uuid(), fullName: z.string() })),
})
export type FutureVisit = z.infer<typeof FutureVisit>

const Reason = z.string().trim().min(1, 'Say why, for the patient’s history.').max(300)
const stay = z.strictObject({ do: z.literal('stay') })
const cancel = z.strictObject({ do: z.literal('cancel'), reason: Reason })
/** To another doctor of the branch, at the same time. */
const other = z.strictObject({ do: z.literal('other'), doctorId: z.uuid() })
/** With the doctor to her new branch, at the same time, when she is free and it is open. */
const along = z.strictObject({ do: z.literal('along') })

/** What happens to an appointment of somebody who leaves. */
export const Leaving = z.discriminatedUnion('do', [stay, cancel, other])
export type Leaving = z.infer<typeof Leaving>
/** The same for somebody who goes to another branch. */
export const Moving = z.discriminatedUnion('do', [stay, cancel, other, along])
export type Moving = z.infer<typeof Moving>

/** For all appointments, and for single ones otherwise. */
export const leavingFields = {
  rest: Leaving.default({ do: 'stay' }),
  each: z
    .array(z.strictObject({ appointmentId: z.uuid(), what: Leaving }))
    .max(500)
    .default([]),
}

/** What became of each appointment: where and with whom it is now. */
export const SettledVisit = z.object({
  id: z.uuid(),
  startsAt: Instant,
  timed: z.boolean(),
  timeZone: z.string(),
  patientName: z.string(),
  outcome: z.enum(['stayed', 'given_away', 'moved_along', 'cancelled']),
  branchName: z.string(),
  doctorName: z.string().nullable(),
})
export type SettledVisit = z.infer<typeof SettledVisit>

const Name = z.string().trim().min(2).max(200)
const OptionalPhone = Phone.nullable().default(null)
const Specialties = z.array(z.string().trim().min(1).max(100)).max(12).default([])
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'Letters, digits, dots and dashes, at least two.')

/** The three ways to add somebody: a mailed link, a first password, or no sign-in at all. */
export const newPersonFields = {
  way: z.enum(['invite', 'create', 'contact']),
  fullName: Name,
  email: z.email().max(254).toLowerCase().optional(),
  /** For `create` without an e-mail address; the sign-in name becomes `username@organization`. */
  username: Username.optional(),
  phone: OptionalPhone,
  specialties: Specialties,
  /** Of the mail. */
  language: Language.default('en'),
}

export const Added = z.object({
  id: z.uuid(),
  /** `added`: she works for the organization already and has the roles from now on. */
  outcome: z.enum(['invited', 'created', 'contact', 'added']),
  login: z.string().nullable(),
})

export const FirstPassword = z.object({ login: z.string(), password: z.string() })

const one = '/clinics/:clinicId/people/:personId'

export const listPeople = endpoint({
  name: 'listPeople',
  verb: 'GET',
  path: '/clinics/:clinicId/people',
  needs: 'people.read',
  summary: 'The people of one branch with their roles and whether they have signed in yet; contacts too.',
  output: z.object({
    people: z.array(PersonRow),
    /** Visiting doctors get their bookings by e-mail. */
    mailsVisitingDoctors: z.boolean(),
  }),
})

export const addPerson = endpoint({
  name: 'addPerson',
  verb: 'POST',
  path: '/clinics/:clinicId/people',
  needs: 'people.create',
  confirm: true,
  summary:
    'Add somebody to the branch: by invitation, with a first password, or as a contact. The answer is the same whether the address is known elsewhere or not.',
  input: z.object({ ...newPersonFields, roles: z.array(BranchRole).max(7).default([]) }),
  output: Added,
  status: 201,
})

export const giveFirstPassword = endpoint({
  name: 'giveFirstPassword',
  verb: 'PUT',
  path: `${one}/first-password`,
  needs: 'people.create',
  confirm: true,
  summary: 'Make a first password, shown this once, for somebody who has not chosen her own yet.',
  output: FirstPassword,
})

export const setRoles = endpoint({
  name: 'setRoles',
  verb: 'PUT',
  path: `${one}/roles`,
  needs: 'people.update',
  confirm: true,
  summary: 'Set what somebody may do in this branch. `was`: the roles that were on the screen.',
  input: z.object({ was: z.array(AnyRole).max(8), roles: z.array(BranchRole).min(1).max(7) }),
  output: z.object({ roles: z.array(AnyRole) }),
})

export const listFutureVisits = endpoint({
  name: 'listFutureVisits',
  verb: 'GET',
  path: `${one}/appointments`,
  needs: 'people.read',
  summary: 'The appointments somebody still has in this branch, and who could take each.',
  output: z.array(FutureVisit),
})

export const removePerson = endpoint({
  name: 'removePerson',
  verb: 'POST',
  path: `${one}/remove`,
  needs: 'people.delete',
  whileReadOnly: true,
  confirm: true,
  summary:
    'Take somebody out of this branch: every role, the calendar; sessions end when nothing is left. Says what became of her appointments.',
  input: z.object(leavingFields),
  output: z.object({ appointments: z.array(SettledVisit) }),
})

export const editContact = endpoint({
  name: 'editContact',
  verb: 'PUT',
  path: '/clinics/:clinicId/contacts/:doctorId',
  needs: 'people.update',
  summary: 'Change name, phone or e-mail of a visiting doctor without a sign-in.',
  input: z.object({
    fullName: Name,
    email: z.email().max(254).toLowerCase().nullable().default(null),
    phone: OptionalPhone,
    specialties: Specialties,
  }),
})

export const setVisitingMail = endpoint({
  name: 'setVisitingMail',
  verb: 'PUT',
  path: '/clinics/:clinicId/visiting-mail',
  needs: 'people.update',
  summary: 'Whether visiting doctors without a sign-in get their bookings of this branch by e-mail.',
  input: z.object({ on: z.boolean() }),
})

export const resendInvitation = endpoint({
  name: 'resendInvitation',
  verb: 'POST',
  path: '/clinics/:clinicId/invitations/:invitationId/resend',
  needs: 'people.create',
  summary: 'Send a new link, which works for seven days; the one before works no more.',
})

export const revokeInvitation = endpoint({
  name: 'revokeInvitation',
  verb: 'POST',
  path: '/clinics/:clinicId/invitations/:invitationId/revoke',
  needs: 'people.delete',
  whileReadOnly: true,
  summary: 'Take back what this branch offered; the link works no more when nothing is left.',
})
