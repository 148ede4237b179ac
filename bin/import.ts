import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { openDatabase } from '#api/core/databases.ts'
import { Refused } from '#api/core/errors.ts'
import { type InScope, inScopeOf } from '#api/core/job.ts'
import type { WorkScope } from '#api/core/tx.ts'
import { importKinds } from '#api/import-kinds.ts'
import { correctColumns } from '#api/modules/patients/import/correct.ts'
import { giveUpImport } from '#api/modules/patients/import/give-up.ts'
import { runImport } from '#api/modules/patients/import/run.ts'
import { markStarted } from '#api/modules/patients/import/start.ts'
import { getWholeImport } from '#api/modules/patients/import/store.ts'
import { takeUpload } from '#api/modules/patients/import/upload.ts'
import type { Import } from '#contract/imports.ts'
import { openConnection } from '#db/connection.ts'
import { Explained } from '#db/explained.ts'
import { type ImportPlace, placeOfImport } from '../scripts/import-place.ts'
import { type ImportWishes, importWishes } from '../scripts/import-wishes.ts'
import { runVerb, stopAsked } from '../scripts/verb.ts'

// bin/import <file> --kind patients|appointments --clinic CODE|--organization SLUG --as login
//   [--map "Column=field"]… [--sheet Name] [--dates dmy|mdy] [--create-clinics] [--time-zone Zone] [--currency CUR] [--country CC] [--yes]
// The same import as on the screen: shows what would happen, asks, and runs it here. Exit status 1 when it did not run whole.
await runVerb(async (args) => {
  const wishes = importWishes(args)
  const bytes = await readFile(wishes.file).catch(() => {
    throw new Explained(`There is no file ${wishes.file} that can be read.`)
  })
  const connection = await openConnection({ say: console.log })
  const database = openDatabase(connection.appUrl, 3)
  try {
    const place = await placeOfImport(connection.adminUrl, wishes)
    const scope: WorkScope = {
      kind: 'job',
      organizationId: place.organizationId,
      clinicIds: place.clinicId ? [place.clinicId] : null,
      userId: place.userId,
      traceId: crypto.randomUUID(),
    }
    await importFile(inScopeOf(database, scope), place, wishes, bytes)
  } catch (error) {
    throw error instanceof Refused ? new Explained(error.message) : error
  } finally {
    await database.end()
    await connection.stop()
  }
})

async function importFile(inScope: InScope, place: ImportPlace, wishes: ImportWishes, bytes: Uint8Array) {
  const { clinicId } = place
  const upload = { clinicId, kind: wishes.kind, fileName: basename(wishes.file), bytes }
  let it = await inScope.write((tx) => takeUpload(tx, importKinds, upload))
  const correct = (mapping: (string | null)[]) =>
    inScope.write((tx) =>
      correctColumns(tx, importKinds, clinicId, { importId: it.id, mapping, options: wishes.options }),
    )
  // The preview was made once with what was guessed; another walk is needed only for another answer. The columns of
  // another sheet are known after it.
  const { sheet, ...others } = wishes.options
  if (sheet) it = await correct(it.columns.map(({ field }) => field))
  const asIs = Object.values(others).every((value) => value === undefined) && wishes.columns.size === 0
  if (!asIs) it = await correct(mapped(it, wishes.columns))
  show(it, place)
  if (it.preview.blocked) throw new Explained(it.preview.blocked)
  if (!wishes.yes && !(await agreed())) throw new Explained('Nothing was imported.')

  await inScope.write((tx) => markStarted(tx, importKinds, clinicId, it.id))
  const look = () => inScope.read((tx) => getWholeImport(tx, importKinds, clinicId, it.id))
  const showProgress = progress()
  const timer = setInterval(() => void look().then(showProgress, () => {}), 500)
  const stop = new AbortController()
  void stopAsked().then(() => stop.abort())
  const within = () => inScope
  await runImport(importKinds)
    .run(inScope, { importId: it.id }, stop.signal, within)
    // No queue stands behind this one: it waits for a person to go on with it.
    .catch(() => giveUpImport.run(inScope, { importId: it.id }, new AbortController().signal, within))
    .finally(() => clearInterval(timer))
  const done = await look()
  if (done.status !== 'done')
    throw new Explained(
      `\rStopped after ${done.rowsDone} of ${done.rowsTotal} rows. ${done.failure ?? ''}\nThe imports screen can go on with it, or undo it.`,
    )
  console.log(
    `\rDone: ${done.rowsTotal} rows = ${done.rowsImported} imported + ${done.rowsRefused} refused + ${done.rowsSetAside} set aside.`,
  )
  if (done.rowsRefused + done.rowsSetAside > 0)
    console.log('Refused rows and duplicates can be looked through, downloaded and undone on the imports screen.')
}

function mapped(it: Import, wished: Map<string, string | null>): (string | null)[] {
  const unknown = [...wished.keys()].filter((header) => !it.columns.some((column) => column.header === header))
  if (unknown.length > 0)
    throw new Explained(
      `The file has no column "${unknown[0]}". It has: ${it.columns.map(({ header }) => header).join(', ')}.`,
    )
  const given = new Set([...wished.values()].filter(Boolean))
  return it.columns.map(({ header, field }) => {
    const wish = wished.get(header)
    if (wish !== undefined) return wish
    // A field that was given to another column by hand is taken from the one it was guessed for.
    const many = it.fields.find(({ name }) => name === field)?.many
    return field && given.has(field) && !many ? null : field
  })
}

function show({ columns, fields, preview, rowsTotal }: Import, { where }: ImportPlace) {
  console.log(`${rowsTotal} rows for ${where}.\n\nColumns:`)
  const width = Math.max(...columns.map(({ header }) => header.length))
  for (const { header, field, why } of columns)
    console.log(
      `  ${header.padEnd(width)}  ${field ? (fields.find(({ name }) => name === field)?.label ?? field) : '(left out)'}  – ${why}`,
    )
  for (const note of preview.notes) console.log(`\n${note}`)
  if (preview.dateQuestion)
    console.log(`\n${preview.dateQuestion.sentence} Read as ${preview.dateQuestion.order}; --dates chooses.`)
  if (preview.newClinics.length > 0) console.log(`\nBranches not there yet: ${preview.newClinics.join(', ')}.`)
  if (preview.problems.length > 0) console.log('\nProblems:')
  for (const { count, sentence, refuses, lines } of preview.problems.slice(0, 15))
    console.log(`  ${count} × ${refuses ? 'refused: ' : ''}${sentence} (row ${lines.slice(0, 3).join(', ')})`)
  console.log(
    `\nWould import ${preview.willImport}, refuse ${preview.willRefuse}, set aside ${preview.willSetAside} as duplicates.`,
  )
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Explained('Nothing was imported. Add --yes to import without being asked.')
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asking.question('Import? (yes/no) ')
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}

function progress() {
  let said = ''
  return ({ status, rowsDone, rowsTotal }: Import) => {
    const words = `${rowsDone} of ${rowsTotal} rows`
    if (status !== 'running' || words === said) return
    said = words
    if (process.stdout.isTTY) process.stdout.write(`\r${words}`)
    else console.log(words)
  }
}
