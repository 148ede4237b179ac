import { expect, test } from 'vitest'
import { isPhone } from './phone.ts'

test.each([
  '03219876543',
  '+92 321 9876543',
  '0092-321-9876543',
  '(042) 3577-1234 ext. 12',
  '۰۳۲۱۹۸۷۶۵۴۳',
  '042 111 222 333 / 0300 1234567',
  '1122',
  '',
])('“%s” can be dialled', (text) => expect(isPhone(text)).toBe(true))

test.each(['12ab', 'not a phone', '03219876543999999', '3.45111E+09', '12', '+', '0321 / x'])('“%s” cannot', (text) =>
  expect(isPhone(text)).toBe(false),
)
