import { shortened } from '#api/integrations/files/index.ts'
import { say } from '#contract/import-sentences.ts'

/** Who a row of an appointment list is about, as far as the list tells. */
export type VisitPerson = { clinic: string; patientNumber: string; sex: string; age: number | null }

/**
 * `reference` names the person within its clinic (rows with the same one are one patient). `uncertain`: the number
 * has lost digits, so the grouping is a guess. `contradicts`: the number was seen with another sex or age, so this
 * row became a patient of its own.
 */
export type Identity = { reference: string; uncertain: boolean; contradicts: boolean }

/**
 * `numbers`: distinct shortened numbers; `contradicting`: those that stood for people of different sex or age within one
 * clinic; `collisions`: the same anywhere in the file; `acrossClinics`: those seen in several clinics.
 */
export type IdentityFigures = {
  rows: number
  shortened: number
  numbers: number
  contradicting: number
  acrossClinics: number
  collisions: number
}

/**
 * Decision on numbers that a spreadsheet shortened (2.98725E+13): they do not identify a person. Within one clinic
 * and one file, rows with the same shortened number, the same sex and an age within a year are taken as one patient
 * and marked uncertain; with another sex or age they are different patients; between clinics, and with patients
 * who are there already, they are never matched. A whole number identifies a person within its clinic.
 */
export function makeIdentities() {
  const people = new Map<string, { sex: string; ages: number[] }[]>()
  const clinicsOf = new Map<string, Set<string>>()
  const contradicted = new Set<string>()
  const everywhere = new Map<string, { sex: string; ages: number[] }>()
  const collided = new Set<string>()
  const figures = { rows: 0, shortened: 0 }

  function identify({ clinic, patientNumber, sex, age }: VisitPerson): Identity {
    figures.rows++
    const number = patientNumber.trim()
    if (!shortened(number)) return { reference: number, uncertain: false, contradicts: false }

    figures.shortened++
    clinicsOf.set(number, (clinicsOf.get(number) ?? new Set()).add(clinic))
    const first = everywhere.get(number)
    if (!first) everywhere.set(number, { sex, ages: age === null ? [] : [age] })
    else if (!agrees(first, sex, age)) collided.add(number)

    const key = `${clinic}\n${number}`
    const known = people.get(key) ?? []
    people.set(key, known)
    const at = known.findIndex((person) => agrees(person, sex, age))
    if (at >= 0) {
      if (age !== null) known[at]!.ages.push(age)
      return { reference: referenceOf(number, at), uncertain: true, contradicts: at > 0 }
    }
    known.push({ sex, ages: age === null ? [] : [age] })
    if (known.length > 1) contradicted.add(key)
    return { reference: referenceOf(number, known.length - 1), uncertain: true, contradicts: known.length > 1 }
  }

  function report(): IdentityFigures {
    const acrossClinics = [...clinicsOf.values()].filter((clinics) => clinics.size > 1).length
    return {
      ...figures,
      numbers: clinicsOf.size,
      contradicting: contradicted.size,
      acrossClinics,
      collisions: collided.size,
    }
  }
  return { identify, report }
}

function agrees(person: { sex: string; ages: number[] }, sex: string, age: number | null): boolean {
  const sameSex = person.sex === sex || person.sex === 'unknown' || sex === 'unknown'
  return sameSex && (age === null || person.ages.every((known) => Math.abs(known - age) <= 1))
}

function referenceOf(number: string, place: number): string {
  return place === 0 ? number : `${number} (${place + 1})`
}

/** What the screen says about shortened patient numbers, with the figures of this file; null when there are none. */
export function identitySentence(figures: IdentityFigures): string | null {
  if (figures.shortened === 0) return null
  const { format } = new Intl.NumberFormat('en')
  const parts = [
    say('numbersShortened', { rows: format(figures.shortened), all: format(figures.rows) }),
    say('numbersTogether'),
  ]
  if (figures.contradicting > 0) parts.push(say('numbersContradict', { numbers: format(figures.contradicting) }))
  if (figures.collisions > figures.contradicting)
    parts.push(say('numbersCollide', { numbers: format(figures.collisions) }))
  if (figures.acrossClinics > 0) parts.push(say('numbersAcross', { numbers: format(figures.acrossClinics) }))
  parts.push(say('numbersAdvice'))
  return parts.join(' ')
}

/** The name shown for a patient whose list had none: it says where the person comes from and claims nothing. */
export function placeholderName(reference: string): string {
  return reference ? `Patient ${reference}` : 'Patient without a name'
}
