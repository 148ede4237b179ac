import { expect, test } from 'vitest'
import { readTypedDate } from './typed-date.ts'

test.each([
  ['11/10/1987', '1987-10-11'],
  ['3.4.87', '1987-04-03'],
  ['3-4-09', '2009-04-03'],
  ['11101987', '1987-10-11'],
  ['11 Oct 1987', '1987-10-11'],
  ['1 september 2001', '2001-09-01'],
  ['1987-10-11', '1987-10-11'],
  ['29/2/2024', '2024-02-29'],
  ['29/2/2023', null],
  ['31/12/2026', null],
  ['13 Foo 1987', null],
  ['1987', null],
])('%s is %s', (typed, date) => {
  expect(readTypedDate(typed, '2026-11-21')).toBe(date)
})
