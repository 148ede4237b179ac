import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { AnyRole } from './people.ts'
import { Instant } from './time.ts'

/** The secret of a mailed link. */
const Token = z.string().min(20).max(200)

export const lookAtInvitation = endpoint({
  name: 'lookAtInvitation',
  verb: 'POST',
  path: '/public/invitations/look',
  needs: 'public',
  summary: 'What the link of an invitation is about, for whoever holds it.',
  input: z.object({ token: Token }),
  output: z.object({
    organizationName: z.string(),
    color: z.string(),
    fullName: z.string(),
    email: z.string(),
    /** She has a sign-in already and says yes with its password. */
    hasAccount: z.boolean(),
    places: z.array(z.object({ branchName: z.string().nullable(), roles: z.array(AnyRole) })),
    expiresAt: Instant,
  }),
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  verb: 'POST',
  path: '/public/invitations/accept',
  needs: 'public',
  summary:
    'Say yes: with a name and a new password, or, when there is a sign-in already, with its password. Signing in comes after.',
  input: z.object({
    token: Token,
    fullName: z.string().trim().min(2).max(200).optional(),
    password: z.string().min(1).max(200),
  }),
  output: z.object({ login: z.string() }),
})
