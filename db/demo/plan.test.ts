import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { describe, expect, test } from 'vitest'
import { diagnoses } from '#db/reference/diagnoses.ts'
import { medicines } from '#db/reference/medicines.ts'
import { keepBooks, usualCollecting } from './bills.ts'
import { branchVisits } from './branch-visits.ts'
import { clockAt, closesMinute, leanOf, opensMinute } from './clock.ts'
import { doctorsOf } from './doctors.ts'
import { encounterOf } from './encounters.ts'
import { storyOf } from './notes.ts'
import { patientsOf } from './patients.ts'
import { sampleSignIns, staffOf } from './people.ts'
import { branchesAt, mobile } from './places.ts'
import { getPreset } from './presets.ts'
import { stream } from './random.ts'
import { serviceByCode, services } from './services.ts'
import type { SampleVisit } from './visit.ts'

const seed = 'test'
const now = new Date('2026-11-21T09:00:00Z')
const clock = clockAt(now)
const branches = branchesAt(1)
const doctors = doctorsOf(branches, seed)

function visitsAt(slug: string, at = clock): SampleVisit[] {
  const index = branches.findIndex((branch) => branch.slug === slug)
  const branch = branches[index]!
  return branchVisits({ branch, index, doctors, patients: patientsOf(branch, index, at, seed), clock: at, seed })
}

const onDay = (visits: SampleVisit[], day: number) => visits.filter((visit) => visit.day === day)
const count = (visits: SampleVisit[], status: string) => visits.filter((visit) => visit.status === status).length

describe('the group', () => {
  test('has 40 branches in 9 cities and 3 regions, and 120 doctors', () => {
    expect(branches).toHaveLength(40)
    expect(new Set(branches.map((branch) => branch.city.name)).size).toBe(9)
    expect(new Set(branches.map((branch) => branch.city.region)).size).toBe(3)
    expect(new Set(branches.map((branch) => branch.code)).size).toBe(40)
    expect(doctors).toHaveLength(120)
    expect(doctors.filter((doctor) => doctor.visiting)).toHaveLength(5)
    expect(doctors.filter((doctor) => doctor.rounds)).toHaveLength(12)
    const shared = doctors.filter((doctor) => new Set(doctor.sessions.map((session) => session.branch)).size > 1)
    expect(shared).toHaveLength(24)
  })

  test('never plans a doctor at two branches on one weekday', () => {
    for (const doctor of doctors) {
      const places = Map.groupBy(doctor.sessions, (session) => session.weekday)
      for (const sessions of places.values()) expect(new Set(sessions.map((session) => session.branch)).size).toBe(1)
    }
  })

  test('employs every person of the sign-in page, each with an address of their own', () => {
    const mails = [
      ...branches.flatMap((branch) => staffOf(branch, seed).map((person) => person.email)),
      ...doctors.flatMap((doctor) => doctor.email ?? []),
      ...sampleSignIns.filter((person) => person.branchSlug === null).map((person) => person.email),
    ]
    expect(new Set(mails).size).toBe(mails.length)
    expect(mails).toEqual(expect.arrayContaining(sampleSignIns.map((person) => person.email)))
  })

  test('doubles with the scale and keeps the first half as it was', () => {
    const double = branchesAt(2)
    expect(double).toHaveLength(80)
    expect(double.slice(0, 40)).toEqual(branches)
    expect(new Set(double.map((branch) => branch.code)).size).toBe(80)
    expect(new Set(double.map((branch) => branch.name)).size).toBe(80)
  })
})

describe('the lists', () => {
  test('name only services, diagnoses and presets that exist', () => {
    const codes = new Set(diagnoses.map((diagnosis) => diagnosis.code))
    for (const { category, code } of services) {
      const story = storyOf(category, code)
      expect(story.diagnoses.filter((one) => !codes.has(one))).toEqual([])
      expect(story.extras.filter((one) => one && !serviceByCode.has(one))).toEqual([])
      for (const preset of story.presets.filter(Boolean)) expect(getPreset(preset).lines.length).toBeGreaterThan(0)
    }
  })

  test('hold no medicine or diagnosis twice', () => {
    expect(codesOf(diagnoses.map((one) => one.code))).toBeGreaterThan(280)
    expect(codesOf(medicines.map((one) => [one.generic, one.strength, one.form].join('|')))).toBeGreaterThan(150)
  })

  test('give every patient a mobile number of their own that reads as a valid Pakistani one', () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => mobile(index))
    expect(new Set(numbers).size).toBe(30_000)
    for (const number of numbers.slice(0, 300)) expect(parsePhoneNumberFromString(number)?.isValid()).toBe(true)
  })
})

function codesOf(list: string[]): number {
  expect(new Set(list).size).toBe(list.length)
  return list.length
}

