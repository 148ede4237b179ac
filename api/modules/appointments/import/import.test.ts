import { openAsBlob } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { guessColumns, readTable, takeRows } from '#api/integrations/files/index.ts'
import { visitFields } from './fields.ts'
import { identitySentence, makeIdentities } from './identity.ts'
import { decideVisitColumns, readVisit, type VisitReading } from './read-visit.ts'

const reading: VisitReading = {
  mapping: ['patient_name', 'starts_at', 'time', 'status', 'minutes'],
  country: 'PK',
  startOrder: 'dmy',
  bookedOrder: 'dmy',
  dayOnly: false,
  mIsFemale: false,
}

test('a visit is read from a day and a time in two columns', () => {
  expect(readVisit({ cells: ['Ali', '29/04/2026', '4:30 pm', 'Confirmed', '20'] }, reading).visit).toMatchObject({
    patientName: 'Ali',
    startsAt: { date: '2026-04-29', time: '16:30:00', offset: null },
    status: 'booked',
    minutes: 20,
  })
})

test.each([
  [['Ali', '', '10:00', '', ''], 'no appointment day'],
  [['Ali', '31/04/2026', '10:00', '', ''], 'April 2026 has no day 31'],
  [['Ali', '29/04/2026', 'late', '', ''], 'not a time of day'],
  [['', '29/04/2026', '10:00', '', ''], 'who the patient is'],
])('%j is refused with a sentence', (cells, sentence) => {
  expect(readVisit({ cells }, reading).refusal).toContain(sentence)
})

test('a shortened number groups visits of one clinic by sex and age, and nothing else', () => {
  const { identify, report } = makeIdentities()
  const row = { clinic: 'North', patientNumber: '2.98725E+13', sex: 'female', age: 62 }
  expect(identify(row)).toEqual({ reference: '2.98725E+13', uncertain: true, contradicts: false })
  expect(identify({ ...row, age: 63 }).reference).toBe('2.98725E+13')
  expect(identify({ ...row, sex: 'male' })).toEqual({
    reference: '2.98725E+13 (2)',
    uncertain: true,
    contradicts: true,
  })
  expect(identify({ ...row, age: 20 }).reference).toBe('2.98725E+13 (3)')
  expect(identify({ ...row, patientNumber: '29872500000000' })).toEqual({
    reference: '29872500000000',
    uncertain: false,
    contradicts: false,
  })
  expect(report()).toEqual({ rows: 5, shortened: 4, numbers: 1, contradicting: 1, acrossClinics: 0, collisions: 1 })
  expect(identitySentence({ ...report(), shortened: 0 })).toBeNull()
})

test('the real list of Vitória: 78 clinics, 2,999 visits of one day, 588 no-shows, and what its patient numbers are worth', async () => {
  const open = async () =>
    await readTable(await openAsBlob(path.resolve('..', 'shared', 'data', 'appointments-vitoria-2016.csv')))
  const table = await open()
  const rows = await takeRows(table, 10_000)
  const guesses = guessColumns(
    table.header,
    rows.slice(0, 200).map((row) => row.cells),
    visitFields,
  )
  expect(Object.fromEntries(guesses.filter((one) => one.field).map((one) => [one.header, one.field]))).toEqual({
    PatientId: 'patient_number',
    AppointmentID: 'external_id',
    Gender: 'sex',
    ScheduledDay: 'booked_at',
    AppointmentDay: 'starts_at',
    Age: 'age',
    Neighbourhood: 'clinic',
    'No-show': 'no_show',
  })

  const mapping = guesses.map((one) => one.field)
  const decided = await decideVisitColumns(mapping, (await open()).rows)
  expect(decided.dayOnly).toBe(true)
  const visits = rows.map((row) => readVisit(row, { ...reading, mapping, country: 'BR', dayOnly: true }).visit!)
  expect(new Set(visits.map((visit) => visit.clinic)).size).toBe(78)
  expect(new Set(visits.map((visit) => JSON.stringify(visit.startsAt)))).toEqual(
    new Set(['{"date":"2016-04-29","time":null,"offset":null}']),
  )
  expect(visits.filter((visit) => visit.status === 'no_show')).toHaveLength(588)
  const ortiz = visits.filter((visit) => visit.clinic === 'MARIA ORTIZ')
  expect([ortiz.length, ortiz.filter((visit) => visit.status === 'no_show').length]).toEqual([185, 33])

  const { identify, report } = makeIdentities()
  for (const { clinic, patientNumber, sex, age } of visits)
    identify({ clinic: clinic!, patientNumber: patientNumber!, sex, age })
  console.log(identitySentence(report()))
  expect(report()).toEqual({
    rows: 2999,
    shortened: 2840,
    numbers: 2647,
    contradicting: 0,
    acrossClinics: 2,
    collisions: 2,
  })
})
