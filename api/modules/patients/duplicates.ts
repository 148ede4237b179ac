import * as evidence from './duplicate-evidence.ts'
import { type Person, prepare } from './duplicate-person.ts'

export { likeBirths } from './duplicate-evidence.ts'
export { duplicateKeys, isTelling } from './duplicate-keys.ts'
export type { Person } from './duplicate-person.ts'

export type Verdict = 'same' | 'likely' | 'different'
/** `score` is 0 to 100: 50 and above is proposed. `reasons` are words for the screen, the strongest first. */
export type Comparison = { score: number; reasons: string[]; verdict: Verdict }

const LIKELY = 9
const SAME = 17
const FULL = 25

/**
 * Whether two records may be one person. An answer is a proposal for a human being: nothing is merged by it.
 * "same" needs an equal name and an equal birth date or national id, with nothing speaking against;
 * people of one household (same surname, phone, address, even birth date) with different given names are different people.
 */
export function compare(left: Person, right: Person): Comparison {
  const a = prepare(left)
  const b = prepare(right)
  const names = evidence.compareNames(a, b)
  const birth = evidence.compareBirth(a.born, b.born)
  const id = evidence.compareIds(a.nationalId, b.nationalId)
  const sex = evidence.compareSex(a.sex, b.sex)
  const telling = [names, birth, id, sex]

  const idAgrees = id.likeness === 'same' || id.likeness === 'near'
  const otherGiven = names.given === 'different'
  const sameName = names.given === 'same' && names.family === 'same'
  // Another day of the same year is forgiven to an equal name alone.
  const otherBirth = birth.likeness === 'different' || (birth.likeness === 'doubtful' && !sameName)
  if ((otherBirth && id.likeness !== 'same') || (otherGiven && !(idAgrees && birth.likeness === 'same')))
    return answer('different', telling)

  // Children are often registered under a parent's id and phone, and sisters have names alike:
  // only an equal given name makes one person of two birth dates or two sexes.
  const phone = evidence.comparePhones(a.phones, b.phones)
  const household = phone.weight > 0 || sex.likeness === 'different'
  const relatives = (otherBirth || sex.likeness === 'different') && names.given !== 'same' && household
  if (relatives) return answer('different', telling)

  const reach = [phone, evidence.compareEmails(a.email, b.email), evidence.compareAddresses(a, b)]
  const all = [...telling, ...reach]
  const sum = sumOf(all)
  // Two strangers may share a name and a birthday; they rarely share an id, a phone or a street as well.
  const confirmed = idAgrees || reach.some((one) => one.weight >= 2)
  // Names that half the town carries weigh little; one phone under one full name is still worth a question.
  const calledAlike = sameName && phone.weight >= 4 && birth.likeness === 'unknown'
  if ((sum < LIKELY && !calledAlike) || !(confirmed || (sameName && birth.likeness === 'same')))
    return answer('different', all)
  const disputed =
    sex.likeness === 'different' || id.likeness === 'different' || otherBirth || birth.likeness === 'doubtful'
  const certain =
    sameName && confirmed && !disputed && (birth.likeness === 'same' || id.likeness === 'same') && sum >= SAME
  if (certain) return answer('same', all)
  return answer(otherGiven ? 'doubtful' : 'likely', all)
}

/** Whether two birth dates alone make two people of them, as `compare` does: asked first where many are compared. */
export function bornApart(left: Person, right: Person): boolean {
  const [a, b] = [prepare(left), prepare(right)]
  const { likeness } = evidence.compareBirth(a.born, b.born)
  if (likeness === 'same' || likeness === 'near' || likeness === 'unknown') return false
  if (evidence.compareIds(a.nationalId, b.nationalId).likeness === 'same') return false
  if (likeness === 'different') return true
  const { given, family } = evidence.compareNames(a, b)
  return given !== 'same' || family !== 'same'
}

/** Where the score of each kind of answer lies. Doubtful ones, such as twins under one parent's id, are proposed last. */
const BOUNDS = { different: [0, 49], doubtful: [50, 59], likely: [50, 89], same: [90, 100] } as const

function answer(kind: keyof typeof BOUNDS, evidences: evidence.Evidence[]): Comparison {
  const sum = sumOf(evidences)
  const raw = 50 + ((sum - LIKELY) / (FULL - LIKELY)) * 50
  const [low, high] = BOUNDS[kind]
  const told = evidences.filter((one) => one.reason !== null).sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  return {
    score: Math.round(Math.min(high, Math.max(low, raw))),
    reasons: told.map((one) => one.reason!),
    verdict: kind === 'doubtful' ? 'likely' : kind,
  }
}

function sumOf(evidences: evidence.Evidence[]): number {
  return evidences.reduce((total, one) => total + one.weight, 0)
}
