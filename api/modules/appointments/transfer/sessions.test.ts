import { describe, expect, test } from 'vitest'
import { type OwnSession, planSessions } from './sessions.ts'

const session = (weekday: number, from: number, to: number, changes: Partial<OwnSession> = {}): OwnSession => ({
  id: `${weekday} ${from}`,
  weekday,
  startsMinute: from,
  endsMinute: to,
  validFrom: null,
  validTo: null,
  ...changes,
})
const day = '2026-12-01'

describe('sessions that go to another branch', () => {
  test('hold there from the day on, and as long as they held', () => {
    const sessions = [
      session(1, 540, 720),
      session(2, 540, 720, { validFrom: '2027-01-01', validTo: '2027-06-30' }),
      session(3, 540, 720, { validTo: '2026-11-30' }),
    ]
    const plan = planSessions(sessions, [], [], day)
    expect(plan.map(({ to }) => [to.weekday, to.validFrom, to.validTo])).toEqual([
      [1, day, null],
      [2, '2027-01-01', '2027-06-30'],
    ])
  })

  test('stay out where she works already, unless that has ended by then', () => {
    const there = [session(1, 600, 660), session(2, 600, 660, { validTo: '2026-11-30' })]
    const plan = planSessions([session(1, 540, 720), session(2, 540, 720), session(4, 540, 720)], there, [], day)
    expect(plan.map(({ hindrance }) => hindrance)).toEqual(['overlaps_own', null, null])
  })

  test('stay out where the branch is closed, and not where it has set no hours at all', () => {
    const hours = [{ weekday: 1, opensMinute: 540, closesMinute: 600 }]
    const both = [session(1, 540, 720), session(1, 600, 720), session(2, 540, 720)]
    expect(planSessions(both, [], hours, day).map(({ hindrance }) => hindrance)).toEqual([
      null,
      'closed_there',
      'closed_there',
    ])
    expect(planSessions(both, [], [], day).map(({ hindrance }) => hindrance)).toEqual([null, null, null])
  })
})
