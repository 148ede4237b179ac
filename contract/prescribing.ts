import * as z from 'zod'

/** One medicine on a prescription. `drugClass` is the substance family that warnings compare; empty when unknown. */
export const PrescriptionLine = z.object({
  medicine: z.string().trim().min(1).max(200),
  drugClass: z.string().trim().max(100).default(''),
  /** Morning-noon-night in units of the form (`1-0-1`), or a sentence where counting does not fit. */
  dose: z.string().trim().max(200).default(''),
  route: z.string().trim().max(60).default(''),
  days: z.int().min(1).max(365).nullable().default(null),
  advice: z.string().trim().max(300).default(''),
})
export type PrescriptionLine = z.infer<typeof PrescriptionLine>

/** Something to stop at before prescribing. `line` is the place in the prescription, counted from 0. */
export const PrescriptionWarning = z.object({
  kind: z.enum(['allergy', 'related_allergy', 'duplicate', 'still_taking']),
  line: z.int(),
  medicine: z.string(),
  /** The allergy's label, or the medicine that is the same kind. */
  because: z.string(),
  severity: z.enum(['mild', 'moderate', 'severe']).nullable(),
})
export type PrescriptionWarning = z.infer<typeof PrescriptionWarning>

export interface Allergy {
  label: string
  drugClass: string | null
  severity: 'mild' | 'moderate' | 'severe'
}

/** A medicine of an earlier visit, with the last day it is taken (`yyyy-mm-dd`). */
export interface RunningMedicine {
  medicine: string
  drugClass: string
  untilDay: string
}

// Families whose allergies often go together: a person allergic to the first may react to the second.
const related: Record<string, readonly string[]> = { penicillin: ['cephalosporin'], cephalosporin: ['penicillin'] }

// Two of these at once are ordinary care (a gel beside a rinse, folic acid beside iron).
const harmlessTogether = ['antiseptic', 'vitamin', 'mineral', 'fluoride', 'local anaesthetic', 'desensitising agent']

/**
 * What speaks against these lines: allergies by drug class or by name, related classes, the same class twice, and a
 * medicine of an earlier visit that is still being taken on `today` (`yyyy-mm-dd`). In the order of the lines.
 */
export function warningsFor(
  lines: readonly PrescriptionLine[],
  allergies: readonly Allergy[],
  running: readonly RunningMedicine[],
  today: string,
): PrescriptionWarning[] {
  return lines.flatMap((line, index) => [
    ...allergies.flatMap((allergy) => allergyWarning(line, index, allergy)),
    ...lines
      .slice(0, index)
      .filter((other) => isSameKind(line, other))
      .slice(0, 1)
      .map((other) => warning('duplicate', line, index, other.medicine)),
    ...running
      .filter((other) => other.untilDay >= today && isSameKind(line, other))
      .slice(0, 1)
      .map((other) => warning('still_taking', line, index, other.medicine)),
  ])
}

/** These stop the finish until the doctor says why; the others only speak. */
export function mustBeExplained({ kind }: PrescriptionWarning): boolean {
  return kind === 'allergy'
}

function allergyWarning(
  line: PrescriptionLine,
  index: number,
  { label, drugClass, severity }: Allergy,
): PrescriptionWarning[] {
  const group = normal(line.drugClass)
  const allergic = normal(drugClass ?? '')
  const isClass = group !== '' && (group === allergic || group === normal(label))
  if (isClass || namesIt(line.medicine, label)) return [{ ...warning('allergy', line, index, label), severity }]
  if ((related[allergic || normal(label)] ?? []).includes(group))
    return [{ ...warning('related_allergy', line, index, label), severity }]
  return []
}

function isSameKind(line: PrescriptionLine, other: Pick<PrescriptionLine, 'medicine' | 'drugClass'>): boolean {
  const group = normal(line.drugClass)
  if (group === '') return normal(line.medicine) === normal(other.medicine)
  return group === normal(other.drugClass) && !harmlessTogether.includes(group)
}

/** Labels are typed by hand ("Ibuprofen 400: wheezing"): a long enough word of one that begins a word of the medicine counts. */
function namesIt(medicine: string, label: string): boolean {
  const words = normal(medicine).split(/[^\p{L}]+/u)
  return normal(label)
    .split(/[^\p{L}]+/u)
    .some((word) => word.length >= 5 && !describing.includes(word) && words.includes(word))
}
const describing = [
  'allergy',
  'allergic',
  'tablet',
  'capsule',
  'syrup',
  'injection',
  'suspension',
  'sodium',
  'potassium',
  'severe',
]

const normal = (text: string) => text.trim().toLowerCase()

function warning(
  kind: PrescriptionWarning['kind'],
  line: PrescriptionLine,
  index: number,
  because: string,
): PrescriptionWarning {
  return { kind, line: index, medicine: line.medicine, because, severity: null }
}

/** Medicines of earlier visits by the last day they are taken; lines of unknown length are left out. */
export function runningMedicines(
  visits: readonly { day: string; prescription: readonly PrescriptionLine[] }[],
): RunningMedicine[] {
  return visits.flatMap(({ day, prescription }) =>
    prescription.flatMap(({ medicine, drugClass, days }) => {
      const untilDay = lastDayOf(days, day)
      return untilDay ? [{ medicine, drugClass, untilDay }] : []
    }),
  )
}

function lastDayOf(days: number | null, day: string): string | null {
  if (days === null) return null
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days - 1)
  return date.toISOString().slice(0, 10)
}
