import { beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/imports.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

// A file is looked at before anything happens.
let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))
const here = () => ({ clinicId: app.clinics.gulberg })
const upload = (file: Uint8Array) =>
  app.call(app.people.manager, contract.uploadImport, { ...here(), kind: 'patients', fileName: 'list.csv' }, { file })
const count = async (where = 'true') =>
  Number((await app.admin.query(`select count(*) from imports where ${where}`)).rows[0].count)

test.each([
  ['an empty file', Buffer.alloc(0), /empty/],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /picture/],
  ['something that is no text', Buffer.from([1, 2, 0, 0, 0, 0, 0, 9, 8]), /not text/],
])('%s is refused with a sentence, and nothing is kept', async (_, file, sentence) => {
  const before = await count()
  const reply = await upload(file)
  expect(reply.status).toBe(422)
  expect(reply.error?.message).toMatch(sentence)
  expect(await count()).toBe(before)
})

test('a header without rows is shown and cannot be started', async () => {
  const { body } = await upload(csv('name,phone'))
  expect(body.preview.blocked).toMatch(/no rows/)
  const reply = await app.call(app.people.manager, contract.startImport, {
    ...here(),
    importId: body.id,
  })
  expect(reply.status).toBe(422)
})

test('a list without any name cannot be started before a column is chosen', async () => {
  const { body } = await upload(csv('alpha,phone', 'Zara,03001112233'))
  expect(body.preview.blocked).toMatch(/name/)
  const corrected = await app.ok(app.people.manager, contract.correctImport, {
    ...here(),
    importId: body.id,
    mapping: ['full_name', 'phone'],
    version: body.version,
  })
  expect(corrected.preview).toMatchObject({ blocked: null, willImport: 1 })
  expect(corrected.columns[0]).toMatchObject({ field: 'full_name', confidence: 1 })
})

test('two columns with the same header stay two columns, and one field takes one of them', async () => {
  const { body } = await upload(csv('name,phone,phone', 'Zara Noor,03001112233,03211112233'))
  expect(body.columns.map(({ header }) => header)).toEqual(['name', 'phone', 'phone (2)'])
  const reply = await app.call(app.people.manager, contract.correctImport, {
    ...here(),
    importId: body.id,
    mapping: ['full_name', 'phone', 'phone'],
    version: body.version,
  })
  expect(reply.status).toBe(422)
  expect(reply.error?.message).toMatch(/2 columns are taken for Phone/)
})

test('a huge cell and letters of another encoding are shown, not choked on', async () => {
  const latin = Buffer.concat([
    csv('name,notes', ''),
    Buffer.from(`Jos\xe9 Pe\xf1a,${'x'.repeat(300_000)}\n`, 'latin1'),
  ])
  const { body } = await upload(latin)
  expect(body.preview.willImport).toBe(1)
  expect(body.preview.samples[0]!.values[0]).toEqual({ label: 'Name', value: 'José Peña' })
})

test('a file that was only looked at is swept after a week, by the next upload; a younger one stays', async () => {
  const { id: old } = (await upload(csv('name', 'Old Look'))).body
  const { id: young } = (await upload(csv('name', 'Young Look'))).body
  await app.admin.query(`update imports set created_at = now() - interval '8 days' where id = $1`, [old])
  await upload(csv('name', 'Newest Look'))
  expect(await count(`id = '${old}'`)).toBe(0)
  expect(await count(`id = '${young}'`)).toBe(1)
})
