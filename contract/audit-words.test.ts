import { expect, test } from 'vitest'
import { actSentence, columnTitles, fieldWord } from './audit-words.ts'

test('an act is told in words, in both languages', () => {
  expect(actSentence('appointment.moved', 'en')).toBe('moved an appointment')
  expect(actSentence('appointment.moved', 'ur')).toMatch(/[\u0600-\u06ff]/)
  expect(fieldWord('amountMinor', 'en')).toBe('amount')
})

test('what has no words yet is spelled out, never a bare code', () => {
  expect(actSentence('locker.keyHandedOver', 'en')).toBe('locker: key handed over')
  expect(fieldWord('lockerId', 'ur')).toBe('locker')
})

test('the columns of the file are as many in each language', () => {
  expect(columnTitles.ur).toHaveLength(columnTitles.en.length)
})
