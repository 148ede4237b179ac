import { join } from 'node:path'
import { Explained } from '#db/explained.ts'
import { rootFolder } from '#db/folders.ts'
import { accessCases, measureAccess } from '../bench/access.ts'
import { cases } from '../bench/cases.ts'
import { openBenchDatabase } from '../bench/database.ts'
import { grow } from '../bench/dataset.ts'
import { printTable } from '../bench/print.ts'
import { type Measured, measure } from '../bench/run.ts'
import { arrangeScene } from '../bench/scene.ts'
import { option, runVerb } from '../scripts/verb.ts'

// npm run bench: 1,000,000 patients and 5,000,000 appointments, minutes to make once; the table goes to bench/README.md.
// npm run bench -- --quick [--json]: the sample group, under 50 seconds; --json prints an object per line.
// --only <words> measures the cases whose name has them; --fresh makes the data anew. Exit status 1 when the answers of
// a case were errors, since such figures say nothing.
const secret = 'signs the benchmark’s own tokens, nothing else'
const fullSize = { patients: 1_000_000, appointments: 5_000_000 }
const tenth = 'network overview, a tenth of the history'

await runVerb(async (args) => {
  const quick = args.includes('--quick')
  const json = args.includes('--json')
  const only = option(args, 'only') ?? undefined
  const names = [...cases.map(({ name }) => name), ...accessCases]
  if (only && !names.some((name) => name.includes(only)))
    throw new Explained(`There is no case "${only}". There are: ${names.join('; ')}.`)
  const say = (line: string) => (json ? console.error(line) : console.log(line))
  const database = await openBenchDatabase({ quick, fresh: args.includes('--fresh'), say })
  const rows: Measured[] = []
  const faults: string[] = []
  const report = (measured: Measured) => {
    rows.push(measured)
    const { name, connections, ours, control, ratio, failures } = measured
    if (failures > (ours + control) / 100)
      faults.push(`${name}, ${connections} at once: ${failures} answers were errors, so the figures say nothing.`)
    if (json) console.log(JSON.stringify({ name, connections, ours, control, ratio: Number(ratio.toFixed(3)) }))
    else say(`${name}, ${connections} at once: ${ours}/s beside ${control}/s, ratio ${ratio.toFixed(2)}`)
  }
  try {
    const urls = { adminUrl: database.adminUrl, appUrl: database.appUrl, secret }
    const common = { ...urls, connections: [1, 16, 64], only, report }
    if (!quick && database.isNew) {
      await grow(database.adminUrl, { patients: fullSize.patients / 10, appointments: fullSize.appointments / 10 }, say)
      const scene = await arrangeScene(database.adminUrl, secret, 40)
      await measure({
        ...common,
        scene,
        only: 'overview',
        seconds: 2,
        rounds: 3,
        report: (one) => report({ ...one, name: tenth, promised: null }),
      })
    }
    if (!quick && database.isNew) {
      await grow(database.adminUrl, fullSize, say)
      await database.keep()
    }
    const scene = await arrangeScene(database.adminUrl, secret, quick ? 14_400 : 72_000)
    const pace = quick ? { seconds: 0.3, rounds: 1 } : { seconds: 2, rounds: 7 }
    const { server } = await measure({ ...common, scene, ...pace })
    await measureAccess({ ...common, scene, ...pace })
    if (json)
      console.log(
        JSON.stringify({
          name: 'server memory, MB',
          connections: 0,
          ours: Math.round(server.rssMegabytes),
          control: 260,
          ratio: Number((server.rssMegabytes / 260).toFixed(3)),
        }),
      )
    else await printTable(rows, server, quick ? null : join(rootFolder, 'bench', 'README.md'))
  } finally {
    await database.stop()
  }
  if (faults.length > 0) throw new Explained(faults.join('\n'))
})
