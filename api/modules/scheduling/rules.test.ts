import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, localDay, minuteMs, spanOfDay, wallMinute, weekdayOf } from './local-time.ts'
import {
  awaySpans,
  type Busy,
  branchHours,
  type DoctorDay,
  freeSpans,
  joined,
  nextFree,
  openSpans,
  overlaps,
  propose,
  refuseSlot,
  slots,
} from './rules.ts'

const berlin = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const session = (startsMinute: number, endsMinute: number, changes: object = {}) => ({
  weekday: 7,
  startsMinute,
  endsMinute,
  validFrom: null,
  validTo: null,
  ...changes,
})
const dayWith = (changes: Partial<DoctorDay> = {}): DoctorDay => {
  const local = localDay('2026-11-22', 'Asia/Karachi')
  return {
    doctorId: 'sana',
    doctorName: 'Dr Sana',
    clinicId: 'gulberg',
    local,
    snapMinutes: 15,
    busy: [],
    open: [spanOfDay(local, 540, 1020)],
    ...changes,
  }
}
const busy = (day: DoctorDay, starts: number, ends: number, changes: Partial<Busy> = {}): Busy => ({
  id: `${starts}`,
  placeId: 'gulberg',
  placeName: 'Gulberg',
  kind: 'appointment',
  ...spanOfDay(day.local, starts, ends),
  ...changes,
})