describe('the days', () => {
  test('are the same for the same seed and moment, and others for another seed', () => {
    expect(visitsAt('clifton')).toEqual(visitsAt('clifton'))
    const branch = branches[0]!
    const other = patientsOf(branch, 0, clock, 'another')
    expect(patientsOf(branch, 0, clock, seed)).toEqual(patientsOf(branch, 0, clock, seed))
    expect(other.map((patient) => patient.family)).not.toEqual(
      patientsOf(branch, 0, clock, seed).map(({ family }) => family),
    )
  })

  test.each(['gulberg', 'johar-town', 'quetta-cantt'])(
    'at %s never give a doctor or a patient two visits at once',
    (slug) => {
      const taken = visitsAt(slug).filter((visit) => !visit.walkIn)
      for (const visits of Map.groupBy(taken, (visit) => visit.doctor).values()) {
        visits.sort((a, b) => a.startsAt - b.startsAt)
        for (const [at, visit] of visits.entries())
          if (at > 0) expect(visit.startsAt).toBeGreaterThanOrEqual(visits[at - 1]!.endsAt)
      }
      const comings = taken.map((visit) => `${visit.day} ${visit.patient.id}`)
      expect(new Set(comings).size).toBe(comings.length)
    },
  )

  test('write nothing down that has not happened yet', () => {
    for (const visit of visitsAt('gulberg')) {
      for (const at of [visit.bookedAt, visit.arrivedAt, visit.calledAt, visit.doneAt])
        expect(at ?? 0).toBeLessThanOrEqual(clock.nowMs)
      if (visit.day < clock.today) expect(['done', 'no_show', 'cancelled']).toContain(visit.status)
      if (visit.day > clock.today) expect(['booked', 'confirmed', 'cancelled']).toContain(visit.status)
    }
  })

  test('have between 12 and 20 patients in a hundred not come, at every branch', () => {
    for (const slug of ['gulberg', 'clifton', 'f-7']) {
      const past = visitsAt(slug).filter((visit) => visit.day < clock.today && visit.status !== 'cancelled')
      const rate = count(past, 'no_show') / past.length
      expect(rate).toBeGreaterThan(0.1)
      expect(rate).toBeLessThan(0.22)
    }
  })

  test('go wrong where they should, and only there', () => {
    const closed = onDay(visitsAt('latifabad'), clock.today)
    expect(closed.length).toBeGreaterThan(5)
    expect(closed.every((visit) => visit.arrivedAt === null)).toBe(true)
    expect(onDay(visitsAt('qasimabad'), clock.today).some((visit) => visit.arrivedAt !== null)).toBe(true)

    const late = Map.groupBy(onDay(visitsAt('johar-town'), clock.today), (visit) => visit.doctor)
    const notSeen = [...late.values()].filter(
      (visits) => count(visits, 'arrived') > 0 && count(visits, 'done') + count(visits, 'in_room') === 0,
    )
    expect(notSeen).toHaveLength(1)

    const yesterday = onDay(visitsAt('d-ground'), clock.today - 1)
    expect(count(yesterday, 'no_show') / yesterday.length).toBeGreaterThan(0.4)
    const dayBefore = onDay(visitsAt('d-ground'), clock.today - 2)
    expect(count(dayBefore, 'no_show') / dayBefore.length).toBeLessThan(0.4)
  })

  test.each(['02:00', '07:30', '12:00', '18:00', '22:30'])('are under way when they are looked at at %s', (time) => {
    const at = clockAt(new Date(`2026-11-22T${time}:00+05:00`))
    const today = onDay(visitsAt('gulberg', at), at.today)
    expect(count(today, 'done')).toBeGreaterThan(0)
    expect(count(today, 'arrived')).toBeGreaterThanOrEqual(3)
    expect(count(today, 'booked') + count(today, 'confirmed')).toBeGreaterThan(0)
  })

  test('lean towards the moment without leaving the day', () => {
    for (let minute = 0; minute < 1440; minute += 10) {
      const lean = leanOf(minute)
      expect(opensMinute + lean).toBeGreaterThanOrEqual(0)
      expect(closesMinute + lean).toBeLessThanOrEqual(1440)
      expect(minute >= opensMinute + lean && minute <= closesMinute + lean).toBe(true)
    }
    expect(leanOf(15 * 60)).toBe(0)
  })
})

test('the books add up: totals, payments, balances and gapless numbers', () => {
  const random = stream(seed, 'books')
  const encounters = visitsAt('gulberg')
    .filter((visit) => visit.calledAt !== null)
    .map((visit) => encounterOf(visit, random))
  const { bills, payments, due } = keepBooks(encounters, usualCollecting, clock, random)
  for (const bill of bills) {
    expect(bill.totalMinor).toBe(bill.lines.reduce((sum, line) => sum + line.amountMinor, 0))
    expect(bill.paidMinor).toBe(
      payments.filter((one) => one.bill === bill).reduce((sum, one) => sum + one.amountMinor, 0),
    )
    expect(bill.paidMinor).toBeLessThanOrEqual(bill.totalMinor)
  }
  const owed = bills.reduce((sum, bill) => sum + bill.totalMinor - bill.paidMinor, 0)
  expect([...due.values()].reduce((sum, one) => sum + one, 0)).toBe(owed)

  const issued = bills.flatMap((bill) => bill.sequence?.number ?? [])
  expect(issued).toEqual(issued.map((_, index) => index + 1))
  expect(payments.map((one) => one.sequence.number)).toEqual(payments.map((_, index) => index + 1))
})

test('nobody is prescribed what they are allergic to', () => {
  const random = stream(seed, 'allergies')
  let prescribed = 0
  for (const slug of ['gulberg', 'clifton', 'hayatabad']) {
    for (const visit of visitsAt(slug).filter((one) => one.status === 'done' && one.patient.alert)) {
      const lines = encounterOf(visit, random).preset?.lines ?? []
      prescribed += lines.length
      expect(lines.map((line) => line.medicine.group)).not.toContain(visit.patient.alert!.group)
    }
  }
  expect(prescribed).toBeGreaterThan(50)
})
