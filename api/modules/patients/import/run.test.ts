import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#api/core/databases.ts'
import type { InScope } from '#api/core/job.ts'
import { importKinds } from '#api/import-kinds.ts'
import * as contract from '#contract/imports.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import { giveUpImport } from './give-up.ts'
import { runImport } from './run.ts'
import { undoImportJob } from './undo.ts'

let app: TestApp
let database: Database
let inGulberg: InScope
beforeAll(async () => {
  app = await openTestApp()
  database = openDatabase(app.database.appUrl, 4)
  inGulberg = jobScope(database, { organizationId: app.organizationId, clinicIds: [app.clinics.gulberg] })
  return () => database.end()
})

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))
const job = runImport(importKinds)

function upload(file: Uint8Array, kind: 'patients' | 'appointments' = 'patients') {
  const input = { clinicId: app.clinics.gulberg, kind, fileName: 'list.csv' }
  return app.call(app.people.manager, contract.uploadImport, input, { file })
}

async function importFile(file: Uint8Array, kind: 'patients' | 'appointments' = 'patients') {
  const { id } = (await upload(file, kind)).body
  await app.ok(app.people.manager, contract.startImport, { clinicId: app.clinics.gulberg, importId: id })
  await runJob(job, inGulberg, { importId: id })
  return look(id)
}
const look = (importId: string) =>
  app.ok(app.people.manager, contract.getImport, { clinicId: app.clinics.gulberg, importId })

async function count(table: string, where = 'true') {
  return Number((await app.admin.query(`select count(*) from ${table} where ${where}`)).rows[0].count)
}

test('a workbook is read like a list of text', async () => {
  const { writeXlsx } = await import('#api/integrations/files/index.ts')
  const file = await writeXlsx('People', ['Name', 'Mobile'], [['Excel Person', '0300 1230000']])
  expect(await importFile(file)).toMatchObject({ status: 'done', rowsImported: 1 })
  expect(await count('patients', `full_name = 'Excel Person' and phone = '+923001230000'`)).toBe(1)
})

