import { type Clock, dateText, dayMs, historyDays } from './clock.ts'
import { patientName, type Sex } from './names.ts'
import { allergies, history } from './notes.ts'
import { type Branch, mobile } from './places.ts'
import { stream } from './random.ts'

/** How many patients one branch has: 40 branches make the 20,000. */
export const patientsPerBranch = 500

export interface SamplePatient {
  id: string
  number: number
  given: string
  family: string
  sex: Sex
  bornOn: string
  ageYears: number
  phone: string
  guardian: string | null
  address: string
  notes: string
  alert: { label: string; group: string; reaction: string; severity: 'mild' | 'moderate' | 'severe' } | null
  /** Registered before the history begins, or (null) at the first visit. */
  registeredDay: number | null
}

/**
 * The patients of one branch. One in ten lives with the one before (same phone, family name and street), children
 * have a guardian, one in fifteen an allergy, and about 2 % write their name in Urdu or Hindi.
 */
export function patientsOf(branch: Branch, branchIndex: number, clock: Clock, seed: string): SamplePatient[] {
  const random = stream(seed, 'patients', branch.slug)
  const patients: SamplePatient[] = []
  for (let position = 0; position < patientsPerBranch; position++) {
    const relative = position > 0 && random.chance(0.1) ? patients[position - 1]! : null
    const sex: Sex = random.chance(0.54) ? 'female' : 'male'
    const name = patientName(random, sex, relative?.family)
    const ageYears = ageOf(random.next(), random.next())
    const bornDay = clock.today - Math.floor(ageYears * 365.25) - random.int(0, 364)
    const newcomer = position % 100 >= 62
    const registeredDay = newcomer ? null : clock.today - historyDays - random.int(1, 900)
    const allergy = random.chance(1 / 15) ? random.weighted(allergies) : null
    patients.push({
      id: random.uuid((registeredDay ?? clock.today - historyDays) * dayMs + position * 1000),
      number: position + 1,
      given: name.given,
      family: name.family,
      sex,
      bornOn: dateText(bornDay),
      ageYears,
      phone: relative?.phone ?? mobile(branchIndex * patientsPerBranch + position),
      guardian: ageYears < 16 ? patientName(random, 'male', name.family).given : null,
      address: relative?.address ?? `House ${random.int(1, 240)}, ${random.pick(branch.streets)}`,
      notes: random.chance(0.12) ? history(random, { sex, ageYears }) : '',
      alert: allergy && {
        label: allergy.substance,
        group: allergy.group,
        reaction: allergy.reaction,
        severity: allergy.severity,
      },
      registeredDay,
    })
  }
  return patients
}

/** Years: one in eight a child, most between twenty and fifty. */
function ageOf(kind: number, place: number): number {
  if (kind < 0.12) return 3 + Math.floor(place * 9)
  if (kind < 0.27) return 12 + Math.floor(place * 8)
  if (kind < 0.75) return 20 + Math.floor(place * 28)
  return 48 + Math.floor(place * 34)
}
