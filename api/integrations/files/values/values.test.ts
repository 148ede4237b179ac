import { describe, expect, test } from 'vitest'
import { findMIsFemale, readSex, readYesNo } from './choices.ts'
import { findDateOrder, readBirthDate, readMoment } from './dates.ts'
import { readIdentifier, shortened } from './numbers.ts'
import { readPhone } from './phones.ts'

describe('dates', () => {
  test.each([
    ['1990-03-05', '1990-03-05'],
    ['19900305', '1990-03-05'],
    ['05/03/1990', '1990-03-05'],
    ['5.3.1990', '1990-03-05'],
    ['05-03-90', '1990-03-05'],
    ['5 Mar 1990', '1990-03-05'],
    ['5th March, 1990', '1990-03-05'],
    ['March 5, 1990', '1990-03-05'],
    ['5 de março de 1990', '1990-03-05'],
    ['32937', '1990-03-05'],
    ['05031990', '1990-03-05'],
    ['2000-02-29', '2000-02-29'],
  ])('%s is read', (text, iso) => {
    expect(readBirthDate(text, 'dmy', '2026-11-21')).toEqual({ value: iso })
  })

  test.each([
    ['19371233', 'December 1937 has no day 33'],
    ['19729518', 'there is no month 95'],
    ['19450229', 'February 1945 has no day 29'],
    ['2030-01-01', 'in the future'],
    ['1895-01-01', 'more than 130 years ago'],
    ['soon', 'not a date we can read'],
    ['13/13/1990', 'there is no month 13'],
  ])('%s is not believed, and a sentence says why', (text, sentence) => {
    expect(readBirthDate(text, 'dmy', '2026-11-21').problem).toContain(sentence)
  })

  test('day and month are told apart by the whole column', () => {
    expect(findDateOrder(['01/02/1990', '25/12/1991'])).toMatchObject({ order: 'dmy', certain: true })
    expect(findDateOrder(['01/02/1990', '12/25/1991'])).toMatchObject({ order: 'mdy', certain: true })
    expect(findDateOrder(['01/02/1990', '05/06/1991'])).toMatchObject({
      certain: false,
      sentence: expect.stringContaining('Choose'),
    })
    expect(findDateOrder(['25/12/1990', '12/25/1991'])).toMatchObject({ certain: false })
    expect(findDateOrder(['1990-01-02', '05/05/1991'])).toMatchObject({ certain: true })
    expect(readBirthDate('01/02/1990', 'mdy', '2026-11-21')).toEqual({ value: '1990-01-02' })
  })

  test('times are kept as written, with their offset', () => {
    expect(readMoment('2016-04-29T18:38:08Z', 'dmy').value).toEqual({
      date: '2016-04-29',
      time: '18:38:08',
      offset: 'Z',
    })
    expect(readMoment('29/04/2016 6:38 pm', 'dmy').value).toEqual({
      date: '2016-04-29',
      time: '18:38:00',
      offset: null,
    })
    expect(readMoment('29/04/2016 25:00', 'dmy').problem).toContain('time')
  })
})

describe('phones', () => {
  test.each(['0300 1234567', '+92 300 1234567', '0092-300-1234567', '923001234567', '3001234567'])(
    '%s is one Pakistani number',
    (text) => {
      expect(readPhone(text, 'PK')).toMatchObject({ phone: '+923001234567', raw: text })
    },
  )
  test('a number that lost digits is not dialled; one that does not parse is kept as written', () => {
    expect(readPhone('3.00E+10', 'PK')).toMatchObject({
      phone: null,
      raw: '',
      problem: expect.stringContaining('lost digits'),
    })
    expect(readPhone('ask his son', 'PK')).toMatchObject({
      phone: null,
      raw: 'ask his son',
      problem: expect.stringContaining('kept as written'),
    })
  })
  test('two numbers in one cell are both kept', () => {
    expect(readPhone('0300-1234567 / 0321-7654321', 'PK')).toMatchObject({
      phone: '+923001234567',
      others: ['+923217654321'],
    })
  })
})

test.each([
  ['2.98725E+13', { kept: 6, digits: 14 }],
  ['3E+10', { kept: 1, digits: 11 }],
  ['1.2345678E+7', null],
  ['29872500000000', null],
  ['E12', null],
])('%s: digits lost %j', (text, answer) => {
  expect(shortened(text)).toEqual(answer)
})

test('an identifier keeps its leading zeros and is refused once shortened', () => {
  expect(readIdentifier(' 00123 ')).toEqual({ value: '00123' })
  expect(readIdentifier('3.52E+12').problem).toContain('lost digits')
})

test('sex is read in the words of the list; M beside H is a woman', () => {
  expect(['F', 'male', 'Aurat', 'feminino', 'x', ''].map((text) => readSex(text).value)).toEqual([
    'female',
    'male',
    'female',
    'female',
    'other',
    'unknown',
  ])
  expect(readSex('purple').problem).toContain('purple')
  expect(findMIsFemale(['H', 'M'])).toBe(true)
  expect(findMIsFemale(['F', 'M'])).toBe(false)
  expect(readSex('M', true).value).toBe('female')
})

test('yes and no are read; anything else gets a sentence', () => {
  expect(['Yes', 'n', 'SIM', 'Não', 'haan', '0'].map((text) => readYesNo(text).value)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ])
  expect(readYesNo('perhaps').problem).toContain('neither')
})
