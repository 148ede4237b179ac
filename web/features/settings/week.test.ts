import { expect, test } from 'vitest'
import { copiedTo, faultOf, nextStretch, onDay, withDay } from './week.ts'

const morning = { weekday: 1, opensMinute: 540, closesMinute: 780 }
const evening = { weekday: 1, opensMinute: 900, closesMinute: 1200 }

test('copying a day gives the others the same stretches and leaves the rest of the week', () => {
  const sunday = { weekday: 7, opensMinute: 600, closesMinute: 700 }
  const week = copiedTo([morning, evening, sunday], 1, [2, 3])
  expect(onDay(week, 3)).toEqual([
    { ...morning, weekday: 3 },
    { ...evening, weekday: 3 },
  ])
  expect(onDay(week, 7)).toEqual([sunday])
  expect(week).toHaveLength(7)
})

test('a stretch that ends before it begins, or meets the one before, is found', () => {
  expect(faultOf([morning, evening], 1)).toBeNull()
  expect(faultOf([morning, { ...evening, opensMinute: 700 }], 1)).toBe('overlaps')
  expect(faultOf([{ ...morning, closesMinute: 540 }], 0)).toBe('backwards')
})

test('another stretch begins after a pause, and a full day takes no more', () => {
  expect(nextStretch([morning])).toEqual({ opensMinute: 900, closesMinute: 1080 })
  expect(nextStretch([{ ...morning, closesMinute: 1440 }])).toBeNull()
  expect(withDay([morning], 1, [])).toEqual([])
})
