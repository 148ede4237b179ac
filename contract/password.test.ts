import { expect, test } from 'vitest'
import { passwordFault } from './password.ts'

test.each([
  ['', 'password_short'],
  ['nine sign', 'password_short'],
  ['         x', 'password_short'],
  ['1234567890', 'password_common'],
  ['Password123', 'password_common'],
  ['0000000000000', 'password_common'],
  ['abababababab', 'password_common'],
  ['abcdefghijklmn', 'password_common'],
  ['98765432109', null],
  ['SanaMalik!2026', 'password_like_you'],
  ['sana.malik.77', 'password_like_you'],
  ['seven quiet horses', null],
  ['سات خاموش گھوڑے', null],
  ['kJ8#vP2!xQ', null],
])('%j is %s', (password, fault) => {
  expect(passwordFault(password, { fullName: 'Sana Malik', email: 'sana.malik@example.com' })).toBe(fault)
})
