import { buffer } from 'node:stream/consumers'
import { Refused } from '#api/core/errors.ts'
import { readXlsxHere } from './xlsx.ts'
import type { ChildLine } from './xlsx-apart.ts'

// Its own process: reads a workbook from the standard input and writes a line of JSON for each row.

async function say(line: ChildLine): Promise<void> {
  const room = process.stdout.write(`${JSON.stringify(line)}\n`)
  if (!room) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

try {
  const file = new Blob([new Uint8Array(await buffer(process.stdin))])
  const { rows, ...found } = await readXlsxHere(file, process.argv[2])
  await say(found)
  for await (const row of rows) await say(row)
  await say({ end: true })
} catch (error) {
  if (!(error instanceof Refused)) throw error
  await say({ refusal: error.message })
}
