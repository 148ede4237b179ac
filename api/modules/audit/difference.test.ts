import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

const sana = '01a1fcaf-10f8-7f01-a181-fa403393f407'
const stranger = '01a1fcaf-10f8-7f01-a181-fa403393f408'

test.each([
  [
    'before and after',
    { fields: ['city'], before: { city: 'Lahore' }, after: { city: null } },
    [['city', 'Lahore', null]],
  ],
  ['bare words on both sides', { from: 'arrived', to: 'done' }, [['state', 'arrived', 'done']]],
  ['a field that says itself what it was', { color: { from: 'red', to: 'blue' } }, [['color', 'red', 'blue']]],
  [
    'a list that says what each was',
    { rights: [{ role: 'nurse', permission: 'vitals.create', from: true, to: false }] },
    [['nurse vitals.create', 'true', 'false']],
  ],
  ['ids, by name', { from: { doctorId: sana }, to: { doctorId: stranger } }, [['doctorId', 'Dr Sana', stranger]]],
  ['nothing where nothing differs', { from: { name: 'A', version: 1 }, to: { name: 'A', version: 2 } }, []],
])('a difference is read from %s', (_name, detail, expected) => {
  const { changes } = differenceOf(detail, { [sana]: 'Dr Sana' })
  expect(changes.map(({ field, before, after }) => [field, before, after])).toEqual(expected)
})

test('the reason stands apart, ids without a name are left out, and long texts end', () => {
  const told = differenceOf(
    { reason: 'Moved away', sessionId: stranger, doctorId: sana, note: 'x'.repeat(900) },
    { [sana]: 'Dr Sana' },
  )
  expect(told.reason).toBe('Moved away')
  expect(told.facts.map(({ field, value }) => [field, value.length])).toEqual([
    ['doctorId', 7],
    ['note', 502],
  ])
})

test.each([null, undefined, 3, 'x', []])('%j has no difference', (detail) => {
  expect(differenceOf(detail, {})).toEqual({ reason: null, changes: [], facts: [] })
})
