import { type Clock, clockAt, dayMs } from './clock.ts'
import { doctorsOf, type SampleDoctor } from './doctors.ts'
import { type StaffMember, sampleSignIns, staffOf } from './people.ts'
import { type Branch, branchesAt, cities } from './places.ts'
import { stream } from './random.ts'

/** The frame of the sample group, with every id that more than one table refers to. */
export interface GroupPlan {
  seed: string
  clock: Clock
  organizationId: string
  branches: PlannedBranch[]
  doctors: PlannedDoctor[]
  headOffice: Person[]
  /** Hospital name → place id. */
  hospitals: Map<string, string>
  awayPlaceId: string
}

export interface PlannedBranch extends Branch {
  index: number
  id: string
  color: string
  staff: Person[]
}

export interface Person extends StaffMember {
  userId: string
}

export interface PlannedDoctor {
  doctor: SampleDoctor
  id: string
  userId: string | null
}

const colors = ['#0f766e', '#1d4ed8', '#7c3aed', '#be185d', '#b45309', '#15803d', '#0e7490', '#4338ca']

/** Everything that is decided before the first visit: who, where, and under which ids. The same for the same input. */
export function planGroup(options: { now: Date; scale: number; seed: string }): GroupPlan {
  const { seed } = options
  const clock = clockAt(options.now)
  const branches = branchesAt(options.scale)
  const random = stream(seed, 'ids')
  const founded = (clock.today - 1200) * dayMs
  const id = () => random.uuid(founded)
  return {
    seed,
    clock,
    organizationId: id(),
    branches: branches.map((branch, index) => ({
      ...branch,
      index,
      id: id(),
      color: colors[cities.indexOf(branch.city) % colors.length]!,
      staff: staffOf(branch, seed).map((member) => ({ ...member, userId: id() })),
    })),
    doctors: doctorsOf(branches, seed).map((doctor) => ({ doctor, id: id(), userId: doctor.email && id() })),
    headOffice: sampleSignIns
      .filter((person) => person.branchSlug === null)
      .map((person) => ({ ...person, userId: id() })),
    hospitals: new Map([...new Set(cities.flatMap((city) => city.hospitals))].map((name) => [name, id()])),
    awayPlaceId: id(),
  }
}