describe('an import', () => {
  test('accounts for every row: imported, refused with the reason, or set aside with who it may be', async () => {
    const file = csv(
      'name,dob,phone,address,allergies',
      'Hina Tariq,1991-02-03,03005551111,House 4 Model Town,Penicillin',
      ',1990-01-01,03005552222,,',
      'Heena Tariq,1991-02-03,03005551111,House 4 Model Town,',
      'Bilal Aslam,1975-13-40,03005553333,Street 9,',
    )
    const preview = (await upload(file)).body.preview
    expect(preview).toMatchObject({ willImport: 2, willRefuse: 1, willSetAside: 1 })
    expect(await count('patients', `full_name = 'Hina Tariq'`)).toBe(0)

    const done = await importFile(file)
    expect(done).toMatchObject({
      status: 'done',
      rowsTotal: 4,
      rowsImported: 2,
      rowsRefused: 1,
      rowsSetAside: 1,
      rowsUndecided: 1,
    })
    const { rows } = await app.ok(app.people.manager, contract.listImportRows, {
      clinicId: app.clinics.gulberg,
      importId: done.id,
      outcome: 'set_aside',
    })
    expect(rows[0]!.proposals[0]).toMatchObject({ who: expect.stringMatching(/^Hina Tariq/), line: 2 })
    expect(await count('patient_alerts', `label = 'Penicillin' and import_id = '${done.id}'`)).toBe(1)
    const found = await app.admin.query(
      `select number, cardinality(keys) as keys from patients where full_name = 'Hina Tariq' and import_id = $1`,
      [done.id],
    )
    expect(found.rows[0].number).toMatch(/^GUL-\d{6}$/)
    expect(found.rows[0].keys).toBeGreaterThan(10)

    const refused = await app.call(app.people.manager, contract.downloadImportRows, {
      clinicId: app.clinics.gulberg,
      importId: done.id,
    })
    expect(Buffer.from(refused.body as never).toString()).toContain('This row has no name.')
  })

  test('a row that was set aside is imported only when a person says so, or the one there is kept', async () => {
    const twice = csv(
      'name,dob,phone',
      'Zoya Farid,1980-05-06,03007771111',
      'Zoya Farid,1980-05-06,03007771111',
      'Zoya Farid,1980-05-06,03007771111',
    )
    const done = await importFile(twice)
    expect(done.rowsSetAside).toBe(2)
    const decide = (lines: number[], decision: 'import' | 'keep') =>
      app.call(app.people.manager, contract.decideImportRows, {
        clinicId: app.clinics.gulberg,
        importId: done.id,
        lines,
        decision,
      })
    expect((await decide([3], 'keep')).body).toMatchObject({ rowsSetAside: 2, rowsUndecided: 1 })
    expect((await decide([4], 'import')).body).toMatchObject({ rowsImported: 2, rowsSetAside: 1, rowsUndecided: 0 })
    expect((await decide([4], 'import')).refusal).toBe('import_not_ready')
    expect(await count('patients', `import_id = '${done.id}'`)).toBe(2)
    expect(await count('duplicate_proposals', `status = 'different'`)).toBe(1)
  })

  test('the file of refused rows, mended, is imported again: its number and reason are no columns of the list', async () => {
    const done = await importFile(
      csv('Name,Phone,City', ',03009990001,Lahore', 'Whole Row,03009990002,Lahore', 'Name,Phone,City'),
    )
    expect(done).toMatchObject({ rowsImported: 1, rowsRefused: 2 })
    const { body } = await app.call(app.people.manager, contract.downloadImportRows, {
      clinicId: app.clinics.gulberg,
      importId: done.id,
    })
    const mended = Buffer.from(body as never)
      .toString()
      .replace('2,,03009990001', '2,Mended Now,03009990001')
    const again = await importFile(Buffer.from(mended))
    expect(again.columns.map(({ header, field }) => [header, field])).toEqual([
      ['Row', null],
      ['Name', 'full_name'],
      ['Phone', 'phone'],
      ['City', 'city'],
      ['Why', null],
    ])
    expect(again).toMatchObject({ rowsTotal: 2, rowsImported: 1, rowsRefused: 1 })
    expect(await count('patients', `full_name = 'Mended Now' and phone = '+923009990001'`)).toBe(1)
  })

  test('started twice at once, it is started once', async () => {
    const { id } = (await upload(csv('name', 'Once Only'))).body
    const start = () =>
      app.call(app.people.manager, contract.startImport, { clinicId: app.clinics.gulberg, importId: id })
    const replies = await Promise.all([start(), start()])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)!.refusal).toBe('import_not_ready')
    await runJob(job, inGulberg, { importId: id })
    await runJob(job, inGulberg, { importId: id })
    expect(await count('patients', `full_name = 'Once Only'`)).toBe(1)
  })

  test('killed half-way, it goes on where it stopped: no row twice, none lost', async () => {
    const names = Array.from(
      { length: 1200 },
      (_, at) => `${word(at)} ${word(at * 7 + 3)},1970-01-${String((at % 28) + 1).padStart(2, '0')}`,
    )
    const { id } = (await upload(csv('name,dob', ...names))).body
    await app.ok(app.people.manager, contract.startImport, { clinicId: app.clinics.gulberg, importId: id })
    let chunks = 0
    const dying: InScope = {
      ...inGulberg,
      write: async (work) => {
        if (++chunks === 3) throw new Error('killed')
        return inGulberg.write(work)
      },
    }
    await expect(runJob(job, dying, { importId: id })).rejects.toThrow('killed')
    expect(await look(id)).toMatchObject({ status: 'running', rowsDone: 500 })
    await runJob(job, inGulberg, { importId: id })
    const done = await look(id)
    expect(done).toMatchObject({ status: 'done', rowsDone: 1200 })
    expect(done.rowsImported + done.rowsRefused + done.rowsSetAside).toBe(1200)
    expect(await count('patients', `import_id = '${id}'`)).toBe(done.rowsImported)
  })
})

describe('an import that runs', () => {
  const of = (importId: string) => ({ clinicId: app.clinics.gulberg, importId })
  /** One whose process is killed after its first chunk. */
  async function killed() {
    const { id } = (await upload(manyNames(700))).body
    await app.ok(app.people.manager, contract.startImport, of(id))
    let chunks = 0
    const dying: InScope = {
      ...inGulberg,
      write: async (work) => {
        if (++chunks > 2) throw new Error('killed')
        return inGulberg.write(work)
      },
    }
    await runJob(job, dying, { importId: id }).catch(() => {})
    expect(await look(id)).toMatchObject({ status: 'running', rowsDone: 500 })
    return id
  }

  test('is gone on with by a person once it stands still for a minute, and not before', async () => {
    const id = await killed()
    const start = () => app.call(app.people.manager, contract.startImport, of(id))
    expect((await start()).refusal).toBe('import_not_ready')
    await app.admin.query(`update imports set moved_at = now() - interval '61 seconds' where id = $1`, [id])
    expect(await look(id)).toMatchObject({ stalled: true })
    expect((await start()).body).toMatchObject({ status: 'queued', stalled: false })
    await runJob(job, inGulberg, { importId: id })
    const done = await look(id)
    expect(done).toMatchObject({ status: 'done', rowsDone: 700 })
    expect(await count('patients', `import_id = '${id}'`)).toBe(done.rowsImported)
  })

  test('is stopped and taken back, and its job writes nothing more', async () => {
    const id = await killed()
    expect((await app.ok(app.people.clinicAdmin, contract.undoImport, of(id))).status).toBe('undoing')
    await runJob(job, inGulberg, { importId: id })
    await runJob(undoImportJob, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'undone', undo: { stayed: 0 } })
    expect(await count('patients', `import_id = '${id}'`)).toBe(0)
  })
})

