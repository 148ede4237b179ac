import { expect, test } from 'vitest'
import type { PrescriptionLine } from '#contract/prescribing.ts'
import { type Gap, gapsOf, isTold } from './gaps.ts'

const line = (medicine: string, dose: string, days: number | null): PrescriptionLine => ({
  medicine,
  drugClass: '',
  dose,
  route: '',
  days,
  advice: '',
})

test('a medicine lacks its dose, and its days where the dose is a count', () => {
  const prescription = [
    line('Ibuprofen', '', null),
    line('Naproxen', ' ', 3),
    line('Amoxicillin', '1-1-1', null),
    line('Paracetamol', 'two when it hurts', null),
    line('Metronidazole', '1-0-1', 5),
  ]
  expect(gapsOf({ prescription }, {})).toEqual([
    { kind: 'doseAndDays', medicine: 'Ibuprofen' },
    { kind: 'dose', medicine: 'Naproxen' },
    { kind: 'days', medicine: 'Amoxicillin' },
  ])
})

test('what stands typed and was not added is missing too; an empty box is not', () => {
  expect(gapsOf({ prescription: [] }, { Diagnosis: 'pulpitis', Medicine: '' })).toEqual([
    { kind: 'typed', box: 'Diagnosis', text: 'pulpitis' },
  ])
})

test('a gap that got smaller was told already; a new one was not', () => {
  const told: Gap[] = [{ kind: 'doseAndDays', medicine: 'Ibuprofen' }]
  expect(isTold(told, { kind: 'days', medicine: 'Ibuprofen' })).toBe(true)
  expect(isTold(told, { kind: 'days', medicine: 'Naproxen' })).toBe(false)
  expect(isTold(told, { kind: 'typed', box: 'Diagnosis', text: 'caries' })).toBe(false)
  expect(
    isTold([{ kind: 'typed', box: 'Diagnosis', text: 'car' }], { kind: 'typed', box: 'Diagnosis', text: 'x' }),
  ).toBe(true)
})
