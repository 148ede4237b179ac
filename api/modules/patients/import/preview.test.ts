import { expect, test } from 'vitest'
import type { TableRow } from '../../../integrations/files/index.ts'
import type { ImportKind, PlannedRow } from './kind.ts'
import { makePreview } from './preview.ts'
import { inPieces } from './source.ts'

async function previewOf(rows: number, mayGlance: boolean, seconds: number) {
  const planned: PlannedRow['outcome'][] = []
  const plan = async (_: unknown, chunk: TableRow[]): Promise<PlannedRow[]> =>
    chunk.map(({ line, cells }) => {
      planned.push('imported')
      return { line, cells, outcome: 'imported', reasons: [], proposals: [], who: '', write: null }
    })
  const run = { plan, skip() {}, describe: () => [], found: () => ({ notes: [], newClinics: [], newPatients: 0 }) }
  const kind = {
    mayGlance,
    refuseMapping: () => null,
    decide: async () => ({ reading: {}, notes: [], question: null }),
    open: async () => run,
  } as unknown as ImportKind
  const source = {
    header: ['name'],
    first: [],
    notes: [],
    async *rows() {
      for (let line = 1; line <= rows; line++) yield { line, cells: ['A'] }
    },
  }
  const made = await makePreview(null as never, kind, source, {} as never, seconds)
  return { ...made, looked: planned.length }
}

test('a preview that takes too long says how far it looked, and counts every row all the same', async () => {
  const { preview, rowsTotal, looked } = await previewOf(1200, true, 0)
  expect({ rowsTotal, willImport: preview.willImport, looked }).toEqual({
    rowsTotal: 1200,
    willImport: 1200,
    looked: 500,
  })
  expect(preview.notes).toEqual([expect.stringContaining('its first 500 rows')])
})

test('a preview with time enough, or one that the import builds on, looks at every row', async () => {
  expect(await previewOf(1200, true, 60)).toMatchObject({ looked: 1200, preview: { notes: [] } })
  expect(await previewOf(1200, false, 0)).toMatchObject({ looked: 1200, preview: { notes: [] } })
})

test('rows come in smaller pieces as soon as that is wished, each row once and in order', async () => {
  async function* chunks() {
    yield [1, 2, 3, 4, 5, 6]
    yield [7, 8]
  }
  const pieces: number[][] = []
  for await (const piece of inPieces(chunks(), () => (pieces.length === 0 ? 4 : 1))) pieces.push(piece)
  expect(pieces).toEqual([[1, 2, 3, 4], [5], [6], [7], [8]])
})
