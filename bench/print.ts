import { readFile, writeFile } from 'node:fs/promises'
import type { Measured, ServerFigures } from './run.ts'

const mark = '<!-- the last table -->'

/** Prints the table and what it says of the promises; `file`: where the last one is kept. */
export async function printTable(rows: readonly Measured[], server: ServerFigures, file: string | null): Promise<void> {
  const table = [
    '| what | at once | ours /s | control /s | ratio | promised | ours p50 / p99 ms | control p50 ms | failed |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.connections} | ${row.ours} | ${row.control} | ${row.ratio.toFixed(2)} | ${row.promised ?? ''} | ${row.oursP50Ms} / ${row.oursP99Ms} | ${row.controlP50Ms} | ${row.failures} |`,
    ),
    '',
    ...notesOf(rows, server),
  ].join('\n')
  console.log(`\n${table}`)
  if (!file) return
  const page = await readFile(file, 'utf8')
  await writeFile(
    file,
    `${page.slice(0, page.indexOf(mark) + mark.length)}\n\nMeasured on ${new Date().toISOString().slice(0, 10)}.\n\n${table}\n`,
  )
}

function notesOf(rows: readonly Measured[], server: ServerFigures): string[] {
  const at = (name: string, connections: number) =>
    rows.find((row) => row.name === name && row.connections === connections)
  const notes = rows
    .filter((row) => row.connections === 16)
    .flatMap((row) => {
      const plain = at('patient by id', 16)
      if (plain && row.name.startsWith('patient search'))
        return [`- ${row.name}: ${(plain.ours / row.ours).toFixed(1)} times a plain indexed read (promised: under 3).`]
      const young = at('network overview, a tenth of the history', 16)
      if (young && row.name === 'network overview')
        return [
          `- network overview: ${(young.ours / row.ours).toFixed(2)} times the cost at a tenth of the history (promised: the same).`,
        ]
      return []
    })
  const [full, entered] = ['read with token and scope, beside none', 'read with scope, beside none'].map((name) =>
    rows.find((row) => row.name === name),
  )
  if (full && entered) {
    const spent = ({ ratio }: Measured) => Math.round((1 - ratio) * 100)
    notes.push(
      `- Knowing who asks takes ${spent(full)} % of a small read’s pace: ${spent(entered)} % the session and its rights in the database, the rest the token.`,
    )
  }
  return [
    ...notes,
    `- One server process: at most ${Math.round(server.rssMegabytes)} MB (promised: under 260), healthy ${Math.round(server.healthyAfterMs)} ms after a restart (promised: within 1,000).`,
  ]
}
