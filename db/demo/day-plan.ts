import { type Clock, weekdayOf } from './clock.ts'
import type { SampleDoctor } from './doctors.ts'
import type { SamplePatient } from './patients.ts'
import type { Random } from './random.ts'
import { bookableServices, type Service } from './services.ts'

/** A visit as planned: who comes to whom, when and for what. Minutes are of the local day, the lean included. */
export interface PlannedVisit {
  doctor: SampleDoctor
  patient: SamplePatient
  service: Service
  starts: number
  minutes: number
}

export interface DayPlanInput {
  branch: number
  day: number
  clock: Clock
  /** The doctors with a session at this branch on any day. */
  doctors: SampleDoctor[]
  deck: Deck
  /** Share of the doctors' time that is booked, 0 to 1. */
  fill: number
  random: Random
}

/**
 * Fills the day's sessions of one branch, one doctor after the other: visits of a doctor follow each other with
 * gaps, so none overlap, and a patient comes at most once a day.
 */
export function planDay(input: DayPlanInput): PlannedVisit[] {
  const { branch, day, clock, doctors, deck, fill, random } = input
  const weekday = weekdayOf(day)
  const planned: PlannedVisit[] = []
  deck.newDay()
  for (const doctor of doctors) {
    for (const session of doctor.sessions) {
      if (session.branch !== branch || session.weekday !== weekday) continue
      const ends = session.ends + clock.lean
      let minute = session.starts + clock.lean
      while (minute < ends) {
        if (!random.chance(fill)) {
          minute += random.chance(0.6) ? 15 : 30
          continue
        }
        const patient = deck.next()
        if (!patient) break
        const service = serviceFor(patient, doctor, random)
        if (minute + service.minutes <= ends)
          planned.push({ doctor, patient, service, starts: minute, minutes: service.minutes })
        minute += service.minutes
      }
    }
  }
  return planned
}

/** What a specialist mostly does; the rest of their visits are everybody's. */
const fieldOf: Record<string, string> = {
  Orthodontics: 'Orthodontics',
  Endodontics: 'Endodontics',
  'Oral and maxillofacial surgery': 'Surgery',
  Prosthodontics: 'Prosthetics',
  Periodontology: 'Periodontics',
}

function serviceFor(patient: SamplePatient, doctor: SampleDoctor, random: Random): Service {
  const field = fieldOf[doctor.specialty]
  for (let attempt = 0; attempt < 6; attempt++) {
    const list =
      field && random.chance(0.6) ? bookableServices.filter((service) => service.category === field) : bookableServices
    const service = random.weighted(list)
    if (suits(service, patient.ageYears)) return service
  }
  return bookableServices[0]!
}

const forChildren = ['EXTM', 'PULP', 'SEAL']
const forGrown = [
  'IMPL',
  'WHIT',
  'CRPF',
  'CRZR',
  'BRDG',
  'VENE',
  'DENP',
  'RETX',
  'EXTW',
  'SRPQ',
  'GINC',
  'RCT1',
  'RCT2',
  'RCT3',
]

/** Whether a person of this age comes for this. */
export function suits(service: Service, ageYears: number): boolean {
  if (forChildren.includes(service.code)) return ageYears < 13
  if (forGrown.includes(service.code)) return ageYears >= 17
  if (service.code === 'DENF') return ageYears >= 55
  if (service.category === 'Orthodontics') return ageYears >= 10 && ageYears < 40
  return true
}

export type Deck = ReturnType<typeof deckOf>

/**
 * Deals patients so that everybody comes, some often: a quarter are regulars with four cards, the others have two
 * or one. `next` gives null when nobody is left who has not come that day.
 */
export function deckOf(patients: SamplePatient[], random: Random) {
  const cards = patients.flatMap((patient, index) =>
    Array<SamplePatient>(index % 4 === 0 ? 4 : index % 4 === 1 ? 1 : 2).fill(patient),
  )
  let pile: SamplePatient[] = []
  let seen = new Set<SamplePatient>()
  return {
    newDay() {
      seen = new Set()
    },
    next(): SamplePatient | null {
      for (let attempt = 0; attempt < cards.length; attempt++) {
        if (pile.length === 0) pile = random.shuffled(cards)
        const patient = pile.pop()!
        if (seen.has(patient)) continue
        seen.add(patient)
        return patient
      }
      return null
    },
  }
}

/** How full a day is: all of history alike, then thinning out as far ahead as people book. */
export function fillOf(day: number, clock: Clock, branchLoad: number): number {
  const ahead = day - clock.today
  return branchLoad * (ahead <= 0 ? 0.85 : Math.max(0.24, 0.85 - ahead * 0.046))
}