test('two imports of one list at once make nobody twice', async () => {
  const file = manyNames(900, 'Twice')
  const ids = [(await upload(file)).body.id, (await upload(file)).body.id]
  for (const importId of ids)
    await app.ok(app.people.manager, contract.startImport, { clinicId: app.clinics.gulberg, importId })
  await Promise.all(ids.map((importId) => runJob(job, inGulberg, { importId })))
  const [one, two] = await Promise.all(ids.map(look))
  expect(one!.rowsImported + two!.rowsImported).toBe(900)
  expect(one!.rowsSetAside + two!.rowsSetAside).toBe(900)
})

test('the server learns how large the tables have become, so that it plans by that and not by nothing', async () => {
  await importFile(manyNames(1500, 'Counted'))
  const { rows } = await app.admin.query(`select reltuples from pg_class where oid = 'patients'::regclass`)
  expect(rows[0].reltuples).toBeGreaterThan(400)
})

test('another sheet of a workbook is chosen, and its columns are guessed anew', async () => {
  const { default: writeWorkbook } = await import('write-excel-file/node')
  const book = await writeWorkbook([
    {
      sheet: 'Read me',
      data: [
        ['Please', 'read'],
        ['this', 'first'],
      ],
    },
    {
      sheet: 'People',
      data: [
        ['Name', 'Mobile'],
        ['Sheet Person', '0300 1230001'],
      ],
    },
  ]).toBuffer()
  const { body } = await upload(book)
  expect(body.preview).toMatchObject({ sheets: ['Read me', 'People'], sheet: 'Read me' })
  const other = await app.ok(app.people.manager, contract.correctImport, {
    clinicId: app.clinics.gulberg,
    importId: body.id,
    mapping: [null, null],
    options: { sheet: 'People' },
    version: body.version,
  })
  expect(other.columns.map(({ field }) => field)).toEqual(['full_name', 'phone'])
  expect(other.preview).toMatchObject({ willImport: 1, sheet: 'People', blocked: null })
  await app.ok(app.people.manager, contract.startImport, { clinicId: app.clinics.gulberg, importId: body.id })
  await runJob(job, inGulberg, { importId: body.id })
  expect(await look(body.id)).toMatchObject({ status: 'done', rowsImported: 1 })
})

describe('undo', () => {
  test('takes everything back that was not used since, and says what stays and why', async () => {
    const before = await count('patients')
    const done = await importFile(csv('name,allergies', 'Keep Me Please,', 'Take Me Back,Latex', 'Edited Since Then,'))
    await app.admin.query(
      `insert into appointments (organization_id, clinic_id, patient_id, starts_at, ends_at)
       select organization_id, clinic_id, id, now(), now() + interval '30 minutes' from patients where full_name = 'Keep Me Please'`,
    )
    await app.admin.query(`update patients set version = 2 where full_name = 'Edited Since Then'`)
    const undo = () =>
      app.call(app.people.clinicAdmin, contract.undoImport, { clinicId: app.clinics.gulberg, importId: done.id })
    expect(
      (await app.call(app.people.manager, contract.undoImport, { clinicId: app.clinics.gulberg, importId: done.id }))
        .status,
    ).toBe(403)
    expect((await undo()).body.status).toBe('undoing')
    await runJob(undoImportJob, inGulberg, { importId: done.id })
    const undone = await look(done.id)
    expect(undone).toMatchObject({ status: 'undone', undo: { patients: 1, stayed: 2 } })
    expect(undone.undo!.stays.map(({ who, reason }) => `${who.split(',')[0]}: ${reason}`).sort()).toEqual([
      'Edited Since Then: It was changed since the import.',
      expect.stringMatching(/^Keep Me Please: Something newer belongs to it/),
    ])
    expect(await count('patients')).toBe(before + 2)
    expect((await undo()).refusal).toBe('import_not_ready')
  })

  test('leaves the counts of the clinic as they were', async () => {
    const counted = async () =>
      (
        await app.admin.query(
          `select coalesce(sum(patients), 0)::int as it from clinic_balances where clinic_id = $1`,
          [app.clinics.gulberg],
        )
      ).rows[0].it
    const before = await counted()
    const done = await importFile(csv('name', 'Counted Once', 'Counted Also'))
    expect(await counted()).toBe(before + 2)
    await app.ok(app.people.clinicAdmin, contract.undoImport, { clinicId: app.clinics.gulberg, importId: done.id })
    await runJob(undoImportJob, inGulberg, { importId: done.id })
    expect(await counted()).toBe(before)
  })
})

