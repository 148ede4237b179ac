import { describe, expect, test } from 'vitest'
import { foldWord, normaliseName } from './names.ts'
import { editDistance, jaroWinkler } from './similarity.ts'

test.each([
  ['  Dr. MARÍA  Núñez ', 'maria nunez'],
  ["O'Brien", 'obrien'],
  ['Mst. Ayesha', 'ayesha'],
  ['مُحَمَّد', 'محمد'],
  ['Dr', 'dr'],
  ['', ''],
])('%j is normalised to %j', (name, plain) => {
  expect(normaliseName(name)).toBe(plain)
})

describe('spellings of one name fold together, other names stay apart', () => {
  test.each([
    'Mohammad Muhammad Mohd Mohammed محمد',
    'Aisha Ayesha Aysha عائشہ',
    'Hussain Husain Hussein حسین',
    'Yousuf Yusuf',
    'Chaudhry Choudhary',
    'Fatima Fatimah',
  ])('%s', (names) => {
    expect(
      new Set(
        names
          .toLowerCase()
          .split(' ')
          .map((name) => foldWord(name.normalize('NFKD').replace(/\p{M}/gu, ''))),
      ).size,
    ).toBe(1)
  })
  test.each([
    ['hassan', 'hussain'],
    ['hina', 'hana'],
    ['ahmad', 'muhammad'],
    ['umar', 'amir'],
    ['sana', 'sania'],
  ])('%s and %s', (a, b) => {
    expect(foldWord(a)).not.toBe(foldWord(b))
  })
})

test('an edit is a letter changed, dropped, added or exchanged with its neighbour', () => {
  expect([
    editDistance('mailk', 'malik'),
    editDistance('sana', 'saba'),
    editDistance('abc', 'abcd'),
    editDistance('abc', 'xyzabc', 2),
    editDistance('', 'ab'),
  ]).toEqual([1, 1, 1, 3, 2])
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3)
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3)
})
