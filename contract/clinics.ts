import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Phone } from './phone.ts'
import { MinuteOfDay, Weekday } from './time.ts'

/** The grids a branch's calendar can have, in minutes. */
export const snapIntervals = [5, 10, 15, 20, 30, 60] as const

export const Color = z.string().regex(/^#[0-9a-f]{6}$/, 'A colour looks like #0f766e.')

/** What stands at the head of a clinic's documents, beside its name, address, phone and logo. */
export const Letterhead = z.object({
  tagline: z.string().max(200).default(''),
  taxNumber: z.string().max(60).default(''),
  footer: z.string().max(300).default(''),
})

export const OpeningHours = z.strictObject({ weekday: Weekday, opensMinute: MinuteOfDay, closesMinute: MinuteOfDay })

export const Clinic = z.object({
  id: z.uuid(),
  name: z.string(),
  code: z.string(),
  city: z.string(),
  region: z.string(),
  address: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  timeZone: z.string(),
  currency: z.string(),
  country: z.string(),
  status: z.enum(['active', 'inactive']),
  color: z.string(),
  hasLogo: z.boolean(),
  letterhead: Letterhead,
  snapMinutes: z.int(),
  hours: z.array(OpeningHours),
  version: z.int(),
})
export type Clinic = z.infer<typeof Clinic>

export const getClinic = endpoint({
  name: 'getClinic',
  verb: 'GET',
  path: '/clinics/:clinicId',
  needs: 'clinic.read',
  summary: 'The branch: profile, opening hours, letterhead.',
  output: Clinic,
})

export const editClinic = endpoint({
  name: 'editClinic',
  verb: 'PATCH',
  path: '/clinics/:clinicId',
  needs: 'clinic.update',
  summary: 'Change the profile, colour, letterhead or calendar interval of a branch.',
  input: z.object({
    version: z.int(),
    name: z.string().trim().min(1).max(200).optional(),
    address: z.string().trim().max(500).optional(),
    phone: Phone.nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    color: Color.optional(),
    letterhead: Letterhead.optional(),
    snapMinutes: z.literal(snapIntervals).optional(),
  }),
  output: Clinic,
})

export const setHours = endpoint({
  name: 'setHours',
  verb: 'PUT',
  path: '/clinics/:clinicId/hours',
  needs: 'clinic.update',
  summary: 'Set the opening hours of the whole week; a weekday without a row is closed.',
  input: z.object({ version: z.int(), hours: z.array(OpeningHours).max(21) }),
  output: Clinic,
})

export const setLogo = endpoint({
  name: 'setLogo',
  verb: 'PUT',
  path: '/clinics/:clinicId/logo',
  needs: 'clinic.update',
  summary: 'Set the logo: the body is a PNG, JPEG or SVG picture of at most 512 kB.',
  uploadLimit: 512 * 1024,
  output: Clinic,
})

export const removeLogo = endpoint({
  name: 'removeLogo',
  verb: 'DELETE',
  path: '/clinics/:clinicId/logo',
  needs: 'clinic.update',
  summary: 'Remove the logo.',
  output: Clinic,
})

export const getLogo = endpoint({
  name: 'getLogo',
  verb: 'GET',
  path: '/clinics/:clinicId/logo',
  needs: 'clinic.read',
  summary: 'The logo of the branch.',
  answers: 'image',
})
