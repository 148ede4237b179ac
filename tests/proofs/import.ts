import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { startApi } from '#api/node.ts'
import { startWorker } from '#api/worker.ts'
import type { Import } from '#contract/imports.ts'
import * as contract from '#contract/imports.ts'
import { getOverview } from '#contract/network.ts'
import { rootFolder } from '#db/folders.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { arrangeGroup, type Group, testSecret } from '#tests/harness/group.ts'
import { countRows, differences } from './row-counts.ts'

export interface ImportProofOptions {
  /** Superuser's and the product's address of an empty, migrated database. */
  adminUrl: string
  appUrl: string
  /** A line for people after each step. */
  report(line: string): void
  /** Nothing longer to do: both files are small. Taken so that all proofs are called alike. */
  full?: boolean
}

export interface ImportProofResult {
  passed: boolean
  lines: string[]
  figures: Record<string, number>
  failures: string[]
}

const visitsFile = 'appointments-vitoria-2016.csv'
const patientsFile = 'patients-febrl-1.csv'
const visitsDay = '2016-04-29'

/**
 * Two real files through the front door: 2,999 appointments of a Brazilian city that make 78 branches, and 1,000
 * patient records of which half are somebody else's again (`rec-N` names the person). Afterwards both are undone and
 * every table has as many rows as before.
 */
export async function proveImport(options: ImportProofOptions): Promise<ImportProofResult> {
  const admin = new pg.Client(options.adminUrl)
  await admin.connect()
  const group = await arrangeGroup(admin)
  const api = await startApi({ appUrl: options.appUrl, secret: testSecret, port: 0, strictAnswers: true })
  const worker = await startWorker({ appUrl: options.appUrl, secret: testSecret })
  const lines: string[] = []
  const failures: string[] = []
  const figures: Record<string, number> = {}
  const { ok } = callerOf((request) => fetch(new Request(request.url.replace('http://localhost', api.url), request)))
  const proof: Proof = {
    admin,
    group,
    ok,
    say(line) {
      lines.push(line)
      options.report(line)
    },
    hold(name, found, wanted) {
      const held = typeof wanted === 'function' ? wanted(found) : found === wanted
      figures[name] = found
      if (!held) failures.push(`${name} is ${found}${typeof wanted === 'function' ? '' : `, not ${wanted}`}`)
    },
  }
  try {
    const before = await countRows(admin)
    const visits = await proveVisits(proof)
    const patients = await provePatients(proof)
    await proveUndo(proof, visits, patients)
    const changed = differences(before, await countRows(admin))
    proof.hold('tablesChangedAfterUndo', changed.length, 0)
    proof.say(
      changed.length === 0
        ? 'After both undos every table has as many rows as before.'
        : `Not as before: ${changed.join(', ')}`,
    )
  } finally {
    await worker.stop()
    await api.stop()
    await admin.end()
  }
  for (const failure of failures) proof.say(`FAILED: ${failure}`)
  return { passed: failures.length === 0, lines, figures, failures }
}

interface Proof {
  admin: pg.Client
  group: Group
  ok: ReturnType<typeof callerOf>['ok']
  say(line: string): void
  /** Notes a figure and whether it is what it must be. */
  hold(name: string, found: number, wanted: number | ((found: number) => boolean)): void
}

async function proveVisits({ group, ok, admin, say, hold }: Proof): Promise<string> {
  const owner = group.people.owner
  const startedAt = performance.now()
  const uploaded = await ok(
    owner,
    contract.uploadNetworkImport,
    { kind: 'appointments', fileName: visitsFile },
    { file: dataFile(visitsFile) },
  )
  const corrected = await ok(owner, contract.correctNetworkImport, {
    importId: uploaded.id,
    mapping: uploaded.columns.map(({ field }) => field),
    options: { createClinics: true, timeZone: 'America/Sao_Paulo', currency: 'BRL', country: 'BR' },
    version: uploaded.version,
  })
  say(
    `${visitsFile}: ${corrected.rowsTotal} rows; ${corrected.preview.notes.find((note) => note.includes('lost digits'))?.slice(0, 140)} …`,
  )
  await ok(owner, contract.startNetworkImport, { importId: uploaded.id })
  const done = await until(() => ok(owner, contract.getNetworkImport, { importId: uploaded.id }), 'done')
  const seconds = (performance.now() - startedAt) / 1000
  const one = async (text: string) => Number((await admin.query(text, [uploaded.id])).rows[0].it)

  hold('clinicsMade', done.newClinics, 78)
  hold(
    'appointments',
    await one(`select count(*) as it from appointments where import_id = $1 and day = '${visitsDay}'`),
    2999,
  )
  hold('noShows', await one(`select count(*) as it from appointments where import_id = $1 and status = 'no_show'`), 588)
  hold('appointmentRowsLost', done.rowsTotal - done.rowsImported - done.rowsRefused - done.rowsSetAside, 0)
  hold(
    'identityUncertain',
    await one(`select count(*) as it from patients where import_id = $1 and 'identity uncertain' = any (tags)`),
    (n) => n > 0,
  )
  const overview = await ok(owner, getOverview, { day: visitsDay })
  const maria = overview.branches.find(({ name }) => name === 'Maria Ortiz')
  hold('mariaOrtizBooked', maria?.booked ?? 0, 185)
  hold('mariaOrtizNoShows', maria?.noShow ?? 0, 33)
  const percent = Math.round((overview.totals.noShow / overview.totals.booked) * 1000) / 10
  hold('noShowPercent', percent, 19.6)
  hold('appointmentSeconds', Math.round(seconds * 10) / 10, (n) => n < 30)
  say(
    `${done.newClinics} branches made, ${done.rowsImported} appointments of 29 April 2016 in ${seconds.toFixed(1)} s; head office sees Maria Ortiz with ${maria?.booked} booked and ${maria?.noShow} no-shows, in total ${percent} %.`,
  )
  return uploaded.id
}

