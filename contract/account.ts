import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Language } from './languages.ts'
import { Phone } from './phone.ts'

// A person's own account, the same in every organization. PUT where a secret is sent or answered: what a POST answers
// is kept beside its key.

const password = z.string().min(1).max(200)
const code = z.string().trim().min(6).max(40)

export const Device = z.object({
  id: z.uuid(),
  /** `Chrome · Windows`; empty when it did not say. */
  name: z.string(),
  /** The network address without its last part. */
  place: z.string(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  isThis: z.boolean(),
})
export type Device = z.infer<typeof Device>

export const Account = z.object({
  fullName: z.string(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  language: Language.nullable(),
  /** Since when signing in asks for a code; null: it does not. */
  totpSince: z.string().nullable(),
  recoveryCodesLeft: z.int(),
})
export type Account = z.infer<typeof Account>

export const confirmSession = endpoint({
  name: 'confirmSession',
  verb: 'PUT',
  path: '/session/confirm',
  needs: 'signed_in',
  summary: 'Show again that it is you, by the password or a code: opens what asks for a fresh proof for ten minutes.',
  input: z.object({ password: password.optional(), code: code.optional() }),
  output: z.object({ provedAt: z.string() }),
})

export const getAccount = endpoint({
  name: 'getOwnAccount',
  verb: 'GET',
  path: '/session/account',
  needs: 'signed_in',
  summary: 'Your own account.',
  output: Account,
})

export const editAccount = endpoint({
  name: 'editAccount',
  verb: 'PATCH',
  path: '/session/account',
  needs: 'signed_in',
  summary: 'Change your phone number and the language of your mails.',
  input: z.object({ phone: Phone.nullable(), language: Language.nullable() }),
  output: Account,
})

export const changePassword = endpoint({
  name: 'changePassword',
  verb: 'PUT',
  path: '/session/password',
  needs: 'signed_in',
  summary: 'Change your password. All other devices are signed out.',
  input: z.object({ password, newPassword: password }),
})

export const listDevices = endpoint({
  name: 'listDevices',
  verb: 'GET',
  path: '/session/devices',
  needs: 'signed_in',
  summary: 'Where you are signed in.',
  output: z.array(Device),
})

export const endDevice = endpoint({
  name: 'endDevice',
  verb: 'DELETE',
  path: '/session/devices/:deviceId',
  needs: 'signed_in',
  summary: 'Sign out one device.',
})

export const endOtherDevices = endpoint({
  name: 'endOtherDevices',
  verb: 'DELETE',
  path: '/session/devices',
  needs: 'signed_in',
  summary: 'Sign out every device but this one.',
  output: z.object({ ended: z.int() }),
})

export const TotpSetup = z.object({
  /** For those who cannot scan. */
  secret: z.string(),
  /** `otpauth://…`, what the QR code says. */
  uri: z.string(),
  /** Given back with the first code. */
  setup: z.string(),
})
export type TotpSetup = z.infer<typeof TotpSetup>

export const startTotp = endpoint({
  name: 'startTotp',
  verb: 'PUT',
  path: '/session/totp/setup',
  needs: 'signed_in',
  summary: 'A new secret for an authenticator app. Nothing changes until its first code was given.',
  output: TotpSetup,
})

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const addTotp = endpoint({
  name: 'addTotp',
  verb: 'PUT',
  path: '/session/totp',
  needs: 'signed_in',
  confirm: true,
  summary: 'Turn the second step on with the first code. Answers the recovery codes, this once.',
  input: z.object({ setup: z.string().max(1000), code }),
  output: RecoveryCodes,
})

export const removeTotp = endpoint({
  name: 'removeTotp',
  verb: 'DELETE',
  path: '/session/totp',
  needs: 'signed_in',
  confirm: true,
  summary: 'Turn the second step off.',
})

export const renewRecoveryCodes = endpoint({
  name: 'renewRecoveryCodes',
  verb: 'PUT',
  path: '/session/totp/recovery-codes',
  needs: 'signed_in',
  confirm: true,
  summary: 'New recovery codes; the old ones open nothing any more.',
  output: RecoveryCodes,
})

export const SignInRules = z.object({
  totpRequired: z.boolean(),
  admins: z.array(z.object({ userId: z.uuid(), fullName: z.string(), hasTotp: z.boolean() })),
})
export type SignInRules = z.infer<typeof SignInRules>

export const getSignInRules = endpoint({
  name: 'getSignInRules',
  verb: 'GET',
  path: '/organization/sign-in-rules',
  needs: 'network.read',
  summary: 'Whether head office must sign in with a second step, and who has one.',
  output: SignInRules,
})

export const setSignInRules = endpoint({
  name: 'setSignInRules',
  verb: 'PUT',
  path: '/organization/sign-in-rules',
  needs: 'network.update',
  confirm: true,
  summary: 'Require a second step of head office. Whoever has none is signed out, and sets it up at the next sign-in.',
  input: z.object({ totpRequired: z.boolean() }),
  output: SignInRules,
})