describe('walls', () => {
  test('a branch’s import is nowhere to be seen from another branch, and head office’s not from a branch', async () => {
    const { id } = (await upload(csv('name', 'Walled In'))).body
    const from = (clinicId: string, person = app.people.owner) =>
      app.call(person, contract.getImport, { clinicId, importId: id })
    expect((await from(app.clinics.gulberg)).status).toBe(200)
    expect((await from(app.clinics.north)).status).toBe(404)
    expect((await from(app.clinics.foreign, app.people.stranger)).status).toBe(404)
    expect((await app.call(app.people.manager, contract.listNetworkImports, {})).status).toBe(403)
  })
})

function manyNames(rows: number, surname = ''): Buffer {
  const people = Array.from(
    { length: rows },
    (_, at) =>
      `${word(at + surname.length * 31)} ${word(at * 7 + 3)} ${surname},${1950 + (at % 50)}-0${(at % 9) + 1}-${10 + (at % 18)},0301${String(2000000 + at * 37 + surname.length * 100_000)}`,
  )
  return csv('name,dob,phone', ...people)
}

const syllables = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'pi', 'ro', 'su', 'ta', 've']
function word(seed: number): string {
  const parts = [seed, Math.floor(seed / 12), seed * 5 + 1, seed * 11 + 4].map((at) => syllables[at % 12])
  return parts.join('').replace(/^./, (letter) => letter.toUpperCase())
}

describe('what the queue has given up', () => {
  const of = (importId: string) => ({ clinicId: app.clinics.gulberg, importId })

  test('is shown as failed with a sentence, and goes on when it is started again', async () => {
    const { id } = (await upload(csv('name,phone', 'Given Up,0300 7654321'))).body
    await app.ok(app.people.manager, contract.startImport, of(id))
    await runJob(giveUpImport, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'failed', failure: expect.stringMatching(/Start it again/) })

    await app.ok(app.people.manager, contract.startImport, of(id))
    await runJob(job, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'done', rowsImported: 1, failure: null })
    // Too late a word from the queue changes nothing.
    await runJob(giveUpImport, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'done' })
  })

  test('when it was being taken back, is taken back again and not imported anew', async () => {
    const { id } = await importFile(csv('name,phone', 'Taken Back,0300 7654399'))
    await app.ok(app.people.clinicAdmin, contract.undoImport, of(id))
    await runJob(giveUpImport, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'failed', failure: expect.stringMatching(/Take it back again/) })
    expect((await app.call(app.people.manager, contract.startImport, of(id))).refusal).toBe('import_not_ready')
    await app.ok(app.people.clinicAdmin, contract.undoImport, of(id))
    await runJob(undoImportJob, inGulberg, { importId: id })
    expect(await look(id)).toMatchObject({ status: 'undone' })
  })
})

test('an allergy that names a class or a medicine is imported with its class, as a typed one is', async () => {
  await app.admin.query(
    `insert into medicines (name, drug_class) values ('Testicillin', 'Penicillin') on conflict do nothing`,
  )
  await importFile(csv('name,allergies', 'Allergic One,Penicillins', 'Allergic Two,testicillin; Latex'))
  const { rows } = await app.admin.query(`select label, drug_class from patient_alerts a join patients p
    on p.organization_id = a.organization_id and p.id = a.patient_id where p.full_name like 'Allergic %' order by label`)
  expect(rows).toEqual([
    { label: 'Latex', drug_class: null },
    { label: 'Penicillins', drug_class: 'penicillin' },
    { label: 'testicillin', drug_class: 'penicillin' },
  ])
})