async function provePatients({ group, ok, admin, say, hold }: Proof): Promise<string> {
  const { owner } = group.people
  const clinicId = group.clinics.gulberg
  const { id } = await ok(
    owner,
    contract.uploadImport,
    { clinicId, kind: 'patients', fileName: patientsFile },
    { file: dataFile(patientsFile) },
  )
  await ok(owner, contract.startImport, { clinicId, importId: id })
  const done = await until(() => ok(owner, contract.getImport, { clinicId, importId: id }), 'done')
  hold('patientRows', done.rowsTotal, 1000)
  hold('patientRowsLost', done.rowsTotal - done.rowsImported - done.rowsRefused - done.rowsSetAside, 0)
  hold(
    'patientsMade',
    Number((await admin.query('select count(*) as it from patients where import_id = $1', [id])).rows[0].it),
    done.rowsImported,
  )
  say(
    `${patientsFile}: ${done.rowsTotal} rows in = ${done.rowsImported} imported + ${done.rowsRefused} refused + ${done.rowsSetAside} set aside.`,
  )

  const sentences = async (like: string) =>
    Number(
      (
        await admin.query(
          `select count(*) as it from import_rows, jsonb_array_elements_text(reasons) s where import_id = $1 and s like $2`,
          [id, like],
        )
      ).rows[0].it,
    )
  hold('birthDatesMissing', await sentences('The birth date is missing%'), 41)
  hold('birthDatesImpossible', await sentences('%is not a date%'), 3)
  say('41 missing and 3 impossible birth dates are left empty, with a sentence each.')

  const { proposed, right, pairs } = await judge(admin, id, dataFile(patientsFile))
  const [precision, recall] = [right / proposed, right / pairs]
  hold('precision', Math.round(precision * 1000) / 1000, (n) => n > 0.95)
  hold('recall', Math.round(recall * 1000) / 1000, (n) => n > 0.95)
  say(
    `Duplicates: ${proposed} pairs proposed, ${right} of ${pairs} true ones: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}.`,
  )
  return id
}

/** What the product proposed, from its own rows, against the person each record is of (`rec-223-org`, `rec-223-dup-0`). */
async function judge(admin: pg.Client, importId: string, file: Buffer) {
  const { rows } = await admin.query<{ row: string; other: string }>(
    `select r.cells->>0 as row, p.external_ref as other from import_rows r
       cross join jsonb_array_elements(r.proposals) o join patients p on p.id = (o->>'patientId')::uuid
     where r.import_id = $1 and r.outcome = 'set_aside'`,
    [importId],
  )
  const personOf = (record: string) => record.split('-')[1]
  const right = rows.filter(({ row, other }) => personOf(row) === personOf(other)).length
  const people = Map.groupBy(file.toString().split('\n').slice(1).filter(Boolean), (line) => personOf(line))
  const pairs = [...people.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  return { proposed: rows.length, right, pairs }
}

async function proveUndo({ group, ok, say, hold }: Proof, visits: string, patients: string) {
  const { owner } = group.people
  const clinicId = group.clinics.gulberg
  await ok(owner, contract.undoNetworkImport, { importId: visits })
  await ok(owner, contract.undoImport, { clinicId, importId: patients })
  const one = await until(() => ok(owner, contract.getNetworkImport, { importId: visits }), 'undone')
  const two = await until(() => ok(owner, contract.getImport, { clinicId, importId: patients }), 'undone')
  hold('stayedAfterUndo', (one.undo?.stayed ?? -1) + (two.undo?.stayed ?? -1), 0)
  say(
    `Undone: ${one.undo?.appointments} appointments, ${(one.undo?.patients ?? 0) + (two.undo?.patients ?? 0)} patients, ${one.undo?.clinics} branches.`,
  )
}

async function until(look: () => Promise<Import>, status: Import['status']): Promise<Import> {
  const patience = performance.now() + 40_000
  for (;;) {
    const now = await look()
    if (now.status === status) return now
    if (now.status === 'failed') throw new Error(`The import failed: ${now.failure}`)
    if (performance.now() > patience) throw new Error(`The import is still ${now.status} after 40 seconds.`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function dataFile(name: string): Buffer {
  return readFileSync(path.join(rootFolder, '..', 'shared', 'data', name))
}
