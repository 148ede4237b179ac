import { expect, test } from 'vitest'
import { clockText, parseClock } from './clock.ts'

test.each([
  ['9', 540],
  ['930', 570],
  ['9:30', 570],
  ['09.30', 570],
  ['9 pm', 1260],
  ['12am', 0],
  ['12:15 pm', 735],
  ['2130', 1290],
  ['24:00', 1440],
])('%s is a time of the day', (text, minute) => {
  expect(parseClock(text)).toBe(minute)
})

test.each(['', '24:01', '9:75', '13 pm', 'noon', '-1'])('"%s" is none', (text) => {
  expect(parseClock(text)).toBeNull()
})

test('a time is written with two digits each', () => {
  expect([0, 545, 1440].map(clockText)).toEqual(['00:00', '09:05', '24:00'])
})
