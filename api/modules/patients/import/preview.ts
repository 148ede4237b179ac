import { say } from '#contract/import-sentences.ts'
import type { ImportPreview } from '#contract/imports.ts'
import type { Tx } from '../../../core/tx.ts'
import type { ImportKind, ImportSetting, PlannedRow } from './kind.ts'
import { inChunks, type Source } from './source.ts'

const shownSamples = 8
const shownDuplicates = 20
const shownLines = 8
/** Somebody waits for the preview: of a list of patients, what is not looked at by then is looked at by the import. */
const mostSeconds = 15

/**
 * Walks through the whole file as the import will and counts what would happen; writes nothing. Answers the number
 * of rows beside it, and what was decided about whole columns.
 */
export async function makePreview(
  tx: Tx,
  kind: ImportKind,
  source: Source,
  asked: Omit<ImportSetting, 'decided' | 'preview'>,
  seconds = mostSeconds,
) {
  const blocked = kind.refuseMapping(asked.mapping, asked.clinicId)
  const { reading, notes, question } = await kind.decide(asked.mapping, source.rows(), asked.options)
  const setting: ImportSetting = { ...asked, decided: reading, preview: true }
  const preview: ImportPreview = {
    willImport: 0,
    willRefuse: 0,
    willSetAside: 0,
    newPatients: 0,
    newClinics: [],
    sheets: source.sheets,
    sheet: source.sheet,
    notes: [...source.notes, ...notes],
    dateQuestion: question,
    blocked,
    problems: [],
    samples: [],
    duplicates: [],
  }
  if (blocked) return { preview, rowsTotal: await count(source), decided: reading }

  const problems = countProblems()
  const run = await kind.open(tx, setting)
  let rowsTotal = 0
  let looked = 0
  const until = performance.now() + seconds * 1000
  for await (const rows of inChunks(source.rows())) {
    rowsTotal += rows.length
    if (kind.mayGlance && looked > 0 && performance.now() > until) {
      preview.willImport += rows.length
      continue
    }
    looked = rowsTotal
    for (const row of await run.plan(tx, rows)) {
      if (row.outcome === 'imported') preview.willImport++
      else if (row.outcome === 'refused') preview.willRefuse++
      else preview.willSetAside++
      problems.add(row)
      if (preview.samples.length < shownSamples && row.outcome !== 'refused')
        preview.samples.push({ line: row.line, values: run.describe(row), reasons: row.reasons })
      if (row.outcome === 'set_aside' && preview.duplicates.length < shownDuplicates && row.proposals[0])
        preview.duplicates.push({ line: row.line, who: row.who, proposal: row.proposals[0] })
    }
  }
  const found = run.found()
  preview.notes.push(...found.notes)
  if (looked < rowsTotal) preview.notes.push(say('glanced', { rows: looked.toLocaleString('en') }))
  preview.newClinics = found.newClinics
  preview.newPatients = found.newPatients
  preview.problems = problems.list()
  if (rowsTotal === 0) preview.blocked = say('noRows')
  return { preview, rowsTotal, decided: { ...reading, newClinics: found.newClinics } }
}

async function count(source: Source): Promise<number> {
  let rows = 0
  for await (const _ of source.rows()) rows++
  return rows
}

/** Counts like sentences together: those that differ by a value in quotation marks or a number alone. */
export function countProblems() {
  const kinds = new Map<string, ImportPreview['problems'][number]>()
  const said = new Map<string, Set<string>>()
  return {
    add(row: Pick<PlannedRow, 'line' | 'reasons' | 'outcome'>) {
      row.reasons.forEach((sentence, index) => {
        // Only the first sentence of a refused row is what refuses it.
        const refuses = row.outcome === 'refused' && index === 0
        const key = `${refuses} ${sentence.replace(/"[^"]*"/g, '"…"').replace(/\d+/g, '#')}`
        const known = kinds.get(key)
        const others = said.get(key) ?? new Set()
        said.set(key, others.add(sentence))
        if (!known) kinds.set(key, { sentence, count: 1, refuses, others: 0, lines: [row.line] })
        else {
          known.count++
          known.others = others.size - 1
          if (known.lines.length < shownLines) known.lines.push(row.line)
        }
      })
    },
    list: () => [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, 50),
  }
}
