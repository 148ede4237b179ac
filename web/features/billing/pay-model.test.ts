import { expect, test } from 'vitest'
import { halfOf, likelyNotes, refuseAmount, splitOf } from './pay-model.ts'

const owed = (id: string, dueMinor: number) => ({ id, number: null, createdAt: '', doctorName: null, dueMinor })

test('half of what is due is whole rupees and never more than the whole', () => {
  expect(halfOf(150_100, 'PKR')).toBe(75_100)
  expect(halfOf(150_000, 'PKR')).toBe(75_000)
  expect(halfOf(50, 'PKR')).toBe(50)
  expect(halfOf(7, 'JPY')).toBe(4)
})

test('the oldest invoice is settled before the next one gets anything', () => {
  const split = splitOf(250, [owed('old', 200), owed('new', 100)])
  expect(split.map(({ id, paidNowMinor }) => [id, paidNowMinor])).toEqual([
    ['old', 200],
    ['new', 50],
  ])
  expect(splitOf(100, [owed('old', 200), owed('new', 100)])[1]!.paidNowMinor).toBe(0)
})

test('an amount is taken up to what is due, and not beyond', () => {
  expect(refuseAmount(100, 100)).toBeNull()
  expect(refuseAmount(101, 100)).toBe('more_than_due')
  expect(refuseAmount(0, 100)).toBe('nothing')
  expect(refuseAmount(null, 100)).toBe('unreadable')
})

test('the notes offered are the round sums above the amount', () => {
  expect(likelyNotes(123_000, 'PKR')).toEqual([130_000, 150_000, 200_000])
  expect(likelyNotes(500_000, 'PKR')).toEqual([])
})
