import { expect, test } from 'vitest'
import { newTotpSecret, stepOf, totpAt, totpUri } from './totp.ts'

// RFC 6238, appendix B: the secret "12345678901234567890", the last six of the eight digits given there.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is the one of RFC 6238', (seconds, code) => {
  expect(totpAt(secret, Math.floor(seconds / 30))).toBe(code)
  expect(stepOf(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a code is good for the half minute before and after its own, once, and no longer', () => {
  const code = totpAt(secret, 100)
  const at = (step: number, after = 0) => stepOf(secret, code, step * 30_000, after)
  expect([98, 99, 100, 101, 102].map((step) => at(step))).toEqual([null, 100, 100, 100, null])
  expect(at(100, 99)).toBe(100)
  expect(at(100, 100)).toBeNull()
})

test('a new secret has 160 bits and is never the same', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(newTotpSecret())
  expect(totpUri('ABC', 'Dento & Care', 'sana@x.example')).toBe(
    'otpauth://totp/Dento%20%26%20Care:sana%40x.example?secret=ABC&issuer=Dento%20%26%20Care',
  )
})
