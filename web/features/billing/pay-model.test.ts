import { expect, test } from 'vitest'
import { halfOf, keyMeans, likelyNotes, refuseAmount, splitOf } from './pay-model.ts'

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

/** What keys typed on the method's tiles come to: each with the milliseconds since the one before it. */
function typing(...keys: [key: string, after: number][]) {
  let at = 0
  let means: NonNullable<ReturnType<typeof keyMeans>> = { amount: null, method: null, run: null }
  for (const [key, after] of keys) {
    at += after
    // From the first key of an amount on, the keys are the field's.
    if (means.amount !== null) means = { ...means, amount: means.amount + key }
    else means = keyMeans(key, means.method, means.run, at) ?? { ...means, run: null }
  }
  return { amount: means.amount, method: means.method }
}

test('a digit alone is a method, and a later one another', () => {
  expect(typing(['1', 0])).toEqual({ amount: null, method: 'cash' })
  expect(typing(['1', 0], ['2', 3000])).toEqual({ amount: null, method: 'card' })
  expect(typing(['a', 0])).toEqual({ amount: null, method: null })
})

test('a number is an amount and no method', () => {
  expect(typing(['2', 0], ['5', 150], ['0', 150], ['0', 150])).toEqual({ amount: '2500', method: null })
  expect(typing(['9', 0], ['0', 150])).toEqual({ amount: '90', method: null })
  expect(typing(['\u06f2', 0], ['\u06f5', 150]).method).toBeNull()
})

test('a number typed after a method was chosen leaves the method', () => {
  expect(typing(['1', 0], ['1', 2000], ['0', 150], ['0', 150])).toEqual({ amount: '100', method: 'cash' })
  expect(typing(['3', 0], ['8', 2000])).toEqual({ amount: '8', method: 'bank_transfer' })
})
