import { type Person, type Prepared, prepare } from './duplicate-person.ts'
import { COMMON_NAME_WORDS, soundOf } from './names.ts'

/**
 * The keys under which a person is looked up: two people are compared only when they share one. Each kind
 * survives a different mistake, and is narrow enough that a million patients leave a handful per key.
 * About a dozen strings of at most 60 characters; they hold personal data and belong behind the same walls as the patient.
 */
export function duplicateKeys(person: Person): string[] {
  const one = prepare(person)
  const keys = [
    ...idKeys(one),
    ...one.phones.map((digits) => `p:${digits}`),
    ...birthKeys(one),
    ...nameKeys(one),
    ...placeKeys(one),
  ]
  if (one.email) keys.push(`e:${one.email}`)
  return [...new Set(keys)].map((key) => key.slice(0, 60))
}

function idKeys({ nationalId, born }: Prepared): string[] {
  if (!nationalId || nationalId.length < 5) return []
  // Halves survive one wrong digit; together with the year they stay narrow.
  const half = Math.ceil(nationalId.length / 2)
  const year = born?.slice(0, 4) ?? ''
  return [`i:${nationalId}`, `ia:${nationalId.slice(0, half)}:${year}`, `ib:${nationalId.slice(-half)}:${year}`]
}

function birthKeys({ born, sounds, given, family }: Prepared): string[] {
  if (!born) return []
  const day = born.replaceAll('-', '')
  const initials = [...given, ...family].map((word) => word.folded[0]!)
  const digits = [...day].sort().join('')
  return [
    ...initials.map((initial) => `d:${day}:${initial}`),
    // Digits in order of size: the same for exchanged digits and for day and month swapped.
    ...sounds.map((sound) => `dd:${digits}:${sound}`),
    ...sounds
      .filter((sound) => !COMMON_SOUNDS.has(sound))
      .flatMap((sound) => [`sy:${sound}:${born.slice(0, 4)}`, `sm:${sound}:${born.slice(5)}`]),
  ]
}

function nameKeys({ sounds, born, city, postcode }: Prepared): string[] {
  if (sounds.length < 2) return []
  const all = [...sounds].sort().join('+')
  const place = postcode ?? city ?? ''
  return [`n:${all}:${born?.slice(0, 4) ?? ''}`, `np:${all}:${place}`]
}

function placeKeys({ street, houseNumbers, sounds, postcode, city, born }: Prepared): string[] {
  if (street.length === 0) return []
  const where = `${houseNumbers[0] ?? ''}:${street[0]!.slice(0, 6)}`
  const keys = sounds.map((sound) => `a:${where}:${sound}`)
  if (born && (postcode || city)) keys.push(`ab:${postcode ?? city}:${born}`)
  return keys
}

/**
 * Keys narrow enough that sharing one is worth a look whatever the birth dates say. The others are shared by a name or
 * a day and something of a birth date: there the dates decide.
 */
export function isTelling(key: string): boolean {
  return !/^(d|dd|sy|sm|np):/.test(key)
}

/** Sounds that thousands of patients share; alone they would make a key as wide as the table. */
const COMMON_SOUNDS = new Set([...COMMON_NAME_WORDS].map(soundOf))
