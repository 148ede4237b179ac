import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { PrintLanguage } from './languages.ts'
import { AmountMinor } from './money.ts'
import { PrescriptionLine, PrescriptionWarning } from './prescribing.ts'
import { Day, Instant } from './time.ts'

/** FDI two-digit notation: quadrants 1 to 4 adult, 5 to 8 milk teeth. */
export const Tooth = z.string().regex(/^([1-4][1-8]|[5-8][1-5])$/)

const measurements = {
  systolicMmhg: z.int().min(40).max(300).nullable(),
  diastolicMmhg: z.int().min(20).max(200).nullable(),
  pulsePerMinute: z.int().min(20).max(300).nullable(),
  temperatureTenthsCelsius: z.int().min(300).max(450).nullable(),
  spo2Percent: z.int().min(50).max(100).nullable(),
  weightGrams: z.int().min(300).max(400_000).nullable(),
  glucoseMgDl: z.int().min(10).max(1500).nullable(),
  note: z.string().trim().max(500),
}

export const Vitals = z.object({
  id: z.uuid(),
  ...measurements,
  measuredAt: Instant,
  measuredBy: z.string().nullable(),
})
export type Vitals = z.infer<typeof Vitals>

export const VisitDiagnosis = z.object({ code: z.string(), title: z.string(), tooth: Tooth.nullable() })
export type VisitDiagnosis = z.infer<typeof VisitDiagnosis>

export const VisitService = z.object({
  serviceId: z.uuid(),
  name: z.string(),
  tooth: Tooth.nullable(),
  quantity: z.int().min(1).max(100),
  unitMinor: AmountMinor,
})
export type VisitService = z.infer<typeof VisitService>

export const Addendum = z.object({ id: z.uuid(), note: z.string(), writtenBy: z.string(), writtenAt: Instant })

export const Encounter = z.object({
  id: z.uuid(),
  appointmentId: z.uuid(),
  status: z.enum(['open', 'finished']),
  doctorId: z.uuid(),
  doctorName: z.string(),
  note: z.string(),
  advice: z.string(),
  followUpOn: Day.nullable(),
  prescription: z.array(PrescriptionLine),
  diagnoses: z.array(VisitDiagnosis),
  services: z.array(VisitService),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  finishedBy: z.string().nullable(),
  /** What the prescription warned of when it was finished all the same, and why it was. */
  warnings: z.array(PrescriptionWarning),
  warningsReason: z.string().nullable(),
  addenda: z.array(Addendum),
  version: z.int(),
})
export type Encounter = z.infer<typeof Encounter>

export const PastVisit = Encounter.pick({
  id: true,
  appointmentId: true,
  doctorName: true,
  note: true,
  advice: true,
  prescription: true,
  diagnoses: true,
  addenda: true,
}).extend({
  /** The clinic's local day of the visit. */
  day: Day,
  services: z.array(VisitService.omit({ unitMinor: true })),
})
export type PastVisit = z.infer<typeof PastVisit>

export const Preset = z.object({ id: z.uuid(), name: z.string(), lines: z.array(PrescriptionLine), advice: z.string() })
export type Preset = z.infer<typeof Preset>

/** Everything the visit screen shows, in one answer. */
export const VisitSheet = z.object({
  appointment: z.object({
    id: z.uuid(),
    status: z.string(),
    startsAt: Instant,
    timed: z.boolean(),
    day: Day,
    doctorId: z.uuid().nullable(),
    doctorName: z.string().nullable(),
    serviceId: z.uuid().nullable(),
    serviceName: z.string().nullable(),
    reason: z.string(),
    token: z.int().nullable(),
    arrivedAt: Instant.nullable(),
  }),
  patient: z.object({
    id: z.uuid(),
    fullName: z.string(),
    number: z.string(),
    sex: z.enum(['female', 'male', 'other', 'unknown']),
    bornOn: Day.nullable(),
    phone: z.string().nullable(),
    notes: z.string(),
    dueMinor: z.int(),
    alerts: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['allergy', 'alert']),
        label: z.string(),
        drugClass: z.string().nullable(),
        severity: z.enum(['mild', 'moderate', 'severe']),
      }),
    ),
  }),
  /** The newest first. */
  vitals: z.array(Vitals),
  encounter: Encounter.nullable(),
  /** Earlier finished visits, the newest first; at most 20. */
  history: z.array(PastVisit),
  presets: z.array(Preset),
  /** What can be done here, with its price. */
  services: z.array(z.object({ id: z.uuid(), name: z.string(), category: z.string(), priceMinor: AmountMinor })),
})
export type VisitSheet = z.infer<typeof VisitSheet>

export const getVisit = endpoint({
  name: 'getVisit',
  verb: 'GET',
  path: '/clinics/:clinicId/appointments/:appointmentId/visit',
  needs: 'encounters.read',
  opens: 'visit',
  summary: 'The visit as the doctor sees it: patient, vitals, note, prescription, earlier visits, presets.',
  output: VisitSheet,
})

export const startVisit = endpoint({
  name: 'startVisit',
  verb: 'POST',
  path: '/clinics/:clinicId/appointments/:appointmentId/visit',
  needs: 'encounters.create',
  summary:
    'Call the patient in and open the visit as the signed-in doctor; any doctor of the branch may. `takeOver` continues one that a colleague left open.',
  input: z.object({ takeOver: z.boolean().default(false) }),
  output: Encounter,
  status: 201,
})

