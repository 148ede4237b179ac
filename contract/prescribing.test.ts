import { expect, test } from 'vitest'
import { type Allergy, PrescriptionLine, runningMedicines, warningsFor } from './prescribing.ts'

const line = (medicine: string, drugClass = '', days: number | null = 5) =>
  PrescriptionLine.parse({ medicine, drugClass, days })
const allergy = (label: string, drugClass: string | null = null): Allergy => ({ label, drugClass, severity: 'severe' })
const today = '2026-11-21'
const kinds = (lines: PrescriptionLine[], allergies: Allergy[] = []) =>
  warningsFor(lines, allergies, [], today).map(({ kind, line }) => `${line} ${kind}`)

test('an allergy meets every medicine of its class, whatever it is called', () => {
  const lines = [line('Paracetamol 500 mg tablet', 'paracetamol'), line('Co-amoxiclav 625 mg tablet', 'penicillin')]
  expect(warningsFor(lines, [allergy('Rash from childhood', 'penicillin')], [], today)).toEqual([
    {
      kind: 'allergy',
      line: 1,
      medicine: 'Co-amoxiclav 625 mg tablet',
      because: 'Rash from childhood',
      severity: 'severe',
    },
  ])
})

test('an allergy typed by hand meets the medicine it names, or the class it names', () => {
  expect(kinds([line('Ibuprofen 400 mg tablet', 'nsaid')], [allergy('Ibuprofen: wheezing')])).toEqual(['0 allergy'])
  expect(kinds([line('Amoxicillin 500 mg capsule', 'penicillin')], [allergy('Penicillin')])).toEqual(['0 allergy'])
  expect(kinds([line('Diclofenac sodium 50 mg tablet', 'nsaid')], [allergy('Sodium fluoride tablet')])).toEqual([])
})

test('an allergy to penicillin speaks against a cephalosporin, more softly', () => {
  expect(kinds([line('Cefixime 400 mg capsule', 'cephalosporin')], [allergy('Penicillin', 'penicillin')])).toEqual([
    '0 related_allergy',
  ])
  expect(kinds([line('Clindamycin 300 mg capsule', 'lincosamide')], [allergy('Penicillin', 'penicillin')])).toEqual([])
})

test('the same class twice is a duplicate on the second line; two vitamins are not', () => {
  expect(kinds([line('Ibuprofen 400 mg tablet', 'nsaid'), line('Naproxen 250 mg tablet', 'NSAID')])).toEqual([
    '1 duplicate',
  ])
  expect(kinds([line('Vitamin B complex tablet', 'vitamin'), line('Mecobalamin 500 mcg tablet', 'vitamin')])).toEqual(
    [],
  )
})

test('a medicine of no known class is a duplicate of itself alone', () => {
  expect(kinds([line('Joshanda'), line('joshanda'), line('Isabgol')])).toEqual(['1 duplicate'])
})

test('a medicine of an earlier visit counts until its last day', () => {
  const running = runningMedicines([{ day: '2026-11-17', prescription: [line('Naproxen 250 mg tablet', 'nsaid', 5)] }])
  expect(running).toMatchObject([{ untilDay: '2026-11-21' }])
  const now = [line('Ibuprofen 400 mg tablet', 'nsaid')]
  expect(warningsFor(now, [], running, '2026-11-21')).toMatchObject([
    { kind: 'still_taking', because: 'Naproxen 250 mg tablet' },
  ])
  expect(warningsFor(now, [], running, '2026-11-22')).toEqual([])
  expect(runningMedicines([{ day: '2026-11-17', prescription: [line('Naproxen', 'nsaid', null)] }])).toEqual([])
})
