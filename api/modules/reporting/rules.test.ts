import { expect, test } from 'vitest'
import type { ClinicRow, FigureRow, PresenceRow } from './overview-queries.ts'
import { describeBranch, rankBranches } from './rules.ts'

/** Open from 09:00, first patient at 10:00, now 11:00. */
const clinic = (more: Partial<ClinicRow> = {}) =>
  ({ id: 'c', name: 'C', status: 'active', currency: 'PKR', day: '2026-11-21', today: '2026-11-21', minute: 660,
    opensMinute: 540, closesMinute: 1020, firstDueMinute: 600, dueMinor: 0, ...more }) as ClinicRow // biome-ignore format: facts on two lines
const figure = (more: Partial<FigureRow> = {}) =>
  ({ booked: 10, arrived: 0, done: 0, noShow: 0, cancelled: 0, paidMinor: 0, pastBooked: 0, pastNoShow: 0, usualDays: 0,
    usualBooked: 0, usualPaidMinor: 0, ...more }) as FigureRow // biome-ignore format: facts on two lines
const present = (more: Partial<PresenceRow> = {}) =>
  ({ clinicId: 'c', doctorId: 'd', doctorName: 'Dr D', waiting: 2, inRoom: 0, longestWaitMinutes: 30, dueMinutes: 25,
    hasBegun: false, ...more }) as PresenceRow // biome-ignore format: facts on two lines
const kinds = (...given: Parameters<typeof describeBranch>) => describeBranch(...given).troubles.map(({ kind }) => kind)

test.each([
  ['patients were due an hour ago and nobody came in', {}, {}, 'not_opened'],
  ['the first patient is due later, though the doors should be open', { firstDueMinute: 640 }, {}, 'not_yet'],
  ['somebody is marked as not come: a person is at the desk', {}, { noShow: 1 }, 'open'],
  ['somebody has arrived', {}, { arrived: 1 }, 'open'],
  ['everybody has gone and it is past closing', { minute: 1100 }, { arrived: 9 }, 'over'],
  [
    'no hours and nobody booked',
    { opensMinute: null, closesMinute: null, firstDueMinute: null },
    { booked: 0 },
    'closed',
  ],
  ['another day is shown', { day: '2026-11-20' }, {}, null],
] as const)('doors: %s', (_, hours, counts, doors) => {
  expect(describeBranch(clinic(hours), figure(counts), []).doors).toBe(doors)
})

test('a closed door says how long and for how many', () => {
  expect(describeBranch(clinic(), figure(), []).troubles).toEqual([
    { kind: 'not_opened', value: 60, baseline: null, doctorName: null, patients: 10 },
  ])
})

test('a doctor is late from twenty minutes on, and only while she has called nobody in', () => {
  const arrived = figure({ arrived: 2 })
  expect(kinds(clinic(), arrived, [present()])).toEqual(['doctor_late'])
  expect(kinds(clinic(), arrived, [present({ dueMinutes: 19 })])).toEqual([])
  expect(kinds(clinic(), arrived, [present({ hasBegun: true })])).toEqual([])
})

test('who waits for a late doctor is not told of twice', () => {
  const late = present({ longestWaitMinutes: 70 })
  const slow = present({ doctorId: 'e', hasBegun: true, longestWaitMinutes: 45, waiting: 3 })
  expect(kinds(clinic(), figure({ arrived: 5 }), [late])).toEqual(['doctor_late'])
  expect(describeBranch(clinic(), figure({ arrived: 5 }), [late, slow])).toMatchObject({
    longestWaitMinutes: 70,
    troubles: [{ kind: 'doctor_late' }, { kind: 'long_wait', value: 45, patients: 3 }],
  })
})

test('a no-show rate is held against the branch’s own, and four people are not a rate', () => {
  const past = { pastBooked: 100, pastNoShow: 15, arrived: 12 }
  expect(kinds(clinic(), figure({ ...past, noShow: 4 }), [])).toEqual(['no_shows'])
  expect(kinds(clinic(), figure({ ...past, noShow: 3, arrived: 2 }), [])).toEqual([])
  expect(kinds(clinic(), figure({ ...past, pastNoShow: 30, noShow: 4 }), [])).toEqual([])
  expect(kinds(clinic(), figure({ noShow: 4, arrived: 1 }), [])).toEqual([])
})

test('money is a trouble of days that are over, dues of now', () => {
  const money = figure({ arrived: 5, usualDays: 4, usualPaidMinor: 4_000_00, paidMinor: 400_00 })
  expect(kinds(clinic(), money, [])).toEqual([])
  expect(kinds(clinic({ day: '2026-11-20' }), money, [])).toEqual(['revenue_low'])
  expect(kinds(clinic({ dueMinor: 1000_00 * 31 }), money, [])).toEqual(['dues_high'])
  expect(kinds(clinic({ day: '2026-11-20', dueMinor: 1000_00 * 31 }), { ...money, paidMinor: 900_00 }, [])).toEqual([])
})

test('one doctor who does not come outranks all lesser troubles together; sleeping branches come last', () => {
  const lesser = describeBranch(
    clinic({ id: 'lesser', dueMinor: 1000_00 * 31 }),
    figure({ arrived: 8, noShow: 8, pastBooked: 100, pastNoShow: 10, usualDays: 1, usualPaidMinor: 1000_00 }),
    [present({ hasBegun: true, longestWaitMinutes: 90 })],
  )
  const late = describeBranch(clinic({ id: 'late' }), figure({ arrived: 2 }), [present()])
  const calm = describeBranch(clinic({ id: 'calm' }), figure({ arrived: 2 }), [])
  const asleep = describeBranch(clinic({ id: 'asleep', name: 'A', status: 'inactive' }), figure(), [])
  expect(lesser.troubles).toHaveLength(3)
  expect(rankBranches([asleep, calm, lesser, late]).map(({ clinicId }) => clinicId)).toEqual([
    'late',
    'lesser',
    'calm',
    'asleep',
  ])
  expect(calm.attention).toBe(0)
})
