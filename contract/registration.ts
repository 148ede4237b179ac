import * as z from 'zod'
import { countries, isTimeZone } from './countries.ts'
import { endpoint } from './endpoint.ts'
import { Language } from './languages.ts'
import { Session } from './session.ts'

/** A practice that does not exist yet: its organization, its first branch, its first admin. */
export const newPractice = {
  organizationName: z.string().trim().min(1).max(200),
  /** Of the first branch; the organization's when it is left out. */
  clinicName: z.string().trim().min(1).max(200).optional(),
  city: z.string().trim().min(1).max(100),
  country: z.enum(countries as [string, ...string[]]),
  /** Guessed from the country when left out. */
  timeZone: z.string().max(60).refine(isTimeZone, 'This is not a time zone, such as Asia/Karachi.').optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency has three letters, such as PKR.')
    .optional(),
  fullName: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  language: Language.default('en'),
}

// Of any shape: a link that was cut short in a mail is told to be spent, like any other that is not known.
const Token = z.string().min(1).max(200)

export const beginRegistration = endpoint({
  name: 'beginRegistration',
  verb: 'POST',
  path: '/public/registrations',
  needs: 'public',
  summary: 'Register a practice: a mail with a one-time link goes to its first admin. The answer is always the same.',
  input: z.object(newPractice),
  status: 201,
})

export const openRegistration = endpoint({
  name: 'openRegistration',
  verb: 'POST',
  path: '/public/registrations/open',
  needs: 'public',
  summary: 'What a registration link is about, for whoever holds it. `known`: the address has a sign-in already.',
  input: z.object({ token: Token }),
  output: z.object({
    organizationName: z.string(),
    clinicName: z.string(),
    city: z.string(),
    fullName: z.string(),
    email: z.string(),
    known: z.boolean(),
  }),
})

export const confirmRegistration = endpoint({
  name: 'confirmRegistration',
  verb: 'POST',
  path: '/public/registrations/confirm',
  needs: 'public',
  summary:
    'Finish a registration: a new person chooses a password, a known one proves hers (and her code). Makes the organization and signs in.',
  input: z.object({ token: Token, password: z.string().min(1).max(200), code: z.string().trim().max(20).optional() }),
  output: Session,
})

export const FirstSteps = z.object({
  /** A new branch whose page was not put away, with something still missing. */
  shown: z.boolean(),
  hours: z.boolean(),
  doctor: z.boolean(),
  booking: z.boolean(),
  /** Sample rows that are there now. */
  samplePatients: z.int(),
  sampleAppointments: z.int(),
})
export type FirstSteps = z.infer<typeof FirstSteps>

export const getFirstSteps = endpoint({
  name: 'getFirstSteps',
  verb: 'GET',
  path: '/clinics/:clinicId/first-steps',
  needs: 'clinic.update',
  summary: 'What a new branch still misses: opening hours, a doctor, a first booking; and its sample rows.',
  output: FirstSteps,
})

export const dismissFirstSteps = endpoint({
  name: 'dismissFirstSteps',
  verb: 'POST',
  path: '/clinics/:clinicId/first-steps/dismissal',
  needs: 'clinic.update',
  summary: 'Put the first steps away.',
  output: FirstSteps,
})

export const addFirstDoctor = endpoint({
  name: 'addFirstDoctor',
  verb: 'POST',
  path: '/clinics/:clinicId/first-doctor',
  needs: 'people.create',
  summary: 'Put a doctor on the calendar who works whenever the branch is open. `isMe`: the person who asks.',
  input: z.object({
    fullName: z.string().trim().min(1).max(200),
    specialty: z.string().trim().max(100).default(''),
    isMe: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), sessions: z.int() }),
  status: 201,
})

export const addSample = endpoint({
  name: 'addSample',
  verb: 'POST',
  path: '/clinics/:clinicId/sample',
  needs: 'imports.create',
  summary:
    'Add sample patients, and appointments where a doctor has time. They are marked and can be taken away again.',
  output: FirstSteps,
  status: 201,
})

export const removeSample = endpoint({
  name: 'removeSample',
  verb: 'DELETE',
  path: '/clinics/:clinicId/sample',
  needs: 'imports.delete',
  summary: 'Take the sample rows away, and nothing else. `kept`: sample patients who have got work of their own.',
  output: z.object({ patients: z.int(), appointments: z.int(), kept: z.int(), steps: FirstSteps }),
})
