import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { roles } from './permissions.ts'
import { PhotoName } from './photos.ts'

/** Stands for the platform among places to go to: an operator's session is in no organization. */
export const platformId = '00000000-0000-0000-0000-000000000000'

export const SessionClinic = z.object({
  id: z.uuid(),
  name: z.string(),
  code: z.string(),
  city: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  country: z.string(),
  color: z.string(),
  hasLogo: z.boolean(),
  status: z.enum(['active', 'inactive']),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.string()),
})
export type SessionClinic = z.infer<typeof SessionClinic>

/** What a signed-in person's screens start from. The refresh token travels in an http-only cookie, never here. */
export const Session = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.int(),
  user: z.object({
    id: z.uuid(),
    fullName: z.string(),
    email: z.string().nullable(),
    doctorId: z.uuid().nullable(),
    photo: PhotoName,
  }),
  organization: z.object({
    id: z.uuid(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    color: z.string(),
    country: z.string(),
  }),
  /** Those that this person may go to from here, without a new password; an operator's platform too (`platformId`). */
  otherOrganizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
  organizationWide: z.boolean(),
  roles: z.array(z.enum(roles)),
  clinics: z.array(SessionClinic),
  /** Where this person lands: `network`, `day`, `doctor`, `vitals`, `billing`, `patients`; operators: `platform`. */
  home: z.string(),
  /** Of an organization on trial: its last day, and from when nothing can be changed any more. */
  trial: z.object({ endsOn: z.string(), readOnlyFrom: z.string() }).nullable(),
  /** An operator's session is in no organization; `organization` then says nothing. */
  platform: z.enum(['super_admin', 'support']).nullable(),
  /** Support inside this organization: who, as whom (null: only looking), why, until when. */
  elevation: z
    .object({
      id: z.uuid(),
      operatorName: z.string(),
      asName: z.string().nullable(),
      reason: z.string(),
      endsAt: z.string(),
    })
    .nullable(),
})
export type Session = z.infer<typeof Session>

const login = z.string().trim().min(1).max(254)

/**
 * Refused as `code_needed`, `new_password_needed` or `totp_setup_needed` (with a TotpSetup as detail) when the password
 * was right and more is asked: the same call is made again with that field beside.
 */
export const signIn = endpoint({
  name: 'signIn',
  verb: 'POST',
  path: '/session',
  needs: 'public',
  summary: 'Sign in with an e-mail address or a username.',
  input: z.object({
    login,
    password: z.string().min(1).max(200),
    /** Of the authenticator app, or a recovery code. */
    code: z.string().trim().min(1).max(40).optional(),
    newPassword: z.string().min(1).max(200).optional(),
    setup: z.string().max(1000).optional(),
  }),
  output: Session.extend({ recoveryCodes: z.array(z.string()).optional() }),
})

export const forgotPassword = endpoint({
  name: 'forgotPassword',
  verb: 'POST',
  path: '/session/forgotten',
  needs: 'public',
  summary: 'Have a link for a new password sent. Answers the same whether or not somebody has that name.',
  input: z.object({ login }),
})

export const resetPassword = endpoint({
  name: 'resetPassword',
  verb: 'POST',
  path: '/session/new-password',
  needs: 'public',
  summary: 'Choose a new password with the link that came by mail. It works once, for half an hour.',
  input: z.object({ token: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
})

export const refreshSession = endpoint({
  name: 'refreshSession',
  verb: 'POST',
  path: '/session/refresh',
  needs: 'public',
  summary: 'Exchange the refresh cookie for a new access token.',
  output: Session,
})

// A PUT: what a POST answers may be kept beside its key, and this answers an access token.
export const switchOrganization = endpoint({
  name: 'switchOrganization',
  verb: 'PUT',
  path: '/session/organization',
  needs: 'signed_in',
  summary: 'Go on in another of your organizations: a session there in place of this one, which ends.',
  input: z.object({ organizationId: z.uuid() }),
  output: Session,
})

export const signOut = endpoint({
  name: 'signOut',
  verb: 'DELETE',
  path: '/session',
  needs: 'public',
  summary: 'End the session of the refresh cookie.',
})

export const getOrganizationInfo = endpoint({
  name: 'getOrganizationInfo',
  verb: 'GET',
  path: '/organization-info',
  needs: 'public',
  summary: 'What the sign-in page of a host may wear: name, colour, logo. An unknown host gets nulls.',
  input: z.object({ domain: z.string().max(253) }),
  output: z.object({ name: z.string().nullable(), color: z.string().nullable(), logo: z.string().nullable() }),
})

export const listSampleSignIns = endpoint({
  name: 'listSampleSignIns',
  verb: 'GET',
  path: '/public/sample-sign-ins',
  needs: 'public',
  summary: 'The sample people, while the sample group is loaded on the embedded server; otherwise empty.',
  output: z.array(
    z.object({
      login: z.string(),
      password: z.string(),
      fullName: z.string(),
      role: z.enum([...roles, 'super_admin', 'support']),
      clinic: z.string().nullable(),
    }),
  ),
})
