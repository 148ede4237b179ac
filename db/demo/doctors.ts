import { closesMinute, opensMinute } from './clock.ts'
import { doctorName, getSampleSignIn, group, mailbox } from './people.ts'
import { type Branch, branchesPerScale } from './places.ts'
import { type Random, stream } from './random.ts'

export interface Session {
  branch: number
  weekday: number
  /** Minutes of the local day, before the clock's lean. */
  starts: number
  ends: number
}

export interface Round {
  hospital: string
  weekdays: number[]
  starts: number
  ends: number
}

export interface SampleDoctor {
  /** Position in the whole list, the seed of everything drawn for this doctor. */
  index: number
  name: string
  /** null: a visiting doctor, who does not sign in. */
  email: string | null
  specialty: string
  qualification: string
  registration: string
  languages: string[]
  visiting: boolean
  home: number
  sessions: Session[]
  rounds: Round | null
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const specialties = [
  { name: 'Orthodontics', qualification: 'BDS, FCPS (Orthodontics)' },
  { name: 'Endodontics', qualification: 'BDS, MDS (Operative Dentistry)' },
  { name: 'Oral and maxillofacial surgery', qualification: 'BDS, FCPS (OMFS)' },
  { name: 'Prosthodontics', qualification: 'BDS, FCPS (Prosthodontics)' },
  { name: 'Periodontology', qualification: 'BDS, MCPS (Periodontology)' },
  { name: 'Paediatric dentistry', qualification: 'BDS, MSc (Paediatric Dentistry)' },
]
const general = { name: 'General dentistry', qualification: 'BDS, RDS' }
const languagesByCity: Record<string, string[]> = {
  Lahore: ['Urdu', 'Punjabi', 'English'],
  Faisalabad: ['Urdu', 'Punjabi'],
  Multan: ['Urdu', 'Saraiki'],
  Peshawar: ['Urdu', 'Pashto', 'English'],
  Quetta: ['Urdu', 'Pashto', 'Balochi'],
  Hyderabad: ['Urdu', 'Sindhi'],
  Karachi: ['Urdu', 'Sindhi', 'English'],
}

// Of each forty branches' specialists: these come from outside, no sign-in; 24 of the others also work in
// the next one or two branches of their city; and these branches' first dentists do hospital rounds.
const visitingAt = [6, 15, 20, 26, 34]
const aloneAt = [0, 3, 12, 18, 24, 28, 31, 35, 36, 38, 39]
const roundsAt = [2, 5, 9, 11, 14, 17, 21, 25, 29, 32, 36, 38]

/**
 * Three doctors per branch, 120 at scale 1: a morning dentist, an evening dentist and a specialist. 24 specialists
 * share their week between two or three branches of a city, on different weekdays, so nobody is ever in two
 * places; 12 dentists have hospital rounds outside their sessions; 5 are visiting.
 */
export function doctorsOf(branches: Branch[], seed: string): SampleDoctor[] {
  return branches.flatMap((branch, home) => [0, 1, 2].map((position) => doctor(branches, branch, home, position, seed)))
}

function doctor(branches: Branch[], branch: Branch, home: number, position: number, seed: string): SampleDoctor {
  const index = home * 3 + position
  const place = home % branchesPerScale
  const random = stream(seed, 'doctor', branch.slug, position)
  const visiting = position === 2 && visitingAt.includes(place)
  const field = position === 2 ? specialties[home % specialties.length]! : general
  const named = home === 0 && position === 0 ? getSampleSignIn('doctor') : null
  const name = named?.name ?? doctorName(seed, branch.slug, position).name
  return {
    index,
    name,
    email: visiting ? null : (named?.email ?? mailbox(name, `${branch.slug}.d${position + 1}`)),
    specialty: field.name,
    qualification: field.qualification,
    registration: `PMDC-${10000 + index * 37}-D`,
    languages: languagesByCity[branch.city.name] ?? ['Urdu', 'English'],
    visiting,
    home,
    sessions: position < 2 ? dentistSessions(branches, home, position, seed) : specialistSessions(branches, home, seed),
    rounds: position === 0 && roundsAt.includes(place) ? roundsOf(branch, random) : null,
  }
}

function dentistSessions(branches: Branch[], home: number, position: number, seed: string): Session[] {
  // The sample doctor is there all day, every day, so that whoever signs in as her meets her patients.
  if (home === 0 && position === 0) {
    return everyDay.flatMap((weekday) => [
      { branch: home, weekday, starts: opensMinute, ends: 840 },
      { branch: home, weekday, starts: 870, ends: closesMinute },
    ])
  }
  // Sundays are the evening dentist's; a day off falls on a weekday when the specialist is in.
  const covered = specialistSessions(branches, home, seed).find(({ branch, weekday }) => branch === home && weekday < 7)
  const dayOff = position === 0 ? 7 : covered?.weekday
  const [starts, ends] = position === 0 ? [opensMinute, 900] : [840, closesMinute]
  return everyDay
    .filter((weekday) => weekday !== dayOff && !isClosed(home, weekday))
    .map((weekday) => ({ branch: home, weekday, starts: starts!, ends: ends! }))
}

function specialistSessions(branches: Branch[], home: number, seed: string): Session[] {
  const place = home % branchesPerScale
  const visiting = visitingAt.includes(place)
  const first = stream(seed, 'specialist week', branches[home]!.slug).int(0, 6)
  const weekdayAt = (step: number) => ((first + step) % 7) + 1
  const on = (branch: number, steps: number[]): Session[] =>
    steps
      .map(weekdayAt)
      .filter((weekday) => !isClosed(branch, weekday))
      .map((weekday) => ({ branch, weekday, starts: visiting ? 960 : 660, ends: visiting ? 1200 : 1050 }))

  if (visiting) return on(home, [0, 3])
  const others = aloneAt.includes(place) ? [] : neighbours(branches, home)
  const [second, third] = others
  if (second === undefined) return on(home, [0, 1, 2, 4, 5])
  if (third === undefined || place % 3 !== 0) return [...on(home, [0, 2, 4]), ...on(second, [1, 3, 5])]
  return [...on(home, [0, 3]), ...on(second, [1, 4]), ...on(third, [2, 5])]
}

/** The next branches of the same city, in the order of the list. */
function neighbours(branches: Branch[], home: number): number[] {
  const round = Math.floor(home / branchesPerScale)
  const same = branches.flatMap((branch, index) =>
    branch.city === branches[home]!.city && Math.floor(index / branchesPerScale) === round ? [index] : [],
  )
  const at = same.indexOf(home)
  return [...same.slice(at + 1), ...same.slice(0, at)].slice(0, 2)
}

function roundsOf(branch: Branch, random: Random): Round {
  return {
    hospital: random.pick(branch.city.hospitals),
    weekdays: random.chance(0.5) ? [1, 3, 5] : [2, 4, 6],
    // After the morning session, with the way there in between.
    starts: 960,
    ends: 1080,
  }
}

/** Six of forty branches rest on Sunday; the others work all week. */
export const isClosed = (branch: number, weekday: number): boolean =>
  weekday === 7 && [8, 12, 18, 24, 31, 38].includes(branch % branchesPerScale)

/** A doctor's mail address is under the group's host even when the doctor is nobody's user. */
export const visitingMail = (doctor: SampleDoctor): string => `visiting.${doctor.index}@${group.mailHost}`
