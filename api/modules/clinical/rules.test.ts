import { describe, expect, test } from 'vitest'
import { changedParts, refuseEdit, refuseFinish, refuseStart, refuseVitals } from './rules.ts'

describe('starting', () => {
  test.each(['booked', 'confirmed', 'arrived', 'in_room'])('a visit that is %s can begin', (status) => {
    expect(refuseStart(status, null, 'sana', false)).toBeNull()
  })
  test.each(['done', 'no_show', 'cancelled'])('a visit that is %s cannot', (status) => {
    expect(refuseStart(status, null, 'sana', false)).toBe('not_in_this_state')
  })
  test('the same doctor goes on with what she began; another one only by taking over', () => {
    const open = { status: 'open', doctorId: 'sana' }
    expect(refuseStart('in_room', open, 'sana', false)).toBeNull()
    expect(refuseStart('in_room', open, 'bilal', false)).toBe('started_already')
    expect(refuseStart('in_room', open, 'bilal', true)).toBeNull()
  })
  test('a finished visit does not begin again, not even by taking over', () => {
    expect(refuseStart('done', { status: 'finished', doctorId: 'sana' }, 'sana', true)).toBe('finished')
  })
})

test('only the doctor whose visit it is writes into it, and only while it is open', () => {
  expect(refuseEdit({ status: 'open', doctorId: 'sana' }, 'sana')).toBeNull()
  expect(refuseEdit({ status: 'open', doctorId: 'sana' }, 'bilal')).toBe('not_your_patient')
  expect(refuseEdit({ status: 'finished', doctorId: 'sana' }, 'sana')).toBe('finished')
})

test('an allergy stops the finish until there is a reason; a duplicate only speaks', () => {
  const warning = { line: 0, medicine: 'Amoxicillin', because: 'Penicillin', severity: null }
  expect(refuseFinish([{ ...warning, kind: 'allergy' }], undefined)).toBe('allergy_warning')
  expect(refuseFinish([{ ...warning, kind: 'allergy' }], 'Tolerated it last month')).toBeNull()
  expect(refuseFinish([{ ...warning, kind: 'duplicate' }], undefined)).toBeNull()
})

describe('vitals', () => {
  test('are taken before and during the visit, not after it and not of somebody who did not come', () => {
    expect(refuseVitals('arrived', null, { pulsePerMinute: 72 })).toBeNull()
    expect(refuseVitals('in_room', 'open', { pulsePerMinute: 72 })).toBeNull()
    expect(refuseVitals('done', 'finished', { pulsePerMinute: 72 })?.code).toBe('finished')
    expect(refuseVitals('no_show', null, { pulsePerMinute: 72 })?.code).toBe('not_in_this_state')
  })
  test('need at least one value, and blood pressure needs both, the lower below the upper', () => {
    expect(refuseVitals('arrived', null, { pulsePerMinute: null })?.code).toBe('invalid')
    expect(refuseVitals('arrived', null, { systolicMmhg: 120 })).toMatchObject({ field: 'diastolicMmhg' })
    expect(refuseVitals('arrived', null, { systolicMmhg: 80, diastolicMmhg: 120 })).toMatchObject({
      field: 'diastolicMmhg',
    })
    expect(refuseVitals('arrived', null, { systolicMmhg: 120, diastolicMmhg: 80 })).toBeNull()
  })
})

test('the trail of a save names the parts that differ: texts by their length, choices as they were and are', () => {
  const before = { note: 'Pain', advice: '', followUpOn: null, prescription: [], diagnoses: [], services: [] }
  expect(changedParts(before, before)).toEqual({ parts: [] })
  const line = { medicine: 'Ibuprofen', drugClass: '', dose: '1-0-1', route: '', days: 3, advice: '' }
  const after = { ...before, note: 'Pain on 26, since Monday', followUpOn: '2026-12-01', prescription: [line] }
  expect(changedParts(before, after)).toEqual({
    parts: ['note', 'followUpOn', 'prescription'],
    noteLetters: { from: 4, to: 24 },
    followUpOn: { from: null, to: '2026-12-01' },
    prescription: { from: [], to: ['Ibuprofen 1-0-1'] },
  })
  // A word put right: as long as before, and named all the same.
  expect(changedParts(before, { ...before, note: 'Gain' }).parts).toEqual(['note'])
})
