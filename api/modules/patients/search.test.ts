import { beforeAll, expect, test } from 'vitest'
import { registerPatient, searchPatients } from '#contract/patients.ts'
import { familyNames, femaleNames, maleNames } from '#db/demo/names.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { seeded } from './duplicate-sample.test-help.ts'
import { patientKeys } from './search-keys.ts'

interface Known {
  number: string
  fullName: string
  phone: string
}

let app: TestApp
let town: Known[]
const random = seeded(20261121)
const below = (most: number) => Math.floor(random() * most)
const pick = <Item>(list: Item[]) => list[below(list.length)]!

beforeAll(async () => {
  app = await openTestApp()
  town = Array.from({ length: 4000 }, (_, index) => ({
    number: `GUL-${String(index + 1).padStart(6, '0')}`,
    fullName: `${pick(random() < 0.5 ? femaleNames : maleNames).latin} ${pick(familyNames).latin}`,
    phone: `+923${below(5)}${String(below(1e8)).padStart(8, '0')}`,
  }))
  const rows = town.map((person) => ({ ...person, keys: patientKeys(person) }))
  await app.admin.query(
    `insert into patients (organization_id, clinic_id, number, full_name, phone, keys)
     select $1, $2, r.number, r."fullName", r.phone, app.key_hashes($1, $2, r.keys)
     from jsonb_to_recordset($3::jsonb) as r(number text, "fullName" text, phone text, keys text[])`,
    [app.organizationId, app.clinics.gulberg, JSON.stringify(rows)],
  )
  await app.admin.query('analyze patients')
})

const find = async (q: string) =>
  (await app.ok(app.people.receptionist, searchPatients, { clinicId: app.clinics.gulberg, q, limit: 5 })).patients

/** One slip of the finger: a letter missing, doubled, exchanged with its neighbour, wrong, or too many. */
function mistyped(name: string): string {
  const words = name.toLowerCase().split(' ')
  const place = below(words.length)
  const word = words[place]!
  const at = below(word.length)
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)]
  const other = 'abcdefghijklmnopqrstuvwxyz'[below(26)]!
  const slips = [
    before + after,
    before + letter + letter + after,
    `${before}${after[0] ?? ''}${letter}${after.slice(1)}`,
    before + other + after,
    before + letter + other + after,
  ]
  words[place] = word.length > 3 ? slips[below(5)]! : slips[1]!
  return words.join(' ')
}

/** Share of people of the town whom `ask` brings among the first five, told by `same`. */
async function recall(count: number, ask: (person: Known) => string, same: (found: Known, person: Known) => boolean) {
  const missed: string[] = []
  for (let n = 0; n < count; n++) {
    const person = pick(town)
    const asked = ask(person)
    const found = await find(asked)
    if (!found.some((row) => same(row as Known, person))) missed.push(`${asked} ← ${person.fullName}`)
  }
  return { share: 1 - missed.length / count, missed }
}
const sameName = (found: Known, person: Known) => found.fullName === person.fullName
const samePerson = (found: Known, person: Known) => found.number === person.number

test('a misspelt name brings the one that was meant among the first five, 95 times of 100', async () => {
  const { share, missed } = await recall(300, ({ fullName }) => mistyped(fullName), sameName)
  expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
})

test('three letters of the last word are enough', async () => {
  const beginning = (fullName: string) => fullName.slice(0, fullName.lastIndexOf(' ') + 4)
  const { share, missed } = await recall(
    150,
    ({ fullName }) => beginning(fullName),
    (found, person) => found.fullName.startsWith(beginning(person.fullName)),
  )
  expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.98)
})

test.each<[string, (phone: string) => string]>([
  ['dialled at home', (phone) => `0${phone.slice(3, 6)} ${phone.slice(6)}`],
  ['with its prefix', (phone) => `${phone.slice(0, 3)} ${phone.slice(3, 6)}-${phone.slice(6)}`],
  ['with a double zero', (phone) => `00${phone.slice(1)}`],
  ['by its beginning', (phone) => `0${phone.slice(3, 11)}`],
  ['by its last six digits', (phone) => phone.slice(-6)],
  ['by digits from its middle', (phone) => phone.slice(5, 11)],
])('a phone number %s finds its owner', async (_, written) => {
  const { share, missed } = await recall(40, ({ phone }) => written(phone), samePerson)
  expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
})

test('four last digits find a number that ends so', async () => {
  const { share } = await recall(
    40,
    ({ phone }) => phone.slice(-4),
    (found, person) => found.phone.endsWith(person.phone.slice(-4)),
  )
  expect(share).toBe(1)
})

test.each([['GUL-000123'], ['gul 123'], ['123'], ['000123']])(
  'the patient number typed as %s comes first',
  async (typed) => {
    expect((await find(typed))[0]).toMatchObject({ number: 'GUL-000123' })
  },
)

test.each([
  ['Mohamad Aslm', 'Muhammad Aslam'],
  ['Aslam Muhammad', 'Muhammad Aslam'],
  ['عائشہ قریشی', 'Ayesha Qureshi'],
  ['Aisha Quraishi', 'Ayesha Qureshi'],
  ['Sunita Devi', 'सुनीता देवी'],
  ['Abdulrehman Wattoo', 'Abdul Rehman Wattoo'],
])('%s finds %s', async (typed, fullName) => {
  await app.admin.query(
    `insert into patients (organization_id, clinic_id, number, full_name, keys)
     values ($1, $2, 'T-' || gen_random_uuid(), $3, app.key_hashes($1, $2, $4))`,
    [app.organizationId, app.clinics.gulberg, fullName, patientKeys({ fullName })],
  )
  expect((await find(typed)).map((row) => row.fullName)).toContain(fullName)
})

test('a number is found however it is written', async () => {
  const forms = [
    '+92 321 9990001',
    '0321-9990001',
    '(0321) 999 0001',
    '00923219990001',
    '92 321 9990001',
    '3219990001',
    '۰۳۲۱۹۹۹۰۰۰۱',
  ]
  const [person, clinicId] = [app.people.receptionistNorth, app.clinics.north]
  const { id } = await app.ok(person, registerPatient, { clinicId, fullName: 'Many Forms', phone: forms[0]! })
  const found = await Promise.all(forms.map((q) => app.ok(person, searchPatients, { clinicId, q })))
  expect(found.map(({ patients }) => patients.map((one) => one.id))).toEqual(forms.map(() => [id]))
})

test('nonsense finds nobody, and odd input is not an error', async () => {
  for (const typed of ['xqzvw', '%', "'; drop table patients", '🙂', '\\', '99999999999999', '-', 'a']) {
    expect(await find(typed), typed).toEqual([])
  }
})
