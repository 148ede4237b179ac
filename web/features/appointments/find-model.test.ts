import { expect, test } from 'vitest'
import type { Slot } from '#contract/appointments.ts'
import type { PatientRow } from '#contract/patients.ts'
import { readCaller } from '#web/shared/caller.ts'
import { inOrder, visitsMeant } from './find-model.ts'
import { foundRows } from './found-rows.ts'
import { visitAt } from './visit.test-help.ts'

test.each([
  ['۰۳۰۰ ۱۲۳۴۵۶۷ عائشہ', { query: '0300 1234567', phone: '0300 1234567', name: 'عائشہ' }],
  ['0300 1234567', { query: '0300 1234567', phone: '0300 1234567', name: null }],
  ['ayesha k', { query: 'ayesha k', phone: null, name: 'ayesha k' }],
  ['0300-1234567  Ayesha  Khan', { query: '0300-1234567', phone: '0300-1234567', name: 'Ayesha Khan' }],
  ['Ayesha Khan +92 300 1234567', { query: '+92 300 1234567', phone: '+92 300 1234567', name: 'Ayesha Khan' }],
  ['4567', { query: '4567', phone: null, name: null }],
  ['GUL-000123', { query: 'GUL-000123', phone: null, name: null }],
  ['03001234567 عائشہ', { query: '03001234567', phone: '03001234567', name: 'عائشہ' }],
])('“%s” is read as number and name', (typed, expected) => {
  expect(readCaller(typed)).toEqual(expected)
})

test.each([
  ['03001234567 Ali', ['Ali Khan']],
  ['03001234567 Zainab Khan', ['Zainab Khan']],
  ['03001234567 khan zainab', ['Zainab Khan']],
  // The last word is still being typed, a slip is forgiven, an initial stands for its name.
  ['03001234567 Zainab Kh', ['Zainab Khan']],
  ['03001234567 Zainb Khan', ['Zainab Khan']],
  ['03001234567 Z Khan', ['Zainab Khan']],
  ['03001234567 Hasan Khan', []],
  ['03001234567 Al Khan', []],
  ['03001234567', ['Sana Khan', 'Zainab Khan', 'Ali Khan', 'Husain Khan']],
  ['Khan', ['Sana Khan', 'Zainab Khan', 'Ali Khan', 'Husain Khan']],
])('“%s” on a family’s number means %j', (typed, expected) => {
  const family = ['Sana Khan', 'Zainab Khan', 'Ali Khan', 'Husain Khan'].map((fullName) => ({ fullName }))
  const { meant, others } = inOrder(readCaller(typed), family)
  expect(meant.map(({ fullName }) => fullName)).toEqual(expected)
  expect(meant.length + others.length).toBe(family.length)
})

const slot: Slot = {
  doctorId: 'a',
  doctorName: 'Dr A',
  startsAt: '2026-11-21T07:00:00Z',
  endsAt: '2026-11-21T07:30:00Z',
}
const offers = { slots: [slot], visits: [], mayBook: true, walkInFor: [] }
const fatima = { id: 'fatima', fullName: 'Fatima Khan' } as PatientRow

test('Enter on the first line books the first time for the person found', () => {
  const [row] = foundRows(readCaller('03001234567'), [fatima], offers)
  expect(row).toMatchObject({
    patient: fatima,
    options: [{ kind: 'slot', slot }, { kind: 'other' }, { kind: 'walkIn' }, { kind: 'record' }],
  })
})

test('a patient who is expected today is opened before she is booked again', () => {
  const visit = visitAt('today', '06:00', { patientId: 'fatima' })
  const [row] = foundRows(readCaller('fatima'), [fatima], { ...offers, visits: [visit] })
  expect(row?.options[0]).toMatchObject({ kind: 'visit', visit })
})

test('a new caller is booked only when number and name are both there', () => {
  expect(foundRows(readCaller('Zebunnisa'), [], offers)).toMatchObject([
    { newPatient: null, draft: { fullName: 'Zebunnisa', phone: null }, options: [{ kind: 'other' }] },
  ])
  expect(foundRows(readCaller('03001234567 Zebunnisa'), [], offers)).toMatchObject([
    { newPatient: { fullName: 'Zebunnisa', phone: '03001234567' }, options: [{ kind: 'slot' }, {}, {}] },
  ])
})

test('who may not book still finds, and opens the record', () => {
  expect(foundRows(readCaller('fatima'), [fatima], { ...offers, mayBook: false })).toEqual([
    { id: 'fatima', patient: fatima, newPatient: null, draft: null, options: [{ kind: 'record', id: 'record' }] },
  ])
})

test('an appointment of the day is meant by its token, a part of the phone or number, or beginnings of the name', () => {
  const visits = [
    visitAt('rukhsana', '05:00', { patientName: 'Rukhsana Warraich', patientPhone: '+923219876543', token: 7 }),
    visitAt('zainab', '06:00', { patientName: 'Zainab Cheema', patientNumber: 'GUL-000771', token: 17 }),
    visitAt('gone', '07:00', { patientName: 'Rukhsana Saeed', status: 'cancelled', token: 8 }),
  ]
  const meant = (text: string) => visitsMeant(visits, text).map(({ id }) => id)
  expect(meant('7')).toEqual(['rukhsana'])
  expect(meant('0321 98765')).toEqual(['rukhsana'])
  expect(meant('war ruk')).toEqual(['rukhsana'])
  expect(meant('gul-000771')).toEqual(['zainab'])
  expect(meant('rukh')).toEqual(['rukhsana'])
  expect(meant('8')).toEqual([])
})