describe('local days', () => {
  test('a session on the day the clocks go forward is an hour shorter, and an hour longer when they go back', () => {
    const hours = (day: string) => {
      const span = spanOfDay(localDay(day, berlin), 60, 300) // 01:00 to 05:00
      return (span.to - span.from) / 3_600_000
    }
    expect(hours('2026-03-28')).toBe(4)
    expect(hours('2026-03-29')).toBe(3)
    expect(hours('2026-10-25')).toBe(5)
  })

  test('a time that the clock skips is the moment of the change; one shown twice opens the first and closes the second time', () => {
    const spring = localDay('2026-03-29', berlin)
    expect(spanOfDay(spring, 150, 240)).toEqual({ from: at('2026-03-29T01:00:00Z'), to: at('2026-03-29T02:00:00Z') })
    expect(spanOfDay(spring, 60, 150).to).toBe(at('2026-03-29T01:00:00Z'))
    const autumn = localDay('2026-10-25', berlin)
    expect(spanOfDay(autumn, 150, 150)).toEqual({ from: at('2026-10-25T00:30:00Z'), to: at('2026-10-25T01:30:00Z') })
  })

  test('a day that begins at one o’clock has no midnight, and one in Karachi is always the same', () => {
    const cairo = localDay('2026-04-24', 'Africa/Cairo')
    expect((cairo.to - cairo.from) / 3_600_000).toBe(23)
    expect(spanOfDay(cairo, 0, 540)).toEqual({ from: cairo.from, to: at('2026-04-24T06:00:00Z') })
    expect(spanOfDay(localDay('2026-11-22', 'Asia/Karachi'), 540, 1440)).toEqual({
      from: at('2026-11-22T04:00:00Z'),
      to: at('2026-11-22T19:00:00Z'),
    })
  })

  const zones = [
    berlin,
    'Asia/Karachi',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'Pacific/Apia',
  ]
  const anyDay = fc.record({
    zone: fc.constantFrom(...zones),
    day: fc
      .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  })

  test('days follow each other without a gap, in every zone', () => {
    fc.assert(
      fc.property(anyDay, ({ zone, day }) => {
        const local = localDay(day, zone)
        expect(dayOf(local.from, zone)).toBe(day)
        expect(dayOf(local.to - 1, zone)).toBe(day)
        expect(localDay(dayOf(local.to, zone), zone).from).toBe(local.to)
      }),
      { numRuns: 500 },
    )
  })

  test('what a wall clock says is found again, unless the clock skips it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), ({ zone, day }, minute) => {
        const local = localDay(day, zone)
        const { from, to } = spanOfDay(local, minute, minute)
        const skipped = local.anchors.length > 1 && from === local.anchors[1]!.from
        const beforeItBegan = from === local.from
        if (!skipped && !beforeItBegan)
          expect([wallMinute(local, from), wallMinute(local, to)]).toEqual([minute, minute])
        expect(from >= local.from && to <= local.to).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('open time', () => {
  const sunday = localDay('2026-11-22', 'Asia/Karachi')
  test('is the sessions of that weekday and of those dates, within the hours of the branch', () => {
    expect(weekdayOf('2026-11-22')).toBe(7)
    const sessions = [
      session(540, 720),
      session(720, 780),
      session(840, 1320),
      session(0, 1440, { weekday: 1 }),
      session(0, 480, { validTo: '2026-11-21' }),
      session(0, 480, { validFrom: '2026-11-23' }),
    ]
    const hours = [{ weekday: 7, opensMinute: 600, closesMinute: 1080 }]
    expect(openSpans(sunday, sessions, hours)).toEqual([spanOfDay(sunday, 600, 780), spanOfDay(sunday, 840, 1080)])
    expect(openSpans(sunday, [session(540, 720, { validFrom: '2026-11-22', validTo: '2026-11-22' })], [])).toHaveLength(
      1,
    )
  })

  test('there is none on a weekday on which the branch is closed', () => {
    const mondays = [{ weekday: 1, opensMinute: 540, closesMinute: 1020 }]
    expect(openSpans(sunday, [session(540, 1020)], mondays)).toEqual([])
    expect(branchHours(sunday, [])).toEqual([{ from: sunday.from, to: sunday.to }])
  })
})

describe('slots', () => {
  // Two stretches of work and some bookings, on days of all kinds.
  const anyDoctorDay = fc
    .record({
      date: fc.constantFrom('2026-11-22', '2026-03-29', '2026-10-25', '2026-10-04', '2026-04-05'),
      zone: fc.constantFrom('Asia/Karachi', berlin, 'Australia/Lord_Howe', 'America/New_York'),
      works: fc.array(fc.tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 10, max: 600 })), { maxLength: 3 }),
      taken: fc.array(fc.tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 5, max: 120 })), { maxLength: 12 }),
      snapMinutes: fc.constantFrom(5, 10, 15, 20, 30, 45, 60),
    })
    .map(({ date, zone, works, taken, snapMinutes }) => {
      const local = localDay(date, zone)
      const spans = (list: [number, number][]) =>
        list
          .map(([from, minutes]) => spanOfDay(local, from, Math.min(1440, from + minutes)))
          .filter((span) => span.to > span.from)
      const day = dayWith({ local, snapMinutes, open: joined(spans(works)) })
      day.busy = spans(taken).map((span, index) => ({
        id: `${index}`,
        placeId: index % 3 ? 'gulberg' : 'north',
        placeName: '',
        kind: 'appointment',
        ...span,
      }))
      return day
    })
  const anyLength = fc.constantFrom(5, 15, 30, 45, 90)

  test('every proposed slot can be booked, is on the grid of the wall clock, and has its length', () => {
    fc.assert(
      fc.property(anyDoctorDay, anyLength, (day, minutes) => {
        for (const slot of slots(day, minutes, 0)) {
          expect(refuseSlot(slot, day, 0)).toBeNull()
          expect(slot.to - slot.from).toBe(minutes * minuteMs)
          expect(wallMinute(day.local, slot.from) % day.snapMinutes).toBe(0)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('no bookable time on the grid is missing', () => {
    fc.assert(
      fc.property(anyDoctorDay, anyLength, fc.integer({ min: 0, max: 1439 }), (day, minutes, minute) => {
        const { from } = spanOfDay(day.local, minute - (minute % day.snapMinutes), 1440)
        const slot = { from, to: from + minutes * minuteMs }
        const onGrid = wallMinute(day.local, from) % day.snapMinutes === 0
        if (onGrid && refuseSlot(slot, day, 0) === null) expect(slots(day, minutes, 0)).toContainEqual(slot)
      }),
      { numRuns: 1000 },
    )
  })

  test('free time and taken time never overlap, and together they are the open time', () => {
    const length = (spans: { from: number; to: number }[]) => spans.reduce((sum, span) => sum + span.to - span.from, 0)
    fc.assert(
      fc.property(anyDoctorDay, (day) => {
        const free = freeSpans(day)
        expect(free.some((span) => day.busy.some((taken) => overlaps(span, taken)))).toBe(false)
        const takenInside = day.open.flatMap((open) =>
          joined(day.busy)
            .filter((span) => overlaps(span, open))
            .map((span) => ({ from: Math.max(span.from, open.from), to: Math.min(span.to, open.to) })),
        )
        expect(length(free) + length(takenInside)).toBe(length(day.open))
      }),
      { numRuns: 400 },
    )
  })

  test('begin at the asked time or after it', () => {
    const day = dayWith()
    const ten = spanOfDay(day.local, 600, 601).from
    expect(slots(day, 30, ten, 1)[0]!.from).toBe(ten)
    expect(wallMinute(day.local, slots(day, 30, ten + 1, 1)[0]!.from)).toBe(615)
    expect(nextFree([day], 30, day.open[0]!.to - minuteMs)).toBeNull()
  })
})

describe('refusals of a time', () => {
  const day = dayWith()
  day.busy = [
    busy(day, 600, 630),
    busy(day, 660, 690, { placeId: 'north' }),
    busy(day, 720, 780, { placeId: 'away', kind: 'leave' }),
  ]
  const slot = (from: number, minutes = 30) => spanOfDay(day.local, from, from + minutes)
  test.each([
    [540, null],
    [630, null],
    [615, 'slot_taken'],
    [645, 'elsewhere_then'],
    [750, 'doctor_away'],
    [1000, 'outside_hours'],
    [530, 'outside_hours'],
  ])('at minute %i: %s', (minute, code) => {
    expect(refuseSlot(slot(minute), day, 0)).toBe(code)
  })

  test('a booking does not stand in its own way', () => {
    expect(refuseSlot(slot(615), day, 0, '600')).toBeNull()
    expect(refuseSlot(slot(615), day, 0, 'another')).toBe('slot_taken')
  })

  test('a time has passed when its step of the grid has', () => {
    const nine = slot(540)
    expect(refuseSlot(nine, day, nine.from + 14 * minuteMs)).toBeNull()
    expect(refuseSlot(nine, day, nine.from + 15 * minuteMs)).toBe('in_the_past')
  })
})

test('proposals are the earliest time and then really different ones', () => {
  const sana = dayWith()
  const bilal = dayWith({ doctorId: 'bilal', doctorName: 'Dr Bilal', open: [spanOfDay(sana.local, 570, 1020)] })
  const minutes = (found: { from: number; doctorId: string }[]) =>
    found.map((slot) => [slot.doctorId, wallMinute(sana.local, slot.from)])
  expect(minutes(propose([sana, bilal], 30, 0, 3))).toEqual([
    ['sana', 540],
    ['bilal', 570],
    ['sana', 600],
  ])
  const short = dayWith({ open: [spanOfDay(sana.local, 540, 615)] })
  expect(minutes(propose([short], 30, 0, 3))).toEqual([
    ['sana', 540],
    ['sana', 555],
    ['sana', 570],
  ])
})

test('bookings at another place are shown as one stretch where the gaps are short', () => {
  const day = dayWith()
  day.busy = [
    busy(day, 540, 570, { placeId: 'north', placeName: 'North' }),
    busy(day, 585, 630, { placeId: 'north', placeName: 'North' }),
    busy(day, 700, 730),
    busy(day, 780, 840, { placeId: 'north', placeName: 'North' }),
  ]
  expect(awaySpans(day)).toEqual([
    { ...spanOfDay(day.local, 540, 630), kind: 'elsewhere', placeName: 'North' },
    { ...spanOfDay(day.local, 780, 840), kind: 'elsewhere', placeName: 'North' },
  ])
})
