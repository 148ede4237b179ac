import { openAsBlob } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { guessColumns, readTable, takeRows } from '#api/integrations/files/index.ts'
import { patientFields } from './fields.ts'
import { decidePatientColumns, type PatientReading, readPatient } from './read-patient.ts'

const guess = (header: string[], samples: string[][] = []) =>
  Object.fromEntries(guessColumns(header, samples, patientFields).map((one) => [one.header, one.field]))

describe('columns are guessed', () => {
  test('from the words of the header, in several languages', () => {
    expect(guess(['Patient Name', 'D.O.B', 'Mobile No.', 'CNIC', "Father's Name", 'Pata', 'Remarks'])).toEqual({
      'Patient Name': 'full_name',
      'D.O.B': 'born_on',
      'Mobile No.': 'phone',
      CNIC: 'national_id',
      "Father's Name": 'guardian',
      Pata: 'address',
      Remarks: 'notes',
    })
    expect(guess(['Nome', 'Sobrenome', 'Data de Nascimento', 'Telefone', 'Sexo', 'Cidade'])).toEqual({
      Nome: 'full_name',
      Sobrenome: 'family_name',
      'Data de Nascimento': 'born_on',
      Telefone: 'phone',
      Sexo: 'sex',
      Cidade: 'city',
    })
  })

  test('from the words of Urdu and Hindi headers, with the letters of either keyboard', () => {
    expect(
      guess(['مریض کا نام', 'تاريخ پیدائش', 'جنس', 'موبائل نمبر', 'پتہ', 'والد کا نام', 'شناختی کارڈ نمبر']),
    ).toEqual({
      'مریض کا نام': 'full_name',
      'تاريخ پیدائش': 'born_on',
      جنس: 'sex',
      'موبائل نمبر': 'phone',
      پتہ: 'address',
      'والد کا نام': 'guardian',
      'شناختی کارڈ نمبر': 'national_id',
    })
    expect(guess(['रोगी का नाम', 'जन्म तिथि', 'लिंग', 'मोबाइल', 'शहर'])).toEqual({
      'रोगी का नाम': 'full_name',
      'जन्म तिथि': 'born_on',
      लिंग: 'sex',
      मोबाइल: 'phone',
      शहर: 'city',
    })
  })

  test('from the values, when the header says nothing', () => {
    expect(
      guess(
        ['A', 'B'],
        [
          ['03001234567', 'female'],
          ['03217654321', 'male'],
        ],
      ),
    ).toEqual({ A: 'phone', B: 'sex' })
  })

  test('with less confidence when the values contradict the header', () => {
    const [sure] = guessColumns(['Phone'], [['03001234567']], patientFields)
    const [unsure] = guessColumns(['Phone'], [['blue']], patientFields)
    expect(sure!.confidence).toBeGreaterThan(unsure!.confidence + 0.3)
  })

  test('each field once, unless several columns add up to it', () => {
    const fields = Object.values(guess(['Phone', 'Mobile', 'Address 1', 'Address 2']))
    expect(fields.filter((field) => field === 'phone')).toHaveLength(1)
    expect(fields.filter((field) => field === 'address')).toHaveLength(2)
  })
})

const reading: PatientReading = {
  mapping: ['given_name', 'born_on', 'phone', 'allergies'],
  country: 'PK',
  today: '2026-11-21',
  birthOrder: 'dmy',
  createdOrder: 'dmy',
  mIsFemale: false,
}

test('an unreadable value leaves its field empty with a sentence and never drops the row', () => {
  const { patient, warnings } = readPatient({ cells: ['Ali', '31/02/1990', '3.00E+10', 'Penicillin; latex'] }, reading)
  expect(patient).toMatchObject({
    givenName: 'Ali',
    bornOn: null,
    phone: null,
    phoneRaw: null,
    allergies: ['Penicillin', 'latex'],
  })
  expect(warnings).toEqual([expect.stringContaining('has no day 31'), expect.stringContaining('lost digits')])
  expect(readPatient({ cells: ['Ali', '28/02/1990', '03001234567', 'none'] }, reading)).toMatchObject({
    patient: { bornOn: '1990-02-28', phone: '+923001234567', allergies: [] },
    warnings: [],
  })
})

test('digits and months of Urdu and Hindi are read', () => {
  const born = (text: string) => readPatient({ cells: ['Ali', text, '۰۳۰۰ ۱۲۳۴۵۶۷', ''] }, reading).patient
  expect(born('۰۵/۰۳/۱۹۹۰')).toMatchObject({ bornOn: '1990-03-05', phone: '+923001234567' })
  expect(born('۱۵ مارچ ۱۹۸۵')!.bornOn).toBe('1985-03-15')
  expect(born('१५ जनवरी १९८५')!.bornOn).toBe('1985-01-15')
})

test('what is longer than a patient’s form takes is cut or left empty, with a sentence', () => {
  const long = { ...reading, mapping: ['full_name', 'address', 'phone', 'number'] as PatientReading['mapping'] }
  const { patient, warnings } = readPatient({ cells: ['Ali', 'a'.repeat(501), '9'.repeat(60), 'x'.repeat(41)] }, long)
  expect(patient).toMatchObject({ address: 'a'.repeat(500), phone: null, phoneRaw: null, number: null })
  expect(warnings.map((sentence) => sentence.slice(-40)).filter((end) => /left (out|empty)\.$/.test(end))).toHaveLength(
    3,
  )
})

test.each(['N/A', 'none', 'NKDA', 'No allergies', 'No known drug allergies', 'الرجی نہیں', 'नहीं'])(
  'allergies "%s" are none',
  (text) => {
    expect(readPatient({ cells: ['Ali', '', '', text] }, reading).patient!.allergies).toEqual([])
  },
)

test('a row without any name is refused; one name is enough', () => {
  expect(readPatient({ cells: ['', '28/02/1990', '', ''] }, reading).refusal).toContain('no name')
  expect(readPatient({ cells: ['Ali', '', '', ''] }, reading).refusal).toBeUndefined()
})

test('the thousand real rows: all are read, three impossible and 41 missing birth dates each with a sentence', async () => {
  const open = async () =>
    await readTable(await openAsBlob(path.resolve('..', 'shared', 'data', 'patients-febrl-1.csv')))
  const table = await open()
  const rows = await takeRows(table, 10_000)
  const mapping = guessColumns(
    table.header,
    rows.slice(0, 200).map((row) => row.cells),
    patientFields,
  ).map((one) => one.field)
  expect(mapping).toEqual([
    'number',
    'given_name',
    'family_name',
    'address',
    'address',
    'address',
    'city',
    'postcode',
    'region',
    'born_on',
    'national_id',
  ])

  const decided = await decidePatientColumns(mapping, (await open()).rows)
  const read = rows.map((row) => readPatient(row, { ...reading, mapping, birthOrder: decided.birth.order }))
  const warnings = read.flatMap((one) => one.warnings)
  expect(read.filter((one) => one.patient)).toHaveLength(1000)
  expect(warnings.filter((sentence) => sentence.includes('is missing'))).toHaveLength(41)
  expect(warnings.filter((sentence) => sentence.includes('is not a date')).sort()).toEqual([
    '"19339026" is not a date: there is no month 90. It is left empty.',
    '"19371233" is not a date: December 1937 has no day 33. It is left empty.',
    '"19729518" is not a date: there is no month 95. It is left empty.',
  ])
})
