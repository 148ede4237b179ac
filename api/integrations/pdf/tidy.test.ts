import { expect, test } from 'vitest'
import { tidy } from './tidy.ts'

test.each([
  ['controls and direction overrides go', 'A\u0000B\u0007 \u202E21\u202C', 'AB 21'],
  ['emoji go, with their joiners and flags', 'Ali 😀 👨‍👩‍👧 🇵🇰 👍🏽 Raza ☎️', 'Ali Raza'],
  ['signs that letters need stay', 'Smile™ © क्‍ष می‌خواهم', 'Smile™ © क्‍ष می‌خواهم'],
  ['signs that only Arabic script has become those that all share', '۵۰٪ ﷽', '۵۰% بسم الله الرحمن الرحیم'],
  ['marks of a right-to-left letter stay on it, and go elsewhere', 'مُحَمَّدٌ ۖ שָׁלוֹם a\u05B0', 'مُحَمَّدٌ שָׁלוֹם a'],
  ['letters are composed', 'Z\u0307o\u0301', 'Żó'],
  ['half a character becomes the sign for one', 'a\ud800b', 'a\ufffdb'],
  ['lines stay lines, and tabs become spaces', ' one \r\n\ttwo\u2028three\tfour', 'one\ntwo\nthree four'],
  ['an ordinary long word is left alone', 'gulberg@dentocare.example', 'gulberg@dentocare.example'],
])('%s', (_, text, expected) => {
  expect(tidy(text)).toBe(expected)
})

test('a word too long for a line may break between its letters, not inside one', () => {
  const breaks = tidy('क्षि'.repeat(20)).split('\u200B')
  expect(breaks.join('')).toBe('क्षि'.repeat(20))
  expect(breaks.length).toBeGreaterThan(1)
  for (const part of breaks) expect(part).toMatch(/^(क्षि)+$/u)
})

test('texts are tidied wherever they stand, and everything else is kept', () => {
  expect(tidy({ a: [' x ', { b: 'y\u0000' }], n: 1, no: null, gone: undefined, yes: true })).toEqual({
    a: ['x', { b: 'y' }],
    n: 1,
    no: null,
    gone: undefined,
    yes: true,
  })
})