export const saveVisit = endpoint({
  name: 'saveVisit',
  verb: 'PATCH',
  path: '/clinics/:clinicId/encounters/:encounterId',
  needs: 'encounters.update',
  summary:
    'Save what changed in an open visit. With an older version: `changed_meanwhile`, with both sides in the detail.',
  input: z.object({
    version: z.int(),
    note: z.string().max(20_000).optional(),
    advice: z.string().max(5_000).optional(),
    followUpOn: Day.nullable().optional(),
    prescription: z.array(PrescriptionLine).max(40).optional(),
    diagnoses: z
      .array(z.strictObject({ code: z.string().max(10), tooth: Tooth.nullable().default(null) }))
      .max(20)
      .optional(),
    services: z
      .array(
        z.strictObject({
          serviceId: z.uuid(),
          tooth: Tooth.nullable().default(null),
          quantity: z.int().min(1).max(100).default(1),
        }),
      )
      .max(40)
      .optional(),
  }),
  output: Encounter,
})

export const finishVisit = endpoint({
  name: 'finishVisit',
  verb: 'POST',
  path: '/clinics/:clinicId/encounters/:encounterId/finish',
  needs: 'encounters.approve',
  summary:
    'Finish: the visit freezes, the appointment is done and the invoice is drafted. Against an allergy only with a reason.',
  input: z.object({ version: z.int(), warningsReason: z.string().trim().min(3).max(500).optional() }),
  output: Encounter,
})

export const addAddendum = endpoint({
  name: 'addAddendum',
  verb: 'POST',
  path: '/clinics/:clinicId/encounters/:encounterId/addenda',
  needs: 'encounters.update',
  summary: 'Write below a finished visit.',
  input: z.object({ note: z.string().trim().min(1).max(5_000) }),
  output: Addendum,
  status: 201,
})

export const recordVitals = endpoint({
  name: 'recordVitals',
  verb: 'POST',
  path: '/clinics/:clinicId/appointments/:appointmentId/vitals',
  needs: 'vitals.create',
  summary:
    'What was measured before or during the visit. At least one value; measuring again adds, nothing is overwritten.',
  input: z.object(measurements).partial(),
  output: Vitals,
  status: 201,
})

export const listArrivals = endpoint({
  name: 'listArrivals',
  verb: 'GET',
  path: '/clinics/:clinicId/days/:day/arrivals',
  needs: 'vitals.read',
  summary: 'Who is in the branch on a day, with the newest vitals: what a nurse works from. The longest waiting first.',
  input: z.object({ day: Day }),
  output: z.array(
    z.object({
      appointmentId: z.uuid(),
      patientName: z.string(),
      patientNumber: z.string(),
      bornOn: Day.nullable(),
      hasAlerts: z.boolean(),
      doctorName: z.string().nullable(),
      status: z.enum(['arrived', 'in_room']),
      startsAt: Instant,
      timed: z.boolean(),
      arrivedAt: Instant.nullable(),
      token: z.int().nullable(),
      reason: z.string(),
      vitals: Vitals.nullable(),
    }),
  ),
})

export const searchDiagnoses = endpoint({
  name: 'searchDiagnoses',
  verb: 'GET',
  path: '/clinics/:clinicId/diagnoses',
  needs: 'encounters.read',
  summary: 'ICD-10 diagnoses by code or by the beginnings of words.',
  input: z.object({ q: z.string().trim().min(1).max(100) }),
  output: z.array(VisitDiagnosis.omit({ tooth: true })),
})

export const FoundMedicine = z.object({
  name: z.string(),
  drugClass: z.string(),
  /** On the organization's own list. */
  own: z.boolean(),
})
export type FoundMedicine = z.infer<typeof FoundMedicine>

export const searchMedicines = endpoint({
  name: 'searchMedicines',
  verb: 'GET',
  path: '/clinics/:clinicId/medicines',
  needs: 'encounters.read',
  summary: 'Medicines by name or class: the global list and the organization’s own.',
  input: z.object({ q: z.string().trim().min(1).max(100) }),
  output: z.array(FoundMedicine),
})

export const addMedicine = endpoint({
  name: 'addMedicine',
  verb: 'POST',
  path: '/clinics/:clinicId/medicines',
  needs: 'encounters.update',
  summary: 'Put a medicine on the organization’s own list; every branch finds it from then on.',
  input: z.object({ name: z.string().trim().min(2).max(200), drugClass: z.string().trim().max(100).default('') }),
  output: FoundMedicine,
  status: 201,
})

export const listPresets = endpoint({
  name: 'listPresets',
  verb: 'GET',
  path: '/clinics/:clinicId/presets',
  needs: 'encounters.read',
  summary: 'Prescription presets of the organization.',
  output: z.array(Preset),
})

export const getPrescriptionPdf = endpoint({
  name: 'getPrescriptionPdf',
  verb: 'GET',
  path: '/clinics/:clinicId/encounters/:encounterId/prescription',
  needs: 'prescriptions.read',
  opens: 'prescription',
  summary:
    'The prescription of a finished visit under the letterhead the clinic had then; the words in English, Urdu or Hindi.',
  input: z.object({ language: PrintLanguage.default('en') }),
  answers: 'application/pdf',
})
